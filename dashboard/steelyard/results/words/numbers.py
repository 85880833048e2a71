"""Numbers in sentences: one way to round, to say a gap, to name several things.

Titles, verdicts and tables all read these, so the same number is never written in two
ways. Layout and colours are for `charts`.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from steelyard.model import Criterion

MINUS, DASH = "−", "–"
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNPRINTABLE = frozenset({"Cc", "Cs", "Cn", "Co", "Zl", "Zp"})


def whole(number: float) -> int:
    """Return the nearest integer; halves go up, as people and browsers round.

    >>> whole(62.5), whole(2.4999999999)
    (63, 3)
    """
    return math.floor(round(number, 9) + 0.5)


def integer(number: float) -> str:
    """Return a value or total as an integer, with a true minus sign.

    >>> integer(-3.4)
    '−3'
    """
    rounded = whole(number)
    return f"{MINUS}{-rounded}" if rounded < 0 else str(rounded)


def points(number: float) -> str:
    """Return a number of points in words.

    >>> points(1), points(4.2)
    ('1 point', '4 points')
    """
    return f"{integer(number)} point" + ("" if whole(number) == 1 else "s")


def lead(larger: float, smaller: float) -> str:
    """Return how far one total is ahead of another, so that it agrees with them rounded.

    Where the difference of the rounded totals is another integer than the rounded
    difference, one decimal is given, so no reader can subtract and find us wrong.

    >>> lead(65.4, 61.2), lead(65.4, 61.6)
    ('4', '3.8')
    """
    difference = larger - smaller
    if whole(larger) - whole(smaller) == whole(difference):
        return integer(difference)
    return f"{whole(difference * 10) / 10:.1f}"


def span(low: float, high: float) -> str:
    """Return a range of integers with an en dash, or one number where both round alike.

    >>> span(20, 60), span(3.9, 4.1)
    ('20–60', '4')
    """
    first, last = integer(low), integer(high)
    return first if first == last else f"{first}{DASH}{last}"


def whole_shares(shares: Sequence[float], whole_sum: int = 100) -> list[int]:
    """Return integers in proportion to `shares` that add up to exactly `whole_sum`.

    Largest remainder (Hamilton's method); equal remainders go to the earlier share.
    All-zero shares stay zero. Raises ValueError for a share that is negative.

    >>> whole_shares([1, 1, 1])
    [34, 33, 33]
    """
    if any(share < 0 for share in shares):
        raise ValueError("a share is negative; shares are numbers from 0 up")
    total = math.fsum(shares)
    if total == 0:
        return [0] * len(shares)
    # Rounding off the noise of binary fractions lets true ties of remainders tie.
    exact = [round(share / total * whole_sum, 9) for share in shares]
    floors = [math.floor(number) for number in exact]
    by_remainder = sorted(range(len(shares)), key=lambda i: floors[i] - exact[i])
    for index in by_remainder[: whole_sum - sum(floors)]:
        floors[index] += 1
    return floors


def of_hundred(count: int, share: float) -> str:
    """Return a share of 0 to 1 as so many of a hundred, never claiming all or none wrongly.

    `count` is the share rounded, by itself or together with its fellows.

    >>> of_hundred(64, 0.6425), of_hundred(100, 0.999), of_hundred(0, 0.001), of_hundred(0, 0.0)
    ('64 of 100', 'more than 99 of 100', 'fewer than 1 of 100', '0 of 100')
    """
    if count == 100 and share < 1 - 1e-9:
        return "more than 99 of 100"
    return "fewer than 1 of 100" if count == 0 and share > 1e-9 else f"{count} of 100"


def listing(names: Iterable[str]) -> str:
    """Return names as people list them.

    >>> listing(["A", "B", "C"])
    'A, B and C'
    """
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def raw_numbers(criterion: Criterion, before: float, after: float) -> tuple[str, str]:
    """Return two numbers of one scale, with as few decimals as let them be told apart.

    >>> from steelyard.model import Criterion
    >>> raw_numbers(Criterion(name="Taste"), 54.9, 66.2)
    ('55', '66')
    >>> raw_numbers(Criterion(name="Taste"), 54.9, 55.2)
    ('54.9', '55.2')
    """
    span = criterion.scale.to - criterion.scale.from_
    fewest = next((digits for digits in range(6) if span * 10**digits >= 50), 6)
    for digits in range(fewest, 7):
        # Adding 0 turns a minus zero into a plain one.
        first, last = (f"{round(number, digits) + 0.0:,.{digits}f}" for number in (before, after))
        if first != last:
            return first, last
    return f"{before:g}", f"{after:g}"


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a user's text on one line, without control or direction-turning characters.

    Such characters break an SVG file or make a label read as something it is not.

    >>> plain("Talks\\n  and\\u202e\\x00 strikes ")
    'Talks and strikes'
    """
    spaced = " ".join(text.split())
    kept = (c for c in spaced if c not in _TURNING and unicodedata.category(c) not in _UNPRINTABLE)
    return "".join(kept)


def signed(number: float) -> str:
    """Return a change as an integer with its sign; no sign for nothing.

    >>> signed(8), signed(-8.2), signed(0.2)
    ('+8', '−8', '0')
    """
    return f"+{whole(number)}" if whole(number) > 0 else integer(number)


def percentage_points(number: float) -> str:
    """Return a change of a weight, given in hundredths, in words.

    >>> percentage_points(-8)
    '−8 percentage points'
    """
    return f"{signed(number)} percentage point" + ("" if abs(whole(number)) == 1 else "s")


def percents(shares: Sequence[float]) -> list[str]:
    """Return shares (0 to 1, of one whole) as percentages that add up to 100.

    What is there but rounds to nothing is `<1%`; what is nearly everything is `>99%`.

    >>> percents([0.664, 0.333, 0.003, 0])
    ['67%', '33%', '<1%', '0%']
    """
    total = math.fsum(shares)
    rounded = whole_shares(shares)
    return [_percent(count, s, total) for count, s in zip(rounded, shares, strict=True)]


def percent(share: float) -> str:
    """Return one share of 0 to 1 as an integer percentage.

    >>> percent(0.764), percent(0.001), percent(0.999)
    ('76%', '<1%', '>99%')
    """
    return _percent(whole(share * 100), share, 1.0)


def _percent(rounded: int, share: float, total: float) -> str:
    if rounded <= 0 and share > 0:
        return "<1%"
    if rounded >= 100 and share < total * (1 - 1e-9):
        return ">99%"
    return f"{rounded}%"
