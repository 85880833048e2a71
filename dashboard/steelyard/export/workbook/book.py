"""The workbook being written: its sheets, their cells, how they look, and where things lie.

Every cell goes through here: text only ever as text, numbers as numbers, formulas as ours. A
label that looks like a formula, a link or a number is written as the string it is; a formula
is never made from a label. Rows and columns that formulas on other sheets refer to are named
here once. Numbers are shown rounded and kept in full precision. Colours are those of the
charts.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

try:
    import xlsxwriter
    from xlsxwriter.utility import xl_rowcol_to_cell
except ImportError as missing:
    raise ImportError(
        "spreadsheets need the extra `office`: pip install 'steelyard[office]'"
    ) from missing

from steelyard.charts.theme import palette
from steelyard.export.provenance import origin_line
from steelyard.export.safe_text import as_label, as_prose, shorten_label
from steelyard.results.result import Result

Style = Literal[
    "title", "headline", "note", "section", "head", "head_right", "text", "prose",
    "id", "number", "exact", "tenth", "percent", "input", "score", "total", "rank", "strong",
    "aside", "head_aside",
]  # fmt: skip


def style_properties() -> dict[Style, dict[str, Any]]:
    """Return every style as XlsxWriter takes it."""
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
        "total": {**number, "num_format": "0", "bold": True},
        "rank": {**number, "num_format": "0", "align": "center"},
        "strong": {**text, "bold": True},
    }


LONGEST_CELL = 32_000
"""A little less than a cell can hold."""

LINE_POINTS, TALLEST_POINTS = 15, 400

Formats = Mapping[Style, Any]


class WorkbookSheet:
    """A sheet with its name; rows and columns count from 0."""

    def __init__(self, book: Any, name: str, formats: Formats, footer: str) -> None:
        self.name = name
        self.raw = book.add_worksheet(name)
        self._formats = formats
        self._head_heights: dict[int, int] = {}
        self.raw.hide_gridlines(2)
        self.raw.set_landscape()
        self.raw.set_paper(9)
        self.raw.fit_to_pages(1, 0)
        self.raw.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        safe = shorten_label(as_label(footer), 150).replace("&", "&&")
        self.raw.set_footer(f"&L&8 {safe}&R&8&A, page &P of &N")

    def text(self, row: int, column: int, text: str, style: Style = "text") -> None:
        """Write a label on one line."""
        self.raw.write_string(row, column, as_label(text)[:LONGEST_CELL], self._formats[style])

    def prose(self, row: int, column: int, text: str, style: Style = "prose") -> None:
        """Write a longer text with its line breaks."""
        self.raw.write_string(row, column, as_prose(text)[:LONGEST_CELL], self._formats[style])

    def number(self, row: int, column: int, number: float, style: Style = "number") -> None:
        """Write a number in full precision; a minus zero as 0."""
        self.raw.write_number(row, column, number + 0.0, self._formats[style])

    def formula(
        self, row: int, column: int, formula: str, result: float | str, style: Style = "number"
    ) -> None:
        """Write a formula of ours with its result, for programs that do not recalculate."""
        self.raw.write_formula(row, column, f"={formula}", self._formats[style], result)

    def heads(self, row: int, first: int, names: Sequence[str], style: Style = "head") -> None:
        """Write the heads of columns side by side."""
        for column, name in enumerate(names, start=first):
            self.text(row, column, name, style)
            self._head_heights[row] = 2 if len(name) > 9 else self._head_heights.get(row, 1)
        self.raw.set_row(row, LINE_POINTS * self._head_heights[row] + 2)

    def widths(self, widths: Sequence[float], first: int = 0) -> None:
        """Set the widths of columns, in letters."""
        for column, width in enumerate(widths, start=first):
            self.raw.set_column(column, column, width)

    def fit_height(self, row: int, texts: Sequence[str], widths: Sequence[float]) -> None:
        """Make a row as tall as its longest text needs in a column of so many letters.

        Not every program does so by itself for text that is broken into lines.
        """
        lines = max(_lines(text, width) for text, width in zip(texts, widths, strict=True))
        if lines > 1:
            self.raw.set_row(row, min(LINE_POINTS * lines + 1, TALLEST_POINTS))

    def cell(self, row: int, column: int) -> str:
        """Return the address of a cell as formulas on other sheets write it.

        >>> import xlsxwriter
        >>> book = xlsxwriter.Workbook()
        >>> WorkbookSheet(book, "Values", {}, "").cell(4, 2)
        'Values!$C$5'
        """
        return f"{self.name}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"

    def column(self, first: int, last: int, column: int) -> str:
        """Return the address of a stretch of a column as formulas on other sheets write it."""
        return f"{self.cell(first, column)}:{absolute(last, column)}"


def _lines(text: str, width: float) -> int:
    # Words do not fill a line to its end, hence nine tenths of its letters.
    return sum(max(1, math.ceil(len(line) / (0.9 * width))) for line in text.split("\n") or [""])


def absolute(row: int, column: int) -> str:
    """Return the address of a cell that stays where it is when a formula is copied.

    >>> absolute(4, 2), relative(4, 2)
    ('$C$5', 'C5')
    """
    address: str = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
    return address


def relative(row: int, column: int) -> str:
    """Return the address of a cell that moves along when a formula is copied."""
    address: str = xl_rowcol_to_cell(row, column)
    return address


def row_fixed(row: int, column: int) -> str:
    """Return the address of a cell whose row stays when a formula is copied downwards."""
    address: str = xl_rowcol_to_cell(row, column, row_abs=True)
    return address


def quoted(text: str, most: int = 200) -> str:
    """Return a text as a constant inside a formula, where it can be nothing but text.

    >>> quoted('say "so" now')
    '"say ""so"" now"'
    """
    # Cut before doubling, so that no pair of quotes loses one; a constant ends at 255.
    return '"' + text[: most // 2].replace('"', '""') + '"'


NAMES = (
    "Ranking", "Contributions", "Values", "Scores", "Criteria", "Reasons", "Evidence",
    "Robustness", "About",
)  # fmt: skip

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


class Book:
    """A result and the sheets it is written into."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self._buffer = io.BytesIO()
        self.raw: Any = xlsxwriter.Workbook(
            self._buffer,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self.raw.set_calc_mode("auto")
        self.raw.set_size(28_800, 18_000)
        formats = {name: self.raw.add_format(p) for name, p in style_properties().items()}
        footer = origin_line(result)
        self.sheets = {name: WorkbookSheet(self.raw, name, formats, footer) for name in NAMES}

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

    def close(self) -> bytes:
        """Finish the workbook and return its bytes."""
        self.raw.close()
        return self._buffer.getvalue()


def titles(sheet: WorkbookSheet, title: str, *notes: str) -> None:
    """Write the title of a sheet, and below it what the sheet is."""
    sheet.text(0, 0, title, "title")
    for row, note in enumerate(notes, start=1):
        sheet.text(row, 0, note, "note")


def longest(texts: Sequence[str], least: float, most: float) -> float:
    """Return the width, in letters, of a column that holds these texts."""
    return min(max([least, *(len(text) * 1.05 + 1 for text in texts)]), most)
