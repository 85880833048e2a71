"""What can be weighed against each other: whole groups of criteria, and single criteria."""

from __future__ import annotations

from collections.abc import Sequence

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.results.result import Result


def parts_of(result: Result) -> dict[str, Part]:
    """Return what can be weighed: groups with several criteria in view, then each criterion.

    The keys are `group` or `criterion` with the id after a space.
    """
    criteria_set, criteria = result.criteria_set, result.evaluation.criteria
    groups = {
        group: tuple(c for c in criteria if criteria_set.criteria[c].group == group)
        for group in criteria_set.groups
    }
    parts = {f"group {g}": Part(members, g) for g, members in groups.items() if len(members) > 1}
    return parts | {f"criterion {c}": Part((c,)) for c in criteria}


def opening_parts(result: Result, most: int) -> list[str]:
    """Return the keys of the parts shown first, at most so many.

    The groups, where there are three or more, else the heaviest criteria; criteria of equal
    weight keep the order of the file.
    """
    groups = [name for name, part in parts_of(result).items() if part.group is not None]
    if len(groups) >= 3:
        return groups[:most]
    heaviest = sorted(
        result.evaluation.criteria, key=lambda criterion: -result.evaluation.weights[criterion]
    )
    return [f"criterion {criterion}" for criterion in heaviest[:most]]


def first_parts(result: Result, most: int) -> tuple[Part, ...]:
    """Return the parts shown first, at most so many; see `opening_parts`."""
    parts = parts_of(result)
    return tuple(parts[name] for name in opening_parts(result, most))


def overlap(parts: Sequence[Part]) -> bool:
    """Return whether a criterion is in two of the parts, which cannot be split then."""
    members = [criterion for part in parts for criterion in part.criteria]
    return len(members) != len(set(members))
