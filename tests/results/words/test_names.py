"""Tests of what perspectives are called."""

from __future__ import annotations

from pathlib import Path

from charts.decisions import decide
from charts.spec_parts import texts_of

from steelyard.analysis.perspectives.perspectives import (
    Perspective,
    through_lenses,
    through_readings_and_lenses,
    through_scenarios,
)
from steelyard.charts.chart import pictures_of
from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.result import find_result
from steelyard.results.words.lead.fragility import stays_sentences
from steelyard.results.words.names import perspective_kind, perspective_name
from steelyard.results.words.sheets.score_sheet import score_sheet

ROOT = Path(__file__).parents[3]

DECISION = decide(
    [[1]], [1],
    lenses={"l": {"name": "Len\u202es", "swings": {}}},
    readings={"r": {"name": "Reading", "assessments": {}}},
    scenarios={"s": {"name": "Scenario"}},
)  # fmt: skip


def test_names_are_joined_and_fit_to_print() -> None:
    """Lens, reading and scenario in this order, without characters that turn text."""
    assert perspective_name(DECISION, Perspective("l", "r", "s")) == "Lens, Reading, Scenario"
    assert perspective_name(DECISION, Perspective()) == "As things stand"
    assert perspective_name(DECISION, Perspective(), "Own") == "Own"


def test_kinds() -> None:
    """Where one kind varies the plural is its own; where several do they are called cases."""
    assert perspective_kind(through_lenses(DECISION), 1) == "lens"
    assert perspective_kind(through_scenarios(DECISION), 2) == "scenarios"
    assert perspective_kind(through_readings_and_lenses(DECISION), 3) == "cases"


def test_a_large_set_goes_by_the_names_of_its_columns() -> None:
    """Sixteen criteria have one name each in sentences and charts; the sheet has it in full."""
    result = find_result(load_criteria_file(ROOT / "criteria" / "drug-harms-2010.yaml"), Choice())
    entries = result.criteria_set.criteria.values()
    longer = [entry.name for entry in entries if entry.label not in entry.name]
    assert len(longer) > 5
    pictures = pictures_of(result)
    said = [
        result.verdict.because,
        *stays_sentences(result),
        *(pictures[name].title for name in pictures),
        *(
            text
            for name in (
                "values",
                "difference",
                "leaders-by-weight",
                "nearest-flips",
                "weights-needed",
            )
            for text in texts_of(pictures[name].draw("light", pictures[name].width))
        ),
    ]
    assert [name for name in longer for text in said if name in text] == []
    sheet = score_sheet(result, ("alcohol", "family_adversities"))
    assert sheet.title == "Alcohol: Family"
    assert sheet.question.startswith("In full: Family adversities. ")
