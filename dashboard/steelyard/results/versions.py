"""Two versions of a criteria file: which judgements differ, and to what effect."""

from __future__ import annotations

from steelyard.analysis.difference import Difference, compare_sets
from steelyard.results.result import Result


def compare_versions(
    old: Result, new: Result, frame: str | None = None, lens: str | None = None
) -> Difference:
    """Return what differs between two versions, and what that did to totals and lead.

    `frame` and `lens`: what both are seen with; by default the first frame of each, and its
    own swings. Raises ValueError for a frame or lens that one of them does not have.
    """
    return compare_sets(old.criteria_set, new.criteria_set, frame, lens)
