"""The workbook as data: its sheets, their cells, styles, and the positions of tables.

Every cell is created here: text only ever as text, numbers as numbers, and only our own formulas.
A label that looks like a formula, a link or a number is kept as a string; a formula is never built
from a label. Rows and columns that formulas on other sheets refer to are defined here once.
Numbers are shown rounded and kept in full precision. Colours are those of the charts. `xlsx_file`
and `ods_file` write the file formats.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from steelyard.charts.theme import palette
from steelyard.export.safe_text import as_label, as_prose, shorten_label
from steelyard.export.stamps.provenance import origin_line
from steelyard.files.spreadsheet.opening.cells import column_letter
from steelyard.results.result import Result

Style = Literal[
    "title", "headline", "note", "section", "head", "head_right", "text", "prose",
    "id", "number", "exact", "tenth", "percent", "input", "score", "total", "rank", "strong",
    "aside", "head_aside",
]  # fmt: skip


def style_properties() -> dict[Style, dict[str, Any]]:
    """Return every style, its properties named as in XlsxWriter."""
    colours = palette("light")
    faint, sub, ink = colours.faint, colours.sub, colours.ink
    fill, edge = colours.regret_ramp[0], colours.regret_ramp[2]
    line = {"bottom": 1, "bottom_color": colours.rule}
    head = {
        "bold": True, "font_color": ink, "bg_color": colours.track, "valign": "bottom",
        "text_wrap": True, "bottom": 1, "bottom_color": sub,
    }  # fmt: skip
    number = {"font_color": ink, "align": "right", "valign": "top", **line}
    text = {"font_color": ink, "valign": "top", **line}
    return {
        "title": {"bold": True, "font_size": 16, "font_color": ink},
        "headline": {"bold": True, "font_size": 13, "font_color": ink},
        "note": {"font_color": sub},
        "section": {"bold": True, "font_size": 12, "font_color": ink},
        "head": head,
        "head_right": {**head, "align": "right"},
        "text": text,
        "prose": {**text, "text_wrap": True},
        "id": {
            "font_color": faint,
            "font_size": 9,
            "valign": "top",
            "shrink": True,
            "indent": 1,
            **line,
        },
        "aside": {**text, "indent": 1},
        "head_aside": {**head, "indent": 1},
        "number": {**number, "num_format": "0"},
        "exact": number,
        "tenth": {**number, "num_format": "0.0"},
        "percent": {**number, "num_format": "0%"},
        "input": {**number, "bg_color": fill, "border": 1, "border_color": edge},
        "score": {**number, "bg_color": fill},
        "total": {**number, "num_format": "0.0", "bold": True},
        "rank": {**number, "num_format": "0", "align": "center"},
        "strong": {**text, "bold": True},
    }


LONGEST_CELL = 32_000
"""Maximum characters of a cell, slightly below Excel's limit."""

LINE_POINTS, TALLEST_POINTS = 15, 400

CellPlace = tuple[int, int]
"""Row and column, from 0."""


@dataclass(frozen=True)
class CellContent:
    """The content of a cell: a text or a number, and the formula that computes it, if any."""

    style: Style
    value: float | str
    formula: str = ""


@dataclass(frozen=True)
class InputCheck:
    """Validation of a range of a column: the numbers allowed, and the message about them."""

    first: CellPlace
    last: CellPlace
    most: float
    title: str
    hint: str
    fault: str


@dataclass(frozen=True)
class Tint:
    """A range of cells whose colour goes from one to another as their values go from 0 to 100."""

    first: CellPlace
    last: CellPlace
    colours: tuple[str, str]


@dataclass(frozen=True)
class Bars:
    """Bars of one colour: their name, their column, and the options that have it."""

    name: str
    column: int
    colour: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class BarChart:
    """Bars over 0 to 100 drawn from rows of *Contributions*, and the chart's alt text."""

    first_row: int
    last_row: int
    bars: tuple[Bars, ...]
    scale: str
    words: str


