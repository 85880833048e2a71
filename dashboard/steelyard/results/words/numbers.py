"""Number formatting: the only place where printed numbers are rounded and put into words.

Titles, verdicts and tables all use these functions, so a number is never printed in two
ways. Layout and colours belong to `charts`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from steelyard.model import Criterion

MINUS, DASH = "−", "–"
OF_HUNDRED = "of 100"

OF_TOTAL = "0 to 100"
"""The range of totals, for the head of their column."""

LESS_THAN_A_POINT = "less than 1 point"


def whole(number: float) -> int:
    """Return the nearest integer; halves are rounded up, as people and browsers do.

    >>> whole(62.5), whole(2.4999999999)
    (63, 3)
    """
    return math.floor(round(number, 9) + 0.5)


def integer(number: float) -> str:
    """Return a number as an integer, with a true minus sign.

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
    return number_of_points(integer(number))


def lead(larger: float, smaller: float) -> str:
    """Return how far one total is ahead of another, with one decimal like every total.

    >>> lead(65.4, 61.2)
    '4.2'
    """
    return one_decimal(larger - smaller)


def points_apart(larger: float, smaller: float) -> str:
    """Return `lead` in words.

    >>> points_apart(65.4, 61.2), points_apart(65.4, 64.4)
    ('4.2 points', '1.0 points')
    """
    return number_of_points(lead(larger, smaller))


def number_of_points(printed: str) -> str:
    """Return an already printed number of points with its noun.

    >>> number_of_points("1"), number_of_points("+2.5")
    ('1 point', '+2.5 points')
    """
    return f"{printed} point" + ("" if printed == "1" else "s")


def span(low: float, high: float) -> str:
    """Return a range of integers with an en dash, or one number if both round to it.

    >>> span(20, 60), span(3.9, 4.1)
    ('20–60', '4')
    """
    first, last = integer(low), integer(high)
    return first if first == last else f"{first}{DASH}{last}"


def of_hundred_points(number: float) -> str:
    """Return a span of values on the scale of 0 to 100 in words.

    >>> of_hundred_points(8.4)
    '8 of 100 points'
    """
    return f"{integer(number)} of 100 points"


def small_points(number: float) -> str:
    """Return a number of points in words; “less than 1 point” if it rounds to 0.

    >>> small_points(4.2), small_points(0.3)
    ('4 points', 'less than 1 point')
    """
    return points(number) if whole(number) else LESS_THAN_A_POINT


def signed_tenth(number: float) -> str:
    """Return a difference with its sign and one decimal; no sign if it rounds to 0.

    >>> signed_tenth(10.06), signed_tenth(-1.7), signed_tenth(0.02)
    ('+10.1', '−1.7', '0.0')
    """
    tenths = whole(abs(number) * 10)
    sign = "" if not tenths else "+" if number > 0 else MINUS
    return f"{sign}{tenths / 10:.1f}"


def signed_tenth_in_words(number: float) -> str:
    """Return a difference with its sign and one decimal, for a sentence; “under” for tiny ones.

    >>> [signed_tenth_in_words(number) for number in (2.25, -0.5, 0.0, 0.04)]
    ['+2.3', '−0.5', '0', 'under +0.1']
    """
    if not number:
        return "0"
    sign = "+" if number > 0 else MINUS
    return signed_tenth(number) if whole(abs(number) * 10) else f"under {sign}0.1"


def tenth_in_words(size: float) -> str:
    """Return a size from 0 up with one decimal, for a sentence; “under” for tiny ones.

    >>> tenth_in_words(4.0), tenth_in_words(0.04)
    ('4.0', 'under 0.1')
    """
    return signed_tenth_in_words(size).replace("+", "")


def as_written(number: float) -> str:
    """Return a number of the file as people write it, up to twelve digits.

    >>> as_written(72.0), as_written(-2.5), as_written(1e9)
    ('72', '−2.5', '1000000000')
    """
    return f"{number:.12g}".replace("-", MINUS) if number else "0"


