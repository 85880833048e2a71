"""Totals and leaders computed on arrays, where many weightings are compared.

`totals` computes them for a criteria set, by id; this is the same sum for rows and columns.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.analysis.arguments import FloatArray, check_index
from steelyard.analysis.ties import TIE, rank_numbers


def weighted_totals(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the sums of weight × value over the last axis.

    `values` (…, n) and `weights` (…, n) are broadcast against each other. The products are added
    in order of size, so neither the order of the criteria nor the position of an option among the
    others changes any bit of the result.

    >>> weighted_totals(np.array([[0.0, 100.0], [40.0, 60.0]]), np.array([0.25, 0.75])).tolist()
    [75.0, 55.0]
    """
    products: FloatArray = np.sort(np.multiply(values, weights, order="C"), axis=-1)
    totals: FloatArray = products.sum(axis=-1)
    return totals


def find_leaders(totals: FloatArray) -> tuple[int, ...]:
    """Return the indices of the options that lead: all within 1e-9 of the highest total.

    They are those that `ties.rank_numbers` ranks first.

    >>> find_leaders(np.array([70.0, 20.0, 70.0]))
    (0, 2)
    """
    ahead = np.flatnonzero(totals.max() - totals <= TIE)
    return tuple(int(option) for option in ahead)


def rank_values(values: FloatArray) -> NDArray[np.intp]:
    """Return the ranks of options × criteria, column by column; values that tie share one.

    >>> rank_values(np.array([[70.0, 0.0], [20.0, 0.0]])).tolist()
    [[1, 1], [2, 1]]
    """
    columns = [rank_numbers(column) for column in values.T.tolist()]
    return np.array(columns, dtype=np.intp).T


def choose_leader(totals: FloatArray, leader: int | None) -> int:
    """Return the option to be overtaken: the one given, else the first that leads.

    Raises `ValueError` for an option that does not exist or does not lead.

    >>> choose_leader(np.array([20.0, 70.0, 70.0]), None)
    1
    """
    leading = find_leaders(totals)
    if leader is None:
        return leading[0]
    if check_index(leader, totals.size, "leader") not in leading:
        raise ValueError(
            f"leader: found option {leader}, which does not lead; "
            f"allowed is one of {', '.join(str(option) for option in leading)}"
        )
    return leader
