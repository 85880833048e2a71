"""The sheets of a workbook of older Excel, .xls: values, what is hidden, errors, signs.

Container and contents are read by two libraries in Python: the one that reads newer files never
ends with some damaged ones of this kind.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import olefile
import xlrd

from steelyard.files.spreadsheet.opening.cells import MOST_COLUMNS
from steelyard.files.spreadsheet.opening.marks import Marks, shown_sign


@dataclass(frozen=True)
class OlderSheet:
    """A sheet as it is stored: its cells from A1, and what the file says of them."""

    name: str
    rows: list[list[object]]
    marks: Marks
    merged: tuple[tuple[int, int, int, int], ...]
    is_hidden: bool


def read_xls(raw: bytes, most_sheets: int) -> list[OlderSheet]:
    """Return the sheets of a workbook, no more than so many.

    Merged areas are first row, row after the last, first column, column after the last, from 0.
    Raises whatever the library does for a damaged file, and TooLargeError.
    """
    book = xlrd.open_workbook(
        file_contents=_stream(raw), formatting_info=True, logfile=io.StringIO()
    )
    signs = [shown_sign(book.format_map[xf.format_key].format_str) for xf in book.xf_list]
    return [_sheet(book, sheet, signs) for sheet in book.sheets()[:most_sheets]]


def _stream(raw: bytes) -> bytes:
    """Return the workbook inside its container, whose chains may be damaged into rings."""
    if not raw.startswith(olefile.MAGIC):
        return raw
    with olefile.OleFileIO(io.BytesIO(raw)) as container:
        name = next(name for name in ("Workbook", "Book") if container.exists(name))
        stream: bytes = container.openstream(name).read()
        return stream


def _sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet, signs: list[str]) -> OlderSheet:
    marks = Marks(
        hidden_rows={row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden},
        hidden_columns={
            column + 1
            for column, info in sheet.colinfo_map.items()
            if info.hidden and column < MOST_COLUMNS
        },
    )
    rows: list[list[object]] = []
    for row in range(sheet.nrows):
        rows.append([])
        for column, cell in enumerate(sheet.row(row), 1):
            if cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                marks.reach(row + 1, column)
            rows[-1].append(_value(book, cell))
            if cell.ctype == xlrd.XL_CELL_ERROR:
                marks.errors[row + 1, column] = xlrd.error_text_from_code.get(cell.value, "#ERROR")
            elif cell.ctype == xlrd.XL_CELL_NUMBER and (sign := signs[cell.xf_index]):
                marks.units[row + 1, column] = sign
    return OlderSheet(sheet.name, rows, marks, tuple(sheet.merged_cells), sheet.visibility != 0)


def _value(book: xlrd.Book, cell: xlrd.sheet.Cell) -> object:
    match cell.ctype:
        case xlrd.XL_CELL_NUMBER:
            return float(cell.value)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_DATE:
            return xlrd.xldate_as_datetime(cell.value, book.datemode)
    return cell.value if cell.ctype == xlrd.XL_CELL_TEXT else ""
