"""Which disagreements can change the group's leader: cell by cell, jointly, and what to settle.

All exact. A total is linear in each value, so of the hull of the judges' likely values for a
cell only the two ends matter. With all judges at value v in cell (o, c) and all else unchanged,
T(o) changes by (1/J) Σ_j w_jc (v − v_joc) under the mean of totals, by w̄_c (v − v̄_oc) under the
mean of inputs, and no other total changes.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Literal

import numpy as np

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.judges.group import GroupTotals, averaged_evaluation
from steelyard.analysis.judges.panel import Panel
from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import rank_totals
from steelyard.model import Cell

End = Literal["lowest", "highest"]


@dataclass(frozen=True)
class CellSpread:
    """The judges' likely values of one cell, 0–100, and what their spread could do to the lead.

    `values`: judge → likely value, of those who scored it. `down`, `up`: change of the option's
    total, in points, with all judges at the lowest and the highest of these. `margin`: how far
    the present leader stays ahead at the worse end (`end`), in points; below 0 where another
    option leads there, which is the first of `then`. `decides`: an option that leads now does not
    lead there; `levels`: it still does, together with another. `jointly`: at some values of all
    other cells within their own spreads, this cell's spread changes the leader.
    """

    cell: Cell
    values: dict[str, float]
    mean: float
    down: float
    up: float
    end: End
    margin: float
    then: tuple[str, ...]
    decides: bool
    levels: bool
    jointly: bool

    @property
    def spread(self) -> float:
        """Highest minus lowest likely value; 0 where at most one judge scored it."""
        return max(self.values.values()) - min(self.values.values()) if self.values else 0.0

    @property
    def median(self) -> float | None:
        """The median of the likely values, 0–100; `None` where nobody scored the cell."""
        return statistics.median(self.values.values()) if self.values else None


def find_spreads(panel: Panel, group: GroupTotals) -> tuple[CellSpread, ...]:
    """Return every cell of the frame, sorted by the margin it leaves, the smallest first.

    Equal margins are sorted by spread, the widest first, then by the order of the set. Totals
    within 1e-9 are level.
    """
    down, up = _moves(panel, group)
    lowest, highest = _reach(panel, group, down, up)
    found = []
    for i, option in enumerate(panel.options):
        others = [j for j in range(len(panel.options)) if j != i]
        # The highest of the rivals' totals can be anywhere between these two. If t is this
        # option's total and s the span of one of its cells, that cell tips the lead at some
        # values of the others if the highest rival can be between t and t + s.
        floor = max((lowest[j] for j in others), default=-np.inf)
        ceiling = max((highest[j] for j in others), default=-np.inf)
        may_tip = floor < highest[i] - TIE and ceiling > lowest[i] + TIE
        for k, criterion in enumerate(panel.criteria):
            moves = (float(down[i, k]), float(up[i, k]))
            jointly = bool(may_tip and moves[1] - moves[0] > TIE)
            found.append(_spread(panel, group, (option, criterion), moves, jointly))
    order = {spread.cell: place for place, spread in enumerate(found)}
    return tuple(sorted(found, key=lambda s: (s.margin, -s.spread, order[s.cell])))


def _moves(panel: Panel, group: GroupTotals) -> tuple[FloatArray, FloatArray]:
    """Return the change of an option's total with all judges at the lowest, and the highest, value.

    Both arrays are options × criteria; the first is at most 0, the second at least 0.
    """
    values, weights = panel.values, panel.weights
    lowest, highest = values.min(axis=0), values.max(axis=0)
    if group.rule == "mean_of_totals":
        held = np.einsum("jc,joc->oc", weights, values) / len(panel.judges)
        mean = weights.mean(axis=0)
        return np.minimum(mean * lowest - held, 0.0), np.maximum(mean * highest - held, 0.0)
    averaged = averaged_evaluation(panel)
    own = np.array([[averaged.values[o][c] for c in panel.criteria] for o in panel.options])
    mean = np.array([averaged.weights[c] for c in panel.criteria])
    return np.minimum(mean * (lowest - own), 0.0), np.maximum(mean * (highest - own), 0.0)


def _reach(
    panel: Panel, group: GroupTotals, down: FloatArray, up: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return each option's lowest and highest total with all its cells anywhere in their hulls."""
    totals = np.array([group.totals[option] for option in panel.options])
    return totals + down.sum(axis=1), totals + up.sum(axis=1)


