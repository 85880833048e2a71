"""The picture of what scores rest on, with its words and numbers."""

from __future__ import annotations

from steelyard.analysis.totals import Evaluation
from steelyard.charts.coverage_map import (
    Supports,
    coverage_map,
    coverage_map_alt,
    coverage_map_rows,
)
from steelyard.model import CriteriaSet
from steelyard.pictures.picture import Picture


def picture_coverage(decision: CriteriaSet, evaluation: Evaluation, supports: Supports) -> Picture:
    """Return the map of what every score in view rests on."""
    return Picture(
        "Support",
        lambda mode, width: coverage_map(decision, evaluation, supports, mode, width=width),
        coverage_map_alt(decision, evaluation, supports),
        lambda: coverage_map_rows(decision, evaluation, supports),
    )