def one_decimal(number: float) -> str:
    """Return a total, a mean rank or another number from 0 up, with one decimal.

    >>> one_decimal(2.35), one_decimal(2)
    ('2.4', '2.0')
    """
    return f"{whole(number * 10) / 10:.1f}"


def two_decimals(number: float) -> str:
    """Return an agreement as it is printed, with a true minus sign.

    >>> two_decimals(-0.2071), two_decimals(-0.001)
    ('−0.21', '0.00')
    """
    text = f"{abs(number):.2f}"
    return f"{MINUS}{text}" if number < 0 and float(text) else text


MOST_WRITTEN_OUT: Final = 1e15
"""Numbers from this up use a power of ten, since a double has no more digits."""


def raw_numbers(criterion: Criterion, before: float, after: float) -> tuple[str, str]:
    """Return two numbers on one scale, with as few decimals as make them differ.

    A number that rounding visibly changes gets one more decimal, since a sentence about the
    point at which the leader changes must be true of the number it prints. Very large numbers are
    written with a power of ten.

    >>> from steelyard.model import Criterion
    >>> raw_numbers(Criterion(name="Taste"), 55, 66.02)
    ('55', '66')
    >>> raw_numbers(Criterion(name="Taste"), 30, 36.49999)
    ('30', '36.5')
    >>> raw_numbers(Criterion(name="Taste"), 54.96, 55.04)
    ('54.96', '55.04')
    """
    if max(abs(before), abs(after)) >= MOST_WRITTEN_OUT:
        return f"{before:g}", f"{after:g}"
    span = criterion.scale.to - criterion.scale.from_
    fewest = next((digits for digits in range(6) if span * 10**digits >= 50), 6)
    for digits in range(fewest, 7):
        first, last = (_with_decimals(number, digits) for number in (before, after))
        if first != last:
            return first, last
    return f"{before:g}", f"{after:g}"


def _with_decimals(number: float, digits: int) -> str:
    """Return a number with `digits` decimals, or one more if rounding visibly changes it."""
    is_between = abs(round(number, digits) - number) > 0.05 * 10.0**-digits
    shown = digits + is_between
    # Adding 0 turns a minus zero into a plain one.
    return f"{round(number, shown) + 0.0:,.{shown}f}"


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
    # Rounding away binary floating-point noise keeps true ties of remainders tied.
    exact = [round(share / total * whole_sum, 9) for share in shares]
    floors = [math.floor(number) for number in exact]
    by_remainder = sorted(range(len(shares)), key=lambda i: floors[i] - exact[i])
    for index in by_remainder[: whole_sum - sum(floors)]:
        floors[index] += 1
    return floors


def percents(shares: Sequence[float]) -> list[str]:
    """Return shares (0 to 1, of one whole) as percentages that add up to 100.

    A share above 0 that rounds to 0 is `<1%`; one below 1 that rounds to 100 is `>99%`.

    >>> percents([0.664, 0.333, 0.003, 0])
    ['67%', '33%', '<1%', '0%']
    """
    return part_percents(shares, [[place] for place in range(len(shares))])


def part_percents(shares: Sequence[float], parts: Sequence[Sequence[int]]) -> list[str]:
    """Return parts of one whole as percentages, each the sum of its members' `percents`.

    `parts`: the indices of the members of each part.

    >>> part_percents([0.336, 0.336, 0.328], [[0, 1], [2]])
    ['67%', '33%']
    """
    total, counts = math.fsum(shares), whole_shares(shares)
    return [
        _percent(sum(counts[i] for i in part), math.fsum(shares[i] for i in part), total)
        for part in parts
    ]


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


