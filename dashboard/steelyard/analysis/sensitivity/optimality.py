"""Can an option come first at all, and what would the weights have to be?

Of every option: the most it can be ahead, the closest weights under which it leads, and,
where there are none, the single option or the mix of options that is better all round.
These are linear programmes; the solver is loaded only when one is solved.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from steelyard.analysis.arguments import FloatArray, check_values, check_weights
from steelyard.analysis.sensitivity.leaders import find_leaders, rank_values, weighted_totals
from steelyard.analysis.sensitivity.weight_flips import find_weight_flips
from steelyard.analysis.ties import TIE

SMALLEST_SHARE = 1e-9
"""A share of a mix below this is rounding and is left out."""

SOLVER_TOLERANCE = 1e-10
"""The solver's own, 1e-7, would blur what counts as a tie here."""

ROUNDING = 1e-12
"""Two sums of the same products may differ by this much, in points."""

IN_DOUBT = 1e-6
"""A margin below 0 by less than this, in points, is looked for again, to the hair of a tie."""

Bounds = Sequence[tuple[float | None, float | None]]


@dataclass(frozen=True, slots=True)
class PotentialOptimality:
    """How far ahead an option can get, over all weightings.

    `margin`: the largest lead over its closest rival, in points; 0 is a tie, below 0
    another is always ahead; `None` without a rival. `weights`: where that is, summing
    to 1. `beaten_by`: (option, share) pairs, shares summing to 1: options that, mixed in
    these shares, are nowhere worse and somewhere better; a single
    pair is plain dominance. Empty where there is no such mix.
    """

    margin: float | None
    weights: tuple[float, ...]
    beaten_by: tuple[tuple[int, float], ...]

    @property
    def can_lead(self) -> bool:
        """Whether some weighting puts the option first, ties counting."""
        return self.margin is None or self.margin >= -TIE - ROUNDING


@dataclass(frozen=True, slots=True)
class NearestWeights:
    """The nearest weights that put an option first, and how far off they are.

    `points`: percentage points of weight to move, 0..100: half the sum of all absolute
    changes. `weights` sum to 1.
    """

    points: float
    weights: tuple[float, ...]


def find_dominance(
    winners: ArrayLike, losers: ArrayLike, *, strictly: bool = False
) -> NDArray[np.bool_]:
    """Tell for every pair i, k whether row i of `winners` dominates row k of `losers`.

    Both m × n, 100 = good. On likely values pass the same table twice; for what holds
    wherever in their ranges scores lie, pass low and high. Weakly: nowhere lower and
    somewhere higher; `strictly`: higher everywhere. Values of a criterion that tie, over both
    tables, count as equal. No option dominates itself. Raises `ValueError` for tables of
    different shapes.
    Source: Pareto dominance, Keeney & Raiffa (1976), chapter 3.

    >>> find_dominance([[50, 60], [50, 40]], [[50, 60], [50, 40]]).tolist()
    [[False, True], [False, False]]
    """
    better, worse = check_values(winners, "winners"), check_values(losers, "losers")
    if better.shape != worse.shape:
        raise ValueError(
            f"losers: found shape {worse.shape}; allowed is that of winners, {better.shape}"
        )
    ranks = rank_values(np.concatenate([better, worse]))
    own, other = ranks[: len(better), None, :], ranks[None, len(better) :, :]
    if strictly:
        result: NDArray[np.bool_] = np.asarray((own < other).all(axis=2))
    else:
        result = np.asarray((own <= other).all(axis=2) & (own < other).any(axis=2))
    np.fill_diagonal(result, False)
    return result


def find_potential_optimality(values: ArrayLike) -> tuple[PotentialOptimality, ...]:
    """Find for each option the largest lead any weighting gives it, and who beats it.

    `values` m × n, 100 = good. One linear programme an option: the largest z such that
    under some weights the option is at least z ahead of every other. Its dual are the
    shares of the mix that comes closest to beating it, so that one solution proves
    either answer. Margins within 1e-9 of 0 are ties and count as leading; only there a
    second programme looks for a mix that is nowhere worse. A single option that beats
    it is preferred to a mix; of several the one best on the worst criterion, then the
    first. Raises `ArithmeticError` should the solver fail.
    Source: potential optimality, Insua & French (1991); the mix by linear programming
    duality.

    >>> compromise = find_potential_optimality([[100, 0], [0, 100], [40, 40]])[2]
    >>> compromise.can_lead, round(compromise.margin, 6)
    (False, -10.0)
    >>> [(option, round(share, 6)) for option, share in compromise.beaten_by]
    [(0, 0.5), (1, 0.5)]
    """
    table = check_values(values)
    return _potential_optimality(table.tobytes(), table.shape[1])


