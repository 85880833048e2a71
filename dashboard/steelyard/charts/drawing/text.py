"""Text that fits: cut, broken into lines, or broken into lines of nearly equal length.

Widths are in pixels, in the typeface that charts are drawn with.
"""

from __future__ import annotations

from functools import lru_cache

from steelyard.charts.drawing.letter_widths import text_width

ELLIPSIS = "…"


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
