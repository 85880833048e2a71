"""Tests of the exact map of the leaders at every split of a weight between three parts."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest
from charts.decisions import decide
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.sensitivity.weight_map import (
    Part,
    WeightMap,
    WeightSplit,
    map_pairs,
    map_weights,
    split_weights,
)
from steelyard.analysis.totals import Evaluation, View, evaluate

SINGLES = [Part(("c0",)), Part(("c1",)), Part(("c2",))]


def _evaluate(scores: list[list[Any]], swings: list[float]) -> Evaluation:
    return evaluate(decide(scores, swings))


def _leaders_at(weight_map: WeightMap, split: WeightSplit) -> set[str]:
    """Return the leaders of all regions a split lies in, by the side of every edge."""
    return {
        option
        for region in weight_map.regions
        if _is_inside(split, region.corners)
        for option in region.leaders
    }


def _is_inside(split: WeightSplit, corners: tuple[WeightSplit, ...]) -> bool:
    turns = [
        (b[0] - a[0]) * (split[1] - a[1]) - (b[1] - a[1]) * (split[0] - a[0])
        for a, b in zip(corners, corners[1:] + corners[:1], strict=True)
    ]
    return min(turns) >= -1e-12 or max(turns) <= 1e-12


def test_a_map_worked_by_hand() -> None:
    """A has 80, 20, 50 and B 40, 60, 50: A leads where 40 s1 > 40 s2, on half of the area.

    The line s1 = s2 runs from the third corner to the middle of the opposite side.
    """
    weight_map = map_weights(_evaluate([[80, 20, 50], [40, 60, 50]], [1, 1, 1]), SINGLES)
    assert [(region.leaders, region.area) for region in weight_map.regions] == [
        (("o0",), pytest.approx(0.5)),
        (("o1",), pytest.approx(0.5)),
    ]
    corners = {tuple(round(s, 9) for s in corner) for corner in weight_map.regions[0].corners}
    assert corners == {(1, 0, 0), (0, 0, 1), (0.5, 0.5, 0)}


def test_the_others_keep_their_weight() -> None:
    """With half of the weight on a fourth criterion, that half is counted everywhere.

    Joint weight 3/6. A: 0.5 × 100 = 50 plus 0 anywhere; B: 0 plus 0.5 × 60 = 30.
    """
    evaluation = _evaluate([[100, 100, 100, 0], [0, 0, 0, 60]], [1, 1, 1, 3])
    weight_map = map_weights(evaluation, SINGLES)
    assert weight_map.joint == pytest.approx(0.5)
    assert [region.leaders for region in weight_map.regions] == [("o0",)]
    heavier = _evaluate([[100, 100, 100, 0], [0, 0, 0, 60]], [1, 1, 1, 9])
    assert [region.leaders for region in map_weights(heavier, SINGLES).regions] == [("o1",)]


def test_the_whole_weight_may_be_split() -> None:
    """Then the fourth criterion weighs nothing, and its value of 60 does not count."""
    evaluation = _evaluate([[100, 100, 100, 0], [0, 0, 0, 60]], [1, 1, 1, 9])
    weight_map = map_weights(evaluation, SINGLES, whole=True)
    assert weight_map.joint == 1
    assert [region.leaders for region in weight_map.regions] == [("o0",)]


def test_a_group_keeps_its_proportions() -> None:
    """A part of weights 3 and 1 and values 80 and 40 counts as 0.75 × 80 + 0.25 × 40 = 70."""
    evaluation = _evaluate([[80, 40, 0]], [3, 1, 1])
    values = Part(("c0", "c1")).means(evaluation, evaluation.values)
    assert values["o0"] == pytest.approx(70)


def test_a_group_that_weighs_nothing_counts_alike() -> None:
    """Without proportions to keep, 80 and 40 count as 60."""
    evaluation = _evaluate([[80, 40, 0]], [0, 0, 1])
    values = Part(("c0", "c1")).means(evaluation, evaluation.values)
    assert values["o0"] == pytest.approx(60)


def test_options_level_everywhere_lead_together() -> None:
    """Twins share a region, which is the whole triangle."""
    weight_map = map_weights(_evaluate([[50, 60, 70], [50, 60, 70]], [1, 1, 1]), SINGLES)
    assert [(region.leaders, region.area) for region in weight_map.regions] == [
        (("o0", "o1"), pytest.approx(1))
    ]


def test_the_present_split() -> None:
    """Swings of 20, 20 and 10 are two fifths, two fifths and one fifth."""
    weight_map = map_weights(_evaluate([[1, 2, 3]], [20, 20, 10]), SINGLES)
    assert weight_map.present == pytest.approx((0.4, 0.4, 0.2))


def test_parts_that_weigh_nothing_have_no_present_split() -> None:
    """Their map has a weight of nothing to split, and the leader leads on all of it."""
    weight_map = map_weights(_evaluate([[9, 9, 9, 10], [90, 90, 90, 5]], [0, 0, 0, 1]), SINGLES)
    assert weight_map.present is None
    assert weight_map.joint == 0
    assert [region.leaders for region in weight_map.regions] == [("o0",)]
    assert split_weights(SINGLES, {"c0": 0, "c1": 0, "c2": 0}) is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 100), min_size=4, max_size=4), min_size=1, max_size=7),
    st.lists(st.integers(0, 100), min_size=4, max_size=4).filter(any),
    st.booleans(),
)
def test_the_map_agrees_with_evaluating(
    scores: list[list[int]], swings: list[float], whole: bool
) -> None:
    """At random splits the leaders on the map are those of the totals with these weights."""
    criteria_set = decide(scores, swings)
    evaluation = evaluate(criteria_set)
    weight_map = map_weights(evaluation, SINGLES, whole=whole)
    assert math.fsum(region.area for region in weight_map.regions) == pytest.approx(1)
    chance = random.Random(1)
    for _ in range(15):
        drawn = [chance.random() + 1e-6 for _ in range(3)]
        one, two, three = (part / sum(drawn) for part in drawn)
        weights = [weight_map.joint * share for share in (one, two, three)]
        override = {f"c{j}": weight for j, weight in enumerate(weights)}
        override["c3"] = 0.0 if whole else evaluation.weights["c3"]
        seen = evaluate(criteria_set, View(swings=override))
        found = _leaders_at(weight_map, (one, two, three))
        best = max(seen.totals.values())
        assert all(seen.totals[option] >= best - 1e-6 for option in found)
        assert set(seen.leaders) & found


def test_pairs_move_against_the_rest() -> None:
    """Three parts make three pairs, each with all other criteria as its third part."""
    evaluation = _evaluate([[80, 20, 50, 10]], [1, 1, 1, 1])
    maps = map_pairs(evaluation, SINGLES)
    assert list(maps) == [(0, 1), (0, 2), (1, 2)]
    assert maps[0, 2].parts[2] == Part(("c1", "c3"))
    assert maps[0, 2].joint == 1
    assert maps[0, 2].present == pytest.approx((0.25, 0.25, 0.5))


@pytest.mark.parametrize(
    ("parts", "match"),
    [
        (SINGLES[:2], "found 2; allowed is 3"),
        ([Part(("c0",)), Part(("c0",)), Part(("c1",))], "in two of them"),
        ([Part(()), Part(("c0",)), Part(("c1",))], "has no criterion"),
        ([Part(("c9",)), Part(("c0",)), Part(("c1",))], "c9 not in view"),
    ],
)
def test_wrong_parts_are_refused(parts: list[Part], match: str) -> None:
    """Three parts, each of criteria in view, none in two parts."""
    with pytest.raises(ValueError, match=match):
        map_weights(_evaluate([[1, 2, 3]], [1, 1, 1]), parts)


def test_a_pair_of_everything_is_refused() -> None:
    """With nothing left as the rest there is no second dimension to draw."""
    with pytest.raises(ValueError, match="leaves no rest"):
        map_pairs(_evaluate([[1, 2]], [1, 1]), SINGLES[:2])
