"""Which option leads for every way to split a weight three ways: exact regions of a triangle.

Totals are linear in the three shares, so the region where an option leads is cut out of the
triangle by one straight line per rival, and nothing is sampled. Two-way maps are the same triangle
with everything else as the third part. Areas are shares of all splits, not chances.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import Evaluation

WeightSplit = tuple[float, float, float]
"""The shares of three parts in a weight; they add up to one."""

CORNERS: tuple[WeightSplit, ...] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
SLIVER = 1e-9


@dataclass(frozen=True)
class Part:
    """Criteria whose weights move together in proportion; `group`: its id if they form one."""

    criteria: tuple[str, ...]
    group: str | None = None

    def means(
        self, evaluation: Evaluation, values: Mapping[str, Mapping[str, float]]
    ) -> dict[str, float]:
        """Return option → mean of its `values` over the part, at the present weights, 0 to 100.

        If all its criteria have weight 0, they count equally. `values` are the evaluation's
        likely, low or high ones.
        """
        inside = _proportions(evaluation, self)
        return {
            option: math.fsum(share * row[criterion] for criterion, share in inside.items())
            for option, row in values.items()
        }


@dataclass(frozen=True)
class Region:
    """A region in which the same options lead: its corners in order, and its `area`, 0 to 1."""

    leaders: tuple[str, ...]
    corners: tuple[WeightSplit, ...]
    area: float


@dataclass(frozen=True)
class WeightMap:
    """The triangle of all splits of a weight, `joint` (0 to 1), between three parts.

    `regions` cover the triangle, the largest first; `present` is the split in view, `None` where
    all three parts have weight 0.
    """

    parts: tuple[Part, Part, Part]
    joint: float
    regions: tuple[Region, ...]
    present: WeightSplit | None

    def split(self, weights: Mapping[str, float]) -> WeightSplit | None:
        """Return how weights are split between the parts; see `split_weights`."""
        return split_weights(self.parts, weights)


def map_weights(evaluation: Evaluation, parts: Sequence[Part], *, whole: bool = False) -> WeightMap:
    """Return which option leads at every split between three parts, exactly.

    The parts share the weight they have together at present and all other criteria keep
    theirs; with `whole`, the parts share everything and the others have weight 0. Inside a
    part weights keep their proportions, or are equal where all are zero. Options whose
    totals agree within 1e-9 over the whole triangle lead together; regions smaller than a
    billionth are left out. Raises ValueError unless there are three parts without a
    criterion in common, all of them in view. Source: derived here, half-plane by half-plane.
    """
    if len(parts) != 3:
        raise ValueError(f"parts: found {len(parts)}; allowed is 3")
    first, second, third = parts
    moved = _check_parts(evaluation, parts)
    rest = [criterion for criterion in evaluation.criteria if criterion not in moved]
    joint = 1.0 if whole or not rest else math.fsum(evaluation.weights[c] for c in moved)
    kept = {} if joint == 1.0 else {c: evaluation.weights[c] for c in rest}
    ends = {option: _ends(evaluation, option, parts, joint, kept) for option in evaluation.options}
    return WeightMap(
        parts=(first, second, third),
        joint=joint,
        regions=_regions(ends),
        present=split_weights(parts, evaluation.weights),
    )


def map_pairs(evaluation: Evaluation, parts: Sequence[Part]) -> dict[tuple[int, int], WeightMap]:
    """Return, for each pair of `parts`, which option leads at every pair of weights.

    Keyed by the positions of the pair in `parts`; the third part of each map is all other
    criteria in view, which keep their proportions. Raises ValueError as `map_weights`
    does, and where a pair leaves no other criterion.
    """
    _check_parts(evaluation, parts)
    maps: dict[tuple[int, int], WeightMap] = {}
    for i, j in combinations(range(len(parts)), 2):
        pair = (*parts[i].criteria, *parts[j].criteria)
        rest = tuple(criterion for criterion in evaluation.criteria if criterion not in pair)
        if not rest:
            raise ValueError("parts: two of them hold every criterion, which leaves no rest")
        maps[i, j] = map_weights(evaluation, (parts[i], parts[j], Part(rest)), whole=True)
    return maps


def split_weights(parts: Sequence[Part], weights: Mapping[str, float]) -> WeightSplit | None:
    """Return how weights are split between three parts; `None` where all three have weight 0.

    >>> split_weights([Part(("a",)), Part(("b",)), Part(("c",))], {"a": 0.2, "b": 0.2, "c": 0.1})
    (0.4, 0.4, 0.2)
    """
    sums = [math.fsum(weights[criterion] for criterion in part.criteria) for part in parts]
    total = math.fsum(sums)
    if total <= 0:
        return None
    first, second, third = (part / total for part in sums)
    return first, second, third


def _check_parts(evaluation: Evaluation, parts: Sequence[Part]) -> tuple[str, ...]:
    """Return the criteria of all parts, each in exactly one of them and in view."""
    moved = tuple(criterion for part in parts for criterion in part.criteria)
    if not all(part.criteria for part in parts):
        raise ValueError("parts: one of them has no criterion")
    if len(set(moved)) < len(moved):
        raise ValueError("parts: a criterion is in two of them")
    missing = [criterion for criterion in moved if criterion not in evaluation.criteria]
    if missing:
        raise ValueError(f"parts: {', '.join(missing)} not in view")
    return moved


def _proportions(evaluation: Evaluation, part: Part) -> dict[str, float]:
    total = math.fsum(evaluation.weights[criterion] for criterion in part.criteria)
    if total <= 0:
        return {criterion: 1 / len(part.criteria) for criterion in part.criteria}
    return {criterion: evaluation.weights[criterion] / total for criterion in part.criteria}


def _ends(
    evaluation: Evaluation,
    option: str,
    parts: Sequence[Part],
    joint: float,
    kept: Mapping[str, float],
) -> WeightSplit:
    """Return an option's totals at the three corners, where one part has all the weight."""
    values = {option: evaluation.values[option]}
    fixed = math.fsum(weight * values[option][criterion] for criterion, weight in kept.items())
    one, two, three = (fixed + joint * part.means(evaluation, values)[option] for part in parts)
    return one, two, three


