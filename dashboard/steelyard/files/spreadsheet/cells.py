"""The cells of a spreadsheet: a CSV file of any country, or the first sheet of an XLSX file.

Encoding and separator of a CSV file are found, and what had to be guessed is said. Only the
values of cells are read, never a formula, and never more than a criteria set can need: a
small file can unpack to a huge one.
"""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from steelyard.files.yaml.decoding import MAX_BYTES

MOST_ROWS: Final = 1000
MOST_COLUMNS: Final = 200
_PACKED_AT_MOST: Final = 10 * 1024 * 1024
_UNPACKED_AT_MOST: Final = 30 * 1024 * 1024
_PARTS_AT_MOST: Final = 500
_OLD_KINDS: Final = (".xls", ".ods", ".numbers", ".xlsb")

CellValue = str | float | None


@dataclass(frozen=True)
class Spreadsheet:
    """The cells of a sheet; row 1 and column 1 come first, and no row is longer than another.

    A cell is a text without white space around it, a number, or `None`. `notices` are
    sentences about the file as a whole.
    """

    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    notices: tuple[str, ...] = ()


def read_spreadsheet(path: Path) -> Spreadsheet:
    """Return the cells of a .csv, .tsv, .txt or .xlsx file.

    Commas, semicolons and tabs part the columns of a CSV; UTF-8, UTF-16 with its mark and
    the encoding of older Windows are read. At most 1,000 rows and 200 columns. Raises
    SheetError with a sentence for everything else, and never unpacks more than 30 MB.
    """
    try:
        if path.suffix.lower() in (".xlsx", ".xlsm"):
            return _squared(path.name, *_read_workbook(path))
        if path.suffix.lower() in _OLD_KINDS:
            raise SheetError(f"{path.name} is of a kind that is not read; save it as .xlsx or .csv")
        if path.exists() and not path.is_file():
            raise SheetError(f"{path} is not a file")
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise SheetError(f"there is no file {path}") from None
    except OSError as error:
        raise SheetError(f"{path} cannot be read: {error.strerror}") from None
    rows, notices = read_csv_rows(path.name, raw)
    return _squared(path.name, rows, notices)


