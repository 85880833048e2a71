"""Tests of the totals stacked by group."""

from __future__ import annotations

import pandas as pd
import pytest
from charts.decisions import decide, hostile_decision
from charts.drawn import is_inside
from charts.spec_parts import assert_labels_are_data, marks_of, sheet_of, texts_of

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.analysis.totals import evaluate
from steelyard.charts.scores.group_bars import (
    CHART,
    group_bars_alt,
    group_bars_rows,
    group_parts,
)
from steelyard.model import CriteriaSet
from steelyard.results.words.lead.verdict import judge
from steelyard.results.words.text import plain


def _grouped(*groups: str | None) -> CriteriaSet:
    """Return a decision whose criteria are in these groups, from the heaviest."""
    count = len(groups)
    raw = decide([[80] * count, [40] * count], [10 - j for j in range(count)]).model_dump(
        by_alias=True, exclude_defaults=True, exclude={"assessments"}
    )
    for j, group in enumerate(groups):
        if group:
            raw["criteria"][f"c{j}"]["group"] = group
    raw["groups"] = {group: {"name": group.title()} for group in groups if group}
    raw["assessments"] = {
        f"o{i}": {f"c{j}": value for j in range(count)} for i, value in enumerate((80, 40))
    }
    return CriteriaSet.model_validate(raw)


def test_groups_are_segments() -> None:
    """Weights 10 + 8 and 9 of 27; criteria without a group stand for themselves."""
    criteria_set = _grouped("risk", "cost", "risk")
    parts = group_parts(criteria_set, evaluate(criteria_set))
    assert parts == [Part(("c0", "c2"), "risk"), Part(("c1",), "cost")]
    mixed = _grouped("risk", None)
    assert group_parts(mixed, evaluate(mixed)) == [
        Part(("c0",), "risk"),
        Part(("c1",)),
    ]


def test_more_than_four_end_in_the_rest() -> None:
    """The first three are kept; four are all kept."""
    five = decide([[1] * 5], [5, 4, 3, 2, 1])
    assert group_parts(five, evaluate(five))[3] == Part(("c3", "c4"))
    four = decide([[1] * 4], [4, 3, 2, 1])
    assert [len(part.criteria) for part in group_parts(four, evaluate(four))] == [1] * 4


def test_segments_are_contributions() -> None:
    """0.75 × 80 = 60 and 0.25 × 40 = 10, in lengths six to one."""
    criteria_set = decide([[80, 40]], [75, 25])
    chart = sheet_of(CHART, criteria_set, evaluate(criteria_set), "")
    first, second = marks_of(chart, "bar", "segment")
    long, short = (part["width"] for part in (first, second))
    assert long / short == pytest.approx(6, abs=0.001)
    frame = pd.DataFrame(group_bars_rows(criteria_set, evaluate(criteria_set)))
    assert list(frame["contribution"]) == [60, 10]
    assert list(frame["weight"]) == [0.75, 0.25]


def test_contributions_add_up_to_the_total() -> None:
    """The rest included."""
    criteria_set = decide([[10 * j for j in range(7)]], [1, 2, 3, 4, 5, 6, 7])
    frame = pd.DataFrame(group_bars_rows(criteria_set, evaluate(criteria_set)))
    assert frame["contribution"].sum() == pytest.approx(frame["total"].iloc[0])


def test_a_range_is_a_capped_line() -> None:
    """From 40 to 80, with a cap at either end; none for an exact score."""
    ranged = decide([[[40, 60, 80]]], [1])
    chart = sheet_of(CHART, ranged, evaluate(ranged), "")
    (line,), (track,) = marks_of(chart, "rule", "range"), marks_of(chart, "bar", "track")
    assert len(marks_of(chart, "tick", "range")) == 2
    assert (line["x2"] - line["x"]) / track["width"] == pytest.approx(0.4, abs=0.01)
    exact = decide([[60]], [1])
    assert not marks_of(sheet_of(CHART, exact, evaluate(exact), ""), "rule", "range")


def test_title_and_words() -> None:
    """The title is the verdict's; the words say what the leader is made of."""
    criteria_set = decide([[80, 40], [60, 20]], [75, 25])
    evaluation = evaluate(criteria_set)
    finding = judge(criteria_set, evaluation).finding
    assert CHART.title(criteria_set, evaluation, finding) == plain(finding)
    assert plain(finding).startswith("Option A")
    assert group_bars_alt(criteria_set, evaluation, finding).endswith(
        "Option A is made of Criterion 1 60.0, Criterion 2 10.0."
    )


@pytest.mark.parametrize("width", [1000, 640, 350])
def test_everything_lies_on_the_sheet(width: float) -> None:
    """Twenty options on sixteen criteria included; every total is written."""
    criteria_set = decide([[(i * 7 + j) % 100 for j in range(16)] for i in range(20)], [1] * 16)
    chart = sheet_of(CHART, criteria_set, evaluate(criteria_set), "", mode="dark", width=width)
    assert is_inside(chart)
    assert sum(text.startswith("Option") for text in texts_of(chart)) == 20


def test_labels_are_only_ever_data() -> None:
    """No user's text outside the rows."""
    criteria_set = hostile_decision()
    assert_labels_are_data(sheet_of(CHART, criteria_set, evaluate(criteria_set), ""))
