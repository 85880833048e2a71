"""Scores become values: 0–100, where 100 is always the good end.

The only place where the better end of a scale matters. Values never depend on the
other options, so adding or dropping an option changes no value of another.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

from steelyard.model import Criterion, Score

HUGE, SMALLER = 1e300, 2.0**-32
"""Spans longer than `HUGE` are scaled down by `SMALLER`, so that nothing overflows.

`SMALLER` is a power of two, which leaves the digits of a number unchanged.
"""


class ValueSpan(NamedTuple):
    """Low, likely and high value of a cell, 0–100; `known` is false for a full range."""

    low: float
    likely: float
    high: float
    known: bool = True


def value_of(criterion: Criterion, number: float) -> float:
    """Return the value, 0–100, of a number on the criterion's raw scale.

    Linear between the ends of the scale, or through the points of `value:` where the
    file gives a piecewise function. Numbers beyond an end take that end's value.
    Source: the partial value function of Keeney & Raiffa (1976), chapter 3.

    >>> value_of(Criterion(name="Risk", better="lower"), 30)
    70.0
    """
    start, end = criterion.scale.from_, criterion.scale.to
    inside = min(max(number, start), end)
    if criterion.value:
        return _interpolate(criterion.value, inside)
    share = _between((start, 0.0), (end, 100.0), inside)
    return share if criterion.better == "higher" else 100.0 - share


def value_span(criterion: Criterion, score: Score) -> ValueSpan:
    """Return the values of a score's range, ordered so that `low <= likely <= high`.

    An unknown score takes the full range of the criterion's values. Its likely value
    is the middle of that range: a convention that favours no option, marked by
    `known=False`.

    >>> value_span(Criterion(name="Risk", better="lower"), Score(10, 20, 60))
    ValueSpan(low=40.0, likely=80.0, high=90.0, known=True)
    """
    if not score.known:
        worst, best = _value_range(criterion, criterion.scale.from_, criterion.scale.to)
        return ValueSpan(worst, (worst + best) / 2, best, known=False)
    low, high = _value_range(criterion, score.low, score.high)
    return ValueSpan(low, value_of(criterion, score.likely), high)


def raw_score(criterion: Criterion, value: float) -> float:
    """Return the number on the criterion's own scale that has this value (0–100).

    Values beyond the highest or lowest give the number where that is reached. Where a
    piecewise value function is flat, the number nearest the scale's start is returned.

    >>> raw_score(Criterion(name="Risk", better="lower"), 75.0)
    25.0
    """
    start, end = criterion.scale.from_, criterion.scale.to
    if not criterion.value:
        share = value / 100.0 if criterion.better == "higher" else 1.0 - value / 100.0
        return _between((0.0, start), (1.0, end), min(max(share, 0.0), 1.0))
    corners = sorted((height, number) for number, height in criterion.value)
    if value <= corners[0][0]:
        return corners[0][1]
    for first, last in itertools.pairwise(corners):
        if first[0] < value <= last[0]:
            return _between(first, last, value)
    return corners[-1][1]


def _value_range(criterion: Criterion, first: float, last: float) -> tuple[float, float]:
    """Return the least and greatest value between two raw numbers.

    A piecewise function may bend inside the span, so its corners count as well.
    """
    numbers = [first, last, *(x for x, _ in criterion.value if first < x < last)]
    values = [value_of(criterion, number) for number in numbers]
    return min(values), max(values)


def _interpolate(points: list[tuple[float, float]], number: float) -> float:
    for first, last in itertools.pairwise(points):
        if first[0] <= number <= last[0]:
            return _between(first, last, number)
    return points[0][1] if number < points[0][0] else points[-1][1]


def _between(first: tuple[float, float], last: tuple[float, float], number: float) -> float:
    """Return the height at `number` of the straight line from the first corner to the last.

    Rounding never goes past a corner's height, so values stay within 0–100 and never
    fall where they ought to rise.
    """
    (x0, y0), (x1, y1) = first, last
    if number >= x1:
        return y1
    if x1 - x0 > HUGE:
        x0, x1, number = x0 * SMALLER, x1 * SMALLER, number * SMALLER
    smaller = SMALLER if abs(y1 - y0) > HUGE else 1.0
    # Dividing before multiplying would cost the last bit of whole numbers on 0–100.
    rise = (number - x0) * (y1 * smaller - y0 * smaller) / (x1 - x0)
    height = (y0 * smaller + rise) / smaller
    return min(max(height, min(y0, y1)), max(y0, y1))
