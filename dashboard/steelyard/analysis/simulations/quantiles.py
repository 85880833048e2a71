"""Tables of equally likely numbers: one quantile for each slice of a range.

Slice k of 4,096 has the quantile at u = (k + 1/2) / 4096. Only + − × ÷ and square
roots are used, one rounding each and in the order written, because these five are the
operations that every processor and every browser rounds alike; logarithms and powers
are not.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from itertools import accumulate

import numpy as np

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.simulations.low_discrepancy import SLICES


@cache
def exponential_table() -> FloatArray:
    """Return 4,096 equally likely numbers of the exponential distribution, mean 1.

    E[k] = 1/4096 + 1/4095 + … + 1/(4096 − k), added from the left: the expected k-th
    smallest of 4,096 draws. Raw weights drawn from these numbers give weights spread evenly
    over all possible ones. Source: Rényi (1953), on order statistics.

    >>> round(float(exponential_table().mean()), 12)
    1.0
    """
    sums = accumulate(1.0 / (SLICES - k) for k in range(SLICES))
    table = np.fromiter(sums, dtype=np.float64, count=SLICES)
    table.flags.writeable = False
    return table


@cache
def normal_table() -> FloatArray:
    """Return 4,096 equally likely numbers that follow the standard normal curve within 0.005.

    With L = E[k] − E[4095 − k], which is the log-odds of u, and s = L × L,
    z = L × (0.6199 + 0.00948 × s) / (1 + 0.0293 × s). The constants are our own fit; the
    largest numbers are about ±3.67, the mean is 0 and the standard deviation 1.00.

    >>> table = normal_table()
    >>> bool((table == -table[::-1]).all())
    True
    """
    exponential = exponential_table()
    log_odds = exponential - exponential[::-1]
    square = log_odds * log_odds
    table = log_odds * (0.6199 + 0.00948 * square) / (1.0 + 0.0293 * square)
    table.flags.writeable = False
    return table


@lru_cache(maxsize=16)
def factor_table(spread: float) -> FloatArray:
    """Return 4,096 equally likely factors with median 1 whose logarithm has this spread.

    `spread` is the standard deviation of the factor's natural logarithm, 0..3: with 0.35
    two thirds of the factors lie between 0.70 and 1.42. The exponential of
    x = spread × z is taken as the 64th power (six squarings) of
    (1 + y/2 + y²/12) / (1 − y/2 + y²/12) with y = x / 64, its Padé approximant.

    >>> float(factor_table(0.0).max()), round(float(factor_table(0.35).max()), 2)
    (1.0, 3.62)
    """
    y = spread * normal_table() / 64.0
    even, odd = 1.0 + y * y / 12.0, y / 2.0
    power = (even + odd) / (even - odd)
    for _ in range(6):
        power = power * power
    power.flags.writeable = False
    return power


def even_table(low: float, high: float) -> FloatArray:
    """Return 4,096 equally spaced numbers between two ends: low + (high − low) × u.

    >>> even_table(0.0, 4096.0)[:2].tolist()
    [0.5, 1.5]
    """
    return low + (high - low) * middles()


def triangular_table(
    low: float, likely: float, high: float, shares: FloatArray | None = None
) -> FloatArray:
    """Return the quantiles of the triangular distribution: the 4,096 of `middles` by default.

    `low <= likely <= high`; `shares`: the u, 0..1, at which to compute quantiles. With
    width = high − low, left = likely − low and right = high − likely:
    low + sqrt(u × width × left) where u × width < left, else
    high − sqrt((1 − u) × width × right). Equal ends give that one number throughout.

    >>> table = triangular_table(0.0, 50.0, 100.0)
    >>> round(float(table[2047]), 6), round(float(table[2048]), 6)
    (49.993896, 50.006104)
    """
    u = middles() if shares is None else shares
    width, left, right = high - low, likely - low, high - likely
    rising = low + np.sqrt(u * width * left)
    falling = high - np.sqrt((1.0 - u) * width * right)
    return np.where(u * width < left, rising, falling)


def outer_ends(low: float, likely: float, high: float, tail: float) -> tuple[float, float]:
    """Return the ends of the triangle with a share `tail` below low and the same share above high.

    `low <= likely <= high`, with the peak at `likely`; `tail` is less than a quarter, and at 0
    low and high are the ends themselves. With q the share below the peak and w the width of the
    triangle, likely − low = w × a and high − likely = w × b, where
    a = √q × (√q − √tail) and b = √(1 − q) × (√(1 − q) − √tail). q is found between tail and
    1 − tail by 60 halvings, upwards while a × (high − likely) < b × (likely − low); then
    w = (high − low) / (a + b), and the ends are likely − w × q and likely + w × (1 − q).
    A peak at low or high needs no special case. Source: solved from the distribution
    function of the triangular distribution; simulation programs call it *TriangGen* or *Trigen*
    (Frontline Solver, reference of PsiTriangGen).

    >>> low, high = outer_ends(40.0, 50.0, 60.0, 0.05)
    >>> round(low, 4), round(high, 4)
    (35.3752, 64.6248)
    """
    if tail == 0 or low == high:
        return low, high
    left, right, root = likely - low, high - likely, math.sqrt(tail)
    least, most = tail, 1.0 - tail
    for _ in range(60):
        q = (least + most) / 2.0
        a, b = _sides(q, root)
        if a * right < b * left:
            least = q
        else:
            most = q
    q = (least + most) / 2.0
    a, b = _sides(q, root)
    width = (high - low) / (a + b)
    return likely - width * q, likely + width * (1.0 - q)


def _sides(q: float, root: float) -> tuple[float, float]:
    below, above = math.sqrt(q), math.sqrt(1.0 - q)
    return below * (below - root), above * (above - root)


@cache
def middles() -> FloatArray:
    """Return the middles of the slices, (k + 1/2) / 4096, as a read-only array.

    >>> float(middles()[0] * 4096)
    0.5
    """
    table = (np.arange(SLICES) + 0.5) / SLICES
    table.flags.writeable = False
    return table
