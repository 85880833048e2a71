"""What happens to the leader while one weight goes from 0 to 1 and the rest make room.

Every total is then a straight line in that weight, and the leader's lies on the upper envelope of
the lines: every change of the leader is a crossing, so nothing is sampled. It also gives the
colours of a slider's track.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from steelyard.analysis.arguments import FloatArray, check_index, check_values, check_weights
from steelyard.analysis.sensitivity.leaders import find_leaders, weighted_totals
from steelyard.analysis.ties import TIE, rank_numbers

BoolArray = NDArray[np.bool_]

NARROWEST = 1e-9
"""A stretch of weight narrower than this is rounding, not a segment."""

FLAT = 1e-3
"""Change of a gap, in points from weight 0 to 1, below which two options tie on a stretch.

Such a stretch is at least a millionth long and is shown; a shorter one counts as a crossing.
"""


class Segment(NamedTuple):
    """A stretch of the weight, 0..1, and which option leads on all of it; several if they tie."""

    begin: float
    end: float
    leaders: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OneWay:
    """What moving one weight does (that of a criterion or of a group).

    `criteria`: the indices whose common weight moves. `weight`: where it is now, 0..1. `leaders`:
    which option leads now. `segments`: cover 0..1 without gaps, in order, neighbours differing in
    their leaders. `leader_stays`: the stretch on which every present leader keeps leading,
    `ranking_stays`: the same for the whole ranking; both contain `weight`, and at their ends
    another option has just drawn level.
    """

    criteria: tuple[int, ...]
    weight: float
    leaders: tuple[int, ...]
    segments: tuple[Segment, ...]
    leader_stays: tuple[float, float]
    ranking_stays: tuple[float, float]

    @property
    def crossovers(self) -> tuple[float, ...]:
        """The weights where one leader gives way to the next, ascending."""
        return tuple(segment.end for segment in self.segments[:-1])

    @property
    def nearest_crossover(self) -> float | None:
        """The end of `leader_stays` closest to the present weight; the lower one if even.

        `None` where the present leader leads all the way from 0 to 1.
        """
        low, high = self.leader_stays
        ends = [end for end, is_inside in ((low, low > 0), (high, high < 1)) if is_inside]
        return min(ends, key=lambda end: abs(end - self.weight), default=None)


def move_each(values: ArrayLike, weights: ArrayLike) -> tuple[OneWay, ...]:
    """Return, for every criterion by itself, what moving its weight does.

    `values` m × n, 100 = good; `weights` n, of any size. The other weights keep their
    proportions; where they are all 0, they share the remainder equally. Ties (within 1e-9) count as
    leading. With only one criterion its weight is always 1, and nothing can move.
    Source: derived here from the crossings of lines; the question is the weight
    sensitivity of Evans (1984) and Triantaphyllou & Sánchez (1997).

    >>> first, second = move_each([[100, 20], [40, 60]], [30, 70])
    >>> [(round(s.begin, 3), round(s.end, 3), s.leaders) for s in first.segments]
    [(0.0, 0.4, (1,)), (0.4, 1.0, (0,))]
    >>> second.leader_stays
    (0.6, 1.0)
    """
    table = check_values(values)
    n = table.shape[1]
    return _answer(table, check_weights(weights, n), [(criterion,) for criterion in range(n)])


def move_groups(
    values: ArrayLike, weights: ArrayLike, groups: Sequence[Sequence[int]]
) -> tuple[OneWay, ...]:
    """Return, for each group of criteria, what moving the weight of its members together does.

    As in `move_each`. The members of a group keep their proportions too, and share its weight
    equally if all are 0. `groups` hold indices of criteria and may overlap. A group of
    all criteria always weighs 1, and nothing can move. Raises `ValueError` for an empty
    group, a criterion that does not exist or one named twice.

    >>> (both,) = move_groups([[100, 80, 0], [40, 40, 60]], [1, 1, 2], [[0, 1]])
    >>> round(both.crossovers[0], 6)
    0.545455
    """
    table = check_values(values)
    n = table.shape[1]
    return _answer(table, check_weights(weights, n), [_check_group(group, n) for group in groups])


def weights_at(weights: ArrayLike, criteria: Sequence[int], weight: float) -> FloatArray:
    """Return all weights, summing to 1, once those criteria together weigh `weight`.

    `weights` of any size, `weight` 0..1. Proportions as in `move_groups`. Raises
    `ValueError` outside 0..1.

    >>> weights_at([50, 30, 20], [0], 0.0).tolist()
    [0.0, 0.6, 0.4]
    """
    n = np.size(np.asarray(weights))
    present = check_weights(weights, n)
    if not 0 <= weight <= 1:
        raise ValueError(f"weight: found {weight}; allowed is 0 to 1")
    inside, outside, _ = _shares(present, _mask([_check_group(criteria, n)], n))
    moved: FloatArray = weight * inside[0] + (1 - weight) * outside[0]
    return moved


def _answer(
    values: FloatArray, weights: FloatArray, groups: Sequence[tuple[int, ...]]
) -> tuple[OneWay, ...]:
    if not groups:
        return ()
    inside, outside, now = _shares(weights, _mask(groups, weights.size))
    totals = weighted_totals(values, weights)
    # Rows are options, columns groups: the two ends of every option's straight line.
    at_zero = weighted_totals(values[:, None, :], outside)
    at_one = weighted_totals(values[:, None, :], inside)
    begins, ends, behind = _ahead_between(at_zero, at_one)
    lead_begins, lead_ends = begins.max(axis=1), ends.min(axis=1)
    leaders = find_leaders(totals)
    leader_stays = _around(
        now, lead_begins[list(leaders)].max(axis=0), lead_ends[list(leaders)].min(axis=0)
    )
    ranking_stays = _ranking_stays(totals, now, begins, ends, behind)
    segments = _all_segments(lead_begins, lead_ends)
    columns = zip(groups, now.tolist(), segments, leader_stays, ranking_stays, strict=True)
    return tuple(
        OneWay(group, weight, leaders, pieces, stays, keeps)
        for group, weight, pieces, stays, keeps in columns
    )


def _ahead_between(
    at_zero: FloatArray, at_one: FloatArray
) -> tuple[FloatArray, FloatArray, tuple[BoolArray, BoolArray]]:
    """Return, for options i, k and each column, the stretch on which i is not behind k.

    A tie is not "behind": see `FLAT`. Where i is behind at both ends the stretch is empty: it
    begins after 1 and ends before 0. Also returned: where i is behind k at weight 0, and at
    weight 1.
    """
    gap_zero = at_zero[:, None, :] - at_zero[None, :, :]
    gap_one = at_one[:, None, :] - at_one[None, :, :]
    behind_zero, behind_one = gap_zero < -TIE, gap_one < -TIE
    crossing = np.zeros_like(gap_zero)
    crosses = behind_zero != behind_one
    falls = gap_zero - gap_one
    lost = gap_zero
    if (flat := crosses & (np.abs(falls) < FLAT)).any():
        lost = np.where(flat, gap_zero + TIE, gap_zero)
    np.divide(lost, falls, out=crossing, where=crosses)
    # A crossing outside 0..1 comes from a gap within the tolerance at one end.
    crossing = np.minimum(np.maximum(crossing, 0.0), 1.0)
    never = behind_zero & behind_one
    begins = np.where(behind_zero, crossing, 0.0)
    ends = np.where(behind_one, crossing, 1.0)
    begins[never], ends[never] = 2.0, -1.0
    return begins, ends, (behind_zero, behind_one)


def _ranking_stays(
    totals: FloatArray,
    now: FloatArray,
    begins: FloatArray,
    ends: FloatArray,
    behind: tuple[BoolArray, BoolArray],
) -> list[tuple[float, float]]:
    places = rank_numbers(totals.tolist())
    ranks = np.array(places)
    below = ranks[:, None] > ranks
    # The ranking ends where an option draws level with one above it, at the edge of the stretch
    # on which it is not behind. An empty stretch begins after 1 and ends before 0, so it limits
    # nothing.
    level_from, level_to = begins[below], ends[below]
    low = np.where(level_from > now, 0.0, level_to).max(axis=0, initial=0.0)
    high = np.where(level_to < now, 1.0, level_from).min(axis=0, initial=1.0)
    # A present tie is part of the ranking: it holds only if both lines are identical.
    if len(set(places)) < len(places):
        tied = ranks[:, None] == ranks
        low = np.where(behind[0][tied].any(axis=0), now, low)
        high = np.where(behind[1][tied].any(axis=0), now, high)
    return _around(now, low, high)


def _around(now: FloatArray, low: FloatArray, high: FloatArray) -> list[tuple[float, float]]:
    pairs = zip(np.minimum(low, now).tolist(), np.maximum(high, now).tolist(), strict=True)
    return list(pairs)


def _all_segments(begins: FloatArray, ends: FloatArray) -> list[tuple[Segment, ...]]:
    """Return the segments of each column from the stretch on which each option leads, if any."""
    stretches: list[list[Segment]] = [[] for _ in range(begins.shape[1])]
    options, columns = np.nonzero(ends - begins > NARROWEST)
    kept = zip(
        options.tolist(),
        columns.tolist(),
        begins[options, columns].tolist(),
        ends[options, columns].tolist(),
        strict=True,
    )
    for option, column, begin, end in kept:
        stretches[column].append(Segment(begin, end, (option,)))
    return [_segments(leading) for leading in stretches]


def _segments(leading: list[Segment]) -> tuple[Segment, ...]:
    leading.sort()
    ends = [0.0, *(stretch.end for stretch in leading)]
    if ends == [*(stretch.begin for stretch in leading), 1.0]:
        return tuple(leading)  # no ties, no slivers: each already begins where the last one ends
    return _cut_at_ends(leading)


def _cut_at_ends(leading: list[Segment]) -> tuple[Segment, ...]:
    """Return stretches that overlap, or leave slivers between them, as segments."""
    cuts = sorted({0.0, 1.0, *(cut for stretch in leading for cut in stretch[:2])})
    segments: list[Segment] = []
    for low, high in pairwise(cuts):
        middle = (low + high) / 2
        # Sorted by option, not by stretch.
        leaders = tuple(sorted(i for begin, end, (i,) in leading if begin < middle < end))
        if high - low <= NARROWEST or not leaders:
            continue  # the next segment starts where the last one ended
        if segments and segments[-1].leaders == leaders:
            segments[-1] = Segment(segments[-1].begin, high, leaders)
        else:
            segments.append(Segment(segments[-1].end if segments else 0.0, high, leaders))
    segments[-1] = segments[-1]._replace(end=1.0)
    return tuple(segments)


def _check_group(group: Sequence[int], n: int) -> tuple[int, ...]:
    members = tuple(check_index(criterion, n, "criteria") for criterion in group)
    if not members or len(set(members)) < len(members):
        raise ValueError(f"criteria: found {list(group)}; allowed are one or more, each once")
    return members


def _mask(groups: Sequence[tuple[int, ...]], n: int) -> BoolArray:
    mask = np.zeros((len(groups), n), dtype=np.bool_)
    rows = [row for row, members in enumerate(groups) for _ in members]
    mask[rows, [criterion for members in groups for criterion in members]] = True
    return mask


def _shares(weights: FloatArray, mask: BoolArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return, for each group: shares within it, shares among the rest, and its present weight."""
    is_whole: BoolArray = np.asarray(mask.all(axis=1))
    # A group of all criteria leaves no rest: the whole then stands in for it, so nothing moves.
    sides = np.stack([mask, ~mask | is_whole[:, None]])
    picked = sides * weights
    sums: FloatArray = np.sort(picked, axis=-1).sum(axis=-1)
    now: FloatArray = np.where(is_whole, 1.0, np.minimum(sums[0], 1.0))
    is_zero: BoolArray = np.equal(sums, np.zeros_like(sums))
    if is_zero.any():
        picked = np.where(is_zero[:, :, None], sides, picked)
        sums = np.where(is_zero, sides.sum(axis=-1), sums)
    shares = picked / sums[:, :, None]
    return shares[0], shares[1], now
