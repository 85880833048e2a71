"""The words and numbers of a picture: formats, shares that add up, lines that fit.

Every chart and title goes through here, so the same number is never written in two ways;
what sentences need too comes from `analysis.wording`. Colours and layout live elsewhere.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from steelyard.analysis.wording import (
    DASH,
    MINUS,
    integer,
    lead,
    listing,
    points,
    span,
    whole,
    whole_shares,
)
from steelyard.charts.letter_widths import text_width

__all__ = [
    "DASH",
    "MINUS",
    "balance",
    "elide",
    "integer",
    "lead",
    "listing",
    "percent",
    "percentage_points",
    "percents",
    "plain",
    "points",
    "signed",
    "span",
    "whole",
    "whole_shares",
    "wrap",
]

ELLIPSIS = "…"
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNPRINTABLE = frozenset({"Cc", "Cs", "Cn", "Co", "Zl", "Zp"})


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


def elide(text: str, width: float, size: float, weight: int = 400) -> str:
    """Return text cut, with an ellipsis, to fit a width in pixels.

    >>> elide("Supply-chain sanctions", 80, 14)
    'Supply-cha…'
    """
    if text_width(text, size, weight) <= width:
        return text
    room = width - text_width(ELLIPSIS, size, weight)
    used = 0.0
    for index, letter in enumerate(text):
        used += text_width(letter, size, weight)
        if used > room:
            return text[:index].rstrip() + ELLIPSIS
    return text


def wrap(
    text: str, width: float, size: float, weight: int = 400, *, most: int | None = None
) -> list[str]:
    """Return text in lines that fit a width in pixels, the last of `most` cut if need be.

    A word longer than a line is cut. Never returns an empty list.

    >>> wrap("Unconditioned talks", 90, 14)
    ['Unconditioned', 'talks']
    """
    return list(_wrapped(text, width, size, weight, most))


# A chart that is drawn again has most of its words in common with the one before.
@lru_cache(maxsize=4096)
def _wrapped(text: str, width: float, size: float, weight: int, most: int | None) -> list[str]:
    lines: list[str] = []
    words = text.split()
    while words:
        count = 1
        while count < len(words) and _fits(words[: count + 1], width, size, weight):
            count += 1
        is_last = most is not None and len(lines) == most - 1
        line = " ".join(words if is_last else words[:count])
        lines.append(elide(line, width, size, weight))
        words = [] if is_last else words[count:]
    return lines or [""]


def balance(text: str, width: float, size: float, weight: int = 400) -> list[str]:
    """Return text in as few lines as `wrap` needs, but of nearly the same length.

    >>> balance("one two three four five", 110, 14)
    ['one two three', 'four five']
    """
    lines = wrap(text, width, size, weight)
    narrower = width
    while len(lines) > 1 and narrower > width / 2:
        narrower -= 10
        candidate = wrap(text, narrower, size, weight)
        if len(candidate) > len(lines) or ELLIPSIS in "".join(candidate):
            break
        lines = candidate
    return lines


def _fits(words: list[str], width: float, size: float, weight: int) -> bool:
    return text_width(" ".join(words), size, weight) <= width
