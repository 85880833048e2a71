"""What each cell rests on: a claim about it, a claim stretched to it, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from steelyard.model import Assessment, CriteriaSet

Support = Literal["direct", "inferred", "none", "unknown"]


@dataclass(frozen=True)
class Coverage:
    """How many of a set's cells rest on what; the four kinds add up to `cells`."""

    cells: int
    direct: int
    inferred: int
    none: int
    unknown: int


def support_of(assessment: Assessment | None) -> Support:
    """Return what a cell rests on: direct claims, only inferred ones, none, or no score."""
    if assessment is None or not assessment.score.known:
        return "unknown"
    if assessment.claims:
        return "direct"
    return "inferred" if assessment.inferred_from else "none"


def count_support(decision: CriteriaSet) -> Coverage:
    """Count the base cells of a set by what they rest on.

    A score is *direct* with at least one claim about that option on that criterion,
    *inferred* with only claims about something else, *none* with no claim at all.
    """
    found = [
        support_of(decision.assessments.get(option, {}).get(criterion))
        for option in decision.options
        for criterion in decision.criteria
    ]
    return Coverage(
        cells=len(found),
        direct=found.count("direct"),
        inferred=found.count("inferred"),
        none=found.count("none"),
        unknown=found.count("unknown"),
    )
