"""Tests of the two-way maps: every pair, exact corners, words that claim no more."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pandas as pd
import pytest
from charts.decisions import decide, hostile_decision
from charts.drawn import is_inside
from charts.spec_parts import assert_labels_are_data, marks_of, sheet_of, texts_of

from steelyard.analysis.sensitivity.weight_map import Part, map_pairs
from steelyard.analysis.totals import evaluate
from steelyard.charts.weights.two_way_maps import (
    CHART,
    two_way_maps_alt,
    two_way_maps_rows,
    two_way_maps_title,
)

PARTS = [Part((f"c{j}",)) for j in range(5)]
DECISION = decide([[90, 10, 50, 50, 50], [10, 90, 50, 50, 50], [0] * 5], [3, 2, 1, 1, 1])
EVALUATION = evaluate(DECISION)


def test_the_title_counts_who_leads_anywhere() -> None:
    """A and B do, C with nothing nowhere."""
    maps = map_pairs(EVALUATION, PARTS)
    assert two_way_maps_title(DECISION, EVALUATION, maps) == (
        "2 of 3 options lead somewhere when two weights move: Option A and Option B"
    )


def test_a_leader_of_every_map_is_said_to_be_one() -> None:
    """One option alone leads whatever is moved."""
    alone = decide([[1, 2, 3]], [1, 1, 1])
    maps = map_pairs(evaluate(alone), PARTS[:3])
    title = two_way_maps_title(alone, evaluate(alone), maps)
    assert title == "Option A leads whichever two of these weights are moved"


def test_options_that_are_level_share_a_key() -> None:
    """Twins have one region and one line of the key."""
    twins = decide([[50, 50, 50], [50, 50, 50]], [1, 1, 1])
    maps = map_pairs(evaluate(twins), PARTS[:3])
    chart = sheet_of(CHART, twins, evaluate(twins), maps, PARTS[:3])
    assert "Option A and Option B" in texts_of(chart)
    assert two_way_maps_title(twins, evaluate(twins), maps) == (
        "Option A and Option B lead together whichever two of these weights are moved"
    )


def test_the_key_says_whose_area_is_too_small_to_be_seen() -> None:
    """C leads by a hair where the first two criteria weigh the same."""
    criteria_set = decide([[90, 10, 50], [10, 90, 50], [49.8, 49.8, 50.2]], [3, 2, 1])
    evaluation = evaluate(criteria_set)
    maps = map_pairs(evaluation, PARTS[:2])
    texts = texts_of(sheet_of(CHART, criteria_set, evaluation, maps, PARTS[:2]))
    assert {"Option A", "Option C (under 1% of any map)"} <= set(texts)


@pytest.mark.parametrize("width", [1000, 350])
def test_an_area_too_small_for_a_border_has_its_own_colour_to_the_edge(width: float) -> None:
    """C's area is drawn above all others, with a line of its own colour around it."""
    criteria_set = decide([[90, 10, 50], [10, 90, 50], [49.8, 49.8, 50.2]], [3, 2, 1])
    evaluation = evaluate(criteria_set)
    maps = map_pairs(evaluation, PARTS[:2])
    chart = sheet_of(CHART, criteria_set, evaluation, maps, PARTS[:2], width=width)
    areas = marks_of(chart, "line", "region")
    own = [area for area in areas if area["stroke"] == area["fill"]]
    assert len({area["fill"] for area in areas}) == 3
    assert own
    assert len({area["fill"] for area in own}) == 1
    assert areas[-len(own) :] == own
    large = map_pairs(EVALUATION, PARTS[:2])
    whole = sheet_of(CHART, DECISION, EVALUATION, large, PARTS[:2], width=1000)
    assert not [m for m in marks_of(whole, "line", "region") if m["stroke"] == m["fill"]]


