"""The picture of what scores rest on, with its words and numbers."""

from __future__ import annotations

from steelyard.analysis.totals import Evaluation
from steelyard.charts.evidence.coverage_map import (
    Supports,
    coverage_map,
    coverage_map_alt,
    coverage_map_rows,
)
from steelyard.model import CriteriaSet
from steelyard.pictures.picture import Picture


def picture_coverage(
    criteria_set: CriteriaSet, evaluation: Evaluation, supports: Supports
) -> Picture:
    """Return the map of what every score in view rests on."""
    return Picture(
        "Support",
        lambda mode, width: coverage_map(criteria_set, evaluation, supports, mode, width=width),
        coverage_map_alt(criteria_set, evaluation, supports),
        lambda: coverage_map_rows(criteria_set, evaluation, supports),
    )
