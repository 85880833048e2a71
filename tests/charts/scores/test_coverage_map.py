"""Tests of the map of what every score rests on."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from charts.decisions import decide, hostile_decision
from charts.drawn import is_inside
from charts.spec_parts import assert_labels_are_data, lengths, marks_of, sheet_of, texts_of

from steelyard.analysis.evidence.source_support import find_source_support
from steelyard.analysis.totals import Evaluation, evaluate
from steelyard.charts.scores.coverage_map import (
    CHART,
    Supports,
    coverage_map_alt,
    coverage_map_rows,
    coverage_map_title,
)
from steelyard.model import CriteriaSet

SOURCES = {"a": "menu", "b": "guide"}


def cited(score: float, *claims: str, indirect: bool = False) -> dict[str, Any]:
    """Return an assessment that rests on these claims."""
    return {"score": score, "inferred_from" if indirect else "claims": list(claims)}


OUTING = decide(
    [
        [cited(40, "a"), cited(10, "a", indirect=True), 5],
        [cited(90, "a", "b"), cited(80, "b"), "unknown"],
    ],
    [1, 1, 1],
    options=["Beach", "Museum"],
)


def look(criteria_set: CriteriaSet) -> tuple[CriteriaSet, Evaluation, Supports]:
    """Return a set, its evaluation and what its scores rest on."""
    evaluation = evaluate(criteria_set)
    return criteria_set, evaluation, find_source_support(criteria_set, evaluation.criteria, SOURCES)


def test_the_title_counts_every_kind() -> None:
    """Six scores: three with claims of their own, one indirect, one on nothing, one unknown."""
    assert coverage_map_title(*look(OUTING)) == (
        "3 of 6 scores rest on a claim about themselves, 1 on indirect claims alone, 1 on none "
        "and 1 not known"
    )


def test_titles_at_both_ends() -> None:
    """All and none are said as such."""
    assert coverage_map_title(*look(decide([[cited(1, "a")]], [1]))) == (
        "The only score rests on a claim about itself"
    )
    assert coverage_map_title(*look(decide([[1, 2]], [1, 1]))) == (
        "None of the 2 scores cites a claim"
    )


def test_every_cell_says_what_it_rests_on() -> None:
    """Rows from best to worst: the museum first; at the end, how many have own claims."""
    texts = texts_of(sheet_of(CHART, *look(OUTING)))
    kinds = ("several sources", "1 source", "indirect", "no claim", "unknown")
    assert [text for text in texts if text in kinds] == [
        "several sources", "1 source", "unknown", "1 source", "indirect", "no claim",
    ]  # fmt: skip
    assert [text for text in texts if text.endswith("of 3")] == ["2 of 3", "1 of 3"]


def test_narrow_columns_have_signs_and_a_key() -> None:
    """Where words have no room each kind has a sign, and the line above explains it."""
    row = [cited(9, "a", "b"), cited(8, "b"), cited(7, "b", indirect=True), 5, "unknown"]
    seen = look(decide([row], [1] * 5))
    chart = sheet_of(CHART, *seen, width=600)
    assert [text for text in texts_of(chart) if len(text) == 1 and text not in "ABCDE"] == [
        "2", "1", "i", "0", "?",
    ]  # fmt: skip
    assert "i: indirect" in CHART.subtitle(*seen, 600)


def test_a_phone_has_bars() -> None:
    """Two and one of three scores with claims of their own, of 350 pixels."""
    chart = sheet_of(CHART, *look(OUTING), mode="dark", width=350)
    assert lengths(marks_of(chart, "bar", "grey-bar")) == pytest.approx(
        [350 * 2 / 3, 350 / 3], abs=0.1
    )


def test_rows_and_words() -> None:
    """One row per option and criterion; the words name every kind an option has."""
    frame = pd.DataFrame(coverage_map_rows(*look(OUTING)))
    assert list(frame["support"]) == [
        "several sources", "one source", "unknown", "one source", "indirect", "none",
    ]  # fmt: skip
    words = coverage_map_alt(*look(OUTING))
    assert words.startswith("Table of support, 2 options by 3 criteria.")
    assert words.endswith("Beach: 1 by one source, 1 indirect, 1 without a claim.")


@pytest.mark.parametrize("width", [1280, 350])
def test_labels_are_only_ever_data(width: float) -> None:
    """No user's text outside the rows; nothing off the sheet."""
    chart = sheet_of(CHART, *look(hostile_decision()), width=width)
    assert_labels_are_data(chart)
    assert is_inside(chart)
