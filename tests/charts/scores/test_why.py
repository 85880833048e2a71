"""Tests of why one option is ahead: the steps add up to the difference."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from charts.decisions import decide, hostile_decision
from charts.spec_parts import assert_labels_are_data, lengths, marks_of, sheet_of, texts_of
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.totals import evaluate
from steelyard.charts.scores.why import CHART, why_alt, why_rows
from steelyard.results.words.scores.pair import difference_title, list_steps

# 0.5 × (80 − 24) = 28, 0.25 × (40 − 20) = 5, 0.25 × (10 − 30) = −5: 28 ahead.
THREE = decide([[80, 40, 10], [24, 20, 30]], [2, 1, 1])


def test_the_title_names_what_most_of_it_rests_on() -> None:
    """28 of 33 points of advantage come from the first criterion."""
    assert difference_title(THREE, evaluate(THREE), "o0", "o1") == (
        "Option A is 28.0 points ahead of Option B, with most of its advantage from Criterion 1"
    )


def test_the_title_is_the_same_from_the_other_side() -> None:
    """Who is named first in the question does not change who is ahead."""
    evaluation = evaluate(THREE)
    assert difference_title(THREE, evaluation, "o1", "o0") == difference_title(
        THREE, evaluation, "o0", "o1"
    )


@pytest.mark.parametrize(
    ("scores", "swings", "title"),
    [
        ([[80, 60], [20, 40]], [1, 1], "Option A is 40.0 points ahead of Option B, with most of "
         "its advantage from Criterion 1 and nowhere behind"),
        ([[80, 60], [20, 60]], [1, 1], "Option A is 30.0 points ahead of Option B, with all of "
         "its advantage from Criterion 1 and nowhere behind"),
        ([[60] * 6 + [10], [40] * 6 + [20]], [1] * 7, "Option A is 15.7 points ahead of Option B, "
         "ahead on 6 of 7 criteria"),
        ([[90, 10], [10, 90]], [1, 1], "Option A and Option B are level on 50.0"),
        ([[81], [80]], [1], "Option A is 1.0 points ahead of Option B"),
        ([[80.02], [80]], [1], "Option A is less than 0.1 points ahead of Option B"),
    ],
)  # fmt: skip
def test_titles_of_the_other_cases(
    scores: list[list[float]], swings: list[float], title: str
) -> None:
    """Nowhere behind, one criterion alone, spread over many, level, one point."""
    criteria_set = decide(scores, swings)
    assert difference_title(criteria_set, evaluate(criteria_set), "o0", "o1") == title
    assert texts_of(sheet_of(CHART, criteria_set, evaluate(criteria_set), "o0", "o1", width=350))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 100)] * 3), min_size=1, max_size=8).filter(
    lambda columns: any(swing for *_, swing in columns)
))  # fmt: skip
def test_steps_follow_on_each_other_and_add_up(columns: list[tuple[int, int, int]]) -> None:
    """Each begins where the last ended; the last ends at the difference of the totals."""
    scores = [[column[0] for column in columns], [column[1] for column in columns]]
    criteria_set = decide(scores, [column[2] for column in columns])
    evaluation = evaluate(criteria_set)
    steps = list_steps(evaluation, "o0", "o1")
    assert steps[0].begin == 0
    assert all(after.begin == before.end for before, after in pairwise(steps))
    net = evaluation.totals["o0"] - evaluation.totals["o1"]
    assert steps[-1].end == pytest.approx(net, abs=1e-9)


@pytest.mark.parametrize("width", [350, 640, 1000])
def test_bars_are_the_differences(width: float) -> None:
    """28, 5 and 5 points, and 28 in all, on one scale."""
    bars = marks_of(sheet_of(CHART, THREE, evaluate(THREE), "o0", "o1", width=width), "bar")
    drawn = lengths(bars)
    scale = drawn[0] / 28
    assert drawn == pytest.approx([28 * scale, 5 * scale, 5 * scale, 28 * scale], abs=0.1)
    colours = [bar["fill"] for bar in bars]
    assert colours[0] == colours[1] == colours[3] != colours[2]


def test_amounts_and_values_are_printed() -> None:
    """One decimal for totals and differences, weights in whole per cent."""
    texts = texts_of(sheet_of(CHART, THREE, evaluate(THREE), "o0", "o1"))
    assert {
        "+28.0",
        "+5.0",
        "−5.0",
        "scores 80 and 24, weight 50%",
        "52.5 and 24.5 in total",
    } <= set(texts)


def test_an_unknown_value_is_marked() -> None:
    """It counts as the middle of its range, with a question mark."""
    criteria_set = decide([["unknown", 40], [24, 20]], [1, 1])
    chart = sheet_of(CHART, criteria_set, evaluate(criteria_set), "o0", "o1")
    assert "scores unknown and 24, weight 50%" in texts_of(chart)
    assert "Unknown scores" in CHART.subtitle(
        criteria_set, evaluate(criteria_set), "o0", "o1", 1000
    )


def test_two_different_options_are_needed() -> None:
    """Neither an option twice nor one that does not exist."""
    evaluation = evaluate(THREE)
    with pytest.raises(ValueError, match="cannot be compared with itself"):
        sheet_of(CHART, THREE, evaluation, "o0", "o0")
    with pytest.raises(ValueError, match="no option is called soup"):
        sheet_of(CHART, THREE, evaluation, "o0", "soup")


def test_the_rows_are_unrounded_and_in_order() -> None:
    """From most for the first option to most against it."""
    frame = pd.DataFrame(why_rows(THREE, evaluate(THREE), "o0", "o1"))
    assert list(frame["difference"]) == [28, 5, -5]
    assert list(frame["end"]) == [28, 33, 28]


def test_the_words_list_every_step() -> None:
    """With sign and one decimal."""
    assert why_alt(THREE, evaluate(THREE), "o0", "o1").endswith(
        "In points for Option A: Criterion 1 +28.0, Criterion 2 +5.0, Criterion 3 −5.0."
    )


@pytest.mark.parametrize("width", [350, 1000])
def test_labels_are_only_ever_data(width: float) -> None:
    """Names that try to be code stay names."""
    criteria_set = hostile_decision()
    assert_labels_are_data(
        sheet_of(CHART, criteria_set, evaluate(criteria_set), "o0", "o1", width=width)
    )


def test_the_subtitle_says_that_numbers_are_rounded_only_where_they_do_not_add_up() -> None:
    """Said where the printed steps, or the printed totals, make another printed difference."""
    rounded = "those printed do not add up exactly"
    for scores, swings, is_said in (
        # 1.4 and 0.9 of 2.24 points; totals of 66.38 and 64.14, which read 66.4 and 64.1.
        ([[67.38, 65.38], [64.64, 63.64]], [1, 1], True),
        # Steps of 0.04 each: +0.0 and +0.0 make +0.1.
        ([[50.08, 50.08], [50, 50]], [1, 1], True),
        ([[80, 40], [60, 80]], [1, 1], False),
        ([[60, 80], [80, 40]], [3, 1], False),
    ):
        criteria_set = decide(scores, swings)
        evaluation = evaluate(criteria_set)
        for pair in (("o0", "o1"), ("o1", "o0")):
            subtitle = CHART.subtitle(criteria_set, evaluation, *pair, 1000)
            assert (rounded in subtitle) == is_said
