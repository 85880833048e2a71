"""Where the heads of unequal columns go, so that no label or leader crosses another.

A head that fits is over its column. One that does not rises to a level above its
neighbours, with a leader down to the middle of its column: to the right like stairs, or,
where that would grow tall, as a roof falling to both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import altair as alt

from steelyard.charts import theme
from steelyard.charts.drawing.text import apart, elide, text_width, wrap
from steelyard.charts.drawing.vega import at, lines
from steelyard.results.words.text import cut_apart

SIZE, NAME_WEIGHT = theme.AXIS, theme.SEMIBOLD
STAIRS_ARE_FINE = 2
STACKED_UP_TO = 3
MORE_LEVELS = 5
LONGEST_FLOATING, LONGEST_INLINE = 170.0, 280.0
BETWEEN, INLINE_GAP = 7.0, 5.0

HEADS = "heads"
"""The name of the rows with the places of heads, in a specification."""


@dataclass(frozen=True)
class Head:
    """The text over a column from `left` to `right`; `room` is the width it may use.

    It has the name, or the short one, and below it the note, if any, on one line; where there is
    a `short_note`, the note may take two lines, or the short one is used instead.
    """

    left: float
    right: float
    room: float
    name: str
    short: str
    note: str = ""
    short_note: str = ""
    is_from_right: bool = False


@dataclass(frozen=True)
class PlacedHead:
    """A head with its leader at `x`, side, level (0 is lowest) and lines of name and note.

    `start`, `end`: those of its text, in pixels of the picture.
    """

    head: Head
    x: float
    is_from_right: bool
    is_floating: bool
    level: int
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    start: float
    end: float


@dataclass(frozen=True)
class HeadRow:
    """All heads of a table; inline ones have name and note on one line."""

    heads: tuple[PlacedHead, ...]
    is_inline: bool

    @property
    def levels(self) -> int:
        """The number of levels above the columns."""
        return max((placed.level for placed in self.heads), default=0)

    @property
    def cut(self) -> int:
        """The number of names that are cut."""
        return sum(p.is_floating and p.lines != (p.head.short,) for p in self.heads)

    @property
    def lines(self) -> int:
        """The number of lines of the tallest head over its own column."""
        return max((len(p.lines) + len(p.notes) for p in self.heads if p.level == 0), default=2)


def place_heads(heads: Sequence[Head]) -> HeadRow:
    """Return heads, ordered from left to right, on the fewest levels that cut the fewest names.

    Names over their column take up to two lines, the full name before the short one;
    a floating one is the short name on one line, cut at 170 pixels (280 inline).

    >>> row = place_heads([Head(0, 90, 100, "Risk", "Risk", "60%"),
    ...                    Head(100, 110, 14, "Allied support", "Allies", "5%"),
    ...                    Head(120, 130, 200, "Cost", "Cost", "5%")])
    >>> [(placed.level, placed.lines) for placed in row.heads]
    [(0, ('Risk',)), (1, ('Allies',)), (0, ('Cost',))]
    """
    stacked = _best_roof(heads, is_inline=False)
    if stacked.levels <= STACKED_UP_TO:
        return stacked
    return _best_roof(heads, is_inline=True)


def _name_width(lines: Sequence[str]) -> float:
    return max(text_width(line, SIZE, NAME_WEIGHT) for line in lines)


def _note_width(lines: Sequence[str]) -> float:
    return max((text_width(line, SIZE) for line in lines), default=0.0)


def _best_roof(heads: Sequence[Head], is_inline: bool) -> HeadRow:
    rows = [_roof(heads, ridge, is_inline) for ridge in range(len(heads) + 1)]
    heights = [max(row.levels, STAIRS_ARE_FINE) for row in rows]
    # A few more levels are accepted if fewer names are cut then.
    fine = [k for k, height in enumerate(heights) if height <= min(heights) + MORE_LEVELS]
    return rows[min(fine, key=lambda k: (rows[k].cut, heights[k], k))]


def _roof(heads: Sequence[Head], ridge: int, is_inline: bool) -> HeadRow:
    """Let floating heads before `ridge` run to the left, the others to the right."""
    edge = max(head.right for head in heads)
    # The text of a head may begin left of its leader, as far as the leader before it.
    slack = [0.0, *(_middle(b) - _middle(a) - BETWEEN for a, b in pairwise(heads))]
    until = [_middle(head) if i < ridge else edge for i, head in enumerate(heads)]
    rooms = [
        _floating_room(head, until[i] - (0 if i < ridge else _middle(head) - slack[i]), is_inline)
        for i, head in enumerate(heads)
    ]

    def cut(i: int, text: str, share: float, end: str) -> str:
        room = share * rooms[i] - _name_width([end])
        return elide(text, room, SIZE, NAME_WEIGHT) + end

    shorts = cut_apart({i: head.short for i, head in enumerate(heads)}, cut)
    drafts = [_draft(head, shorts[i], i < ridge, is_inline, edge) for i, head in enumerate(heads)]
    rising: list[PlacedHead] = []
    for draft in drafts[:ridge]:
        crossed = [p.level for p in rising if p.end + BETWEEN > draft.start]
        rising.append(_lifted(draft, crossed, is_inline))
    falling: list[PlacedHead] = []
    for draft in reversed(drafts[ridge:]):
        crossed = [p.level for p in falling if min(p.start, p.head.left) < draft.end + BETWEEN]
        falling.append(_lifted(draft, crossed, is_inline))
    if rising and falling and _touch(rising[-1], falling[-1]):
        falling[-1] = replace(falling[-1], level=falling[-1].level + 1)
    return HeadRow((*rising, *reversed(falling)), is_inline)


def _touch(left: PlacedHead, right: PlacedHead) -> bool:
    """Return whether two labels meet at the ridge of a roof, where one may still rise."""
    is_level = left.level == right.level and left.is_floating and right.is_floating
    return is_level and right.start - left.end < BETWEEN


def _lifted(draft: PlacedHead, crossed: Sequence[int], is_inline: bool) -> PlacedHead:
    if not draft.is_floating:
        return draft
    # Only a stacked label that runs to the right, over nothing, may stay on the lowest
    # level: one that runs to the left would touch the head to its right there.
    lowest = 1 if is_inline or draft.is_from_right else 0
    level = max([lowest, *(other + 1 for other in crossed)])
    if level:
        return replace(draft, level=level)
    # Without a leader it begins where its column does.
    start = min(draft.head.left, draft.start)
    return replace(draft, x=start, start=start, end=start + draft.end - draft.start)


def _floating_room(head: Head, room: float, is_inline: bool) -> float:
    """Return the pixels available to a name that is not over its own column."""
    after_name = INLINE_GAP + _note_width([head.note]) if is_inline else 0.0
    return min(LONGEST_INLINE if is_inline else LONGEST_FLOATING, room - after_name)


def _middle(head: Head) -> float:
    return (head.left + head.right) / 2


def _draft(head: Head, short: str, to_left: bool, is_inline: bool, edge: float) -> PlacedHead:
    fitting = _fitting_lines(head)
    is_floating = fitting is None
    lines, notes = fitting or ((short,), (head.note,) if head.note else ())
    name, note = _name_width(lines), _note_width(notes)
    width = name + INLINE_GAP + note if is_inline and is_floating else max(name, note)
    from_right = head.is_from_right or (to_left and is_floating)
    x = head.right if from_right else head.left
    if is_floating and not head.is_from_right:
        x = _middle(head)
    start = x - width if from_right else x
    if is_floating and not from_right:
        start = min(start, edge - width)
    end = start + width
    return PlacedHead(head, x, from_right, is_floating, 0, lines, notes, start, end)


def _fitting_lines(head: Head) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the lines of name and note over their own column; `None` where they do not fit."""
    name = _whole([head.name, head.short], head.room, NAME_WEIGHT, 2)
    if not head.note:
        return (name, ()) if name else None
    if head.short_note:
        note = _whole([head.note, head.short_note], head.room, theme.REGULAR, 2)
    else:
        note = _whole([head.note], head.room, theme.REGULAR, 1)
    return (name, note) if name and note else None


