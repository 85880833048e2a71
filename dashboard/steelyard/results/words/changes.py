"""Changes in words: with a sign, and never at odds with the numbers beside them.

A reader who subtracts two printed weights must not find another change than the printed
one; where rounding would make it so, a decimal is given. Knows nothing of criteria.
"""

from __future__ import annotations

from steelyard.results.words.numbers import MINUS, percent, signed, whole


def signed_tenth(number: float) -> str:
    """Return a difference with its sign and one decimal; no sign for nothing.

    >>> signed_tenth(10.06), signed_tenth(-1.7), signed_tenth(0.02)
    ('+10.1', '−1.7', '0.0')
    """
    tenths = whole(abs(number) * 10)
    sign = "" if not tenths else "+" if number > 0 else MINUS
    return f"{sign}{tenths / 10:.1f}"


def weight_change(before: float, after: float, shown: int) -> str:
    """Return the change between two weights of 0 to 1, in percentage points.

    `shown` is the first weight as it is printed, in whole hundredths. An integer, unless
    it would be nothing or disagree with the printed weights: then one decimal.

    >>> weight_change(0.22, 0.33, 22), weight_change(0.207, 0.014, 21)
    ('+11', '−19.3')
    """
    change = (after - before) * 100
    if whole(change) and whole(after * 100) - shown == whole(change):
        return signed(change)
    return signed_tenth(change)


def weight_pair(before: str, present: float, other: float) -> tuple[str, str]:
    """Return two weights of 0 to 1 as percentages that differ if the weights do.

    `before` is the present weight as it is printed elsewhere; where the other one would
    read the same, both have a decimal.

    >>> weight_pair("22%", 0.22, 0.33), weight_pair("22%", 0.22, 0.223)
    (('22%', '33%'), ('22.0%', '22.3%'))
    """
    if percent(other) != before:
        return before, percent(other)
    return _tenth_percent(present), _tenth_percent(other)


def _tenth_percent(weight: float) -> str:
    return f"{whole(weight * 1000) / 10:.1f}%"
