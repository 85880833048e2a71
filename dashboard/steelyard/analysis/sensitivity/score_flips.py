"""Which values would have to be different for a rival to draw level with the leader.

First one value at a time: how far each would have to go, and whether its own range
allows that. Then the fewest values which, pushed to the ends of their ranges together,
bring a rival level. Works on arrays of values, not on raw scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from steelyard.analysis.arguments import FloatArray, check_spans, check_weights
from steelyard.analysis.sensitivity.leaders import choose_leader, find_leaders, weighted_totals
from steelyard.analysis.ties import TIE

WORST, BEST = 0.0, 100.0
"""The ends of every scale once scores are values."""


class ScoreFlip(NamedTuple):
    """One value, and where it has to be for the given rivals to tie with the leader.

    `is_in_range`: whether the cell's own low and high enclose `after`.
    """

    option: int
    criterion: int
    before: float
    after: float
    rivals: tuple[int, ...]
    is_in_range: bool

    @property
    def change(self) -> float:
        """How far the value has to move, in points; negative for the leader's own."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class ScoreFlips:
    """Every single value that can unseat the leader without leaving 0..100.

    `flips` are sorted by the size of the change, then by option and criterion.
    """

    leader: int
    flips: tuple[ScoreFlip, ...]

    @property
    def nearest(self) -> ScoreFlip | None:
        """The flip with the smallest change; `None` if no single value is enough."""
        return self.flips[0] if self.flips else None


class CellChange(NamedTuple):
    """One value of a set, before and after."""

    option: int
    criterion: int
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class ScoreSets:
    """The smallest set of values that brings each option level with the leader.

    `sets` has one entry an option: the changes, largest effect first and the last going
    only as far as needed; empty for the leader and options that tie already; `None` where
    even all of them together fall short.
    """

    leader: int
    sets: tuple[tuple[CellChange, ...] | None, ...]

    @property
    def smallest(self) -> int | None:
        """The rival that needs the fewest values, the first if several; `None` without one."""
        sizes = [
            (len(cells), rival)
            for rival, cells in enumerate(self.sets)
            if cells is not None and rival != self.leader
        ]
        return min(sizes)[1] if sizes else None


def find_score_flips(
    low: ArrayLike,
    likely: ArrayLike,
    high: ArrayLike,
    weights: ArrayLike,
    leader: int | None = None,
) -> ScoreFlips:
    """Return, for every cell, the value at which a rival ties the leader, all else unchanged.

    `low`, `likely`, `high` m × n, 100 = good; `weights` n, of any size. `leader`
    defaults to the first of those that lead now. A rival's value has to rise by its
    distance divided by the weight; the leader's has to fall by that of the closest
    rival. Cells without weight, or that would leave 0..100, are not listed. A lead of up
    to 1e-9 is already a tie and needs a change of 0.
    Source: the additive model solved for one value; compare the criticality of single
    performance measures in Triantaphyllou & Sánchez (1997).

    >>> values = [[80, 60], [50, 70]]
    >>> nearest = find_score_flips(values, values, values, [1, 1]).nearest
    >>> nearest.option, nearest.criterion, nearest.after
    (0, 0, 60.0)
    """
    lows, values, highs = check_spans(low, likely, high)
    present = check_weights(weights, values.shape[1])
    totals = weighted_totals(values, present)
    first = choose_leader(totals, leader)
    if totals.size == 1:
        return ScoreFlips(first, ())
    leads = _leads(totals)
    rivals = np.flatnonzero(np.arange(totals.size) != first)
    closest = float(leads[rivals].min())
    level = tuple(rivals[leads[rivals] <= closest + TIE].tolist())
    leads[first] = closest
    is_leader = (np.arange(totals.size) == first)[:, None]
    limits = np.where(is_leader, np.minimum(values, WORST), np.maximum(values, BEST))
    to_limit, to_end = np.abs(limits - values), np.where(is_leader, values - lows, highs - values)
    # A change that closes all but 1e-9 of the lead produces a tie.
    in_range = to_end * present >= leads[:, None] - TIE
    reaches = (to_limit * present >= leads[:, None] - TIE) & (present > 0)
    options, criteria = np.nonzero(reaches)
    room = np.where(in_range, to_end, to_limit)[options, criteria]
    steps = np.minimum(leads[options] / present[criteria], room)
    flips = [
        _flip(values, (option, criterion), step, level if option == first else None, is_in_range)
        for option, criterion, step, is_in_range in zip(
            options.tolist(),
            criteria.tolist(),
            steps.tolist(),
            in_range[options, criteria].tolist(),
            strict=True,
        )
    ]
    flips.sort(key=lambda flip: (abs(flip.change), flip.option, flip.criterion))
    return ScoreFlips(first, tuple(flips))


