"""Why a margin changed: the parts add up, order plays no part, and swapping turns the signs."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import criteria_sets, make_set

from steelyard.analysis.difference.margin import MarginChange, MarginPart, explain_margin
from steelyard.analysis.totals import View, evaluate
from steelyard.model import CriteriaSet, Option

PAIR = ("soup", "cake")


def lunch(soup: list[float], cake: list[float], swings: list[float], **rest: Any) -> CriteriaSet:
    """Return two options on the criteria x, y ..., with these scores and swings."""
    ids = "xyz"[: len(swings)]
    scores = {
        "soup": dict(zip(ids, soup, strict=True)),
        "cake": dict(zip(ids, cake, strict=True)),
    }
    return make_set(scores, swings=dict(zip(ids, swings, strict=True)), **rest)


def effects(change: MarginChange) -> dict[tuple[str, str, str], float]:
    """Return effects by cause, criterion and option."""
    return {(part.cause, part.criterion, part.option): part.effect for part in change.parts}


def test_golden_one_swing() -> None:
    """Only x's swing moved, so it explains all: 100 and 100 → 300 and 100.

    Leads: x 80 − 40 = 40, y 10 − 50 = −40. Before: (40 − 40) / 2 = 0. After:
    0.75 · 40 − 0.25 · 40 = 20. Formula: Δs (d − m̄) / T̄ = 200 · (40 − 10) / 300 = 20.
    """
    old, new = (lunch([80, 10], [40, 50], [x, 100]) for x in (100, 300))
    change = explain_margin(old, new, PAIR)
    assert effects(change) == {("swing", "x", ""): pytest.approx(20.0, abs=1e-12)}
    assert (change.before, change.after) == (0.0, 20.0)


def test_golden_score_and_swing() -> None:
    """A score and a swing of one criterion moved: each at the mean of the other.

    Weights x: 1/2 → 3/4, mean 5/8. Soup's x 60 → 80 gives 5/8 · 20 = 12.5. Leads x:
    20 → 40, mean 30; y: −40. At the mean leads the margin goes from −5 to
    0.75 · 30 − 0.25 · 40 = 12.5, so the swing gives 17.5. In all: −10 → 20, or 30.
    """
    old = lunch([60, 10], [40, 50], [100, 100])
    new = lunch([80, 10], [40, 50], [300, 100])
    change = explain_margin(old, new, PAIR)
    assert (change.before, change.after) == (-10.0, 20.0)
    assert effects(change) == {
        ("swing", "x", ""): pytest.approx(17.5, abs=1e-12),
        ("score", "x", "soup"): pytest.approx(12.5, abs=1e-12),
    }


def test_golden_scale() -> None:
    """A scale that reaches twice as far halves the values, and with them the lead.

    Lead on x: 80 − 40 = 40 on 0–100, 40 − 20 = 20 on 0–200. One criterion, weight 1.
    """
    old = lunch([80], [40], [100])
    new = lunch([80], [40], [100], criteria={"x": {"scale": {"from": 0, "to": 200}}})
    assert effects(explain_margin(old, new, PAIR)) == {("scale", "x", ""): -20.0}


def test_criterion_that_is_new() -> None:
    """A criterion the old version lacks joins with all its effect, at its new scores.

    x alone: 80 − 40 = 40. With y at the same swing: (40 − 40) / 2 = 0.
    """
    change = explain_margin(lunch([80], [40], [100]), lunch([80, 10], [40, 50], [100, 100]), PAIR)
    assert effects(change) == {("joins", "y", ""): pytest.approx(-40.0, abs=1e-12)}
    back = explain_margin(lunch([80, 10], [40, 50], [100, 100]), lunch([80], [40], [100]), PAIR)
    assert effects(back) == {("leaves", "y", ""): pytest.approx(40.0, abs=1e-12)}


def test_frames_differ() -> None:
    """The same file in two frames: the criteria that join and leave explain it all."""
    frames = {
        "first": {"name": "First", "criteria": ["x", "y"]},
        "last": {"name": "Last", "criteria": ["y", "z"]},
    }
    criteria_set = lunch([80, 10, 30], [40, 50, 20], [100, 100, 100], frames=frames)
    change = explain_margin(criteria_set, criteria_set, PAIR, View("first"), View("last"))
    assert {part.cause for part in change.parts} == {"joins", "leaves"}
    assert math.fsum(part.effect for part in change.parts) == pytest.approx(-15.0, abs=1e-12)


def test_swings_in_proportion_change_nothing() -> None:
    """Doubling every swing leaves the weights, so no swing explains anything."""
    old, new = lunch([80, 10], [40, 50], [30, 70]), lunch([80, 10], [40, 50], [60, 140])
    assert explain_margin(old, new, PAIR).parts == ()


def test_all_swings_zero() -> None:
    """From equal weights by default to real ones no single swing is to blame."""
    old, new = lunch([80, 10], [40, 50], [0, 0]), lunch([80, 10], [40, 50], [300, 100])
    assert explain_margin(old, new, PAIR).parts == (MarginPart("weights", "", "", 20.0),)


def test_unknown_becomes_known() -> None:
    """An unknown score stood in the middle: 50 → 80 is 30 points."""
    old: Any = make_set({"soup": {"x": "unknown"}, "cake": {"x": 40}})
    new: Any = make_set({"soup": {"x": 80}, "cake": {"x": 40}})
    assert effects(explain_margin(old, new, PAIR)) == {("score", "x", "soup"): 30.0}


def test_option_missing() -> None:
    """Both options have to be in both versions."""
    with pytest.raises(KeyError, match="pie"):
        explain_margin(lunch([1], [2], [3]), lunch([1], [2], [3]), ("soup", "pie"))


@st.composite
def versions(draw: st.DrawFn) -> tuple[CriteriaSet, CriteriaSet]:
    """Two versions of any shape that share at least two options."""
    old, new = draw(criteria_sets()), draw(criteria_sets())
    both = all({"o0", "o1"} <= {*one.options} for one in (old, new))
    return (old, new) if both else (lunch_of(old), lunch_of(new))


def lunch_of(criteria_set: CriteriaSet) -> CriteriaSet:
    """Return the set with a second option that is unknown, where it has but one."""
    options = {o: {"name": o} for o in dict.fromkeys([*criteria_set.options, "o0", "o1"])}
    return criteria_set.model_copy(
        update={"options": {o: Option.model_validate(entry) for o, entry in options.items()}}
    )


@given(versions())
@settings(max_examples=100, deadline=None)
def test_adds_up(pair: tuple[CriteriaSet, CriteriaSet]) -> None:
    """Parts and rest add to the change within 1e-12, and the rest is at most 1e-9."""
    old, new = pair
    change = explain_margin(old, new, ("o0", "o1"))
    before, after = evaluate(old).totals, evaluate(new).totals
    assert change.before == before["o0"] - before["o1"]
    assert change.after == after["o0"] - after["o1"]
    found = [*(part.effect for part in change.parts), change.rest]
    assert abs(math.fsum([*found, -change.after, change.before])) <= 1e-12
    assert abs(change.rest) <= 1e-9
    assert all(part.effect for part in change.parts)


@given(versions())
@settings(max_examples=60, deadline=None)
def test_swapping_turns_the_signs(pair: tuple[CriteriaSet, CriteriaSet]) -> None:
    """New against old has the same parts with the other sign; so has the rival's margin."""
    old, new = pair
    there = effects(explain_margin(old, new, ("o0", "o1")))
    back = effects(explain_margin(new, old, ("o0", "o1")))
    turned = {"joins": "leaves", "leaves": "joins"}
    mirrored = {(turned.get(k, k), c, o): -effect for (k, c, o), effect in back.items()}
    other = effects(explain_margin(old, new, ("o1", "o0")))
    for key in {*there, *mirrored}:
        assert there.get(key, 0) == pytest.approx(mirrored.get(key, 0), abs=1e-9)
        assert there.get(key, 0) == pytest.approx(-other.get(key, 0), abs=1e-9)


