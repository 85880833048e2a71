"""Tables of equally likely numbers: the number of each slice of a range.

Slice k of 4,096 has the quantile at u = (k + 1/2) / 4096. Only + − × ÷ and square
roots are used, one rounding each and in the order written, because these five are the
operations that every processor and every browser rounds alike; logarithms and powers
are not.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from steelyard.analysis.simulations.low_discrepancy import SLICES

FloatArray = NDArray[np.float64]


@cache
def exponential_table() -> FloatArray:
    """Return 4,096 equally likely numbers of the exponential distribution, mean 1.

    E[k] = 1/4096 + 1/4095 + … + 1/(4096 − k), added from the left: the expected k-th
    smallest of 4,096 draws. Criteria whose raw weights are such numbers have weights
    spread evenly over all possible ones. Source: Rényi (1953), on order statistics.

    >>> round(float(exponential_table().mean()), 12)
    1.0
    """
    sums = accumulate(1.0 / (SLICES - k) for k in range(SLICES))
    table = np.fromiter(sums, dtype=np.float64, count=SLICES)
    table.flags.writeable = False
    return table


@cache
def normal_table() -> FloatArray:
    """Return 4,096 equally likely numbers that follow the bell curve within 0.005.

    With L = E[k] − E[4095 − k], which is the log-odds of u, and s = L × L:
    z = L × (0.6199 + 0.00948 × s) / (1 + 0.0293 × s). Own fit, largest at about ±3.67;
    mean 0 and standard deviation 1.00.

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
    return low + (high - low) * _quantiles()


def triangular_table(low: float, likely: float, high: float) -> FloatArray:
    """Return 4,096 equally likely numbers of the triangular distribution.

    `low <= likely <= high`. With width = high − low, left = likely − low and
    right = high − likely: low + sqrt(u × width × left) where u × width < left, else
    high − sqrt((1 − u) × width × right). Equal ends give the one number throughout.

    >>> table = triangular_table(0.0, 50.0, 100.0)
    >>> round(float(table[2047]), 6), round(float(table[2048]), 6)
    (49.993896, 50.006104)
    """
    u = _quantiles()
    width, left, right = high - low, likely - low, high - likely
    rising = low + np.sqrt(u * width * left)
    falling = high - np.sqrt((1.0 - u) * width * right)
    return np.where(u * width < left, rising, falling)


@cache
def _quantiles() -> FloatArray:
    table = (np.arange(SLICES) + 0.5) / SLICES
    table.flags.writeable = False
    return table