def of_hundred(count: int, share: float) -> str:
    """Return a share of 0 to 1 as a number out of a hundred, never rounded to all or none.

    `count`: the share as a whole number, rounded alone or together with the others.

    >>> of_hundred(64, 0.6425), of_hundred(100, 0.999), of_hundred(0, 0.001), of_hundred(0, 0.0)
    ('64 of 100', 'more than 99 of 100', 'fewer than 1 of 100', '0 of 100')
    """
    if count == 100 and share < 1 - 1e-9:
        return "more than 99 of 100"
    return "fewer than 1 of 100" if count == 0 and share > 1e-9 else f"{count} of 100"


def span_of_hundred(count: int, low: float, high: float) -> str:
    """Return a span of shares of 0 to 1 out of a hundred; one number if both ends print the same.

    `count`: a share between them as a whole number, rounded together with the others; the span is
    widened to contain it.

    >>> span_of_hundred(53, 0.4, 0.684), span_of_hundred(53, 0.531, 0.529)
    ('40 to 68 of 100', '53 of 100')
    """
    ends = hundred_ends(count, low, high)
    return f"{ends[0]} to {ends[1]}" if ends[0] != ends[1].removesuffix(_OF) else ends[1]


def hundred_ends(count: int, low: float, high: float) -> tuple[str, str]:
    """Return the two ends of `span_of_hundred`, the lower one without *of 100*.

    >>> hundred_ends(0, 0.0, 0.004)
    ('0', 'fewer than 1 of 100')
    """
    least, most = min(count, whole(100 * low)), max(count, whole(100 * high))
    return of_hundred(least, low).removesuffix(_OF), of_hundred(most, high)


_OF = f" {OF_HUNDRED}"


def short_span(count: int, low: float, high: float) -> str:
    """Return `span_of_hundred` for a column of a table: 40–68, or one number.

    >>> short_span(53, 0.4, 0.684), short_span(0, 0.0, 0.004)
    ('40–68', '0–<1')
    """
    least, most = map(_short, hundred_ends(count, low, high))
    return most if least == most else f"{least}–{most}"


def short_share(count: int, share: float) -> str:
    """Return `of_hundred` for a column of a table.

    >>> short_share(64, 0.6425), short_share(100, 0.999)
    ('64', '>99')
    """
    return _short(of_hundred(count, share))


def _short(words: str) -> str:
    return words.removesuffix(_OF).replace("fewer than ", "<").replace("more than ", ">")


def raw_share(share: float) -> str:
    """Return a share of 0 to 1 with three decimals, for a table of data.

    >>> raw_share(0.25)
    '0.250'
    """
    return f"{share:.3f}"


def tenth_percent(share: float) -> str:
    """Return one share of 0 to 1 as a percentage with one decimal.

    >>> tenth_percent(0.223)
    '22.3%'
    """
    return f"{one_decimal(100 * share)}%"


def percent_in_words(share: float) -> str:
    """Return one share of 0 to 1 as an integer percentage, for a sentence.

    >>> percent_in_words(0.764), percent_in_words(0.001), percent_in_words(0.999)
    ('76%', 'under 1%', 'over 99%')
    """
    return percent(share).replace("<", "under ").replace(">", "over ")


def hundredths(share: float) -> str:
    """Return one share of 0 to 1 as a number out of a hundred, for a column of a table.

    >>> [hundredths(share) for share in (0.0, 0.001, 0.344, 0.998, 1.0)]
    ['0', '<1', '34', '>99', '100']
    """
    return percent(share).rstrip("%")


def all_of(count: int, one: str, several: str = "") -> str:
    """Return the phrase for all of a number of things, to begin a sentence.

    >>> all_of(1, "text"), all_of(2, "text"), all_of(3, "lens", "lenses")
    ('The only text', 'Both texts', 'All 3 lenses')
    """
    if count == 1:
        return f"The only {one}"
    noun = several or f"{one}s"
    return f"Both {noun}" if count == 2 else f"All {count:,} {noun}"


def counted(count: int, one: str, several: str = "") -> str:
    """Return a number of things with their noun; the plural takes an *s* unless given.

    >>> counted(1, "score"), counted(3, "score"), counted(2, "lens", "lenses")
    ('1 score', '3 scores', '2 lenses')
    """
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"