@lru_cache(maxsize=16)  # The appraisal, the beliefs and the mixes all want the same answer.
def _potential_optimality(raw: bytes, n: int) -> tuple[PotentialOptimality, ...]:
    table = np.frombuffer(raw).reshape(-1, n)
    dominated, keen = find_dominance(table, table), _undominated(table)
    return tuple(
        _optimality(table, option, dominated[:, option], keen) for option in range(len(table))
    )


def _undominated(values: FloatArray) -> NDArray[np.bool_]:
    """Mark the rivals that count: an option surpassed everywhere by one of them never does.

    Without any tolerance, so that leaving the others out changes no result. Of equal options
    the first counts.
    """
    counts = np.ones(len(values), dtype=np.bool_)
    for option, row in enumerate(values):
        is_covered = (values >= row).all(axis=1) & counts
        is_covered[option] = False
        # Of equal ones the earlier has been kept already, and covers the later.
        counts[option] = not is_covered.any()
    return counts


def _rivals(option: int, keen: NDArray[np.bool_], values: FloatArray) -> NDArray[np.intp]:
    """Return the rivals an option is held against: all that count, and any equal to it."""
    others = np.arange(len(values)) != option
    if not keen[option]:
        return np.flatnonzero(keen & others)
    # The option may be the one that covers the rest, which then are its rivals.
    covered = (values <= values[option]).all(axis=1)
    return np.flatnonzero((keen | covered) & others)


def find_nearest_weights(
    values: ArrayLike, weights: ArrayLike
) -> tuple[NearestWeights | None, ...]:
    """Find the closest weights under which each option leads or shares the lead.

    `values` m × n, 100 = good; `weights` n, of any size. Nearest by the sum of absolute
    changes. 0 points for those that lead now; `None` for those no weighting puts first.
    Where the weights that level it with the present leader already put it ahead of the
    rest, they are the answer; elsewhere a linear programme finds it. Several weightings
    can be equally near; one is returned. Raises `ArithmeticError` should the solver fail.
    Source: the adjacent weights of Insua & French (1991), here with the sum of absolute
    changes as distance, a question also put by Wolters & Mareschal (1995).

    >>> places = find_nearest_weights([[100, 0], [0, 100], [40, 40]], [0.7, 0.3])
    >>> places[1].points, places[2]
    (20.0, None)
    """
    table = check_values(values)
    present = check_weights(weights, table.shape[1])
    flips = find_weight_flips(table, present)
    places: list[NearestWeights | None] = []
    optimality, keen = find_potential_optimality(table), _undominated(table)
    for option, (points, best) in enumerate(zip(flips.points, optimality, strict=True)):
        totals = weighted_totals(table, flips.weights[option])
        if points is not None and option in find_leaders(totals):
            places.append(NearestWeights(points, tuple(flips.weights[option].tolist())))
        elif best.can_lead:
            rivals = _rivals(option, keen, table)
            places.append(_nearest_weights(table, present, option, rivals, best))
        else:
            places.append(None)
    return tuple(places)


def _optimality(
    values: FloatArray, option: int, dominators: NDArray[np.bool_], keen: NDArray[np.bool_]
) -> PotentialOptimality:
    n = values.shape[1]
    if len(values) == 1:
        return PotentialOptimality(None, (1.0 / n,) * n, ())
    margin, weights, mix = _largest_margin(values, option, _rivals(option, keen, values))
    if dominators.any():
        worst = np.where(dominators, (values - values[option]).min(axis=1), -np.inf)
        mix = ((int(worst.argmax()), 1.0),)
    elif margin > TIE:
        mix = ()
    elif margin >= -TIE - ROUNDING:
        mix = _best_mix(values, option)
    return PotentialOptimality(margin, weights, mix)


def _largest_margin(
    values: FloatArray, option: int, rivals: NDArray[np.intp]
) -> tuple[float, tuple[float, ...], tuple[tuple[int, float], ...]]:
    """Maximise z under z <= weights · (values of the option less those of each rival)."""
    leads = values[option] - values[rivals]
    found = _solve_margin(leads, np.ones(len(rivals)))
    if found is None or -IN_DOUBT < found[0] < -TIE:
        # Rows of like size, z in ties: what the solver takes for 0 is then far below a tie.
        sizes = np.maximum(np.abs(leads).max(axis=1), TIE)
        closer = _solve_margin(leads, sizes)
        found = closer if found is None or (closer and closer[0] > found[0]) else found
    if found is None:
        raise ArithmeticError(f"no weights found for option {option}; the solver gave up")
    margin, weights, parts = found
    return margin, tuple(weights.tolist()), _mix(rivals, parts)


