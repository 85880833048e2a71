"""A grid of coloured cells, options down and cases across, placed in pixels.

Where it is too narrow for its columns each option is a line with a bar instead. Texts and
colours come ready to print.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from steelyard.charts import theme
from steelyard.charts.drawing.canvas import NARROWEST_WIDE, Canvas
from steelyard.charts.drawing.contrast import text_on
from steelyard.charts.drawing.heads import Head, draw_heads, head_height, place_heads
from steelyard.charts.drawing.text import elide, text_width, wrap
from steelyard.charts.theme import Mode

ROW, GAP, NARROW_ROW, BAR = 32.0, 3.0, 54.0, 9.0
END_WIDTH, NARROWEST_CELL, WIDEST_CELL = 62.0, 27.0, 150.0


class HeatCell(NamedTuple):
    """A cell's text and fill; `is_best` outlines it; `place`: the ids of option and criterion."""

    text: str
    fill: str
    is_best: bool
    place: str = ""


class HeatRow(NamedTuple):
    """An option: its cells, the text at the end, and what a narrow sheet shows of it.

    The bar runs from `low` to `high`, the tick is at `mark`, all 0 to 1 of the width;
    a negative `mark` has no tick.
    """

    name: str
    full_name: str
    is_first: bool
    cells: list[HeatCell]
    end: str
    note: str
    low: float
    mark: float
    high: float
    colour: str


@dataclass(frozen=True)
class HeatSheet:
    """The grid ready to print; each column also has a letter to refer to it."""

    mode: Mode
    columns: list[str]
    end_head: tuple[str, str]
    rows: list[HeatRow]


def letter_of(index: int) -> str:
    """Return A, B … Z, then AA, AB ….

    >>> letter_of(0), letter_of(25), letter_of(26)
    ('A', 'Z', 'AA')
    """
    letters = chr(ord("A") + index % 26)
    return letters if index < 26 else letter_of(index // 26 - 1) + letters


def is_too_narrow(sheet: HeatSheet, width: float) -> bool:
    """Return whether a grid is drawn as lines with bars, its columns left out."""
    return width < NARROWEST_WIDE or _cell_width(sheet, width)[1] < NARROWEST_CELL


def draw_heat(sheet: HeatSheet, width: float) -> Canvas:
    """Return the grid, or lines with bars where its columns would be slivers."""
    return _draw_bars(sheet, width) if is_too_narrow(sheet, width) else _draw_grid(sheet, width)


def _cell_width(sheet: HeatSheet, width: float) -> tuple[float, float]:
    """Return where the cells start and how wide each is."""
    longest = max(text_width(row.name, theme.LABEL, theme.SEMIBOLD) for row in sheet.rows)
    start = min(longest, 0.24 * width) + 14
    cell = (width - END_WIDTH - 8 - start) / len(sheet.columns)
    return start, min(cell, WIDEST_CELL)


def _draw_grid(sheet: HeatSheet, width: float) -> Canvas:
    start, cell = _cell_width(sheet, width)
    end = start + cell * len(sheet.columns) + 8 + END_WIDTH
    heads = [
        Head(x, x + cell - GAP, cell - GAP - 3, letter_of(index), name, name)
        for index, name in enumerate(sheet.columns)
        for x in [start + index * cell]
    ]
    heads.append(Head(end - END_WIDTH, end, END_WIDTH, *sheet.end_head, sheet.end_head[1], True))
    placed = place_heads(heads)
    top = head_height(placed)
    canvas = Canvas(width, top + ROW * len(sheet.rows), sheet.mode)
    draw_heads(canvas, placed, top)
    for number, row in enumerate(sheet.rows):
        _draw_row(canvas, sheet, row, top + ROW * number, start, cell, end)
    return canvas


def _draw_row(
    canvas: Canvas, sheet: HeatSheet, row: HeatRow, y: float, start: float, cell: float, end: float
) -> None:
    inks = theme.palette(sheet.mode)
    middle = y + (ROW - GAP) / 2
    weight = theme.SEMIBOLD if row.is_first else theme.REGULAR
    lines = wrap(row.name, start - 14, theme.LABEL, weight, most=1)
    canvas.text(0, middle, lines[0], theme.LABEL, inks.ink, weight=weight)
    size = theme.VALUE if cell >= 38 else theme.SMALL + 0.5
    for index, found in enumerate(row.cells):
        x = start + index * cell
        x2, y2 = x + cell - GAP, y + ROW - GAP
        if found.is_best:
            canvas.box("outlines", x - 1, y - 1, x2 + 1, y2 + 1, inks.ink)
            canvas.box("lined", x + 1, y + 1, x2 - 1, y2 - 1, found.fill)
        else:
            canvas.box("cells", x, y, x2, y2, found.fill)
        canvas.text(
            (x + x2) / 2, middle, found.text, size, text_on(found.fill),
            weight=theme.BOLD if found.is_best else theme.REGULAR, align="center",
        )  # fmt: skip
        _hover(canvas, row, sheet.columns[index], found.text, (x, y, x2, y2), found.place)
    canvas.text(end, middle, row.end, theme.VALUE + 1, inks.ink, weight=theme.BOLD, align="right")


def _draw_bars(sheet: HeatSheet, width: float) -> Canvas:
    inks = theme.palette(sheet.mode)
    canvas = Canvas(width, 20 + NARROW_ROW * len(sheet.rows), sheet.mode)
    head = " ".join(sheet.end_head)
    canvas.text(width, 9, head, theme.AXIS, inks.faint, align="right")
    for index, row in enumerate(sheet.rows):
        y = 20 + NARROW_ROW * index
        weight = theme.SEMIBOLD if row.is_first else theme.REGULAR
        room = width - text_width(row.end, theme.VALUE + 2, theme.BOLD) - 12
        name = elide(row.name, room, theme.LABEL, weight)
        canvas.text(0, y + 12, name, theme.LABEL, inks.ink, weight=weight)
        canvas.text(
            width, y + 12, row.end, theme.VALUE + 2, inks.ink, weight=theme.BOLD, align="right"
        )
        canvas.box("tracks", 0, y + 23, width, y + 23 + BAR, inks.track)
        canvas.box("bars", row.low * width, y + 23, row.high * width, y + 23 + BAR, row.colour)
        if row.mark >= 0:
            x = min(max(row.mark * width, 1.5), width - 1.5)
            canvas.box("edges", x - 2.5, y + 20, x + 2.5, y + 26 + BAR, inks.background)
            canvas.box("marks", x - 1.5, y + 20, x + 1.5, y + 26 + BAR, inks.ink)
        note = elide(row.note, width, theme.AXIS)
        canvas.text(0, y + 42, note, theme.AXIS, inks.sub)
        _hover(canvas, row, row.note, row.end, (0, y, width, y + NARROW_ROW))
    return canvas


def _hover(
    canvas: Canvas,
    row: HeatRow,
    case: str,
    text: str,
    box: tuple[float, float, float, float],
    place: str = "",
) -> None:
    details = {"Option": row.full_name, "Case": case, "Shown": text}
    canvas.hover(*box, f"{row.full_name}, {case}: {text}", details, place)
