"""Tests of the lines between two readings."""

from __future__ import annotations

import pandas as pd
import pytest
from charts.decisions import HOSTILE, decide, hostile_decision
from charts.drawn import is_inside
from charts.spec_parts import assert_labels_are_data, marks_of, sheet_of, texts_of

from steelyard.analysis.perspectives.mix import Mix, mix_readings
from steelyard.charts.perspectives.mix_lines import (
    CHART,
    mix_lines_alt,
    mix_lines_rows,
    mix_lines_title,
)

SWEET = {"sweet": {"name": "Sweet", "assessments": {"o1": {"c0": 80}}}}
DECISION = decide([[60], [40], [10]], [1], readings=SWEET)


def _mix(share: float = 0.25) -> Mix:
    return mix_readings(DECISION, second="sweet", share=share)


def test_the_title_has_the_crossing() -> None:
    """60 = 40 + 40 s at s = 0.5."""
    assert mix_lines_title(DECISION, _mix()) == (
        "Option A leads until “Sweet” counts for 50%, then Option B"
    )


def test_every_mix_is_only_said_without_a_crossing() -> None:
    """A reading that changes nothing changes no leader."""
    criteria_set = decide([[60], [40]], [1], readings={"r": {"name": "R", "assessments": {}}})
    assert mix_lines_title(criteria_set, mix_readings(criteria_set, second="r")) == (
        "Option A leads at every mix of “As things stand” and “R”"
    )


def test_an_option_that_draws_level_at_the_end_is_named() -> None:
    """A stays at 60, B rises from 40 to 60: A leads all the way, until at 100% B is level."""
    readings = {"r": {"name": "R", "assessments": {"o1": {"c0": 60}}}}
    criteria_set = decide([[60], [40]], [1], readings=readings)
    assert mix_lines_title(criteria_set, mix_readings(criteria_set, second="r")) == (
        "Option A leads at every mix of “As things stand” and “R” except at 100%, where Option B "
        "is level"
    )


def test_grey_lines_are_told() -> None:
    """C is thin and grey throughout; where one is level at an end it is no exception to that."""
    assert "Grey: the one option that comes first nowhere here." in CHART.subtitle(
        DECISION, _mix(), 800
    )
    readings = {"r": {"name": "R", "assessments": {"o1": {"c0": 60}}}}
    criteria_set = decide([[60], [40], [10]], [1], readings=readings)
    assert (
        "Grey: the 2 options that come first nowhere here, or only level at an end."
        in CHART.subtitle(criteria_set, mix_readings(criteria_set, second="r"), 800)
    )


def test_several_changes_are_counted() -> None:
    """A leads, then B in the middle, then C: 60, 40 + 30 s, 10 + 70 s.

    B passes A at 2/3 and C passes B at 3/4.
    """
    readings = {"r": {"name": "R", "assessments": {"o1": {"c0": 70}, "o2": {"c0": 80}}}}
    criteria_set = decide([[60], [40], [10]], [1], readings=readings)
    mix = mix_readings(criteria_set, second="r")
    assert mix_lines_title(criteria_set, mix) == (
        "Option A leads until “R” counts for 67%; the leader changes 2 times"
    )
    assert len(marks_of(sheet_of(CHART, criteria_set, mix), "point", "ring")) == 2


def test_lines_end_at_the_totals() -> None:
    """B rises from 40 to 80 while A stays, so it ends higher; the leader's part is thick."""
    chart = sheet_of(CHART, DECISION, _mix())
    edge = [
        sorted([(line["x"], line["y"]), (line["x2"], line["y2"])])
        for line in marks_of(chart, "rule")
        if line.get("strokeWidth") == 5
    ]
    *level, rising = sorted(edge)
    assert len({y for ends in level for _, y in ends}) == 1
    assert rising[0][1] == level[-1][1][1] > rising[1][1]
    (ring,) = marks_of(chart, "point", "ring")
    assert (ring["x"], ring["y"]) == level[-1][1] == rising[0]
    assert level[0][0][0] == 0


def test_the_present_share_is_marked_only_in_between() -> None:
    """At either end there is nothing to mark."""
    assert "now 25%" in texts_of(sheet_of(CHART, DECISION, _mix()))
    assert len(marks_of(sheet_of(CHART, DECISION, _mix()), "rule", "present")) == 1
    assert not marks_of(sheet_of(CHART, DECISION, _mix(0.0)), "rule", "present")
    assert not [t for t in texts_of(sheet_of(CHART, DECISION, _mix(0.0))) if "now" in t]


@pytest.mark.parametrize("width", [1000, 640, 350])
def test_everything_lies_on_the_sheet(width: float) -> None:
    """On a phone only those that lead somewhere are named."""
    chart = sheet_of(CHART, DECISION, _mix(), mode="dark", width=width)
    assert is_inside(chart)
    assert ("Option C" in texts_of(chart)) == (width > 560)


def test_rows_and_words() -> None:
    """Totals at both ends, the crossing and the present share."""
    frame = pd.DataFrame(mix_lines_rows(DECISION, _mix()))
    assert list(frame["share"].unique()) == [0, 0.25, 0.5, 1]
    assert list(frame[frame["share"] == 0.5]["leads"]) == [True, True, False]
    assert mix_lines_alt(DECISION, _mix()).endswith(
        "Leading: from 0% to 50% Option A; from 50% to 100% Option B. "
        "Totals at both ends: Option A 60.0 and 60.0; and Option B 40.0 and 80.0."
    )


def test_labels_are_only_ever_data() -> None:
    """No user's text outside the rows."""
    named = decide([[1]], [1], readings={"r": {"name": HOSTILE[0], "assessments": {}}})
    criteria_set = hostile_decision().model_copy(update={"readings": named.readings})
    chart = sheet_of(CHART, criteria_set, mix_readings(criteria_set, second="r"))
    assert_labels_are_data(chart)


def test_the_names_of_both_ends_are_whole_on_a_phone() -> None:
    """They wrap where a line is too short."""
    named = {"sweet": SWEET["sweet"] | {"name": "A bargain is possible"}}
    criteria_set = decide([[60], [40], [10]], [1], readings=named)
    shown = criteria_set, mix_readings(criteria_set, second="sweet")
    texts = [text.replace("\n", " ") for text in texts_of(sheet_of(CHART, *shown, width=350))]
    assert {"As things stand", "A bargain is possible"} <= set(texts)