def _solve_margin(
    leads: FloatArray, sizes: FloatArray
) -> tuple[float, FloatArray, FloatArray] | None:
    """Return margin, weights and the parts of the mix, each row divided by its size.

    `None` where numbers of too unlike size stop the solver.
    """
    rows, n = leads.shape
    unit = min(float(sizes.min()), 1.0)
    try:
        solution = _solve(
            costs=np.concatenate([np.zeros(n), [-1.0]]),
            at_most=(np.hstack([-leads / sizes[:, None], unit / sizes[:, None]]), np.zeros(rows)),
            equal=(np.concatenate([np.ones(n), [0.0]]), 1.0),
            bounds=[(0.0, None)] * n + [(None, None)],
        )
    except ArithmeticError:
        return None
    if solution is None:
        return None
    found, duals = solution
    weights = _shares(found[:n])
    # Not the solver's z: the margin these very weights give.
    return float(weighted_totals(leads, weights).min()), weights, -duals * unit / sizes


def _best_mix(values: FloatArray, option: int) -> tuple[tuple[int, float], ...]:
    """Find shares of the rivals nowhere worse than the option and in sum the furthest above."""
    rivals = np.flatnonzero(np.arange(len(values)) != option)
    leads = values[option] - values[rivals]
    solution = _solve(
        costs=leads.sum(axis=1),
        at_most=(leads.T, np.zeros(values.shape[1])),
        equal=(np.ones(len(rivals)), 1.0),
        bounds=[(0.0, None)] * len(rivals),
    )
    if solution is None:
        return ()
    mix = _mix(rivals, solution[0])
    gains = sum(share * values[rival] for rival, share in mix) - values[option]
    return mix if gains.max() > TIE and gains.min() >= -TIE else ()


def _nearest_weights(
    values: FloatArray,
    present: FloatArray,
    option: int,
    rivals: NDArray[np.intp],
    best: PotentialOptimality,
) -> NearestWeights:
    """Minimise what criteria give and take, the option staying level with every rival.

    `best`: where it is the furthest ahead.
    """
    leads = values[option] - values[rivals]
    n, margin = present.size, best.margin or 0.0
    # Where it can but tie, the exact tie may lie beyond rounding: leave room, as far as a tie.
    room = (TIE + max(-margin, 0.0)) / 2 if margin <= TIE else 0.0
    slack = weighted_totals(leads, present) + room
    # Rows of like size: next to large numbers the solver takes tiny ones for 0.
    sizes = np.abs(leads).max(axis=1)
    rows, slack = leads[sizes > 0] / sizes[sizes > 0, None], slack[sizes > 0] / sizes[sizes > 0]
    solution = _solve(
        costs=np.ones(2 * n),
        at_most=(np.hstack([rows, -rows]), slack),
        equal=(np.concatenate([np.ones(n), -np.ones(n)]), 0.0),
        bounds=[(0.0, share) for share in present.tolist()] + [(0.0, 1.0)] * n,
    )
    weights = np.array(best.weights)
    if solution is not None:
        nearer = _shares(present - solution[0][:n] + solution[0][n:])
        # Where it can but tie, rounding may hide that the nearest weights are some.
        weights = nearer if weighted_totals(leads, nearer).min() >= -TIE - ROUNDING else weights
    elif margin > TIE:
        raise ArithmeticError(f"no nearest weights found for option {option}")
    points = 50.0 * math.fsum(np.abs(weights - present).tolist())
    return NearestWeights(points, tuple(weights.tolist()))


def _solve(
    costs: FloatArray,
    at_most: tuple[FloatArray, FloatArray],
    equal: tuple[FloatArray, float],
    bounds: Bounds,
) -> tuple[FloatArray, FloatArray] | None:
    """Minimise; return the variables and the duals of `at_most`, or `None` if impossible."""
    from scipy.optimize import linprog

    result = linprog(
        costs,
        A_ub=at_most[0],
        b_ub=at_most[1],
        A_eq=equal[0][None, :],
        b_eq=[equal[1]],
        bounds=bounds,
        method="highs",
        options={
            "primal_feasibility_tolerance": SOLVER_TOLERANCE,
            "dual_feasibility_tolerance": SOLVER_TOLERANCE,
        },
    )
    if result.status == 2:
        return None
    if result.status != 0:
        raise ArithmeticError(f"the solver stopped early: {result.message}")
    return np.asarray(result.x), np.asarray(result.ineqlin.marginals)


def _mix(rivals: NDArray[np.intp], parts: FloatArray) -> tuple[tuple[int, float], ...]:
    kept = np.where(parts > SMALLEST_SHARE, parts, 0.0)
    shares = _shares(kept).tolist()
    return tuple((int(r), s) for r, s in zip(rivals.tolist(), shares, strict=True) if s > 0)


def _shares(parts: FloatArray) -> FloatArray:
    kept = np.maximum(parts, 0.0)
    shares: FloatArray = kept / math.fsum(kept.tolist())
    return shares
