"""An XLSX sheet to fill in, in the layout that is read best, guarded by data validation."""

from __future__ import annotations

import io
from typing import Any, Final

_ROWS: Final[tuple[tuple[str | int, ...], ...]] = (
    ("option", "Cost", "Walk from the station", "Room to grow", "Noise", "note"),
    ("weight", 40, 20, 25, 15, ""),
    ("better", "lower", "lower", "higher", "lower", ""),
    ("scale", "0 to 10", "0 to 30", "1 to 5", "", ""),
    ("unit", "eur_million", "minutes", "points", "", ""),
    ("Stay where we are", 0, 12, 2, "Low", "the lease ends in two years"),
    ("Old mill", "4 to 8, likely 5", 5, 4, "High", "price from two offers"),
    ("Harbour", "6 | 7 | 9", 20, 5, "Medium", ""),
    ("North yard", 3, 25, "?", "Low", "room not yet measured"),
)
_HELP: Final = (
    "Write one option in a row and one criterion in a column; add as many of both as you need.",
    "weight: how much going from the worst to the best end of the scale matters; any numbers.",
    "better: higher or lower, whichever end is best.",
    "scale: the worst and the best that is thinkable, such as 0 to 10; not only what is here.",
    "unit: such as points, percent, eur, minutes, years; others are kept as a note.",
    "A score is a number, or low, likely and high: 4 to 8, likely 5 or 4 | 5 | 8.",
    "Where nobody knows write ? or leave the cell empty.",
    "Words may stand for scores: Very low, Low, Medium, High, Very high; yes, partly, no.",
    "note: a remark on the option, which becomes its summary. Everything here is an example.",
)
_SCALE, _SAID = 4, 5
"""The row of scales, and the last row about the criteria."""


def template() -> bytes:
    """Return the workbook. Raises ImportError, saying what to install, without `office`."""
    try:
        from openpyxl import Workbook
    except ImportError as missing:
        raise ImportError(
            "spreadsheets need the extra `office`: pip install 'steelyard[office]'"
        ) from missing
    book = Workbook()
    sheet = book.active
    sheet.title = "Scores"
    for row in _ROWS:
        sheet.append([None if cell == "" else cell for cell in row])
    _dress(sheet)
    _guard(sheet)
    about = book.create_sheet("How to fill this in")
    for line in _HELP:
        about.append([line])
    about.column_dimensions["A"].width = 110
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _dress(sheet: Any) -> None:
    from openpyxl.styles import Font, PatternFill

    strong, tint = Font(bold=True), PatternFill("solid", fgColor="F0F2F9")
    for row in sheet.iter_rows(max_row=len(_ROWS)):
        row[0].font = strong
        for cell in row:
            if cell.row <= _SAID:
                cell.fill = tint
            # Text, so that no program makes a date of a range.
            if cell.row == _SCALE or (cell.row > _SAID and isinstance(cell.value, str)):
                cell.number_format = "@"
    for letter in "ABCDEF":
        sheet.column_dimensions[letter].width = 24
    sheet.freeze_panes = "B2"


def _guard(sheet: Any) -> None:
    """Let weights be numbers and directions one of two words; say how a score is written."""
    from openpyxl.worksheet.datavalidation import DataValidation

    weights = DataValidation(
        type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True,
        showErrorMessage=True, errorTitle="Weight", error="A weight is a number from 0 upwards.",
    )  # fmt: skip
    ends = DataValidation(
        type="list", formula1='"higher,lower"', allow_blank=True, showErrorMessage=True,
        errorTitle="Which end is best", error="Write higher or lower.",
    )  # fmt: skip
    scores = DataValidation(
        type="custom", formula1="TRUE", allow_blank=True, showInputMessage=True,
        promptTitle="Score", prompt="5, or 4 to 8, likely 5, or ? where nobody knows",
    )  # fmt: skip
    for rule, area in ((weights, "B2:Z2"), (ends, "B3:Z3"), (scores, "B6:Z60")):
        rule.add(area)
        sheet.add_data_validation(rule)
