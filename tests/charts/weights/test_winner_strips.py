"""Tests of the strips: cuts where the analysis puts them, words that agree."""

from __future__ import annotations

import pandas as pd
import pytest
from charts.decisions import HOSTILE, decide, hostile_decision
from charts.spec_parts import assert_labels_are_data, lengths, marks_of, rows_of, sheet_of, texts_of

from steelyard.analysis.sensitivity.robustness import track_weights
from steelyard.analysis.totals import evaluate
from steelyard.charts.weights.winner_strips import (
    CHART,
    winner_strips_alt,
    winner_strips_rows,
    winner_strips_title,
)
from steelyard.model import CriteriaSet

# Two lines over the weight w of the first criterion: 20 + 80w and 60 − 20w cross at
# w = 40/100 = 0.4; at the present 0.3 Option B leads with 54 to 44.
CROSSING = decide([[100, 20], [40, 60]], [30, 70])


def _title(criteria_set: CriteriaSet) -> str:
    evaluation = evaluate(criteria_set)
    return winner_strips_title(criteria_set, evaluation, track_weights(evaluation))


@pytest.mark.parametrize("width", [350, 640, 1000])
def test_cuts_are_exact(width: float) -> None:
    """Option B has 40 % of the first criterion's bar, and 60 % of the other's."""
    evaluation = evaluate(CROSSING)
    chart = sheet_of(CHART, CROSSING, evaluation, track_weights(evaluation), width=width)
    first, second, third, fourth = lengths(marks_of(chart, "bar"))
    assert first / (first + second) == pytest.approx(0.4, abs=1e-6)
    assert third / (third + fourth) == pytest.approx(0.6, abs=1e-6)


def test_the_mark_stands_at_the_weight() -> None:
    """The first criterion's mark is at 30 % of its bar."""
    evaluation = evaluate(CROSSING)
    chart = sheet_of(CHART, CROSSING, evaluation, track_weights(evaluation))
    mark, bars = marks_of(chart, "tick", "now")[0], marks_of(chart, "bar")
    middle = mark["x"] + mark["width"] / 2
    begin, end = bars[0]["x"], bars[1]["x"] + bars[1]["width"]
    assert (middle - begin) / (end - begin) == pytest.approx(0.3, abs=1e-6)


def test_flips_are_printed_with_their_distance() -> None:
    """From 30 to 40 is +10, and the same flip is −10 from 70 to 60."""
    evaluation = evaluate(CROSSING)
    texts = texts_of(sheet_of(CHART, CROSSING, evaluation, track_weights(evaluation)))
    assert {"flips at 40% (+10.0)", "flips at 60% (−10.0)"} <= set(texts)


def test_the_title_names_the_most_fragile_weight() -> None:
    """Both flips are ten points away; the first criterion is named."""
    assert _title(CROSSING) == (
        "Moved alone, Criterion 1 is nearest to changing the lead: it flips at 40%, now 30%"
    )


def test_the_title_says_if_only_one_weight_matters() -> None:
    """Over the first weight A = 60 and B = 50 + 50w cross at 0.2; equal options elsewhere."""
    criteria_set = decide([[60, 60, 60], [100, 40, 60]], [10, 45, 45])
    assert _title(criteria_set).startswith(
        "Moved alone, Criterion 1 is nearest to changing the lead"
    )
    # With 50 on both others, no weight but the first one can put B ahead.
    assert _title(decide([[60, 60, 60], [100, 50, 50]], [10, 45, 45])) == (
        "Only Criterion 1 can change the lead by itself: it flips at 20%, now 10%"
    )


def test_first_place_is_not_called_a_lead_where_100_is_not_best() -> None:
    """The word follows the measure of the file."""
    criteria_set = decide(
        [[100, 20], [40, 60]], [30, 70], measure={"name": "harm", "top": "most harmful"}
    )
    assert " is nearest to changing first place: " in _title(criteria_set)


