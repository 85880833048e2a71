"""Where the consequence table's cells, heads and names stand, in pixels.

Takes texts and colours that are ready to print and only places them; knows nothing of
values, weights or confidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import altair as alt

from steelyard.charts import theme
from steelyard.charts.drawing.canvas import Canvas
from steelyard.charts.drawing.column_heads import draw_heads, head_height
from steelyard.charts.drawing.contrast import text_on
from steelyard.charts.drawing.heads import Head, place_heads
from steelyard.charts.drawing.letter_widths import text_width
from steelyard.charts.drawing.text import balance, wrap
from steelyard.charts.theme import Mode

RANK_WIDTH, TOTAL_WIDTH, GAP = 24.0, 54.0, 3.0
HATCH = 7.0
DOT, DOT_STEP = 4.6, 7.0
DOTS_WIDTH = DOT + 2 * DOT_STEP


@dataclass(frozen=True)
class Cell:
    """One cell's texts and fill; no fill means hatched.

    An empty `extent` is left out, and so are the dots where `dots` (of three) is 0. `place`
    has the ids of option and criterion, with a dot between them.
    """

    number: str
    extent: str
    dots: int
    confidence: str
    fill: str
    place: str = ""


@dataclass(frozen=True)
class Sheet:
    """The table ready to print: rows from best to worst, columns from heaviest to lightest.

    `shorts` and `labels` stand at rows and over narrow columns; the full names of
    `options` and `criteria` are shown to the pointer.
    """

    mode: Mode
    ranks: list[str]
    options: list[str]
    shorts: list[str]
    totals: list[str]
    leaders: int
    weights: list[str]
    criteria: list[str]
    labels: list[str]
    cells: list[list[Cell]]
    title: str
    subtitle: str
    alt: str


@dataclass(frozen=True)
class Measures:
    """Pixels: where cells start, how wide and high they are, and the lines in each."""

    start: float
    names: float
    cell: float
    row: float
    number: float
    step: float
    is_narrow: bool

    def lines_under(self, cell: Cell) -> int:
        """Return how many lines stand under a cell's number: 0, 1, or 2 if it is narrow."""
        parts = bool(cell.extent) + bool(cell.dots)
        return parts if self.is_narrow else min(parts, 1)


def draw_sheet(sheet: Sheet, width: float) -> alt.LayerChart:
    """Return the table as a chart `width` pixels wide."""
    measures = _measure(sheet, width)
    heads = place_heads(_heads(sheet, measures, width))
    top = head_height(heads)
    canvas = Canvas(width, top + measures.row * len(sheet.options), sheet.mode)
    draw_heads(canvas, heads, top)
    for index in range(len(sheet.options)):
        _draw_row(canvas, sheet, measures, index, top + measures.row * index)
    title = balance(sheet.title, width, theme.TITLE, theme.BOLD) if sheet.title else []
    return canvas.chart(title, balance(sheet.subtitle, width, theme.SUBTITLE), sheet.alt)


def _measure(sheet: Sheet, width: float) -> Measures:
    longest = max(text_width(name, theme.LABEL, theme.SEMIBOLD) for name in sheet.shorts)
    names = min(max(longest, 70.0), 0.22 * width)
    start = RANK_WIDTH + names + 12
    cell = (width - TOTAL_WIDTH - start) / len(sheet.criteria)
    is_narrow = cell < 72
    number, step = (12.0, 12.0) if is_narrow else (15.0, 14.0)
    flat = Measures(start, names, cell, 0, number, step, is_narrow)
    lines = max(flat.lines_under(cell) for row in sheet.cells for cell in row)
    return replace(flat, row=max(number + 14 + lines * step, 26.0))


def _heads(sheet: Sheet, measures: Measures, width: float) -> list[Head]:
    starts = [measures.start + index * measures.cell for index in range(len(sheet.criteria))]
    columns = zip(starts, sheet.weights, sheet.criteria, sheet.labels, strict=True)
    heads = [
        Head(x, x + measures.cell - GAP, measures.cell - GAP - 3, weight, name, label)
        for x, weight, name, label in columns
    ]
    return [*heads, Head(width - TOTAL_WIDTH, width, TOTAL_WIDTH - 4, "Total", "of 100", "", True)]


