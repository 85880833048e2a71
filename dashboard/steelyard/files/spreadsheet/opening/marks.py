"""What the XML inside a workbook says beside the values: hidden rows, errors, signs, formulas.

The values themselves are read by a library, which reports none of this. The scan also finds how far
a sheet reaches, before anything of that size is built in memory. No entity is ever expanded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from steelyard.files.spreadsheet.opening.cells import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Place,
    column_number,
)

_Attributes = dict[str, str]
_FURTHEST_ROW: Final = 5 * MOST_ROWS
"""Sheets that reach further than is read, but not by much, are passed over beside others."""

_PERCENT_FORMATS: Final = frozenset({9, 10})
_SIGN = re.compile(r"[€£$]")
_IN_QUOTES = re.compile(r'"[^"]*"')
_LETTERS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class TooLargeError(Exception):
    """A sheet that reaches further than any decision table."""


@dataclass
class Marks:
    """What one sheet says of its cells; rows and columns from 1.

    `units`: the sign a number is shown with; `blank`: cells with a formula and no value.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    units: dict[Place, str] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    blank: set[Place] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0

    def reach(self, row: int, column: int) -> None:
        """Take note of a filled cell. Raises TooLargeError beyond what is read."""
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
        is_wide = self.last_row > _FURTHEST_ROW or self.last_column > MOST_COLUMNS
        if is_wide or self.last_row * self.last_column > MOST_CELLS:
            raise TooLargeError


def parse_xml(data: bytes, start: Callable[[str, _Attributes], None]) -> None:
    """Call `start` with every element's local name and attributes; ValueError for broken XML."""
    _parse(data, start, lambda _name: None, None)