class WorkbookSheet:
    """A sheet with its name; rows and columns count from 0.

    `column_widths` are in letters, `row_heights` in points. `filtered` is the table, heads
    included, whose rows can be filtered; `repeated` the row that is printed on every page.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.cells: dict[CellPlace, CellContent] = {}
        self.column_widths: dict[int, float] = {}
        self.row_heights: dict[int, float] = {}
        self.hidden: set[int] = set()
        self.frozen: CellPlace = (0, 0)
        self.filtered: tuple[CellPlace, CellPlace] | None = None
        self.repeated: int | None = None
        self.checks: list[InputCheck] = []
        self.tints: list[Tint] = []
        self.chart: BarChart | None = None
        self._head_heights: dict[int, int] = {}

    def text(self, row: int, column: int, text: str, style: Style = "text") -> None:
        """Write a label on one line."""
        self.cells[row, column] = CellContent(style, as_label(text)[:LONGEST_CELL])

    def prose(self, row: int, column: int, text: str, style: Style = "prose") -> None:
        """Write a longer text with its line breaks."""
        self.cells[row, column] = CellContent(style, as_prose(text)[:LONGEST_CELL])

    def number(self, row: int, column: int, number: float, style: Style = "number") -> None:
        """Write a number in full precision; a minus zero as 0."""
        self.cells[row, column] = CellContent(style, number + 0.0)

    def formula(
        self, row: int, column: int, formula: str, result: float | str, style: Style = "number"
    ) -> None:
        """Write a formula of ours with its result, for programs that do not recalculate."""
        self.cells[row, column] = CellContent(style, result, formula)

    def heads(self, row: int, first: int, names: Sequence[str], style: Style = "head") -> None:
        """Write the heads of columns side by side."""
        for column, name in enumerate(names, start=first):
            self.text(row, column, name, style)
            self._head_heights[row] = 2 if len(name) > 9 else self._head_heights.get(row, 1)
        self.row_heights[row] = LINE_POINTS * self._head_heights[row] + 2

    def widths(self, widths: Sequence[float], first: int = 0) -> None:
        """Set the widths of columns, in letters."""
        self.column_widths |= dict(enumerate(widths, start=first))

    def fit_height(self, row: int, texts: Sequence[str], widths: Sequence[float]) -> None:
        """Make a row as tall as its longest text needs in a column that many letters wide.

        Not every program does so automatically for wrapped text.
        """
        lines = max(_lines(text, width) for text, width in zip(texts, widths, strict=True))
        if lines > 1:
            self.row_heights[row] = min(LINE_POINTS * lines + 1, TALLEST_POINTS)

    def cell(self, row: int, column: int) -> str:
        """Return the address of a cell for formulas on other sheets.

        >>> WorkbookSheet("Values").cell(4, 2)
        'Values!$C$5'
        """
        return f"{self.name}!{absolute(row, column)}"

    def column(self, first: int, last: int, column: int) -> str:
        """Return the address of a range of a column for formulas on other sheets."""
        return f"{self.cell(first, column)}:{absolute(last, column)}"


def _lines(text: str, width: float) -> int:
    # Words do not fill a line to its end, hence nine tenths of its letters.
    return sum(max(1, math.ceil(len(line) / (0.9 * width))) for line in text.split("\n") or [""])


def absolute(row: int, column: int) -> str:
    """Return the absolute address of a cell, which stays the same when a formula is copied.

    >>> absolute(4, 2), relative(4, 2)
    ('$C$5', 'C5')
    """
    return f"${column_letter(column + 1)}${row + 1}"


def relative(row: int, column: int) -> str:
    """Return the relative address of a cell, which moves along when a formula is copied."""
    return f"{column_letter(column + 1)}{row + 1}"


def row_fixed(row: int, column: int) -> str:
    """Return the address of a cell whose row stays when a formula is copied downwards."""
    return f"{column_letter(column + 1)}${row + 1}"


def quoted(text: str, most: int = 200) -> str:
    """Return a text as a safely quoted string constant for a formula.

    >>> quoted('say "so" now')
    '"say ""so"" now"'
    """
    # Cut before doubling, so that no pair of quotes loses one; a constant ends at 255.
    return '"' + text[: most // 2].replace('"', '""') + '"'


_NAMES = (
    "Ranking", "Contributions", "Values", "Scores", "Criteria", "Reasons", "Evidence",
    "Robustness", "About",
)  # fmt: skip

JUDGES_SHEET = "Judges"
"""The sheet of several judges, where a group of them is shown beside the result."""

RANKING_TOP = 8
"""First row of the weights and of the sorted list on *Ranking*."""
SWING, WEIGHT, EXPORTED = 1, 2, 3
PLACE, NAME, TOTAL, LOW, HIGH, ID = 5, 6, 7, 8, 9, 10
"""Columns of *Ranking*: of the weights, then of the sorted list."""

PARTS_TOP = 6
"""First row of an option on *Contributions*; the ids are two rows above, the weights one."""
PARTS_ID, PARTS_NAME, PARTS_TOTAL, PARTS_RANK, PARTS_PLACE, PARTS_LOW, PARTS_HIGH = range(7)
PARTS_FIRST = 7
"""Columns of *Contributions*; those of the criteria begin at `PARTS_FIRST`."""

VALUES_TOP, VALUES_FIRST = 5, 2
"""First row of an option, and first column of a criterion, on *Values*."""

SCORES_TOP = 4
KEY, WORST, BEST, SCORE_LOW, SCORE, SCORE_HIGH, SHIFT = 0, 3, 4, 5, 6, 7, 8
VALUE_LOW, VALUE, VALUE_HIGH = 9, 10, 11
"""First row and the columns of *Scores*."""


class ResultWorkbook:
    """A result and the sheets it is written into."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.origin = shorten_label(as_label(origin_line(result)), 150)
        names = [*_NAMES[:-1], *([JUDGES_SHEET] if result.group is not None else []), _NAMES[-1]]
        self.sheets = {name: WorkbookSheet(name) for name in names}

    @property
    def options(self) -> tuple[str, ...]:
        """The options in the order of the file."""
        return self.result.evaluation.options

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria in view, in their order."""
        return self.result.evaluation.criteria

    @property
    def exported_column(self) -> int:
        """The column of *Contributions* that keeps the totals as they were at export."""
        return PARTS_FIRST + len(self.criteria)

    def values_row(self, block: int, option: int = 0) -> int:
        """Return the row of an option's likely (0), low (1) or high (2) values on *Values*."""
        return VALUES_TOP + block * (len(self.options) + 4) + option


def titles(sheet: WorkbookSheet, title: str, *notes: str) -> None:
    """Write the title of a sheet, and below it what the sheet is."""
    sheet.text(0, 0, title, "title")
    for row, note in enumerate(notes, start=1):
        sheet.text(row, 0, note, "note")


def longest(texts: Sequence[str], least: float, most: float) -> float:
    """Return the width, in letters, of a column that holds these texts."""
    return min(max([least, *(len(text) * 1.05 + 1 for text in texts)]), most)
