"""Tests of the totals through every lens, reading or scenario."""

from __future__ import annotations

import pandas as pd
import pytest
from charts.decisions import HOSTILE, decide, hostile_decision
from charts.drawn import is_inside
from charts.spec_parts import assert_labels_are_data, marks_of, sheet_of, texts_of

from steelyard.analysis.perspectives.perspectives import through_readings
from steelyard.charts.perspectives.perspective_table import (
    TOTALS_BY_READING,
    perspective_table_alt,
    perspective_table_rows,
    perspective_table_title,
)
from steelyard.model import CriteriaSet

READINGS = {
    "rival": {"name": "Rival", "assessments": {"o1": {"c0": 90}}},
    "mild": {"name": "Mild", "assessments": {"o1": {"c0": 62}}},
}
DECISION = decide([[80], [60]], [1], readings=READINGS)


def _title(criteria_set: CriteriaSet) -> str:
    return perspective_table_title(criteria_set, through_readings(criteria_set))


def test_the_titles() -> None:
    """A part of the readings, none, the only one, every one, none there."""
    assert _title(DECISION) == "Option A leads in 1 of 2 readings; in the other Option B leads"
    rival, mild = ({key: READINGS[key]} for key in ("rival", "mild"))
    assert _title(decide([[80], [60]], [1], readings=rival)) == (
        "Option A leads as things stand, but not in the only reading: there Option B"
    )
    assert _title(decide([[80], [60]], [1], readings=mild)) == (
        "Option A leads as things stand and in the only reading"
    )
    both = {"rival": READINGS["rival"], "again": READINGS["rival"]}
    assert _title(decide([[80], [60]], [1], readings=both)) == (
        "Option A leads only as things stand; in the 2 readings Option B leads"
    )
    assert _title(decide([[80]], [1])) == "The file has no other case to compare with"


LEVEL = {"name": "Level", "assessments": {"o1": {"c0": 80}}}


def test_a_lead_that_is_shared_is_not_told_as_a_lead() -> None:
    """A has 80. B has 80 where it is level, 90 in the rival reading, 62 in the mild one."""
    level = {"level": LEVEL}
    for readings, told in (
        (level, "Option A leads as things stand and shares the lead in the only reading"),
        (
            READINGS | level,
            "Option A leads in 1 of 3 readings and shares the lead in 1 more; in the other Option "
            "B leads",
        ),
        (
            {"rival": READINGS["rival"], **level},
            "Option A shares the lead in 1 of 2 readings; in the other Option B leads",
        ),
    ):
        assert _title(decide([[80], [60]], [1], readings=readings)) == told


def test_leaders_that_are_level_are_told_together() -> None:
    """A and B have 60 in the file; only A has them where B is lowered."""
    lower = {"lower": {"name": "Lower", "assessments": {"o1": {"c0": 50}}}}
    assert _title(decide([[60], [60]], [1], readings=lower)) == (
        "Option A and Option B lead as things stand and some of them lead in the only reading"
    )


def test_a_measure_of_harm_has_no_leader() -> None:
    """What is most harmful comes first and does not lead."""
    harm = {"name": "harm", "top": "most harmful"}
    criteria_set = decide([[80], [60]], [1], readings=READINGS, measure=harm)
    assert _title(criteria_set) == (
        "Option A comes first in 1 of 2 readings; in the other Option B comes first"
    )


def test_numbers_are_the_totals() -> None:
    """Two options in three cases: 80 throughout, and 60, 90, 62, with their spans."""
    texts = texts_of(sheet_of(TOTALS_BY_READING, DECISION, through_readings(DECISION)))
    assert texts.count("80.0") == 3
    assert texts.count("80") == 1
    assert {"60.0", "90.0", "62.0", "60–90"} <= set(texts)


def test_leaders_are_outlined() -> None:
    """One in each of three cases."""
    chart = sheet_of(TOTALS_BY_READING, DECISION, through_readings(DECISION), mode="dark")
    assert len(marks_of(chart, "rect", "best")) == 3


def test_the_narrow_form_is_a_bar_of_the_span() -> None:
    """From 60 to 90 of 350 pixels, and in how many cases the option leads."""
    chart = sheet_of(TOTALS_BY_READING, DECISION, through_readings(DECISION), width=350)
    bar = marks_of(chart, "bar", "bar")[1]
    assert (bar["x"], bar["x"] + bar["width"]) == pytest.approx((210, 315))
    assert {"leads in 1 of 2", "leads in one: Rival"} <= set(texts_of(chart))


def test_bars_count_the_cases_that_the_title_counts() -> None:
    """The file's own scores are no reading: who leads with them alone leads in none of these."""
    both = {"rival": READINGS["rival"], "again": READINGS["rival"]}
    criteria_set = decide([[80], [60]], [1], readings=both)
    chart = sheet_of(TOTALS_BY_READING, criteria_set, through_readings(criteria_set), width=350)
    assert {"leads only as things stand", "leads in 2 of 2"} <= set(texts_of(chart))


def test_others_that_lead_in_turn_are_not_told_as_leading_together() -> None:
    """B leads in one reading and C in another; then B in two and C in one; then both, level."""
    b, c = {"o1": {"c0": 90}}, {"o2": {"c0": 90}}

    def told(*readings: dict[str, dict[str, int]]) -> str:
        named = {f"r{n}": {"name": f"R{n}", "assessments": r} for n, r in enumerate(readings)}
        return _title(decide([[80], [60], [50]], [1], readings=named))

    assert told(b, c, {}) == (
        "Option A leads in 1 of 3 readings; in the others Option B and Option C lead, one each"
    )
    assert told(b, b, c) == (
        "Option A leads only as things stand; in the 3 readings Option B or Option C leads"
    )
    assert told(b | c, {}) == (
        "Option A leads in 1 of 2 readings; in the other Option B and Option C lead"
    )


def test_rows_and_words() -> None:
    """One row per case and option; the words have the first three of each case."""
    seen = through_readings(DECISION)
    frame = pd.DataFrame(perspective_table_rows(DECISION, seen))
    assert list(frame["total"]) == [80, 60, 90, 80, 80, 62]
    assert "Rival: Option B 90.0 and Option A 80.0" in perspective_table_alt(DECISION, seen)


@pytest.mark.parametrize("width", [1000, 350])
def test_labels_are_only_ever_data(width: float) -> None:
    """No user's text outside the rows; nothing off the sheet."""
    named = decide(
        [[1]], [1],
        readings={f"r{i}": {"name": n, "assessments": {}} for i, n in enumerate(HOSTILE)},
    )  # fmt: skip
    criteria_set = hostile_decision().model_copy(update={"readings": named.readings})
    chart = sheet_of(TOTALS_BY_READING, criteria_set, through_readings(criteria_set), width=width)
    assert_labels_are_data(chart)
    assert is_inside(chart)
