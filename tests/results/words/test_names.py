"""Tests of what perspectives are called."""

from __future__ import annotations

from charts.decisions import decide

from steelyard.analysis.perspectives.perspectives import (
    Perspective,
    through_lenses,
    through_readings_and_lenses,
    through_scenarios,
)
from steelyard.results.words.names import perspective_kind, perspective_name

DECISION = decide(
    [[1]], [1],
    lenses={"l": {"name": "Len\u202es", "swings": {}}},
    readings={"r": {"name": "Reading", "assessments": {}}},
    scenarios={"s": {"name": "Scenario"}},
)  # fmt: skip


def test_names_are_joined_and_fit_to_print() -> None:
    """Lens, reading and scenario in this order, without characters that turn text."""
    assert perspective_name(DECISION, Perspective("l", "r", "s")) == "Lens, Reading, Scenario"
    assert perspective_name(DECISION, Perspective()) == "As in the file"


def test_kinds() -> None:
    """Where one kind varies the plural is its own; where several do they are called cases."""
    assert perspective_kind(through_lenses(DECISION), 1) == "lens"
    assert perspective_kind(through_scenarios(DECISION), 2) == "scenarios"
    assert perspective_kind(through_readings_and_lenses(DECISION), 3) == "cases"