def column_letter(column: int) -> str:
    """Return the letters that spreadsheets put above a column, from 1.

    >>> column_letter(1), column_letter(28)
    ('A', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _squared(name: str, rows: list[list[Any]], notices: list[str]) -> Spreadsheet:
    cleaned = [[_clean(cell) for cell in row] for row in rows]
    while cleaned and all(cell is None for cell in cleaned[-1]):
        cleaned.pop()
    width = max(
        (i + 1 for row in cleaned for i, cell in enumerate(row) if cell is not None), default=0
    )
    if len(cleaned) > MOST_ROWS or width > MOST_COLUMNS:
        raise SheetError(
            f"{name} has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns; a "
            "criteria set needs fewer"
        )
    squared = tuple(tuple(row[:width] + [None] * (width - len(row))) for row in cleaned)
    return Spreadsheet(name, squared, tuple(notices))


def _clean(cell: object) -> CellValue:
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return float(cell)
    if isinstance(cell, datetime.date | datetime.time | datetime.timedelta):
        return f"the date {cell}"
    return str(cell).strip().strip("\ufeff") or None


def _read_workbook(path: Path) -> tuple[list[list[Any]], list[str]]:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise SheetError(
            "reading .xlsx needs another package: pip install 'steelyard[office]'; or save the "
            "sheet as .csv"
        ) from None
    _check_size(path)
    try:
        workbook = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            return _first_sheet(workbook)
        finally:
            workbook.close()
    except SheetError:
        raise
    except Exception:  # noqa: BLE001  a damaged workbook fails in a hundred ways
        raise SheetError(
            f"{path.name} is damaged or protected; open it, and save it again as .xlsx or .csv"
        ) from None


def _check_size(path: Path) -> None:
    """Raise SheetError, before anything is unpacked, for a file that would unpack to too much."""
    too_large = SheetError(f"{path.name} is larger than any sheet of scores; keep one small sheet")
    if path.stat().st_size > _PACKED_AT_MOST:
        raise too_large
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError):
        raise SheetError(
            f"{path.name} is not an .xlsx file inside; save it again as .xlsx or .csv"
        ) from None
    # Unpacking stops at the size declared here, so a false declaration gains nothing.
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > _PARTS_AT_MOST or unpacked > _UNPACKED_AT_MOST:
        raise too_large


def _first_sheet(workbook: Any) -> tuple[list[list[Any]], list[str]]:
    shown = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    if not shown:
        raise SheetError("the workbook has no sheet that can be seen")
    sheet, notices = shown[0], []
    if len(shown) > 1:
        notices.append(f"the workbook has {len(shown)} sheets; only {sheet.title!r} was read")
    # The size a sheet declares may be anything; the cells themselves count.
    sheet.reset_dimensions()
    rows = [
        [_workbook_cell(cell) for cell in row]
        for row in sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1)
    ]
    return rows, notices


def _workbook_cell(cell: Any) -> object:
    value = cell.value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and "%" in str(cell.number_format):
        # The sheet shows 40 % and holds 0.4.
        return round(value * 100, 9)
    return value


_SIGNS: Final = (";", "\t", ",")
_LOOKED_AT: Final = 20


class SheetError(Exception):
    """A spreadsheet that cannot be read; the message is one sentence for the user."""


def read_csv_rows(name: str, raw: bytes) -> tuple[list[list[str]], list[str]]:
    """Return the rows of a CSV file, empty ones too, and what had to be guessed.

    Raises SheetError with a sentence for what is no CSV.
    """
    if len(raw) > MAX_BYTES:
        raise SheetError(f"{name} is larger than 2 MiB; keep one small sheet")
    text, notices = _decode(name, raw)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    sign, text = _find_sign(text)
    try:
        return _split(text, sign), notices
    except csv.Error:
        raise SheetError(
            f"{name} cannot be split into cells; open it as a spreadsheet and save it as CSV"
        ) from None


def _decode(name: str, raw: bytes) -> tuple[str, list[str]]:
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SheetError(f"{name} is a workbook by its contents; give it the ending .xlsx")
    if raw[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        raise SheetError(f"{name} is in UTF-32; save it as CSV in UTF-8")
    try:
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return _checked(name, raw.decode("utf-16")), []
        if b"\x00" in raw[:1000]:
            raise SheetError(f"{name} is in UTF-16 without its mark; save it as CSV in UTF-8")
        return _checked(name, raw.decode("utf-8-sig")), []
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        raise SheetError(
            f"{name} is in an encoding that cannot be told; save it as CSV in UTF-8"
        ) from None
    notice = "not in UTF-8, so read as older Windows writes it; check letters such as é or ü"
    return _checked(name, text), [notice]


def _checked(name: str, text: str) -> str:
    if "\x00" in text:
        raise SheetError(f"{name} holds null characters and is no CSV file")
    return text


def _find_sign(text: str) -> tuple[str, str]:
    """Return the sign between columns, and the text without a line that only names it."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) == 5:
        # The line counts, so that rows keep the numbers they have in the file.
        return first[4], f"\n{rest}"
    counts = {sign: _columns(text, sign) for sign in _SIGNS}
    return max(_SIGNS, key=lambda sign: counts[sign]), text


def _columns(text: str, sign: str) -> tuple[int, int]:
    """Return in how many of the first rows a sign parts anything, and into how many columns."""
    try:
        rows = _split(text, sign, _LOOKED_AT)
    except csv.Error:
        return 0, 0
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    widths = [len(row) for row in filled]
    if not widths or widths[0] < 2:
        return 0, 0
    return sum(width == widths[0] for width in widths), widths[0]


def _split(text: str, sign: str, most: int | None = None) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, skipinitialspace=True)
    rows: list[list[str]] = []
    for row in reader:
        rows.append(row)
        if most is not None and len(rows) >= most:
            break
    return rows
