"""What can be weighed against each other: whole groups and single criteria, and which first.

Maps of weights and pictures of two aims take their opening choice from here, on a page as
in an export. Knows neither pages nor drawings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from steelyard.analysis.sensitivity.robustness import WeightTrack
from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.analysis.totals import Evaluation
from steelyard.model import CriteriaSet


def parts_of(criteria_set: CriteriaSet, evaluation: Evaluation) -> dict[str, Part]:
    """Return what can be weighed: groups with several criteria in view, then each criterion."""
    groups = {
        group: tuple(c for c in evaluation.criteria if criteria_set.criteria[c].group == group)
        for group in criteria_set.groups
    }
    parts = {f"group {g}": Part(members, g) for g, members in groups.items() if len(members) > 1}
    return parts | {f"criterion {c}": Part((c,)) for c in evaluation.criteria}


def opening_parts(evaluation: Evaluation, parts: Mapping[str, Part], most: int) -> list[str]:
    """Return the parts shown first: the groups where there are three, else the heaviest criteria.

    Criteria of equal weight keep the order of the file.
    """
    groups = [name for name, part in parts.items() if part.group is not None]
    if len(groups) >= 3:
        return groups[:most]
    heaviest = sorted(evaluation.criteria, key=lambda c: -evaluation.weights[c])
    return [f"criterion {criterion}" for criterion in heaviest[:most]]


def opening_aims(evaluation: Evaluation, parts: Mapping[str, Part]) -> tuple[str, str]:
    """Return the two aims held side by side first: two groups, else the heaviest criteria.

    `parts` has at least two entries.
    """
    groups = [name for name, part in parts.items() if part.group is not None]
    first, second, *_ = groups if len(groups) > 1 else opening_parts(evaluation, parts, 2)
    return first, second


def opening_track(tracks: Mapping[str, WeightTrack]) -> str:
    """Return the weight shown first: the one whose flip is closest, the first where none has."""
    return min(
        tracks,
        key=lambda name: (
            2.0
            if tracks[name].nearest is None
            else abs((tracks[name].nearest or 0.0) - tracks[name].weight)
        ),
    )


def overlap(parts: Sequence[Part]) -> bool:
    """Return whether a criterion stands in two of the parts, which cannot be split then."""
    members = [criterion for part in parts for criterion in part.criteria]
    return len(members) != len(set(members))


def fills_all(evaluation: Evaluation, parts: Sequence[Part]) -> bool:
    """Return whether two of the parts hold every criterion, which leaves no third side."""
    largest = sorted((len(part.criteria) for part in parts), reverse=True)[:2]
    return sum(largest) >= len(evaluation.criteria)


def leader_and_rival(evaluation: Evaluation, asked: str | None) -> tuple[str, str]:
    """Return the leader, and the rival asked for, or the runner-up in its place."""
    leader, runner_up, *_ = evaluation.ranking
    is_rival = asked in evaluation.options and asked != leader
    return leader, asked if asked is not None and is_rival else runner_up
