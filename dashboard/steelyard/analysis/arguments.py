"""Validation of array arguments, shared by all functions that take arrays.

Errors name the argument, what was found and what is allowed. Array checks return a fresh
float64 array, so that the computations start from clean numbers.
"""

from __future__ import annotations

import math
import operator

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


def check_values(values: ArrayLike, name: str = "values") -> FloatArray:
    """Return `values` as an m × n float array: one row per option, one column per criterion.

    Any finite numbers are accepted, whatever their range; that 100 is good is only a convention.
    There must be at least one row and one column. Raises `ValueError` naming the argument, the
    place and what was found.

    >>> check_values([[0, 50], [100, 20]]).shape
    (2, 2)
    """
    array = _as_floats(values, name)
    if array.ndim != 2 or 0 in array.shape:
        raise ValueError(
            f"{name}: found shape {array.shape}; allowed is a table of options by criteria, "
            "at least one of each"
        )
    _refuse_infinite(array, name)
    return array


def check_weights(weights: ArrayLike, n: int, name: str = "weights") -> FloatArray:
    """Return n weights scaled to sum 1.

    `weights` must be finite and not negative, of any size (swings will do). If all are zero,
    the weights are equal. Raises `ValueError` naming the argument, the place and what was found.

    >>> check_weights([100, 300], 2).tolist()
    [0.25, 0.75]
    >>> check_weights([0, 0], 2).tolist()
    [0.5, 0.5]
    """
    array = _as_floats(weights, name)
    if array.shape != (n,):
        raise ValueError(
            f"{name}: found shape {array.shape}; allowed is one number for each of the {n} criteria"
        )
    _refuse_infinite(array, name)
    negative = np.flatnonzero(array < 0)
    if negative.size:
        place = int(negative[0])
        raise ValueError(f"{name}: found {array[place]} at index {place}; allowed is 0 or more")
    largest = float(array.max())
    if largest == 0.0:
        return np.full(n, 1.0 / n)
    # Dividing by the sum alone is more exact, but the sum of very large or very small weights
    # would overflow or lose digits.
    if not 1e-290 < largest < 1e290:
        array = array / largest
    # `fsum` rounds only once, at the end, so the order of the criteria cannot matter.
    scaled: FloatArray = array / math.fsum(array.tolist())
    return scaled


def check_spans(
    low: ArrayLike, likely: ArrayLike, high: ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return low, likely and high as m × n float arrays, on the scale of values.

    All must be finite and of the same shape, with `low <= likely <= high` in every cell; where
    lower raw scores are better, swap the ends beforehand. Raises `ValueError` naming the argument,
    the cell and what was found.

    >>> low, likely, high = check_spans([[10]], [[20]], [[40]])
    >>> float(high[0, 0] - low[0, 0])
    30.0
    """
    lows = check_values(low, "low")
    likelies = check_values(likely, "likely")
    highs = check_values(high, "high")
    for array, name in ((lows, "low"), (highs, "high")):
        if array.shape != likelies.shape:
            raise ValueError(
                f"{name}: found shape {array.shape}; allowed is the shape of likely, "
                f"{likelies.shape}"
            )
    wrong = np.argwhere(~((lows <= likelies) & (likelies <= highs)))
    if wrong.size:
        i, j = (int(index) for index in wrong[0])
        raise ValueError(
            f"low, likely, high: found {lows[i, j]}, {likelies[i, j]}, {highs[i, j]} at "
            f"option {i}, criterion {j}; allowed is low <= likely <= high"
        )
    return lows, likelies, highs


def check_index(index: int, count: int, name: str) -> int:
    """Return `index` if it is a whole number from 0 to count - 1.

    Negative indices are refused: counting from the end hides mistakes. Raises
    `ValueError` naming the argument, what was found and what is allowed.

    >>> check_index(1, 3, "leader")
    1
    """
    try:
        whole = operator.index(index)
    except TypeError:
        whole = -1
    if not 0 <= whole < count:
        raise ValueError(
            f"{name}: found {index!r}; allowed is a whole number from 0 to {count - 1}"
        )
    return whole


def _as_floats(raw: ArrayLike, name: str) -> FloatArray:
    try:
        # Always row-major: with another memory layout sums could differ in the last bit.
        return np.array(raw, dtype=np.float64, order="C")
    except (TypeError, ValueError):
        raise ValueError(
            f"{name}: found something that is not an array of numbers; "
            "allowed are finite numbers, every row as long as the others"
        ) from None


def _refuse_infinite(array: FloatArray, name: str) -> None:
    finite = np.isfinite(array)
    if finite.all():
        return
    place = tuple(int(index) for index in np.argwhere(~finite)[0])
    raise ValueError(f"{name}: found {array[place]} at index {place}; allowed are finite numbers")