def _regions(ends: Mapping[str, WeightSplit]) -> tuple[Region, ...]:
    alike: dict[str, list[str]] = {}
    for option, totals in ends.items():
        twin = next((o for o in alike if _gap(ends[o], totals) <= TIE), option)
        alike.setdefault(twin, []).append(option)
    regions: list[Region] = []
    for option, together in alike.items():
        corners: Sequence[WeightSplit] = CORNERS
        for rival in alike:
            if rival != option and corners:
                corners = _clip(corners, _difference(ends[option], ends[rival]))
        area = _area(corners)
        if area > SLIVER:
            regions.append(Region(tuple(together), tuple(corners), area))
    return tuple(sorted(regions, key=lambda region: -region.area))


def _clip(corners: Sequence[WeightSplit], ahead: WeightSplit) -> list[WeightSplit]:
    """Return the part of a convex polygon on which an option is not behind a rival.

    `ahead`: its lead at the three corners of the triangle; in between the lead is linear.
    """
    leads = [math.fsum(s * a for s, a in zip(c, ahead, strict=True)) for c in corners]
    kept: list[WeightSplit] = []
    for index, (corner, lead) in enumerate(zip(corners, leads, strict=True)):
        before, lead_before = corners[index - 1], leads[index - 1]
        if (lead > TIE and lead_before < -TIE) or (lead < -TIE and lead_before > TIE):
            kept.append(_between(before, corner, lead_before / (lead_before - lead)))
        if lead >= -TIE:
            kept.append(corner)
    return kept


def _between(first: WeightSplit, second: WeightSplit, step: float) -> WeightSplit:
    one, two, three = (a + (b - a) * step for a, b in zip(first, second, strict=True))
    return one, two, three


def _difference(first: WeightSplit, second: WeightSplit) -> WeightSplit:
    return first[0] - second[0], first[1] - second[1], first[2] - second[2]


def _gap(first: WeightSplit, second: WeightSplit) -> float:
    return max(abs(difference) for difference in _difference(first, second))


def _area(corners: Sequence[WeightSplit]) -> float:
    """Return the share of the triangle that a convex polygon covers, as a fan of triangles."""
    return math.fsum(
        abs(_determinant(corners[0], corners[i], corners[i + 1]))
        for i in range(1, len(corners) - 1)
    )


def _determinant(a: WeightSplit, b: WeightSplit, c: WeightSplit) -> float:
    return (
        a[0] * (b[1] * c[2] - b[2] * c[1])
        - a[1] * (b[0] * c[2] - b[2] * c[0])
        + a[2] * (b[0] * c[1] - b[1] * c[0])
    )
