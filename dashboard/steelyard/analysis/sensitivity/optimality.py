"""Can an option come first at all, and what would the weights have to be?

For every option: its largest possible lead, the closest weights under which it leads, and, where
there are none, the single option or the mix of options that is better all round. These are linear
programs; the solver is loaded only when one is solved.
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
"""The solver's default, 1e-7, is too coarse for what counts as a tie here."""

ROUNDING = 1e-12
"""Two sums of the same products may differ by this much, in points."""

IN_DOUBT = 1e-6
"""Points: the solver cannot be relied on where a margin is nearer to 0 than this.

A margin this close to 0 but below it is computed again to the precision of a tie.
"""

CRUMB = 1e-7
"""A weight smaller than this may be residue of the solver."""

Bounds = Sequence[tuple[float | None, float | None]]


@dataclass(frozen=True, slots=True)
class PotentialOptimality:
    """How far ahead an option can get, over all weightings.

    `margin`: the largest lead over its closest rival, in points; at 0 it ties, below 0
    another is always ahead; `None` without a rival. `weights`: where it has that lead, summing
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

    @property
    def only_level(self) -> bool:
        """Whether the option can tie for first place but never hold it alone."""
        return self.can_lead and self.margin is not None and self.margin <= TIE


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
    """Return, for every pair i, k, whether row i of `winners` dominates row k of `losers`.

    Both m × n, 100 = good. For dominance on likely values pass the same table twice; for
    dominance wherever in their ranges the scores lie, pass the low and the high ones. By default:
    nowhere lower and somewhere higher; `strictly`: higher everywhere. Values of a criterion that
    tie, over both tables, count as equal. No option dominates itself. Raises `ValueError` for
    tables of different shapes.
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
    """Return, for each option, the largest lead any weighting gives it, and what beats it.

    `values` m × n, 100 = good. One linear program per option: the largest z such that under
    some weights the option is at least z ahead of every other. Its dual variables are the shares
    of the mix that comes closest to beating it, so that one solution proves either answer.
    Margins within 1e-9 of 0 are ties and count as leading; only there a second program looks
    for a mix that is nowhere worse. A single option that beats it is preferred to a mix; of
    several, the one best on its worst criterion, then the first. Raises `ArithmeticError` if the
    solver fails.
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


@lru_cache(maxsize=16)  # The appraisal, the beliefs and the mixes all use the same table.
def _potential_optimality(raw: bytes, n: int) -> tuple[PotentialOptimality, ...]:
    table = np.frombuffer(raw).reshape(-1, n)
    dominated, counting = find_dominance(table, table), _undominated(table)
    return tuple(
        _optimality(table, option, dominated[:, option], counting) for option in range(len(table))
    )


def _undominated(values: FloatArray) -> NDArray[np.bool_]:
    """Return which options count as rivals: those that no other option covers.

    An option covers another if it is nowhere lower, without any tolerance, so leaving out covered
    options changes no result. Of equal options the first counts.
    """
    counts = np.ones(len(values), dtype=np.bool_)
    for option, row in enumerate(values):
        is_covered = (values >= row).all(axis=1) & counts
        is_covered[option] = False
        # Of equal options the earlier one has been kept already and covers the later one.
        counts[option] = not is_covered.any()
    return counts


def _rivals(option: int, counting: NDArray[np.bool_], values: FloatArray) -> NDArray[np.intp]:
    """Return the rivals to compare an option with: all that count, and those it covers itself."""
    others = np.arange(len(values)) != option
    if not counting[option]:
        return np.flatnonzero(counting & others)
    # Options left out only because this one covers them are still its rivals.
    covered = (values <= values[option]).all(axis=1)
    return np.flatnonzero((counting | covered) & others)


def find_nearest_weights(
    values: ArrayLike, weights: ArrayLike
) -> tuple[NearestWeights | None, ...]:
    """Return, for each option, the closest weights under which it leads or shares the lead.

    `values` m × n, 100 = good; `weights` n, of any size. Nearest by the sum of absolute
    changes. 0 points for those that lead now; `None` for those no weighting puts first.
    Where the weights that level it with the present leader already put it ahead of the
    rest, they are the answer; elsewhere a linear program finds it. Several weightings
    can be equally near; one is returned. Raises `ArithmeticError` if the solver fails.
    Source: the adjacent weights of Insua & French (1991), here with the sum of absolute
    changes as distance, a question also put by Wolters & Mareschal (1995).

    >>> nearest = find_nearest_weights([[100, 0], [0, 100], [40, 40]], [0.7, 0.3])
    >>> nearest[1].points, nearest[2]
    (20.0, None)
    """
    table = check_values(values)
    present = check_weights(weights, table.shape[1])
    flips = find_weight_flips(table, present)
    nearest: list[NearestWeights | None] = []
    optimality, counting = find_potential_optimality(table), _undominated(table)
    for option, (points, best) in enumerate(zip(flips.points, optimality, strict=True)):
        totals = weighted_totals(table, flips.weights[option])
        if points is not None and option in find_leaders(totals):
            nearest.append(NearestWeights(points, tuple(flips.weights[option].tolist())))
        elif best.can_lead:
            rivals = _rivals(option, counting, table)
            nearest.append(_nearest_weights(table, present, option, rivals, best))
        else:
            nearest.append(None)
    return tuple(nearest)


def _optimality(
    values: FloatArray, option: int, dominators: NDArray[np.bool_], counting: NDArray[np.bool_]
) -> PotentialOptimality:
    n = values.shape[1]
    if len(values) == 1:
        return PotentialOptimality(None, (1.0 / n,) * n, ())
    margin, weights, mix = _largest_margin(values, option, _rivals(option, counting, values))
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
    """Return margin, weights and mix: the largest z <= weights · (own − a rival's values)."""
    leads = values[option] - values[rivals]
    found = _solve_margin(leads, np.ones(len(rivals)))
    if found is None or -IN_DOUBT < found[0] < -TIE:
        # With rows of similar size and z in units of a tie, what the solver takes for 0 is far
        # below a tie.
        sizes = np.maximum(np.abs(leads).max(axis=1), TIE)
        closer = _solve_margin(leads, sizes)
        found = closer if found is None or (closer and closer[0] > found[0]) else found
    if found is None:
        raise ArithmeticError(f"no weights found for option {option}; the solver gave up")
    margin, weights, parts = found
    if -IN_DOUBT < margin < -TIE:
        margin, weights = _without_crumbs(leads, margin, weights)
    return margin, tuple(weights.tolist()), _mix(rivals, parts)


def _without_crumbs(
    leads: FloatArray, margin: float, weights: FloatArray
) -> tuple[float, FloatArray]:
    """Return the margin and weights that are best: these, these without crumbs, or one criterion.

    A weight of 1e-10 that the solver leaves on a criterion where the option is 50 behind costs more
    than a tie.
    """
    tried = [_shares(np.where(weights > CRUMB, weights, 0.0)), *np.eye(len(weights))]
    margins = [float(weighted_totals(leads, one).min()) for one in tried]
    best = int(np.argmax(margins))
    return (margins[best], tried[best]) if margins[best] > margin else (margin, weights)


def _solve_margin(
    leads: FloatArray, sizes: FloatArray
) -> tuple[float, FloatArray, FloatArray] | None:
    """Return margin, weights and the parts of the mix, solved with each row divided by its size.

    `None` where numbers of very different sizes make the solver fail.
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
    # The margin that these weights give, not the solver's z, so that the two agree exactly.
    return float(weighted_totals(leads, weights).min()), weights, -duals * unit / sizes


def _best_mix(values: FloatArray, option: int) -> tuple[tuple[int, float], ...]:
    """Return the mix of rivals nowhere worse than the option and, summed up, furthest above it."""
    rivals = np.flatnonzero(np.arange(len(values)) != option)
    leads = values[option] - values[rivals]
    # Rows and costs of similar size: with tiny ones the solver may report an unbounded problem.
    sizes, costs = np.maximum(np.abs(leads).max(axis=0), TIE), leads.sum(axis=1)
    solution = _solve(
        costs=costs / max(float(np.abs(costs).max()), TIE),
        at_most=(leads.T / sizes[:, None], np.zeros(values.shape[1])),
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
    """Return the nearest weights that put the option level with every rival, or ahead.

    `best`: the weights under which it is furthest ahead.
    """
    leads = values[option] - values[rivals]
    n, margin = present.size, best.margin or 0.0
    # An option that can at best tie, or lead by less than the solver can resolve, may miss the
    # exact tie by rounding: allow a gap of up to a tie.
    is_thin = margin <= IN_DOUBT
    room = (TIE + max(-margin, 0.0)) / 2 if is_thin else 0.0
    slack = weighted_totals(leads, present) + room
    # Rows of similar size, because next to large numbers the solver takes tiny ones for 0.
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
        # Rounding may push weights that at best tie below a tie: then those of `best` are kept.
        weights = nearer if weighted_totals(leads, nearer).min() >= -TIE - ROUNDING else weights
    elif not is_thin:
        raise ArithmeticError(f"no nearest weights found for option {option}")
    points = 50.0 * math.fsum(np.abs(weights - present).tolist())
    return NearestWeights(points, tuple(weights.tolist()))


def _solve(
    costs: FloatArray,
    at_most: tuple[FloatArray, FloatArray],
    equal: tuple[FloatArray, float],
    bounds: Bounds,
) -> tuple[FloatArray, FloatArray] | None:
    """Return the cost-minimising variables and the duals of `at_most`; `None` if infeasible."""
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
