"""Which scores are in view, what the file says of each, and which claims touch it."""

from __future__ import annotations

from steelyard.analysis.evidence.bearing import find_bearers
from steelyard.analysis.totals import find_assessment
from steelyard.model import Assessment
from steelyard.results.result import Result


def cells_of(result: Result) -> list[tuple[str, str]]:
    """Return every option with every criterion in view, in the order of the file."""
    evaluation = result.evaluation
    return [(o, c) for o in evaluation.options for c in evaluation.criteria]


def assessment_of(result: Result, option: str, criterion: str) -> Assessment | None:
    """Return what the file, without what is struck out, says of one cell in this reading."""
    return find_assessment(result.criteria_set, option, criterion, result.choice.reading)


def cited_by(assessment: Assessment | None) -> tuple[str, ...]:
    """Return every claim that a score cites, those about the cell first, each once."""
    if assessment is None:
        return ()
    return tuple(dict.fromkeys((*assessment.claims, *assessment.inferred_from)))


def claims_at(result: Result, option: str, criterion: str) -> set[str]:
    """Return the claims known to the registers that a score cites or that bear on it."""
    claims = result.evidence.claims
    cited = {c for c in cited_by(assessment_of(result, option, criterion)) if c in claims}
    return cited | set(find_bearers(claims, option, [criterion]).all)
