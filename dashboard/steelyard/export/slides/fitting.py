"""Text that fits its box: the largest type that does, and shorter texts where none does.

Measured with the widths of another face, a little generously, since which face a colleague's
machine will use is not known. Sizes are points, boxes inches.
"""

from __future__ import annotations

from collections.abc import Sequence

from steelyard.charts.drawing.text import text_width
from steelyard.export.office_text import shorten

POINTS = 72.0
WIDER = {400: 1.2, 700: 1.28}
"""The widest face that may stand in for Calibri against the face the widths are of."""
_LEADING = 1.25
_FEWEST_LETTERS = 60


def fit(
    texts: Sequence[str],
    width: float,
    height: float,
    sizes: Sequence[int],
    gap: float = 0.5,
    weight: int = 400,
) -> tuple[list[str], int]:
    """Return the paragraphs and the first of `sizes` at which they fit the box.

    `gap` is the space between paragraphs, in lines. Where even the last size is too large,
    the longest paragraphs are shortened, down to 60 letters, and then the last ones left out.

    >>> fit(["One line"], 5.0, 1.0, (20, 16))
    (['One line'], 20)
    """
    for size in sizes:
        if _height(texts, width, size, gap, weight) <= height:
            return list(texts), size
    size, kept = sizes[-1], list(texts)
    while _height(kept, width, size, gap, weight) > height:
        longest = max(kept, key=len)
        if len(longest) > _FEWEST_LETTERS:
            kept[kept.index(longest)] = shorten(longest, max(_FEWEST_LETTERS, len(longest) - 40))
        elif len(kept) > 1:
            kept.pop()
        else:
            break
    return kept, size


def lines_of(text: str, width: float, size: float, weight: int = 400) -> int:
    """Return how many lines a text takes in a box so many inches wide."""
    room, lines, used = width * POINTS, 1, 0.0
    space = text_width(" ", size, weight) * WIDER[weight]
    for word in text.split():
        wide = text_width(word, size, weight) * WIDER[weight]
        if used and used + space + wide > room:
            lines, used = lines + 1, 0.0
        # A word longer than a line is broken wherever it meets the end.
        lines += int(wide // room)
        used += (space if used else 0.0) + wide % room
    return lines


def _height(texts: Sequence[str], width: float, size: float, gap: float, weight: int) -> float:
    lines = sum(lines_of(text, width, size, weight) for text in texts)
    return (lines * _LEADING + max(0, len(texts) - 1) * gap) * size / POINTS
