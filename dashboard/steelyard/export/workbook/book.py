"""The workbook being written, and where its sheets keep what other sheets point to.

Rows and columns that formulas refer to are named here once. Sheets are made in the order
in which a reader meets them, and filled in any order.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from steelyard.export.provenance import origin_line
from steelyard.export.workbook.sheet import Sheet
from steelyard.export.workbook.styles import style_properties
from steelyard.results.result import Result

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
"""First row of an option on *Contributions*; two rows above stand ids, one above weights."""
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
        self.sheets = {name: Sheet(self.raw, name, formats, footer) for name in NAMES}

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


def titles(sheet: Sheet, title: str, *notes: str) -> None:
    """Write the title of a sheet, and below it what the sheet is."""
    sheet.text(0, 0, title, "title")
    for row, note in enumerate(notes, start=1):
        sheet.text(row, 0, note, "note")


def longest(texts: Sequence[str], least: float, most: float) -> float:
    """Return the width, in letters, of a column that holds these texts."""
    return min(max([least, *(len(text) * 1.05 + 1 for text in texts)]), most)