@pytest.mark.parametrize(
    ("scores", "swings", "title"),
    [
        ([[90, 80], [20, 30]], [1, 1], "No single weight takes the lead from Option A"),
        ([[50, 50], [50, 50]], [1, 1], "No single weight separates Option A and Option B or puts "
         "another option first"),
        ([[50, 50]], [1, 1], "Option A is the only option, so no weight can change the lead"),
        ([[90], [20]], [1], "Option A leads, and with one criterion there is no weight to move"),
        ([[90, 10], [10, 90]], [1, 1], "Option A and Option B are level now: a slight change of "
         "one weight can part them"),
    ],
)  # fmt: skip
def test_titles_of_the_other_cases(
    scores: list[list[float]], swings: list[float], title: str
) -> None:
    """Never flips, identical, alone, one criterion, tied."""
    criteria_set = decide(scores, swings)
    assert _title(criteria_set) == title
    evaluation = evaluate(criteria_set)
    sheet_of(CHART, criteria_set, evaluation, track_weights(evaluation), width=350)


def test_never_flipping_is_said_in_the_row() -> None:
    """An option ahead on both criteria leads on the whole bar."""
    criteria_set = decide([[90, 80], [20, 30]], [1, 1])
    evaluation = evaluate(criteria_set)
    chart = sheet_of(CHART, criteria_set, evaluation, track_weights(evaluation))
    assert texts_of(chart).count("never flips") == 2
    assert len(marks_of(chart, "bar")) == 2


def test_who_takes_over_is_named_where_its_stretch_is_too_narrow() -> None:
    """At 350 pixels it always is; on a wide sheet only where the name does not fit."""
    # 20 + 80w and 98 − 2w cross at 78/82 = 0.95.
    criteria_set = decide([[100, 20], [96, 98]], [30, 70])
    evaluation = evaluate(criteria_set)
    chart = sheet_of(CHART, criteria_set, evaluation, track_weights(evaluation))
    assert texts_of(chart).count("to Option A") == 2


def test_the_rows_are_the_segments_of_the_analysis() -> None:
    """Ends, leaders and the nearest flip as they were computed."""
    evaluation = evaluate(CROSSING)
    tracks = track_weights(evaluation)
    frame = pd.DataFrame(winner_strips_rows(CROSSING, evaluation, tracks))
    assert list(frame["criterion_id"]) == ["c0", "c0", "c1", "c1"]
    assert list(frame["leader_ids"]) == ["o1", "o0", "o0", "o1"]
    assert list(frame["end"]) == [
        segment.end for criterion in ("c0", "c1") for segment in tracks[criterion].segments
    ]
    assert list(frame["percentage_points"]) == pytest.approx([10, 10, -10, -10])


def test_the_words_name_every_flip() -> None:
    """Nearest first, with who takes over."""
    evaluation = evaluate(CROSSING)
    assert winner_strips_alt(CROSSING, evaluation, track_weights(evaluation)) == (
        "Who leads at every weight of each criterion. Moved alone, Criterion 1 is nearest "
        "to changing the lead: it flips at 40%, now 30%. Criterion 1 flips at 40% (+10.0) to "
        "Option A; Criterion 2 flips at 60% (−10.0) to Option A."
    )


@pytest.mark.parametrize("width", [350, 1000])
def test_labels_are_only_ever_data(width: float) -> None:
    """Names that try to be code stay names."""
    criteria_set = hostile_decision()
    evaluation = evaluate(criteria_set)
    chart = sheet_of(CHART, criteria_set, evaluation, track_weights(evaluation), width=width)
    assert_labels_are_data(chart)
    assert any(row["criterion"] == HOSTILE[0] for row in rows_of(chart)["rows"])


@pytest.mark.parametrize("width", [350, 1000])
def test_no_stretch_is_without_a_name(width: float) -> None:
    """One too short for its name, which no words on a flip say, has it in a legend once."""
    # Over the weight of the first criterion A leads up to 0.8, B up to 0.97, and C from there.
    criteria_set = decide([[50, 100], [62.5, 50], [64.05, 0]], [30, 70])
    evaluation = evaluate(criteria_set)
    tracks = track_weights(evaluation)
    chart = sheet_of(CHART, criteria_set, evaluation, tracks, width=width)
    assert [row["legend_label"] for row in chart["datasets"]["legend"]] == ["Option C"]
    assert texts_of(chart).count("Option C") == 1
    assert len(marks_of(chart, "point")) == 1
    told = sheet_of(CHART, CROSSING, evaluate(CROSSING), track_weights(evaluate(CROSSING)))
    assert told["datasets"]["legend"] == []
