"""What would change the leader, a line for whatever can be moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result
from steelyard.results.words.lead.changes import leader_changes
from steelyard.results.words.numbers import raw_numbers

CRITERIA = Path(__file__).parents[3] / "criteria"


def result_of(name: str, choice: Choice | None = None) -> Result:
    """Return a shipped set seen one way."""
    return find_result(load_criteria_file(CRITERIA / f"{name}.yaml"), choice or Choice())


@pytest.mark.parametrize("frame", ["four", "six"])
def test_each_line_names_what_it_takes(frame: str) -> None:
    """Weights, a score, readings, scenarios, evidence and packages, each about the view."""
    result = result_of("iran-2026", Choice(frame=frame))
    said = {change.what: change.says for change in leader_changes(result)}
    assert list(said) == [
        "Weights", "A score", "Whose scores", "A scenario", "Evidence", "Packages",
    ]  # fmt: skip
    assert result.flip is not None
    rival = result.criteria_set.options[result.flip.rival].label
    assert said["Weights"].endswith(f"brings {rival} level.")
    nearest = next((c for c in result.score_changes if c.is_in_range), result.score_changes[0])
    cell = result.criteria_set.options[nearest.option].label
    criterion = result.criteria_set.criteria[nearest.criterion]
    before, after = raw_numbers(criterion, nearest.raw_before, nearest.raw_after)
    assert said["A score"].startswith(f"{criterion.name} of {cell} at {after}, not {before}")
    assert said["Packages"] == result.verdict.packages
    others = [e.leaders for s, e in result.readings.evaluations.items() if s.reading]
    changed = sum(not set(found) & set(result.evaluation.leaders) for found in others)
    assert said["Whose scores"].startswith(f"Under {changed} of {len(others)} readings")


def test_lines_without_matter_are_missing() -> None:
    """A set without readings, scenarios, packages and claims has weights and scores alone."""
    said = leader_changes(result_of("drug-harms-2010"))
    assert [change.what for change in said] == ["Weights", "A score"]


def test_the_lines_are_about_the_view() -> None:
    """Other weights have another nearest flip."""
    own = leader_changes(result_of("iran-2026"))
    moved = leader_changes(result_of("iran-2026", Choice(swings={"escalation_risk": 10.0})))
    assert own[0] != moved[0]
