"""Tests of the scatter of two aims."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from charts.decisions import decide, hostile_decision
from charts.drawn import is_inside
from charts.spec_parts import assert_labels_are_data, marks_of, sheet_of, texts_of
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.analysis.totals import evaluate
from steelyard.charts.scores.pareto import CHART, pareto_rows
from steelyard.charts.scores.pareto_words import find_front, pareto_alt, pareto_title
from steelyard.model import CriteriaSet

X, Y = Part(("c0",)), Part(("c1",))


def _front(scores: list[list[Any]]) -> set[str]:
    return set(find_front(evaluate(decide(scores, [1, 1])), X, Y))


def _title(criteria_set: CriteriaSet) -> str:
    return pareto_title(criteria_set, evaluate(criteria_set), X, Y)


def test_a_front_by_hand() -> None:
    """C is below A on both; D equals A on one and is below on the other."""
    assert _front([[80, 40], [30, 90], [50, 30], [80, 20]]) == {"o0", "o1"}


def test_equals_are_on_the_front_together() -> None:
    """Neither of two equal options surpasses the other."""
    assert _front([[80, 40], [80, 40]]) == {"o0", "o1"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=1, max_size=8))
def test_the_front_is_what_no_corner_covers(scores: list[list[int]]) -> None:
    """An option is off the front just if another's rectangle to the origin holds it."""
    expected = {
        f"o{i}"
        for i, (x, y) in enumerate(scores)
        if not any(a >= x and b >= y and (a, b) != (x, y) for a, b in scores)
    }
    assert _front(scores) == expected


def test_the_titles() -> None:
    """Two of three, all, and one that is at least as high everywhere."""
    assert _title(decide([[80, 40], [30, 90], [20, 30]], [1, 1])) == (
        "2 of 3 options are unsurpassed on Criterion 1 and Criterion 2 together: "
        "Option A and Option B"
    )
    assert _title(decide([[80, 40], [30, 90]], [1, 1])).startswith("No option is surpassed")
    assert _title(decide([[80, 40], [30, 30]], [1, 1])) == (
        "Option A is at least as good as every other option on Criterion 1 and Criterion 2"
    )


def test_every_option_with_room_is_named_and_at_most_eight_on_a_phone() -> None:
    """All others are dots; the front comes first, then the best totals."""
    criteria_set = decide([[10 * i, 90 - 9 * i] for i in range(9)] + [[0, 0]], [1, 1])
    for width, most in ((640, 10), (350, 8)):
        chart = sheet_of(CHART, criteria_set, evaluate(criteria_set), X, Y, width=width)
        # Each label is drawn twice, the first time as its own halo.
        assert len({text for text in texts_of(chart) if text.startswith("Option")}) == most
        assert len(marks_of(chart, "point", "dot")) == 10


