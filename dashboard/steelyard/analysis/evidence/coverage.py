"""What each cell rests on: direct claims, only indirect ones, or none.

Counts citations; whether a claim supports the score that cites it is for a person to judge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from steelyard.model import Assessment, CriteriaSet

Support = Literal["direct", "indirect", "none", "unknown"]


@dataclass(frozen=True)
class Coverage:
    """Number of a set's cells by what they rest on; the four kinds add up to `cells`."""

    cells: int
    direct: int
    indirect: int
    none: int
    unknown: int


def support_of(assessment: Assessment | None) -> Support:
    """Return what a cell rests on: direct claims, only indirect ones, none, or no score.

    A cell that is missing or has an unknown score is `unknown`, whatever claims it cites.

    >>> support_of(None)
    'unknown'
    """
    if assessment is None or not assessment.score.known:
        return "unknown"
    if assessment.claims:
        return "direct"
    return "indirect" if assessment.inferred_from else "none"


def count_support(criteria_set: CriteriaSet) -> Coverage:
    """Count the base cells of a set by what they rest on.

    A score is *direct* with at least one claim about that option on that criterion,
    *indirect* with only claims about something else, *none* with no claim at all. Readings
    are not counted.
    """
    found = [
        support_of(criteria_set.assessments.get(option, {}).get(criterion))
        for option in criteria_set.options
        for criterion in criteria_set.criteria
    ]
    return Coverage(
        cells=len(found),
        direct=found.count("direct"),
        indirect=found.count("indirect"),
        none=found.count("none"),
        unknown=found.count("unknown"),
    )
