"""Exact lead shares when scores are fixed and every weighting counts alike.

The weightings that put one option first form a convex piece of the weight simplex, and
its share of the simplex's volume is the option's lead share: no sampling, no error bar.
Works on arrays; scipy is loaded only when needed.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from steelyard.analysis.arguments import FloatArray, check_values
from steelyard.analysis.sensitivity.leaders import rank_values

_MOST_CRITERIA = 8
_MOST_OPTIONS = 20
SUM_TOLERANCE = 1e-6
_THIN = 1e-9
_TRIES = 3


def find_exact_lead_shares(values: ArrayLike) -> FloatArray | None:
    """Return each option's share of all weightings under which it leads, 0..1.

    `values`: m × n, any finite numbers. Options equal on every criterion within 1e-9
    share their piece; an option that is dominated or leads only on a border has 0.
    `None`, meaning that the caller should sample, where there are too many options that
    are not dominated (more than 20) or criteria (more than 8), or where the sum of the
    shares is off one by more than 1e-6, which is the self-check on rounding.
    Source: Lawrence (1991), Mathematics of Computation 57, volume from signed vertices.

    >>> shares = find_exact_lead_shares([[100, 0, 0], [0, 100, 0], [0, 0, 100], [20, 20, 20]])
    >>> [round(float(share), 6) for share in shares]
    [0.333333, 0.333333, 0.333333, 0.0]
    """
    table = check_values(values)
    owners = _find_owners(table)
    distinct = [i for i in range(len(table)) if owners[i] == i]
    ranks = rank_values(table)
    rivals = [i for i in distinct if not _is_dominated(ranks, i, distinct)]
    if table.shape[1] > _MOST_CRITERIA or len(rivals) > _MOST_OPTIONS:
        return None
    largest = float(np.abs(table).max()) or 1.0
    pieces = _piece_shares(table[rivals] / largest)
    if pieces is None:
        return None
    by_owner = dict(zip(rivals, pieces, strict=True))
    return np.array([by_owner.get(owner, 0.0) / owners.count(owner) for owner in owners])


def _find_owners(table: FloatArray) -> list[int]:
    """Return, for each option, the first one equal to it: the owner of their common piece."""
    rows = [tuple(row) for row in rank_values(table).tolist()]
    return [rows.index(row) for row in rows]


def _is_dominated(ranks: NDArray[np.intp], i: int, distinct: list[int]) -> bool:
    return any(k != i and bool((ranks[k] <= ranks[i]).all()) for k in distinct)


def _piece_shares(table: FloatArray) -> list[float] | None:
    m, n = table.shape
    if m == 1:
        return [1.0]
    # With one criterion, all distinct options but the best are dominated: m is 1.
    if n == 2:
        shares = [_interval(row - np.delete(table, i, axis=0)) for i, row in enumerate(table)]
        return shares if abs(math.fsum(shares) - 1.0) <= SUM_TOLERANCE else None
    pieces = [_half_spaces(table[i] - np.delete(table, i, axis=0)) for i in range(m)]
    for attempt in range(_TRIES):
        shares = [_volume(*piece, attempt) for piece in pieces]
        # A failed piece is NaN, which makes the sum NaN and the comparison false.
        if abs(math.fsum(shares) - 1.0) <= SUM_TOLERANCE:
            return shares
    return None


def _half_spaces(differences: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return A and b of the piece A x <= b, rows of unit length, x the first n − 1 weights."""
    n = differences.shape[1]
    normals = np.vstack(
        [
            differences[:, -1:] - differences[:, :-1],  # ahead of every rival
            -np.eye(n - 1),  # no weight below zero,
            np.ones((1, n - 1)),  # nor the last one, which is 1 minus the others
        ]
    )
    bounds = np.concatenate([differences[:, -1], np.zeros(n - 1), [1.0]])
    lengths = np.linalg.norm(normals, axis=1)
    kept = lengths > _THIN
    return normals[kept] / lengths[kept, None], bounds[kept] / lengths[kept]


def _interval(leads: FloatArray) -> float:
    """Return the share of weights under which an option leads on two criteria.

    `leads`: how far it is ahead of each rival on both. The weight at which a lead vanishes is
    computed from the same two numbers for both rivals, however small they are, so that what
    one gains the other loses.
    """
    first, second = leads[:, 0], leads[:, 1]
    if ((first < 0) & (second < 0)).any():
        return 0.0
    rises, falls = (second < 0) & (first >= 0), (first < 0) & (second >= 0)
    low = second[rises] / (second[rises] - first[rises])
    high = second[falls] / (second[falls] - first[falls])
    return max(0.0, float(high.min(initial=1.0) - low.max(initial=0.0)))


def _volume(normals: FloatArray, bounds: FloatArray, attempt: int) -> float:
    """Return the volume of A x <= b in units of the simplex; NaN where qhull fails."""
    from scipy.spatial import HalfspaceIntersection, QhullError

    centre, radius = _widest_ball(normals, bounds)
    if radius <= _THIN:
        return 0.0
    # With the origin moved to a point inside, the signed terms are small and cancel little.
    bounds = bounds - normals @ centre
    dimension = normals.shape[1]
    spaces = np.column_stack([normals, -bounds])
    # Qt splits a vertex where more half-spaces meet than needed into simple ones.
    options = "Qt" if dimension < 5 else "Qt Qx"
    try:
        cut = HalfspaceIntersection(spaces, np.zeros(dimension), qhull_options=options)
    except QhullError:
        return math.nan
    facets = np.array(cut.dual_facets)
    return _signed_sum(normals[facets], bounds[facets], _direction(dimension, attempt))


def _widest_ball(normals: FloatArray, bounds: FloatArray) -> tuple[FloatArray, float]:
    """Return the centre and radius of the largest ball inside; radius 0 if there is none."""
    from scipy.optimize import linprog

    dimension = normals.shape[1]
    found = linprog(
        c=np.append(np.zeros(dimension), -1.0),
        A_ub=np.column_stack([normals, np.ones(len(normals))]),
        b_ub=bounds,
        bounds=[(None, None)] * dimension + [(0.0, None)],
        method="highs",
    )
    if found.x is None:
        return np.zeros(dimension), 0.0
    return found.x[:-1], float(found.x[-1])


def _direction(dimension: int, attempt: int) -> FloatArray:
    # Fractional parts of square roots are in no simple proportion to any scores.
    roots = np.sqrt(np.arange(2, dimension + 2) + 0.1 + 7.0 * attempt)
    return np.asarray(0.5 + roots - np.floor(roots), dtype=np.float64) * np.where(
        np.arange(dimension) % 2, -1.0, 1.0
    )


def _signed_sum(normals: FloatArray, bounds: FloatArray, along: FloatArray) -> float:
    """Sum (c·v)^d / (|det A| γ1 … γd) over the vertices v, where c = γ A and A v = b."""
    dimension = normals.shape[1]
    determinants = np.abs(np.linalg.det(normals))
    # A degenerate piece of a split vertex adds nothing: its term tends to 0 with its determinant.
    solid = determinants > 1e-13
    normals, bounds, determinants = normals[solid], bounds[solid], determinants[solid]
    vertices = np.linalg.solve(normals, bounds[:, :, None])[:, :, 0]
    gammas = np.linalg.solve(
        normals.transpose(0, 2, 1), np.broadcast_to(along[:, None], (len(normals), dimension, 1))
    )[:, :, 0]
    if np.abs(gammas).min() < 1e-12:
        return math.nan
    terms = np.prod((vertices @ along)[:, None] / gammas, axis=1) / determinants
    return math.fsum(terms)
