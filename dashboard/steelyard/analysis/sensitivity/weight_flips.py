"""The smallest shift of weights, all free to move, that brings a rival level with the leader.

The question is a linear program, but one so simple that sorting solves it: see
`find_weight_flips`. Here one rival at a time is compared with the leader; weights that put an
option ahead of *every* other are found in `optimality`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from steelyard.analysis.arguments import FloatArray, check_values, check_weights
from steelyard.analysis.sensitivity.leaders import choose_leader, find_leaders, weighted_totals
from steelyard.analysis.ties import TIE

SMALLEST_MOVE = 1e-12
"""Shifts of weight below this share of 1 are rounding and are not listed."""


class WeightTransfer(NamedTuple):
    """Percentage points of weight that one criterion (`giver`) loses to another (`taker`)."""

    giver: int
    taker: int
    points: float


@dataclass(frozen=True, slots=True, eq=False)
class WeightFlips:
    """The smallest flip against each option, in the order of the options.

    `points`: percentage points of weight that have to move, 0..100: half the sum of all
    absolute changes. 0 for the leader itself and options that tie with it, `None` where no
    weighting lets the option draw level. `weights`: m × n, each row the weights that do
    it, summing to 1; the present ones where nothing moves or nothing helps.
    """

    leader: int
    points: tuple[float | None, ...]
    weights: FloatArray

    @property
    def nearest(self) -> int | None:
        """The rival with the fewest points, the first if several; `None` without one."""
        reachable = [
            (points, rival)
            for rival, points in enumerate(self.points)
            if points is not None and rival != self.leader
        ]
        return min(reachable)[1] if reachable else None


def find_weight_flips(
    values: ArrayLike, weights: ArrayLike, leader: int | None = None
) -> WeightFlips:
    """Return, for each rival, the least weight that has to move until it at least ties the leader.

    `values` m × n, 100 = good; `weights` n, of any size. `leader` defaults to the first
    of those that lead now. For options that share the lead nothing has to move.

    Why sorting is enough: let d be the leader's value minus the rival's on each
    criterion, so that the lead is the weighted sum of d. A point of weight that leaves
    criterion j for k lowers the lead by d[j] - d[k] and costs the same wherever it goes.
    A criterion can always receive more, so every point goes where d is lowest. A
    criterion can give only what it has, so points come from the highest d first, then
    the next, until the lead is gone. Any other way takes some point from a lower d or
    puts it on a higher one, and ends with more lead for the same change. If d is above
    0 everywhere, the leader stays ahead under all weights. Among criteria with the same
    d, the earlier gives first and the last receives.
    Source: derived here; the question is that of Wolters & Mareschal (1995), who solve it
    with a linear program.

    >>> flips = find_weight_flips([[100, 20], [40, 60]], [0.7, 0.3])
    >>> round(flips.points[1], 6), flips.weights[1].round(6).tolist()
    (30.0, [0.4, 0.6])
    """
    table = check_values(values)
    present = check_weights(weights, table.shape[1])
    totals = weighted_totals(table, present)
    first = choose_leader(totals, leader)
    differences = table[first] - table
    order = np.argsort(-differences, axis=1, kind="stable")
    ranked = np.take_along_axis(differences, order, axis=1)
    leads = np.maximum(weighted_totals(ranked, present[order]), 0.0)
    is_level = np.zeros(totals.size, dtype=np.bool_)
    is_level[list(find_leaders(totals))] = True
    leads[is_level] = 0.0
    moved, shifted = _drain(ranked, present[order], leads)
    # In a chain of near-ties it can happen that no move of weight changes a lead not yet level.
    possible = (ranked[:, -1] <= TIE) & (is_level | (moved > 0))
    changed = np.empty_like(table)
    np.put_along_axis(changed, order, shifted, axis=1)
    changed[~possible | (moved == 0)] = present
    changed.flags.writeable = False
    points = tuple(
        share * 100.0 if is_possible else None
        for share, is_possible in zip(moved.tolist(), possible.tolist(), strict=True)
    )
    return WeightFlips(first, points, changed)


def list_moves(before: ArrayLike, after: ArrayLike) -> tuple[WeightTransfer, ...]:
    """Return the moves of weight that turn one weighting into another, largest first.

    Both are n weights of any size; each is scaled to sum 1. The criterion that loses most
    gives first, to the one that gains most, and so on; the points of all moves add up to
    half the sum of absolute changes, so there is no shorter way. Equal changes keep the
    order of the criteria; shifts below 1e-10 points are left out.

    >>> [(m.giver, m.taker, round(m.points, 6)) for m in list_moves([50, 30, 20], [20, 30, 50])]
    [(0, 2, 30.0)]
    """
    start = check_weights(before, np.size(np.asarray(before)), "before")
    changes = (check_weights(after, start.size, "after") - start).tolist()
    gives = sorted((change, j) for j, change in enumerate(changes) if change < 0)
    takes = sorted((-change, j) for j, change in enumerate(changes) if change > 0)
    moves: list[WeightTransfer] = []
    while gives and takes:
        (lost, giver), (gained, taker) = gives.pop(0), takes.pop(0)
        share = min(-lost, -gained)
        if share > SMALLEST_MOVE:
            moves.append(WeightTransfer(giver, taker, share * 100.0))
        if lost + share < 0:
            gives.insert(0, (lost + share, giver))
        if gained + share < 0:
            takes.insert(0, (gained + share, taker))
    return tuple(sorted(moves, key=lambda move: (-move.points, move.giver, move.taker)))


def _drain(
    ranked: FloatArray, weights: FloatArray, leads: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return how much weight moves to the last column until the lead is gone, and the new weights.

    `ranked`, `weights`: m × n, the columns of each row by falling difference; `leads`: m, 0 where
    options share the lead. The share moved is 0..1. Rows that no weighting can level hold
    meaningless numbers.
    """
    lowest = ranked[:, -1:]
    # Where the lowest difference is a tie but not quite 0, the lead can fall only that far.
    target = np.maximum(lowest[:, 0], 0.0)
    excess = np.maximum(leads - target, 0.0)
    slopes = ranked - lowest
    relief = np.cumsum(weights * slopes, axis=1)
    before = np.concatenate([np.zeros_like(lowest), relief[:, :-1]], axis=1)
    # Each criterion gives as much as is still needed, up to all it has.
    wanted = np.maximum(excess[:, None] - before, 0.0)
    asked = np.zeros_like(wanted)
    with np.errstate(over="ignore"):  # an infinite quotient is clipped to the available weight
        np.divide(wanted, slopes, out=asked, where=slopes > 0)
    given = np.minimum(asked, weights)
    moved: FloatArray = given.sum(axis=1)
    shifted = weights - given
    shifted[:, -1] += moved
    return moved, shifted