def find_score_sets(
    low: ArrayLike,
    likely: ArrayLike,
    high: ArrayLike,
    weights: ArrayLike,
    leader: int | None = None,
) -> ScoreSets:
    """Return, for each rival, the fewest values whose ranges let it tie the leader.

    Arguments as in `find_score_flips`. The leader's values may fall to their low ends,
    the rival's rise to their high ends. Each value contributes weight × distance on its
    own, whatever the others do; so no k cells close more of the lead than the k
    with the largest effect, and taking the largest first until the lead is gone needs
    the fewest. The last of them is the cell that closes the rest by the smallest change, so that
    where one is enough it is the nearest. Ties: the leader's cells first, then by criterion.
    Source: derived here, by that argument.

    >>> likely = [[80, 60], [50, 70]]
    >>> sets = find_score_sets([[70, 60], [50, 70]], likely, [[80, 60], [60, 75]], [1, 1])
    >>> [(c.option, c.criterion, c.after) for c in sets.sets[1]]
    [(0, 0, 70.0), (1, 0, 60.0)]
    """
    lows, values, highs = check_spans(low, likely, high)
    m, n = values.shape
    present = check_weights(weights, n)
    totals = weighted_totals(values, present)
    first = choose_leader(totals, leader)
    leads = _leads(totals)
    falls = np.broadcast_to((values[first] - lows[first]) * present, (m, n))
    gains = np.concatenate([falls, (highs - values) * present], axis=1)
    order = np.argsort(-gains, axis=1, kind="stable")
    closed = np.cumsum(np.take_along_axis(gains, order, axis=1), axis=1)
    # How many cells are not yet enough; where all of them together are not, there is no set.
    short = (closed < (leads - TIE)[:, None]).sum(axis=1)
    sets: list[tuple[CellChange, ...] | None] = []
    for rival, count in enumerate(short.tolist()):
        if leads[rival] == 0.0:
            sets.append(())
        elif count == 2 * n:
            sets.append(None)
        else:
            rest = float(leads[rival]) - (float(closed[rival, count - 1]) if count else 0.0)
            taken, left = order[rival, :count].tolist(), order[rival, count:].tolist()
            enough = sorted(cell for cell in left if gains[rival, cell] >= rest)
            last = min(enough or left[:1], key=lambda cell: -present[cell % n])
            cells = [
                (first, cell, -1.0) if cell < n else (rival, cell - n, 1.0)
                for cell in (*taken, last)
            ]
            sets.append(_changes(cells, rest, (lows, values, highs), present))
    return ScoreSets(first, tuple(sets))


def _flip(
    values: FloatArray,
    cell: tuple[int, int],
    step: float,
    level: tuple[int, ...] | None,
    is_in_range: bool,
) -> ScoreFlip:
    """Return a flip; `level`: rivals that draw level as the leader's value falls, or `None`."""
    option, criterion = cell
    before = float(values[cell])
    after = before + step if level is None else before - step
    rivals = (option,) if level is None else level
    return ScoreFlip(option, criterion, before, after, rivals, is_in_range)


def _leads(totals: FloatArray) -> FloatArray:
    """Return how far the highest total is ahead of each total; 0 where the two tie."""
    leads: FloatArray = totals.max() - totals
    leads[list(find_leaders(totals))] = 0.0
    return leads


def _changes(
    cells: list[tuple[int, int, float]],
    rest: float,
    spans: tuple[FloatArray, FloatArray, FloatArray],
    weights: FloatArray,
) -> tuple[CellChange, ...]:
    """Return the changes: all to the ends of their ranges, the last only as far as `rest` needs."""
    lows, values, highs = spans
    changes: list[CellChange] = []
    for option, criterion, sign in cells:
        before = float(values[option, criterion])
        end = float((lows if sign < 0 else highs)[option, criterion])
        changes.append(CellChange(option, criterion, before, end))
    option, criterion, sign = cells[-1]
    last = changes[-1]
    step = min(rest / float(weights[criterion]), abs(last.after - last.before))
    changes[-1] = last._replace(after=last.before + sign * step)
    return tuple(changes)
