"""Reads totals back from our tables, JSON files and spreadsheets, to verify them.

The files are untrusted: sizes are bounded, every number has to be finite, and contradictory parts
are reported as an error. In a spreadsheet the result stored in each cell counts, even if Excel or
LibreOffice has saved the file again.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from steelyard.export.drawings.images import CSV_LINE
from steelyard.export.numbers import NUMBER_COLUMNS, OPTION_TOTAL
from steelyard.export.stamps.office_stamp import MOST_BYTES, read_parts
from steelyard.files.spreadsheet.opening.cells import Sheet, SheetError
from steelyard.files.spreadsheet.opening.workbooks import read_workbook

_CLOSE = 1e-6


def figures_of_numbers_csv(data: bytes) -> dict[str, float]:
    """Return option id → total of the table.

    Raises ValueError for anything but such a table, or if the rows of an option disagree about
    its total or do not add up to it.
    """
    rows, columns = _table(data)
    totals: dict[str, float] = {}
    parts: dict[str, list[float]] = {}
    for row in rows:
        option = row[columns["option"]]
        total = _finite(row[columns[OPTION_TOTAL]], f"the total of {option[:60]}")
        if totals.setdefault(option, total) != total:
            raise ValueError(f"the rows of {option[:60]} give different totals")
        part = _finite(row[columns["contribution"]], f"a contribution to {option[:60]}")
        parts.setdefault(option, []).append(part)
    for option, total in totals.items():
        if abs(math.fsum(parts[option]) - total) > _CLOSE:
            raise ValueError(f"the contributions to {option[:60]} do not add up to its total")
    return totals


def figures_of_numbers_json(data: bytes) -> dict[str, float]:
    """Return option id → total.

    Raises ValueError for anything but such a file, or if the contributions to an option do not
    add up to its total.
    """
    found = _object(data)
    totals, contributions = found.get("totals"), found.get("contributions")
    if not isinstance(totals, dict) or not isinstance(contributions, dict) or not totals:
        raise ValueError("the file holds no totals")
    figures = {}
    for option, total in totals.items():
        figures[option] = _finite(total, f"the total of {option[:60]}")
        row = contributions.get(option)
        if not isinstance(row, dict):
            raise ValueError(f"the file holds no contributions to {option[:60]}")
        parts = [_finite(part, f"a contribution to {option[:60]}") for part in row.values()]
        if abs(math.fsum(parts) - figures[option]) > _CLOSE:
            raise ValueError(f"the contributions to {option[:60]} do not add up to its total")
    return figures


def _table(data: bytes) -> tuple[list[list[str]], dict[str, int]]:
    """Return the rows, and column name → index."""
    if len(data) > MOST_BYTES:
        raise ValueError(f"the table is larger than {MOST_BYTES // 2**20} MiB")
    try:
        body, mark, rest = data.rpartition(CSV_LINE.encode())
        text = (body if mark else rest).decode("utf-8-sig").removesuffix('"')
        heads, *rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        raise ValueError("not a table of ours: CSV in UTF-8 with commas") from error
    if tuple(heads[: len(NUMBER_COLUMNS)]) != NUMBER_COLUMNS:
        raise ValueError(
            f"not a table of ours: its columns begin with {', '.join(NUMBER_COLUMNS[:3])}"
        )
    if not rows or any(len(row) != len(heads) for row in rows):
        raise ValueError("a row of the table has too few or too many cells")
    return rows, {head: place for place, head in enumerate(heads)}


def _object(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data) if len(data) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ValueError("not a file of our numbers in JSON")
    return found


def _finite(number: object, what: str) -> float:
    try:
        found = float(number) if isinstance(number, str | int | float) else math.nan
    except (ValueError, OverflowError):
        found = math.nan
    if isinstance(number, bool) or not math.isfinite(found):
        raise ValueError(f"{what} is no number")
    return found


_RANKING = ("Ranking", "Option", "Id", "Total")
_PARTS = ("Contributions", "Option", "Id", "Total")
_SAME = 1e-9


def figures_of_workbook(data: bytes) -> dict[str, float]:
    """Return option id → total, as the cells of *Ranking* show it, of an XLSX or ODS file.

    Raises ValueError if the file cannot be read safely, is not a workbook of ours, lacks a number
    where a total belongs, or has a different total on *Contributions*.
    """
    read_parts(data)
    try:
        book = read_workbook("the spreadsheet", data)
    except SheetError as error:
        raise ValueError(str(error)) from None
    sheets = {sheet.name: sheet for sheet in book.sheets}
    shown, summed = (dict(_totals(sheets, *where)) for where in (_RANKING, _PARTS))
    for option, total in shown.items():
        if option not in summed or abs(summed[option] - total) > _SAME:
            raise ValueError(f"the sheets Ranking and Contributions disagree about {option}")
    if not shown or len(shown) != len(summed):
        raise ValueError("the sheets Ranking and Contributions list different options")
    return shown


def _totals(
    sheets: Mapping[str, Sheet], sheet: str, option_head: str, id_head: str, total_head: str
) -> Iterator[tuple[str, float]]:
    """Yield id and total of each row below the heads, down to the first row without an id."""
    if sheet not in sheets:
        raise ValueError(f"the spreadsheet has no sheet called {sheet}")
    columns: tuple[int, int] | None = None
    for row in sheets[sheet].rows:
        if columns is None:
            if {option_head, id_head, total_head} <= set(row):
                columns = row.index(id_head), row.index(total_head)
            continue
        option, total = (row[column] for column in columns)
        if not isinstance(option, str):
            if total is None:
                continue
            return
        if not isinstance(total, float):
            raise ValueError(f"the sheet {sheet} shows no number as the total of {option[:60]}")
        yield option, float(total)
