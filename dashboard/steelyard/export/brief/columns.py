"""Lays out the columns of the printed ranking, and heads that are wider than their columns.

All sizes are in points. A column is as wide as its criterion's weight, but never narrower than its
numbers; if many are narrow, their short names are staggered with a line down to each column.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from steelyard.charts.drawing.text import elide, text_width
from steelyard.export.brief.parts import Ranking

TEXT_WIDTH = 515.0
_RANK, _TOTAL, _FIRST = 14.0, 86.0, 34.0
NARROWEST, NARROWEST_HEAD = 17.5, 45.0
"""The minimum width of a column with a number, and of one with its own head above it."""

SHORT_HEAD = 52.0
"""A narrower column shows the short name of its criterion, and no unit."""

_PADDING = 7.0
_LONGEST_HEAD = 88.0
"""The maximum width of a staggered short name."""

ABOVE = 3
"""Lines that staggered heads leave free for the heads beside them."""


@dataclass(frozen=True)
class ColumnWidths:
    """The width of names and of each criterion's column; `is_narrow`: heads are staggered."""

    name: float
    columns: tuple[float, ...]
    is_narrow: bool


def column_widths(ranking: Ranking) -> ColumnWidths:
    """Return the widths of a ranking's columns; the rest of the page is left for the totals."""
    count = len(ranking.columns)
    needed = max((text_width(row.name, 9.5, 700) for row in ranking.rows), default=0.0)
    # Names and conditions may take two lines.
    needs = max((text_width(row.needs, 8.0, 600) for row in ranking.rows), default=0.0)
    longest = 140.0 if count <= 5 else 106.0 if count <= 8 else 98.0
    name = min(max(needed, needs) + _PADDING + 3, longest)
    room = TEXT_WIDTH - _RANK - _TOTAL - _FIRST - name
    is_narrow = count * NARROWEST_HEAD > room
    least = NARROWEST if is_narrow else NARROWEST_HEAD
    return ColumnWidths(name, _shared([c.share for c in ranking.columns], room, least), is_narrow)


def _shared(shares: list[float], room: float, least: float) -> tuple[float, ...]:
    """Return widths that fill the room in proportion to shares, none below its minimum."""
    least = min(least, room / max(1, len(shares)))
    fixed: set[int] = set()
    while True:
        free = room - least * len(fixed)
        whole = sum(share for place, share in enumerate(shares) if place not in fixed) or 1.0
        small = {
            place
            for place, share in enumerate(shares)
            if place not in fixed and share / whole * free < least - 1e-9
        }
        if not small:
            break
        fixed |= small
    return tuple(
        least if place in fixed else share / whole * free for place, share in enumerate(shares)
    )


def place_narrow(ranking: Ranking, widths: ColumnWidths) -> list[dict[str, Any]]:
    """Return for each head its level (0 is lowest), its side, and the arrow to its best end.

    Heads of the first half run to the left and those of the second to the right of their
    columns, so that no line crosses a name.
    """
    lefts = [sum(widths.columns[:place]) for place in range(len(widths.columns))]
    half = len(lefts) // 2
    shorts = [elide(column.short, _LONGEST_HEAD, 8.0) for column in ranking.columns]
    texts = [f"{c.weight} {short} ↑" for c, short in zip(ranking.columns, shorts, strict=True)]
    long = [text_width(text, 8.0, 600) + 8 for text in texts]
    levels = [0] * len(lefts)
    ends: list[tuple[int, float]] = []
    for place in range(half):
        start = lefts[place] - long[place]
        levels[place] = max([-1, *(level for level, end in ends if end > start)]) + 1
        ends.append((levels[place], lefts[place]))
    ends = []
    for place in reversed(range(half, len(lefts))):
        end = lefts[place] + long[place]
        levels[place] = max([-1, *(level for level, start in ends if start < end)]) + 1
        ends.append((levels[place], lefts[place]))
    return [
        {
            "short": shorts[place],
            "level": level + ABOVE,
            "from-right": place < half,
            "arrow": "↓" if column.is_low_best else "↑",
        }
        for place, (level, column) in enumerate(zip(levels, ranking.columns, strict=True))
    ]