def _whole(texts: Sequence[str], room: float, weight: theme.Weight, most: int) -> tuple[str, ...]:
    """Return the lines of the first text that fits uncut into `most` lines; empty if none does."""
    for text in texts:
        found = wrap(text, room, SIZE, weight)
        if len(found) <= most and " ".join(found) == " ".join(text.split()):
            return tuple(found)
    return ()


LINE, INLINE_LINE = 14.5, 15.5
HEAD_BELOW = 6.0


def head_rows(row: HeadRow, left: float = 0.0) -> list[dict[str, Any]]:
    """Return one row for each head: its texts and its places, from the upper edge of the table.

    `left`: the pixels from the left end of the picture, where heads may begin, to the plot.
    Heights are negative, in pixels upwards; a head over its own column has no leader.
    """
    rows = []
    for placed in row.heads:
        # Notes of the lowest level end on one line, however long the names.
        lower = -HEAD_BELOW - (
            0 if placed.level == 0 else _base_height(row) + (placed.level - 1) * _level_height(row)
        )
        is_inline = row.is_inline and placed.level > 0
        below = LINE * len(placed.notes)
        name_x = note_x = placed.end if placed.is_from_right else placed.start
        if is_inline and placed.is_from_right:
            name_x -= INLINE_GAP + _note_width(placed.notes)
        elif is_inline:
            note_x += _name_width(placed.lines) + INLINE_GAP
        rows.append(
            {
                "name_lines": "\n".join(apart(placed.lines)),
                "note_lines": "\n".join(apart(placed.notes)),
                "align": "right" if placed.is_from_right else "left",
                "x_place": name_x - left,
                "note_x_place": note_x - left,
                "name_place": lower
                - (INLINE_LINE / 2 if is_inline else below + LINE * len(placed.lines) / 2),
                "note_place": lower - (INLINE_LINE if is_inline else below) / 2,
                "leader_x_place": placed.x - left,
                "leader_place": lower + 2 if placed.level else None,
            }
        )
    return rows


def head_layers() -> list[alt.Chart]:
    """Return the layers that write the rows of heads above a table."""
    heads = alt.Chart(alt.NamedData(name=HEADS))
    side = alt.ExprRef(expr="datum.align")
    return [
        heads.transform_filter("isValid(datum.leader_place)")
        .mark_rule(style="leader", aria=False)
        .encode(**at(x="datum.leader_x_place", y="datum.leader_place", y2=-1)),
        lines(heads, "head-name", "name_lines", step=LINE, align=side)
        .encode(**at(x="datum.x_place", y="datum.name_place")),
        lines(heads, "note", "note_lines", step=LINE, align=side)
        .encode(**at(x="datum.note_x_place", y="datum.note_place")),
    ]  # fmt: skip


def _base_height(row: HeadRow) -> float:
    return LINE * row.lines + 2


def _level_height(row: HeadRow) -> float:
    notes = max((len(p.notes) for p in row.heads if p.is_floating), default=1)
    return INLINE_LINE if row.is_inline else (1 + notes) * LINE + 3
