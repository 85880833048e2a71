"""Which scores are in view, what the file says of each, and which claims touch it."""

from __future__ import annotations

from steelyard.analysis.bearing import find_bearers
from steelyard.analysis.totals import find_assessment
from steelyard.export.subject import Subject
from steelyard.model import Assessment


def cells_of(subject: Subject) -> list[tuple[str, str]]:
    """Return every option with every criterion in view, in the order of the file."""
    evaluation = subject.evaluation
    return [(o, c) for o in evaluation.options for c in evaluation.criteria]


def assessment_of(subject: Subject, option: str, criterion: str) -> Assessment | None:
    """Return what the file, without what is struck out, says of one cell in this reading."""
    return find_assessment(subject.decision, option, criterion, subject.choice.reading)


def cited_by(assessment: Assessment | None) -> tuple[str, ...]:
    """Return every claim that a score cites, those about the cell first, each once."""
    if assessment is None:
        return ()
    return tuple(dict.fromkeys((*assessment.claims, *assessment.inferred_from)))


def claims_at(subject: Subject, option: str, criterion: str) -> set[str]:
    """Return the claims known to the registers that a score cites or that bear on it."""
    claims = subject.evidence.claims
    cited = {c for c in cited_by(assessment_of(subject, option, criterion)) if c in claims}
    return cited | set(find_bearers(claims, option, [criterion]).all)
