"""One sheet being written: text only ever as text, numbers as numbers, formulas as ours.

Every cell of the workbook goes through here. A label that looks like a formula, a link or a
number is written as the string it is; a formula is never made from a label. Knows nothing
of decisions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

try:
    from xlsxwriter.utility import xl_rowcol_to_cell
except ImportError as missing:
    raise ImportError(
        "spreadsheets need the extra `office`: pip install 'steelyard[office]'"
    ) from missing

from steelyard.export.office_text import as_label, as_prose, shorten
from steelyard.export.workbook.styles import Style

LONGEST_CELL = 32_000
"""A little less than a cell can hold."""

LINE_POINTS, TALLEST_POINTS = 15, 400

Formats = Mapping[Style, Any]


class Sheet:
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
        safe = shorten(as_label(footer), 150).replace("&", "&&")
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
        >>> Sheet(book, "Values", {}, "").cell(4, 2)
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