def _draw_row(canvas: Canvas, sheet: Sheet, measures: Measures, index: int, y: float) -> None:
    colours = theme.palette(sheet.mode)
    middle = y + (measures.row - GAP) / 2
    weight = theme.SEMIBOLD if index < sheet.leaders else theme.REGULAR
    size = theme.LABEL if measures.row >= 34 else theme.VALUE
    most = 2 if measures.row >= 34 else 1
    canvas.text(0, middle, sheet.ranks[index], theme.AXIS, colours.faint)
    lines = wrap(sheet.shorts[index], measures.names, size, weight, most=most)
    for number, line in enumerate(lines):
        line_y = middle + (number - (len(lines) - 1) / 2) * size * 1.15
        canvas.text(RANK_WIDTH, line_y, line, size, colours.ink, weight=weight)
    for column, cell in enumerate(sheet.cells[index]):
        x = measures.start + column * measures.cell
        _draw_cell(canvas, measures, cell, x, y)
        _add_hover(canvas, sheet, measures, index, column, x, y)
    canvas.text(
        canvas.width, middle, sheet.totals[index], theme.VALUE + 3, colours.ink,
        weight=theme.BOLD, align="right",
    )  # fmt: skip


def _draw_cell(canvas: Canvas, measures: Measures, cell: Cell, x: float, y: float) -> None:
    x2, y2 = x + measures.cell - GAP, y + measures.row - GAP
    colours = theme.palette(canvas.mode)
    if cell.fill:
        canvas.box("cells", x, y, x2, y2, cell.fill)
        ink = text_on(cell.fill)
    else:
        for x_a, y_a, x_b, y_b in hatching(x, y, x2, y2):
            canvas.line("hatching", x_a, y_a, x_b, y_b, colours.rule)
        canvas.frame("outlines", x + 0.5, y + 0.5, x2 - 0.5, y2 - 0.5, colours.faint)
        ink = colours.ink
    centre, middle = (x + x2) / 2, (y + y2) / 2
    lines = measures.lines_under(cell)
    number_y = middle - measures.step * lines / 2
    canvas.text(
        centre, number_y, cell.number, measures.number, ink, weight=theme.SEMIBOLD, align="center"
    )
    under = number_y + (measures.number + measures.step) / 2 + 1
    if lines == 2:
        canvas.text(centre, under, cell.extent, theme.SMALL, ink, align="center")
        _draw_dots(canvas, cell, centre - DOTS_WIDTH / 2, under + measures.step - 1, ink)
    elif lines == 1:
        _draw_side_by_side(canvas, cell, centre, under, ink)


def _draw_side_by_side(canvas: Canvas, cell: Cell, centre: float, y: float, ink: str) -> None:
    extent = text_width(cell.extent, theme.SMALL)
    dots = DOTS_WIDTH if cell.dots else 0.0
    between = 6.0 if extent and dots else 0.0
    left = centre - (extent + between + dots) / 2
    if cell.extent:
        canvas.text(left, y, cell.extent, theme.SMALL, ink)
    if cell.dots:
        _draw_dots(canvas, cell, left + extent + between, y, ink)


def _draw_dots(canvas: Canvas, cell: Cell, left: float, y: float, ink: str) -> None:
    for index in range(3):
        x = left + DOT / 2 + index * DOT_STEP
        canvas.dot(x, y, ink, DOT, is_filled=index < cell.dots)


def hatching(x: float, y: float, x2: float, y2: float) -> Iterator[tuple[float, ...]]:
    """Yield rising diagonal lines, 7 pixels apart, cut off at the edges of a rectangle.

    >>> [tuple(round(end) for end in line) for line in hatching(0, 0, 10, 10)]
    [(0, 7, 7, 0), (4, 10, 10, 4)]
    """
    width, height = x2 - x, y2 - y
    offset = HATCH
    while offset < width + height:
        left, right = max(0.0, offset - height), min(offset, width)
        yield x + left, y + offset - left, x + right, y + offset - right
        offset += HATCH


def _add_hover(
    canvas: Canvas, sheet: Sheet, measures: Measures, row: int, column: int, x: float, y: float
) -> None:
    cell = sheet.cells[row][column]
    option, criterion = sheet.options[row], sheet.criteria[column]
    details = {
        "Option": option,
        "Criterion": criterion,
        "Weight": sheet.weights[column],
        "Value": "not known" if cell.number == "?" else cell.number,
        "Range": cell.extent or cell.number,
        "Confidence": cell.confidence,
    }
    says = f"{option}, {criterion}: {details['Value']}, confidence {cell.confidence}"
    canvas.hover(x, y, x + measures.cell, y + measures.row, says, details, cell.place)