def test_names_without_room_of_their_own_are_left_out() -> None:
    """Of options beyond the first seven, those in a crowd; no name covers another dot."""
    scores = [[90 - 10 * i, 10 + 10 * i] for i in range(7)]
    crowd = [[5 + i % 3, 4 + i // 3] for i in range(9)]
    criteria_set = decide([*scores, *crowd], [1, 1])
    chart = sheet_of(CHART, criteria_set, evaluate(criteria_set), X, Y, width=640)
    named = {text for text in texts_of(chart) if text.startswith("Option")}
    assert {f"Option {letter}" for letter in "ABCDEFG"} <= named
    assert len(named) < 12
    assert not any(row["has_cross"] for row in chart["datasets"]["rows"]), "none has a range"


def test_crosses_have_the_ends_of_the_ranges() -> None:
    """40 to 80 on a plot of 0 to 100 is four tenths of its width."""
    criteria_set = decide([[[40, 60, 80], 50]], [1, 1])
    chart = sheet_of(CHART, criteria_set, evaluate(criteria_set), X, Y)
    crosses = [
        rule for rule in marks_of(chart, "rule") if "x2" in rule and rule.get("opacity") == 0.9
    ]
    across = max(rule["x2"] - rule["x"] for rule in crosses)
    assert across / chart["width"] == pytest.approx(0.4, abs=0.001)


def test_rows_and_words() -> None:
    """One row per option, from the best total; the words have both values of each."""
    criteria_set = decide([[80, 40], [20, 30], [30, 90]], [1, 1])
    frame = pd.DataFrame(pareto_rows(criteria_set, evaluate(criteria_set), X, Y))
    assert list(frame["across_value"]) == [80, 30, 20]
    assert list(frame["is_on_front"]) == [True, True, False]
    assert "Option B 20 and 30." in pareto_alt(criteria_set, evaluate(criteria_set), X, Y)


def test_scores_are_told_and_values_only_of_several_criteria() -> None:
    """Where low is best a score of 20 has the value 80, and is told as 20 with its range."""
    criteria_set = decide([[[10, 20, 40], 40, 60], [30, 90, 50]], [1, 1, 1])
    low = criteria_set.criteria["c0"].model_copy(update={"better": "lower"})
    criteria = {**criteria_set.criteria, "c0": low}
    criteria_set = criteria_set.model_copy(update={"criteria": criteria})
    evaluation = evaluate(criteria_set)
    rest = Part(("c1", "c2"))
    spec = sheet_of(CHART, criteria_set, evaluation, X, rest)
    told = {row["option_id"]: row for row in spec["datasets"]["rows"]}
    assert told["o0"]["across_value"] == 80
    assert told["o0"]["across_value_label"] == "20 (10–40)"
    assert told["o0"]["up_value_label"] == "50"
    assert told["o0"]["says"] == "Option A: 20 across, 50 up"


@pytest.mark.parametrize("width", [1000, 640, 350])
def test_everything_lies_on_the_sheet(width: float) -> None:
    """Options in all four corners included."""
    criteria_set = decide([[0, 0], [100, 100], [0, 100], [100, 0]], [1, 1])
    assert is_inside(
        sheet_of(CHART, criteria_set, evaluate(criteria_set), X, Y, mode="dark", width=width)
    )


def test_labels_are_only_ever_data() -> None:
    """No user's text outside the rows."""
    criteria_set = hostile_decision()
    assert_labels_are_data(sheet_of(CHART, criteria_set, evaluate(criteria_set), X, Y))


def test_axes_have_scores_in_their_unit_and_say_which_end_is_good() -> None:
    """Where low is best the axis runs from 500 down to 0; several criteria have weighted means."""
    criteria_set = decide([[[10, 20, 40], 40, 60], [30, 90, 50]], [1, 1, 1])
    cost = {"better": "lower", "scale": {"from": 0, "to": 500, "unit": "usd_million"}}
    low = type(criteria_set.criteria["c0"]).model_validate({"name": "Cost", "swing": 1, **cost})
    criteria_set = criteria_set.model_copy(
        update={"criteria": {**criteria_set.criteria, "c0": low}}
    )
    spec = sheet_of(CHART, criteria_set, evaluate(criteria_set), X, Part(("c1", "c2")))
    ticks = marks_of(spec, "text", "centred")
    assert [tick["text"] for tick in sorted(ticks, key=lambda tick: tick["x"])] == [
        "500", "400", "300", "200", "100", "0",
    ]  # fmt: skip
    texts = texts_of(spec)
    assert "Cost: 0 to 500 usd million, low is best" in texts
    assert "the rest: weighted mean, 100 is best" in texts
    subtitle = CHART.subtitle(criteria_set, evaluate(criteria_set), X, Part(("c1", "c2")), 640)
    assert subtitle.startswith(
        "On the axes: scores, on the criterion’s own scale; weighted means of several criteria, "
        "0 to 100. "
        "Further right and further up is better."
    )


def test_the_subtitle_counts_crosses_and_dots_without_a_name() -> None:
    """Said of the same options as are drawn; nothing where every one has both."""
    scores = [[[85 - 10 * i, 90 - 10 * i, 95 - 10 * i], 10 + 10 * i] for i in range(7)]
    crowd = [[[4 + i % 3, 5 + i % 3, 6 + i % 3], 4 + i // 3] for i in range(9)]
    for rows, width in (([*scores, *crowd], 640), ([*scores, *crowd], 350), (scores[:3], 640)):
        criteria_set = decide(rows, [1, 1])
        evaluation = evaluate(criteria_set)
        chart = sheet_of(CHART, criteria_set, evaluation, X, Y, width=width)
        drawn = chart["datasets"]["rows"]
        crossed = sum(bool(row["has_cross"]) for row in drawn)
        unnamed = sum(not row["option_label"] for row in drawn)
        subtitle = CHART.subtitle(criteria_set, evaluation, X, Y, width)
        if len(rows) > 3:
            assert 0 < crossed < len(rows)
            assert f"Crosses: from low to high, for {crossed} of the 16 options with" in subtitle
            assert f" {unnamed} of 16 dots have no name here; the picture’s numbers" in subtitle
        else:
            assert "Crosses: from low to high. Dashed:" in subtitle
            assert "no name" not in subtitle
    flat = decide([[80, 40], [30, 90]], [1, 1])
    assert "Crosses" not in CHART.subtitle(flat, evaluate(flat), X, Y, 640)
