"""One score of one option on one criterion, in words: number, range, scale, value, author.

All texts are plain; pages escape them and add emphasis.
"""

from __future__ import annotations

from typing import Final

from steelyard.analysis.totals import Evaluation, find_assessment
from steelyard.files.problems import format_number
from steelyard.model import Cell, CriteriaSet
from steelyard.results.words.numbers import MINUS
from steelyard.results.words.text import date_words

UNKNOWN_AS_MIDDLE: Final = "Unknown scores count in the middle of their scale here."
"""Shown below a finding that looks settled although some scores are unknown."""

UNKNOWN_COUNTS: Final = "in totals in the middle of its scale, in simulations anywhere on it"
"""How an unknown score counts, for places that show both totals and simulations."""

UNKNOWN_IN_TOTALS: Final = "in totals in the middle of its scale"
"""How an unknown score counts, for places that show only totals."""


def unknown_note(evaluation: Evaluation) -> str:
    """Return, after a space, how unknown scores count; empty where all scores are known."""
    return f" {UNKNOWN_AS_MIDDLE}" if evaluation.unknown else ""


def describe_author(criteria_set: CriteriaSet, cell: Cell, reading: str | None) -> str:
    """Return the confidence, author and date of a score; empty if there is no score.

    Missing facts are taken from the file. The author of a reading's scores is that of the reading.
    """
    assessment = find_assessment(criteria_set, *cell, reading)
    if assessment is None:
        return ""
    rival = criteria_set.readings.get(reading or "")
    is_rival = rival is not None and cell[1] in rival.assessments.get(cell[0], {})
    author = rival.by if rival is not None and is_rival else criteria_set.judged_by
    who, when = assessment.by or author, assessment.as_of or criteria_set.as_of
    facts = [
        f"Confidence in the evidence: {assessment.confidence}" if assessment.confidence else "",
        f"Judged by: {who.rstrip('. ')}" if who else "",
        f"As of {date_words(when)}" if when else "",
    ]
    return " · ".join(fact for fact in facts if fact)


def score_name(criteria_set: CriteriaSet, cell: Cell) -> str:
    """Return the short name of a score in a row: its option on its criterion."""
    return f"{criteria_set.options[cell[0]].label} on {criteria_set.criteria[cell[1]].label}"


def signed_score(shift: float) -> str:
    """Return a shift on a criterion's own scale with its sign.

    >>> signed_score(-20), signed_score(2.5), signed_score(0)
    ('−20', '+2.5', '0')
    """
    if not shift:
        return "0"
    return f"{'+' if shift > 0 else MINUS}{format_number(abs(shift))}"