scores = st.lists(st.integers(0, 20).map(lambda x: x * 5.0), min_size=3, max_size=3)
swings = st.lists(st.integers(1, 10).map(float), min_size=3, max_size=3)


@given(scores, scores, scores, scores, swings)
@settings(max_examples=60, deadline=None)
def test_equals_shapley_where_scores_move(
    soup: list[float], cake: list[float], soup2: list[float], cake2: list[float], weigh: list[float]
) -> None:
    """With scores alone moved, every part is the mean over all orders of moving them."""
    old, new = lunch(soup, cake, weigh), lunch(soup2, cake2, weigh)
    moved = [(o, c) for o in PAIR for c in "xyz"][:4]
    tables = {"old": {"soup": soup, "cake": cake}, "new": {"soup": soup2, "cake": cake2}}

    def margin(done: frozenset[tuple[str, str]]) -> float:
        rows = {
            o: [
                tables["new" if (o, c) in done or (o, c) not in moved else "old"][o]["xyz".index(c)]
                for c in "xyz"
            ]
            for o in PAIR
        }
        totals = evaluate(lunch(rows["soup"], rows["cake"], weigh)).totals
        return totals["soup"] - totals["cake"]

    margins = {
        frozenset(done): margin(frozenset(done))
        for size in range(len(moved) + 1)
        for done in itertools.combinations(moved, size)
    }
    found = effects(explain_margin(old, new, PAIR))
    orders = list(itertools.permutations(moved))
    for option, criterion in moved:
        gains = []
        for order in orders:
            done = frozenset(order[: order.index((option, criterion))])
            gains.append(margins[done | {(option, criterion)}] - margins[done])
        expected = math.fsum(gains) / len(orders)
        assert found.get(("score", criterion, option), 0.0) == pytest.approx(expected, abs=1e-9)


@given(scores, scores, swings, swings)
@settings(max_examples=60, deadline=None)
def test_mean_of_weights_first_and_scores_first(
    soup: list[float], soup2: list[float], weigh: list[float], weigh2: list[float]
) -> None:
    """All swings together explain the mean of moving them before and after the scores."""
    cake = [50.0, 50.0, 50.0]

    def margin(row: list[float], given_swings: list[float]) -> float:
        totals = evaluate(lunch(row, cake, given_swings)).totals
        return totals["soup"] - totals["cake"]

    first = margin(soup, weigh2) - margin(soup, weigh)
    last = margin(soup2, weigh2) - margin(soup2, weigh)
    change = explain_margin(lunch(soup, cake, weigh), lunch(soup2, cake, weigh2), PAIR)
    by_swings = math.fsum(part.effect for part in change.parts if part.cause == "swing")
    assert by_swings == pytest.approx((first + last) / 2, abs=1e-9)
