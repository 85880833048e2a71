"""Drawing the heads of columns that `heads` has placed: weight, name and leader."""

from __future__ import annotations

from steelyard.charts import theme
from steelyard.charts.drawing.canvas import Align, Canvas
from steelyard.charts.drawing.heads import NAME_SIZE, TOP_SIZE, HeadRow, PlacedHead, inline_offset
from steelyard.charts.drawing.letter_widths import text_width

TOP_LINE, NAME_LINE, INLINE_LINE = 17.0, 14.0, 17.0
HEAD_BELOW = 6.0


def head_height(row: HeadRow) -> float:
    """Return the height in pixels that a row of heads takes."""
    return _base_height(row) + row.levels * _level_height(row) + HEAD_BELOW


def draw_heads(canvas: Canvas, row: HeadRow, bottom: float) -> None:
    """Draw placed heads so that the lowest level ends just above `bottom`."""
    for placed in row.heads:
        if placed.level == 0:
            # Weights of the lowest level stand on one line, however long the names.
            missing = NAME_LINE * (row.lines - len(placed.lines))
            _draw_stacked(canvas, placed, bottom - HEAD_BELOW - missing)
            continue
        lower = bottom - HEAD_BELOW - _base_height(row) - (placed.level - 1) * _level_height(row)
        if row.is_inline:
            _draw_inline(canvas, placed, lower)
        else:
            _draw_stacked(canvas, placed, lower)
        _draw_leader(canvas, placed, lower, bottom)


def _base_height(row: HeadRow) -> float:
    return TOP_LINE + NAME_LINE * row.lines


def _level_height(row: HeadRow) -> float:
    return INLINE_LINE if row.is_inline else TOP_LINE + NAME_LINE + 3


def _draw_stacked(canvas: Canvas, placed: PlacedHead, lower: float) -> None:
    colours, align = theme.palette(canvas.mode), _align(placed)
    count = len(placed.lines)
    for index, line in enumerate(placed.lines):
        y = lower - NAME_LINE * (count - index - 0.5)
        canvas.text(placed.x, y, line, NAME_SIZE, colours.sub, align=align)
    y = lower - NAME_LINE * count - TOP_LINE / 2
    canvas.text(placed.x, y, placed.head.top, TOP_SIZE, colours.ink, weight=theme.BOLD, align=align)


def _draw_inline(canvas: Canvas, placed: PlacedHead, lower: float) -> None:
    colours, y = theme.palette(canvas.mode), lower - INLINE_LINE / 2
    name = placed.lines[0]
    if placed.is_from_right:
        canvas.text(placed.x, y, name, NAME_SIZE, colours.sub, align="right")
        start = placed.x - text_width(name, NAME_SIZE) - 5
        weight_align: Align = "right"
    else:
        canvas.text(placed.x + inline_offset(placed.head.top), y, name, NAME_SIZE, colours.sub)
        start, weight_align = placed.x, "left"
    canvas.text(
        start, y, placed.head.top, TOP_SIZE, colours.ink, weight=theme.BOLD, align=weight_align
    )


def _draw_leader(canvas: Canvas, placed: PlacedHead, lower: float, bottom: float) -> None:
    x = placed.x + (-0.5 if placed.is_from_right else 0.5)
    colour = theme.palette(canvas.mode).grey
    canvas.line("leaders", x, lower + 2, x, bottom - 1, colour, 1)


def _align(placed: PlacedHead) -> Align:
    return "right" if placed.is_from_right else "left"
