"""Tests of the nearest flips: lengths, order, and what cannot flip."""

from __future__ import annotations

import pandas as pd
import pytest
from charts.decisions import decide, hostile_decision
from charts.spec_parts import assert_labels_are_data, lengths, marks_of, sheet_of, texts_of

from steelyard.analysis.sensitivity.robustness import track_weights
from steelyard.analysis.totals import evaluate
from steelyard.charts.theme import option_colours
from steelyard.charts.weights.nearest_flips import (
    CHART,
    nearest_flips_alt,
    nearest_flips_rows,
    nearest_flips_title,
)
from steelyard.export.drawings.converter import draw_svg
from steelyard.model import CriteriaSet

# Criteria 1 and 2 as in the strips, a third on which both options are equal.
CROSSING = decide([[100, 20], [40, 60]], [30, 70])
THREE = decide([[100, 20, 50], [40, 60, 50]], [15, 35, 50])


def _title(criteria_set: CriteriaSet) -> str:
    evaluation = evaluate(criteria_set)
    return nearest_flips_title(criteria_set, evaluation, track_weights(evaluation))


def test_the_title_is_the_smallest_change() -> None:
    """Ten points more on the first criterion, where 44 and 54 become 52 and 52."""
    assert _title(CROSSING) == (
        "10.0 points of weight more on Criterion 1 alone brings Option A level"
    )


@pytest.mark.parametrize(
    ("scores", "swings", "title"),
    [
        ([[90, 80], [20, 30]], [1, 1], "No single weight takes the lead from Option A"),
        ([[50]], [1], "Option A is the only option, so no weight can change the lead"),
        ([[90, 10], [10, 90]], [1, 1], "Option A and Option B are level now: a slight change of "
         "one weight can part them"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("width", [350, 1000])
def test_titles_of_the_other_cases(
    scores: list[list[float]], swings: list[float], title: str, width: float
) -> None:
    """Nothing flips, one option, a tie; each is drawn."""
    criteria_set = decide(scores, swings)
    assert _title(criteria_set) == title
    evaluation = evaluate(criteria_set)
    assert texts_of(
        sheet_of(CHART, criteria_set, evaluation, track_weights(evaluation), width=width)
    )


def test_an_empty_sheet_says_so() -> None:
    """Without a flip there are no bars but a sentence."""
    criteria_set = decide([[90, 80], [20, 30]], [1, 1])
    evaluation = evaluate(criteria_set)
    chart = sheet_of(CHART, criteria_set, evaluation, track_weights(evaluation))
    assert not marks_of(chart, "bar")
    assert texts_of(chart) == ["Nothing to show: no single weight changes the leader."]


@pytest.mark.parametrize("width", [350, 640, 1000])
def test_bars_are_as_long_as_the_changes(width: float) -> None:
    """Their lengths have one scale with the distances of the analysis, closest first."""
    criteria_set = decide([[100, 20, 60], [40, 60, 50], [30, 30, 90]], [30, 60, 10])
    evaluation = evaluate(criteria_set)
    tracks = track_weights(evaluation)
    chart = sheet_of(CHART, criteria_set, evaluation, tracks, width=width)
    distances = sorted(
        abs(track.nearest - track.weight) for track in tracks.values() if track.nearest is not None
    )
    drawn = lengths(marks_of(chart, "bar"))
    scale = drawn[-1] / distances[-1]
    assert drawn == pytest.approx([distance * scale for distance in distances], abs=0.1)


def test_what_cannot_flip_is_named_in_the_subtitle() -> None:
    """On the third criterion both are equal: its weight moves the totals alike."""
    evaluation = evaluate(THREE)
    subtitle = CHART.subtitle(THREE, evaluation, track_weights(evaluation), 1000)
    assert subtitle.endswith("No weight of Criterion 3 changes the leader.")


def test_labels_say_how_much_and_who() -> None:
    """Signed, in points of weight."""
    evaluation = evaluate(CROSSING)
    chart = sheet_of(CHART, CROSSING, evaluation, track_weights(evaluation))
    assert {"+10.0 → Option A", "−10.0 → Option A"} <= set(texts_of(chart))
    assert ">now<" in draw_svg(chart)


def test_the_rows_end_with_what_never_flips() -> None:
    """Empty where there is no flip."""
    evaluation = evaluate(THREE)
    frame = pd.DataFrame(nearest_flips_rows(THREE, evaluation, track_weights(evaluation)))
    assert frame["criterion_id"].iloc[-1] == "c2"
    assert frame["flips_at"].isna().tolist() == [False, False, True]


def test_the_words_list_the_changes() -> None:
    """The nearest first, then what never does."""
    evaluation = evaluate(CROSSING)
    words = nearest_flips_alt(CROSSING, evaluation, track_weights(evaluation))
    assert words.endswith(
        "In points of weight: Criterion 1 +10.0 to Option A; Criterion 2 −10.0 to Option A."
    )


@pytest.mark.parametrize("width", [350, 1000])
def test_labels_are_only_ever_data(width: float) -> None:
    """Names that try to be code stay names."""
    criteria_set = hostile_decision()
    evaluation = evaluate(criteria_set)
    chart = sheet_of(CHART, criteria_set, evaluation, track_weights(evaluation), width=width)
    assert_labels_are_data(chart)


def test_options_level_only_at_all_of_the_weight_part_towards_less() -> None:
    """With all weight on one criterion three are level; with any less only two of them lead."""
    criteria_set = decide([[50, 50], [50, 50], [50, 10]], [40, 0])
    evaluation = evaluate(criteria_set)
    tracks = track_weights(evaluation)

    assert tracks["c0"].takes_over == tracks["c1"].takes_over == ("o0", "o1")
    bars = marks_of(sheet_of(CHART, criteria_set, evaluation, tracks), "bar")
    assert all(bar["fill"] == option_colours(criteria_set, "light")["o0"] for bar in bars)
    assert bars
    assert "Criterion 1 0.0 to Option A and Option B" in nearest_flips_alt(
        criteria_set, evaluation, tracks
    )
