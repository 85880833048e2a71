"""The sheets of a workbook: XLSX and its relatives, ODS, and XLS as older Excel wrote it.

Only stored values are read. No macro runs, no link is followed, and nothing is unpacked beyond
what a decision table can need: a small file can unpack to a huge one.
"""

from __future__ import annotations

import datetime
import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from typing import Final

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from steelyard.files.problems import format_number
from steelyard.files.spreadsheet.opening.cells import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Book,
    CellValue,
    Figure,
    Place,
    Sheet,
    SheetError,
    Trouble,
    clean_text,
    squared,
)
from steelyard.files.spreadsheet.opening.marks import (
    Marks,
    TooLargeError,
    parse_xml,
    scan_ods,
    scan_xlsx_sheet,
    style_units,
)
from steelyard.files.spreadsheet.opening.older_excel import read_xls

MOST_PACKED: Final = 50 * 2**20
_MOST_UNPACKED: Final = 100 * 2**20
_MOST_PARTS: Final = 2_000
_MOST_SHEETS: Final = 100
_READ: Final = (".xml", ".rels")


def read_workbook(name: str, raw: bytes) -> Book:
    """Return the sheets of a workbook, hidden ones too, and notices.

    Raises SheetError with a sentence for anything damaged, protected or too large.
    """
    is_zip = raw.startswith(b"PK")
    try:
        return _read_zip(name, raw) if is_zip else _read_xls(name, raw)
    except SheetError:
        raise
    except TooLargeError:
        raise SheetError(
            f"{name} has more than {MOST_ROWS:,} rows, {MOST_COLUMNS} columns or {MOST_CELLS:,} "
            "cells; a criteria set needs fewer"
        ) from None
    except PasswordError:
        raise SheetError(f"{name} is protected by a password; save it without one") from None
    except (KeyboardInterrupt, SystemExit):
        raise
    # A damaged file fails in a hundred ways, and the library's panics are no Exception.
    except BaseException:  # noqa: BLE001
        raise SheetError(
            f"{name} is damaged or protected; open it, and save it again as .xlsx or .csv"
        ) from None


