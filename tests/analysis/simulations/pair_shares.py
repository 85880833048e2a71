"""Exact shares of all weightings under which one option is ahead of another, to compare with.

If every weighting of the criteria counts alike, the share of them under which one option has a
higher total than another has a closed form at any size. Nothing is sampled; scores are taken at
the values given. Works on arrays.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from steelyard.analysis.arguments import FloatArray, check_values
from steelyard.analysis.ties import TIE


def share_ahead(differences: ArrayLike) -> float:
    """Return the share of the weight simplex on which the weighted differences are positive.

    `differences`: n numbers of any size, value of one option minus that of another.
    Those within 1e-9 count as 0; with all of them 0 the options tie under every
    weighting and the share is 1/2 (each has half of a tie).
    Varsi's recursion with only sums and products of numbers of one sign, so no digits
    are lost: with positive a and negative b, the rows A[k] start at A[0] = 1, the other
    entries 0, and each b turns them in order into A[k] = (a[k] A[k] + |b| A[k-1]) /
    (a[k] + |b|). The last A is the share on which the sum is negative; exchanging the
    two sides gives the other share without a subtraction.
    Source: Varsi (1973), Proceedings of the AMS 41; Ali (1973), Pacific J. Math. 44.

    >>> round(share_ahead([30, -10]), 12)
    0.75
    """
    array = check_values(np.atleast_2d(np.asarray(differences, dtype=np.float64)), "differences")
    row = array.ravel()
    above, below = row[row > TIE], -row[row < -TIE]
    if above.size == 0 or below.size == 0:
        return 0.5 if above.size == below.size else float(above.size > 0)
    return _share_below(below, above)


def _share_below(above: FloatArray, below: FloatArray) -> float:
    state = [1.0] + [0.0] * len(above)
    for b in below.tolist():
        for k, a in enumerate(above.tolist(), start=1):
            state[k] = (a * state[k] + b * state[k - 1]) / (a + b)
    return state[-1]


def find_pair_shares(values: ArrayLike) -> FloatArray:
    """Return the m × m shares of all weightings under which option i is ahead of k.

    `values`: m × n, any finite numbers. A pair that ties everywhere has 1/2 both ways,
    as has the diagonal; entries (i, k) and (k, i) add up to one.

    >>> find_pair_shares([[90, 10], [60, 20]]).round(6).tolist()
    [[0.5, 0.75], [0.25, 0.5]]
    """
    table = check_values(values)
    m = len(table)
    shares = np.full((m, m), 0.5)
    for i in range(m):
        for k in range(i + 1, m):
            shares[i, k] = share_ahead(table[i] - table[k])
            shares[k, i] = 1.0 - shares[i, k]
    return shares
