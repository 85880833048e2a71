"""From how many sources the direct claims of each score come: several, one, or none at all.

Finer than `coverage`, which counts claims whatever their source. Counts citations; whether
a claim supports the score is for a person to judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from steelyard.analysis.evidence.coverage import support_of
from steelyard.analysis.totals import find_assessment
from steelyard.model import Assessment, Cell, CriteriaSet

SourceSupport = Literal["several sources", "one source", "indirect", "none", "unknown"]
SUPPORTS: tuple[SourceSupport, ...] = (
    "several sources",
    "one source",
    "indirect",
    "none",
    "unknown",
)
"""From the best supported to the least supported."""


def source_support_of(assessment: Assessment | None, source_of: Mapping[str, str]) -> SourceSupport:
    """Return what a score rests on, by source.

    Only direct claims count towards sources; a score with only indirect claims is *indirect*.
    `source_of`: claim → source; claims that no register holds count together as one more source.

    >>> own = Assessment(score=40, claims=["a", "b"])
    >>> source_support_of(own, {"a": "menu", "b": "guide"})
    'several sources'
    """
    if assessment is None:
        return "unknown"
    support = support_of(assessment)
    if support != "direct":
        return support
    sources = {source_of.get(claim) for claim in assessment.claims}
    return "several sources" if len(sources) > 1 else "one source"


def find_source_support(
    criteria_set: CriteriaSet,
    criteria: Iterable[str],
    source_of: Mapping[str, str],
    reading: str | None = None,
) -> dict[Cell, SourceSupport]:
    """Return what each cell on some criteria rests on, option by option.

    With a reading, its own assessments count where it has one, else the base ones. Raises
    KeyError for a reading the set does not have.
    """
    columns = tuple(criteria)
    return {
        (option, criterion): source_support_of(
            find_assessment(criteria_set, option, criterion, reading), source_of
        )
        for option in criteria_set.options
        for criterion in columns
    }