def _parse(
    data: bytes,
    start: Callable[[str, _Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None] | None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError("the XML inside is broken") from error


def _refuse_doctype(*_given: object) -> None:
    raise ValueError("the XML inside declares a document type")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def style_units(styles: bytes) -> list[str]:
    """Return, for each cell style of an XLSX file, the sign it shows numbers with, or nothing."""
    formats: dict[int, str] = {}
    units: list[str] = []
    is_inside = False

    def start(name: str, attributes: _Attributes) -> None:
        nonlocal is_inside
        local = _local(name)
        if local == "numFmt":
            formats[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif local in ("cellXfs", "cellStyleXfs"):
            is_inside = local == "cellXfs"
        elif local == "xf" and is_inside:
            units.append(_unit_of(int(attributes.get("numFmtId", "0")), formats))

    parse_xml(styles, start)
    return units


def _unit_of(number: int, formats: Mapping[int, str]) -> str:
    return "%" if number in _PERCENT_FORMATS else shown_sign(formats.get(number, ""))


def shown_sign(code: str) -> str:
    """Return the sign that a format shows numbers with, or nothing.

    >>> shown_sign("0.0%"), shown_sign('#,##0 "%"'), shown_sign("[$€-407] 0")
    ('%', '', '€')
    """
    if "%" in _IN_QUOTES.sub("", code):
        return "%"
    # A place such as [$€-407] begins with a dollar that is none.
    found = _SIGN.search(code.replace("[$", "["))
    return found[0] if found else ""


class _SheetScan:
    """Handlers for the XML of one XLSX sheet."""

    def __init__(self, units: list[str]) -> None:
        self.marks, self._units = Marks(), units
        self._row = self._column = 0
        self._kind = self._unit = ""
        self._is_filled = self._has_formula = False
        self._within = ""
        self._text: list[str] = []

    def start(self, name: str, attributes: _Attributes) -> None:
        """Begin an element."""
        local = _local(name)
        if local == "c":
            self._begin_cell(attributes)
        elif local in ("v", "f", "is"):
            self._within, self._text = local, []
            self._has_formula = self._has_formula or local == "f"
            self._is_filled = self._is_filled or local == "is"
        elif local == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            if attributes.get("hidden") in ("1", "true"):
                self.marks.hidden_rows.add(self._row)
        elif local == "col" and attributes.get("hidden") in ("1", "true"):
            last = min(int(attributes.get("max", "0")), MOST_COLUMNS)
            self.marks.hidden_columns.update(range(int(attributes.get("min", "1")), last + 1))

    def _begin_cell(self, attributes: _Attributes) -> None:
        found = _LETTERS.fullmatch(attributes.get("r", ""))
        if found is not None:
            self._column = column_number(found[1])
        else:
            self._column += 1
        self._kind = attributes.get("t", "n")
        style = int(attributes.get("s", "0"))
        self._unit = self._units[style] if style < len(self._units) else ""
        self._is_filled = self._has_formula = False

    def text(self, text: str) -> None:
        """Keep the text of values and formulas."""
        if self._within:
            self._text.append(text)

    def end(self, name: str) -> None:
        """End an element."""
        local = _local(name)
        place = self._row, self._column
        if local == "v":
            whole = "".join(self._text).strip()
            self._is_filled = bool(whole)
            if self._kind == "e" and whole:
                self.marks.errors[place] = whole
        elif local == "f":
            self.marks.formulas[place] = "".join(self._text).strip()
        elif local == "c":
            self._end_cell(place)
        if local in ("v", "f", "is"):
            self._within = ""

    def _end_cell(self, place: Place) -> None:
        if self._has_formula and not self._is_filled and self._kind != "str":
            self.marks.blank.add(place)
        if self._is_filled or self._has_formula:
            self.marks.reach(*place)
        if self._unit and self._kind == "n" and self._is_filled:
            self.marks.units[place] = self._unit


def scan_xlsx_sheet(data: bytes, units: list[str]) -> Marks:
    """Return the marks of a sheet of an XLSX file. Raises ValueError, or TooLargeError."""
    scan = _SheetScan(units)
    _parse(data, scan.start, scan.end, scan.text)
    return scan.marks


class _OpenDocumentScan:
    """Handlers for the content of an ODS file: one `Marks` a table."""

    def __init__(self) -> None:
        self.tables: dict[str, Marks] = {}
        self.hidden: set[str] = set()
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._is_filled = self._is_text = False
        self._cell: _Attributes = {}
        self._marks = Marks()
        self._text: list[str] = []

    def start(self, name: str, attributes: _Attributes) -> None:
        """Begin an element."""
        match name:
            case "table:table":
                self._marks = Marks()
                self.tables[attributes.get("table:name", "")] = self._marks
                self._row = self._column = 0
                self._rows = 0
            case "table:table-column":
                count = int(attributes.get("table:number-columns-repeated", "1"))
                if attributes.get("table:visibility") in ("collapse", "filter"):
                    last = min(self._column + count, MOST_COLUMNS)
                    self._marks.hidden_columns.update(range(self._column + 1, last + 1))
                self._column += count
            case "table:table-row":
                self._row += self._rows
                self._rows = int(attributes.get("table:number-rows-repeated", "1"))
                self._row += 1 if self._row == 0 else 0
                self._column = 0
                if attributes.get("table:visibility") in ("collapse", "filter"):
                    last = min(self._row + self._rows, _FURTHEST_ROW + 1)
                    self._marks.hidden_rows.update(range(self._row, last))
            case "table:table-cell" | "table:covered-table-cell":
                self._cell, self._text = attributes, []
                self._columns = int(attributes.get("table:number-columns-repeated", "1"))
                self._is_filled = "office:value-type" in attributes
            case "text:p":
                self._is_text = True

    def text(self, text: str) -> None:
        """Keep the shown text of a cell."""
        if self._is_text:
            self._text.append(text)

    def end(self, name: str) -> None:
        """End an element."""
        if name == "text:p":
            self._is_text = False
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()
            self._column += self._columns

    def _end_cell(self) -> None:
        kind, shown = self._cell.get("office:value-type", ""), "".join(self._text)
        if not self._is_filled and not shown:
            return
        self._marks.reach(self._row + self._rows - 1, self._column + self._columns)
        unit = {"percentage": "%", "currency": _currency(shown)}.get(kind, "")
        is_error = self._cell.get("calcext:value-type") == "error"
        formula = self._cell.get("table:formula", "").removeprefix("of:").replace("[.", "")
        for row in range(self._row, self._row + self._rows):
            for column in range(self._column + 1, self._column + self._columns + 1):
                if unit:
                    self._marks.units[row, column] = unit
                if is_error:
                    self._marks.errors[row, column] = shown or "an error"
                if formula:
                    self._marks.formulas[row, column] = formula.replace("]", "").lstrip("=")


def _currency(shown: str) -> str:
    found = _SIGN.search(shown)
    return found[0] if found else ""


def scan_ods(data: bytes) -> dict[str, Marks]:
    """Return the marks of each table of an ODS file. Raises ValueError, or TooLargeError."""
    scan = _OpenDocumentScan()
    _parse(data, scan.start, scan.end, scan.text)
    return scan.tables
