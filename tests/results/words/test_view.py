"""The line that says what is in view of a file."""

from __future__ import annotations

from pathlib import Path

from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.view import describe_view

IRAN = Path(__file__).resolve().parents[3] / "criteria" / "iran-2026.yaml"


def said(choice: Choice) -> str:
    """Return what is said of a view of the shipped set."""
    result = Result(load_criteria_file(IRAN), choice)
    return describe_view(result.criteria_set, choice, result.evaluation)


def test_disputed_scores_and_struck_claims_are_counted() -> None:
    """One is one: neither “some” of it nor silence."""
    disputes = {("hold", "escalation_risk"): 12.0, ("hold", "allied_support"): 40.0}
    one = dict(list(disputes.items())[:1])

    assert "disputed" not in said(Choice())
    assert said(Choice(disputes=one)).endswith("scores of the file, 1 score disputed by you.")
    assert said(Choice(struck=("kd-38",))).endswith("scores of the file, 1 claim struck out.")
    assert said(Choice(disputes=disputes, struck=("kd-38", "kd-46"))).endswith(
        "scores of the file, 2 scores disputed by you and 2 claims struck out."
    )