def _spread(
    panel: Panel, group: GroupTotals, cell: Cell, moves: tuple[float, float], jointly: bool
) -> CellSpread:
    option, criterion = cell
    values = {
        judge: panel.evaluations[judge].values[option][criterion]
        for judge in panel.judges
        if cell in panel.scored[judge]
    }
    ends: list[tuple[float, End, tuple[str, ...]]] = []
    names: tuple[End, End] = ("lowest", "highest")
    for end, move in zip(names, moves, strict=True):
        totals = group.totals | {option: group.totals[option] + move}
        ranks = rank_totals(totals)
        then = tuple(o for o, rank in ranks.items() if rank == 1)
        ends.append((_margin(totals, group.leaders), end, then))
    margin, end, then = min(ends, key=lambda one: one[0])
    now = {*group.leaders}
    decides = any(not now <= {*leaders} for _, _, leaders in ends)
    levels = not decides and any(now < {*leaders} for _, _, leaders in ends)
    mean = float(
        panel.values[:, panel.options.index(option), panel.criteria.index(criterion)].mean()
    )
    return CellSpread(
        cell, values, mean, *moves, end, margin, then, decides, levels,
        jointly,
    )  # fmt: skip


def _margin(totals: dict[str, float], leaders: tuple[str, ...]) -> float:
    """Return the smallest lead that any present leader has over the best other option."""
    return min(
        totals[leader] - max((t for o, t in totals.items() if o != leader), default=-100.0)
        for leader in leaders
    )


@dataclass(frozen=True)
class Settlement:
    """What would have to be settled for the leader to be certain, whatever else is disputed.

    `rivals`: the options that could lead, alone or level, with all cells anywhere within the
    judges' spreads at once, and the most by which each could lead, in points. `cells`: the fewest
    cells that, settled at the group's own value, leave no rival a way to lead; `None` where the
    leader does not lead alone now.
    """

    rivals: dict[str, float]
    cells: tuple[Cell, ...] | None


def find_settlement(panel: Panel, group: GroupTotals) -> Settlement:
    """Return the rivals that the joint spread lets lead, and the fewest cells to be settled.

    Exact: a rival's best case has the leader's cells at their lowest and its own at their highest.
    Settling the leader's largest losses helps against every rival alike, settling a rival's
    largest gains against that rival alone. So for each number of the leader's cells the rest is
    greedy, and the least sum over these numbers is the answer; of equal sums, the one with the
    fewest of the leader's cells. A rival that could only draw level within 1e-9 counts too.
    """
    down, up = _moves(panel, group)
    lowest, highest = _reach(panel, group, down, up)
    index = {option: i for i, option in enumerate(panel.options)}
    if len(group.leaders) > 1:
        leader = group.leaders[0]
        gaps = {o: float(highest[index[o]] - lowest[index[leader]]) for o in group.ranking[1:]}
        return Settlement({o: gap for o, gap in gaps.items() if gap >= -TIE}, None)
    leader = group.leaders[0]
    lost = lowest[index[leader]]
    rivals = {
        option: gap
        for option in group.ranking[1:]
        if (gap := float(highest[index[option]] - lost)) >= -TIE
    }
    own = _by_size(panel, leader, -down[index[leader]])
    theirs = {rival: _by_size(panel, rival, up[index[rival]]) for rival in rivals}
    best: tuple[Cell, ...] | None = None
    for count in range(len(own) + 1):
        chosen = [cell for _, cell in own[:count]]
        saved = sum(size for size, _ in own[:count])
        is_enough = True
        for rival, gap in rivals.items():
            needed = _fewest(theirs[rival], gap - saved)
            is_enough = is_enough and needed is not None
            chosen += needed or []
        if is_enough and (best is None or len(chosen) < len(best)):
            best = tuple(chosen)
    return Settlement(rivals, best)


def _fewest(cells: list[tuple[float, Cell]], gap: float) -> list[Cell] | None:
    """Return the fewest cells, largest first, that close a gap; `None` if even all do not."""
    taken: list[Cell] = []
    for size, cell in cells:
        if gap < -TIE:
            break
        taken.append(cell)
        gap -= size
    return taken if gap < -TIE else None


def _by_size(panel: Panel, option: str, sizes: FloatArray) -> list[tuple[float, Cell]]:
    found = [
        (float(size), (option, criterion))
        for size, criterion in zip(sizes, panel.criteria, strict=True)
        if size > 0
    ]
    return sorted(found, key=lambda one: -one[0])
