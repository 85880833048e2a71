"""Which scores rest on which claims, and the set without some of them.

A score keeps its value as long as one claim, direct or indirect, is left to support it.
`linchpins` computes whether the leader survives.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from steelyard.analysis.cache_key import ByIdentity
from steelyard.analysis.totals import View, find_assessment, frame_criteria
from steelyard.model import UNKNOWN, Assessment, Cell, CriteriaSet


def claims_under(assessment: Assessment | None) -> frozenset[str]:
    """Return the claims a score rests on, direct and indirect.

    Empty for a cell that is missing, has no claims, or is unknown anyway.

    >>> sorted(claims_under(Assessment(score=40, claims=["a"], inferred_from=["b"])))
    ['a', 'b']
    """
    if assessment is None or not assessment.score.known:
        return frozenset()
    return frozenset((*assessment.claims, *assessment.inferred_from))


def find_support(criteria_set: CriteriaSet, view: View | None = None) -> dict[Cell, frozenset[str]]:
    """Return the claims that each cell of a view rests on, in the order of the file.

    Cells without claims are left out. With a reading in view, its cells replace the base ones.
    Raises
    ValueError for a frame the set does not have, KeyError for a reading it does not have.
    """
    view = view or View()
    _, criteria = frame_criteria(criteria_set, view.frame)
    support = {
        (option, criterion): claims_under(
            find_assessment(criteria_set, option, criterion, view.reading)
        )
        for option in criteria_set.options
        for criterion in criteria
    }
    return {cell: claims for cell, claims in support.items() if claims}


def find_freed(support: Mapping[Cell, frozenset[str]], struck: Collection[str]) -> tuple[Cell, ...]:
    """Return the cells that lose their last claim when these are struck out.

    >>> find_freed({("soup", "taste"): frozenset("a"), ("cake", "taste"): frozenset("ab")}, ["a"])
    (('soup', 'taste'),)
    """
    gone = frozenset(struck)
    return tuple(cell for cell, claims in support.items() if claims <= gone)


def strike_out(criteria_set: CriteriaSet, struck: Collection[str]) -> CriteriaSet:
    """Return the set without some claims, in its base cells and its readings.

    A cell left without any claim becomes unknown, and so takes its full range; one that
    never cited a claim keeps its score. Weights, conditions and shifts stay. Claims that no
    cell cites have no effect.
    """
    return _strike_out(ByIdentity(criteria_set), frozenset(struck))


@lru_cache(maxsize=32)
def _strike_out(key: ByIdentity[CriteriaSet], gone: frozenset[str]) -> CriteriaSet:
    # Equal arguments get the identical set, so that caches keyed by identity find it again.
    criteria_set = key.kept
    readings = {
        name: reading.model_copy(update={"assessments": _strike_rows(reading.assessments, gone)})
        for name, reading in criteria_set.readings.items()
    }
    base = _strike_rows(criteria_set.assessments, gone)
    return criteria_set.for_view(assessments=base, readings=readings)


def _strike_rows(
    rows: Mapping[str, Mapping[str, Assessment]], gone: frozenset[str]
) -> dict[str, dict[str, Assessment]]:
    return {
        option: {criterion: _strike(assessment, gone) for criterion, assessment in row.items()}
        for option, row in rows.items()
    }


def _strike(assessment: Assessment, gone: frozenset[str]) -> Assessment:
    claims = claims_under(assessment)
    if not claims & gone:
        return assessment
    return assessment.model_copy(
        update={
            "score": UNKNOWN if claims <= gone else assessment.score,
            "claims": [claim for claim in assessment.claims if claim not in gone],
            "inferred_from": [claim for claim in assessment.inferred_from if claim not in gone],
        }
    )