def _read_xls(name: str, raw: bytes) -> Book:
    if len(raw) > MOST_PACKED:
        raise TooLargeError
    # An encrypted XLSX file is of this kind too.
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise SheetError(f"{name} is protected by a password; save it without one")
    sheets = [
        _made_sheet(
            sheet.name,
            sheet.rows,
            sheet.marks,
            [((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged],
            sheet.is_hidden,
        )
        for sheet in read_xls(raw, _MOST_SHEETS)
    ]
    return Book(name, tuple(sheets))


def _read_zip(name: str, raw: bytes) -> Book:
    parts = _unpack(name, raw)
    is_ods = "content.xml" in parts
    marks = scan_ods(parts["content.xml"]) if is_ods else {}
    notices = []
    if not is_ods and not any(part.endswith("workbook.xml") for part in parts):
        raise SheetError(f"{name} is a zip file and no workbook; give a .xlsx, .ods or .csv file")
    if any(part.endswith("vbaProject.bin") for part in zipfile.ZipFile(io.BytesIO(raw)).namelist()):
        notices.append(f"{name} holds macros; none was run")
    if any("externalLinks/" in part for part in parts):
        notices.append(f"{name} refers to other files; none was opened, stored values count")
    too_large: list[str] = []
    sheets = []
    paths = {} if is_ods else _sheet_paths(parts)
    units = style_units(parts.get("xl/styles.xml", b"<s/>")) if not is_ods else []
    with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as workbook:
        for entry in workbook.sheets_metadata[:_MOST_SHEETS]:
            if entry.typ != SheetTypeEnum.WorkSheet or (not is_ods and entry.name not in paths):
                continue
            try:
                found = marks.get(entry.name, Marks()) if is_ods else scan_xlsx_sheet(
                    parts[paths[entry.name]], units)  # fmt: skip
                sheet = workbook.get_sheet_by_name(entry.name)
                sheets.append(_sheet(sheet, found, _is_hidden(entry.visible)))
            except TooLargeError:
                too_large.append(entry.name)
    if too_large and not sheets:
        raise TooLargeError
    notices += [f"{name}: the sheet {sheet} is too large and was not read" for sheet in too_large]
    return Book(name, tuple(sheets), tuple(notices))


def _is_hidden(visible: SheetVisibleEnum) -> bool:
    return visible != SheetVisibleEnum.Visible


def _unpack(name: str, raw: bytes) -> dict[str, bytes]:
    """Return the XML parts, after all of them have been unpacked within bounds."""
    too_large = SheetError(f"{name} is larger than any sheet of scores; keep one small sheet")
    if len(raw) > MOST_PACKED:
        raise too_large
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            entries = package.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise SheetError(f"{name} is protected by a password; save it without one")
            read = [entry for entry in entries if entry.filename.endswith(_READ)]
            # Unpacking stops at the size declared here, so a false declaration gains nothing.
            unpacked = sum(entry.file_size for entry in read)
            if len(entries) > _MOST_PARTS or unpacked > _MOST_UNPACKED:
                raise too_large
            parts = {entry.filename: package.read(entry) for entry in read}
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, OSError):
        raise SheetError(
            f"{name} is not a workbook inside; save it again as .xlsx or .csv"
        ) from None
    if any(b"<!DOCTYPE" in part or b"<!ENTITY" in part for part in parts.values()):
        raise SheetError(f"{name} declares types of its own inside; save it again as .xlsx or .csv")
    return parts


def _sheet_paths(parts: dict[str, bytes]) -> dict[str, str]:
    """Return the part that holds each worksheet of an XLSX file, by its name."""
    links: dict[str, str] = {}
    paths: dict[str, str] = {}

    def take_link(_name: str, attributes: dict[str, str]) -> None:
        if "Id" in attributes and "Target" in attributes:
            target = attributes["Target"]
            links[attributes["Id"]] = (
                target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            )

    def take_sheet(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "sheet":
            link = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            path = links.get(link, "")
            if path in parts:
                paths[attributes.get("name", "")] = path

    parse_xml(parts["xl/_rels/workbook.xml.rels"], take_link)
    parse_xml(parts["xl/workbook.xml"], take_sheet)
    return paths


def _sheet(found: CalamineSheet, marks: Marks, is_hidden: bool) -> Sheet:
    if found.total_height > MOST_ROWS or found.total_width > MOST_COLUMNS:
        raise TooLargeError
    raw = found.to_python(skip_empty_area=False)
    return _made_sheet(found.name, raw, marks, found.merged_cell_ranges or (), is_hidden)


def _made_sheet(
    name: str,
    raw: Sequence[Sequence[object]],
    marks: Marks,
    merged: Iterable[tuple[Place, Place]],
    is_hidden: bool,
) -> Sheet:
    """Return a sheet of values as a library gives them; merged areas are from 0."""
    rows = [
        [_cell(value, (i, j), marks) for j, value in enumerate(row, 1)]
        for i, row in enumerate(raw, 1)
    ]
    return Sheet(
        name,
        squared(_with_troubles(rows, marks)),
        frozenset(marks.hidden_rows),
        frozenset(marks.hidden_columns),
        tuple(
            ((top + 1, left + 1), (bottom + 1, right + 1))
            for (top, left), (bottom, right) in merged
        ),
        marks.formulas,
        is_hidden,
    )


def _cell(value: object, place: Place, marks: Marks) -> CellValue:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        unit = marks.units.get(place, "")
        if unit == "%":
            # The sheet shows 40 % and holds 0.4.
            return Figure(round(value * 100, 9), unit)
        return Figure(value, unit) if unit else float(value)
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return Trouble(_date(value), "date")
    return clean_text(str(value))


def _date(value: datetime.date | datetime.time | datetime.timedelta) -> str:
    if isinstance(value, datetime.date):
        return f"{value.year}-{value.month:02}-{value.day:02}"
    if isinstance(value, datetime.timedelta):
        return f"{format_number(value.total_seconds() / 3600)} hours"
    return value.isoformat("minutes")


def _with_troubles(rows: list[list[CellValue]], marks: Marks) -> list[list[CellValue]]:
    """Return the rows with errors and formulas without a value where the library sees nothing."""
    troubles = {place: Trouble(shown, "error") for place, shown in marks.errors.items()}
    for place in marks.blank:
        troubles[place] = Trouble(f"={marks.formulas.get(place, '')}", "formula")
    for (row, column), trouble in troubles.items():
        while len(rows) < row:
            rows.append([])
        rows[row - 1] += [None] * (column - len(rows[row - 1]))
        rows[row - 1][column - 1] = trouble
    return rows