@pytest.mark.parametrize("width", [1000, 350])
def test_no_border_of_an_area_sticks_out_of_its_map(width: float) -> None:
    """Paper lies along all three sides, as wide as a border and outside the map, over the areas."""
    maps = map_pairs(EVALUATION, PARTS[:4])
    chart = sheet_of(CHART, DECISION, EVALUATION, maps, PARTS[:4], width=width)
    looks = [layer["mark"].get("style") for layer in chart["layer"]]
    assert looks.index("rim") > max(n for n, look in enumerate(looks) if look == "region")
    rims = marks_of(chart, "rule", "rim")
    assert len(rims) == 3 * len(maps)
    corners = [(area["x"], area["y"]) for area in marks_of(chart, "line", "region")]
    for rim in rims:
        along = rim["x2"] - rim["x"], rim["y2"] - rim["y"]
        length = hypot(*along)
        away = [
            (along[0] * (y - rim["y"]) - along[1] * (x - rim["x"])) / length for x, y in corners
        ]
        assert min(map(abs, away)) == pytest.approx(0.75, abs=0.01)


@pytest.mark.parametrize("width", [1000, 350])
def test_ticks_stand_at_their_weights(width: float) -> None:
    """At the left of each map 0% at its lower end, 100% at its upper one; none touches another."""
    maps = map_pairs(EVALUATION, PARTS)
    chart = sheet_of(CHART, DECISION, EVALUATION, maps, PARTS, width=width)
    ticks = [mark for mark in marks_of(chart, "text", "to-right") if "%" in mark["text"]]
    assert len(ticks) == 3 * 4
    heights = [mark["y"] for mark in ticks]
    areas = marks_of(chart, "line", "region")
    lowest = max(area["y"] for area in areas)
    assert max(heights) == pytest.approx(lowest, abs=0.01)
    assert min(heights) == pytest.approx(0, abs=0.01)
    assert min(b - a for a, b in pairwise(sorted(heights))) >= 12


@pytest.mark.parametrize("count", [2, 3, 4, 5])
@pytest.mark.parametrize("width", [1000, 350])
def test_every_pair_has_a_panel_with_a_diamond(count: int, width: float) -> None:
    """Of n parts n (n − 1) / 2; all of it on the sheet."""
    parts = PARTS[:count]
    maps = map_pairs(EVALUATION, parts)
    chart = sheet_of(CHART, DECISION, EVALUATION, maps, parts, mode="dark", width=width)
    assert len(marks_of(chart, "point", "disc")) == count * (count - 1) / 2
    assert is_inside(chart)
    assert {"Option A", "Option B"} <= set(texts_of(chart))


def test_more_than_five_parts_are_refused() -> None:
    """Fifteen maps could not be read."""
    with pytest.raises(ValueError, match="found 6; allowed is 2 to 5"):
        sheet_of(CHART, DECISION, EVALUATION, {}, [*PARTS, PARTS[0]])


def test_rows_hold_weights_that_add_up() -> None:
    """Across, up and the rest make one at every corner."""
    frame = pd.DataFrame(two_way_maps_rows(DECISION, map_pairs(EVALUATION, PARTS[:2])))
    sums = frame[["weight_across", "weight_up", "weight_rest"]].sum(axis=1)
    assert list(sums) == pytest.approx([1] * len(frame))
    assert set(frame["options"]) == {"Option A", "Option B"}


def test_the_words_have_every_panel() -> None:
    """90 s1 + 10 s2 against 10 s1 + 90 s2: each leads on half of the one map."""
    maps = map_pairs(EVALUATION, PARTS[:2])
    assert two_way_maps_alt(DECISION, EVALUATION, maps).endswith(
        "Areas: Criterion 1 and Criterion 2: Option A 50% and Option B 50%."
    )


def test_labels_are_only_ever_data() -> None:
    """No user's text outside the rows."""
    criteria_set = hostile_decision()
    evaluation = evaluate(criteria_set)
    chart = sheet_of(CHART, criteria_set, evaluation, map_pairs(evaluation, PARTS), PARTS)
    assert_labels_are_data(chart)
