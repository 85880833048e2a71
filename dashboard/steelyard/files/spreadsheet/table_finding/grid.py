"""A rectangle of visible cells, each with its kind, that can be cut and turned.

Positions count from 0 inside the grid; `place` gives the name of the cell on its sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from steelyard.files.problems import format_number
from steelyard.files.spreadsheet.notation.words import is_scale_word
from steelyard.files.spreadsheet.notation.written import is_unknown, looks_like_date, take_apart
from steelyard.files.spreadsheet.opening.cells import (
    CellValue,
    Place,
    Sheet,
    Trouble,
    address,
)

EMPTY, NUMBER, QUANTITY, WORD, UNKNOWN, TEXT = "enqwut"
"""Kinds of cells: nothing, a number or what was to be one, a number with words, a word that may
stand for a number, a sign for not known, any other text."""

SCORE_KINDS: Final = frozenset({NUMBER, QUANTITY, WORD})
TEXT_KINDS: Final = frozenset({TEXT, WORD, QUANTITY})

Span = tuple[Place, Place]


def cell_kind(cell: CellValue) -> str:
    """Return the kind of a cell.

    >>> [cell_kind(cell) for cell in (None, 4.0, "6 weeks", "High", "n/a", "East")]
    ['e', 'n', 'q', 'w', 'u', 't']
    """
    if cell is None:
        return EMPTY
    if isinstance(cell, float | Trouble):
        return NUMBER
    if is_unknown(cell):
        return UNKNOWN
    if (written := take_apart(cell)) is not None:
        return QUANTITY if len(written.unit) > 2 or len(cell) > 24 else NUMBER
    if looks_like_date(cell):
        return NUMBER
    return WORD if is_scale_word(cell) else TEXT


@dataclass(frozen=True)
class Grid:
    """Cells by row and column; `rows` and `columns` are their numbers on the sheet, from 1."""

    cells: tuple[tuple[CellValue, ...], ...]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    merged: tuple[Span, ...] = ()
    formulas: Mapping[Place, str] = field(default_factory=dict)
    is_turned: bool = False
    origins: Mapping[Place, str] = field(default_factory=dict)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the cells, a text for each row."""
        known: dict[str, str] = {}

        def kind(cell: CellValue) -> str:
            if isinstance(cell, str):
                found = known.get(cell)
                if found is None:
                    found = known[cell] = cell_kind(cell)
                return found
            return EMPTY if cell is None else NUMBER

        return tuple("".join([kind(cell) for cell in row]) for row in self.cells)

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.columns)

    def text(self, row: int, column: int) -> str:
        """Return a cell as text; nothing for an empty one."""
        cell = self.cells[row][column]
        if cell is None:
            return ""
        if isinstance(cell, Trouble):
            return cell.shown
        return cell if isinstance(cell, str) else format_number(float(cell))

    def place(self, row: int, column: int) -> str:
        """Return the name of a cell on its sheet, such as B4."""
        at = self.rows[row], self.columns[column]
        at = at[::-1] if self.is_turned else at
        return self.origins.get(at) or address(*at)

    def row_name(self, row: int) -> str:
        """Return what a row of the grid is on the sheet, such as `row 4`."""
        return line_name(self.rows[row], is_row=not self.is_turned)

    def column_name(self, column: int) -> str:
        """Return what a column of the grid is on the sheet, such as `column B`."""
        return line_name(self.columns[column], is_row=self.is_turned)

    def area(self) -> str:
        """Return the first and last cell on the sheet, such as B4:E11."""
        return f"{self.place(0, 0)}:{self.place(self.height - 1, self.width - 1)}"

    def formula(self, row: int, column: int) -> str:
        """Return the formula of a cell, or nothing."""
        at = self.rows[row], self.columns[column]
        return self.formulas.get(at[::-1] if self.is_turned else at, "")

    def column(self, column: int) -> list[CellValue]:
        """Return the cells of a column."""
        return [row[column] for row in self.cells]

    def turned(self) -> Grid:
        """Return the grid with rows and columns exchanged."""
        grid = Grid(
            tuple(zip(*self.cells, strict=True)),
            self.columns,
            self.rows,
            tuple((first[::-1], last[::-1]) for first, last in self.merged),
            self.formulas,
            not self.is_turned,
            self.origins,
        )
        # The kinds are known already, and take longest to find.
        grid.__dict__["kinds"] = tuple(map("".join, zip(*self.kinds, strict=True)))
        return grid

    def cut(self, rows: Sequence[int], columns: Sequence[int]) -> Grid:
        """Return some rows and columns, in order."""
        if len(rows) == self.height and len(columns) == self.width:
            return self
        grid = Grid(
            tuple(tuple([self.cells[row][column] for column in columns]) for row in rows),
            tuple(self.rows[row] for row in rows),
            tuple(self.columns[column] for column in columns),
            tuple(_cut_spans(self.merged, rows, columns)),
            self.formulas,
            self.is_turned,
            self.origins,
        )
        grid.__dict__["kinds"] = tuple(
            "".join([self.kinds[row][column] for column in columns]) for row in rows
        )
        return grid

    def spans_of_row(self, row: int) -> dict[int, int]:
        """Return, for cells merged sideways into an earlier one of this row, that column."""
        found = {}
        for (top, left), (bottom, right) in self.merged:
            if top <= row <= bottom:
                for column in range(left + 1, right + 1):
                    found[column] = left
        return found


def line_name(number: int, *, is_row: bool) -> str:
    """Return `row 4` or `column B`.

    >>> line_name(4, is_row=True), line_name(2, is_row=False)
    ('row 4', 'column B')
    """
    return f"row {number}" if is_row else f"column {address(1, number)[:-1]}"


def _cut_spans(
    spans: Sequence[Span], rows: Sequence[int], columns: Sequence[int]
) -> Iterator[Span]:
    at_row = {row: i for i, row in enumerate(rows)}
    at_column = {column: i for i, column in enumerate(columns)}
    for (top, left), (bottom, right) in spans:
        kept_rows = [at_row[row] for row in range(top, bottom + 1) if row in at_row]
        kept_columns = [at_column[c] for c in range(left, right + 1) if c in at_column]
        if kept_rows and kept_columns:
            yield (kept_rows[0], kept_columns[0]), (kept_rows[-1], kept_columns[-1])


def grid_of(sheet: Sheet) -> Grid:
    """Return the visible cells of a sheet, without empty columns at its edges.

    It is cached with the sheet, since a sheet is read again at every correction.
    """
    kept: Grid | None = sheet.__dict__.get("grid")
    if kept is None:
        kept = sheet.__dict__["grid"] = _visible(sheet)
    return kept


def _visible(sheet: Sheet) -> Grid:
    height = len(sheet.rows)
    width = len(sheet.rows[0]) if sheet.rows else 0
    rows = [row for row in range(height) if row + 1 not in sheet.hidden_rows]
    columns = [column for column in range(width) if column + 1 not in sheet.hidden_columns]
    whole = Grid(
        sheet.rows,
        tuple(range(1, height + 1)),
        tuple(range(1, width + 1)),
        tuple(
            ((top - 1, left - 1), (min(bottom, height) - 1, min(right, width) - 1))
            for (top, left), (bottom, right) in sheet.merged
            if top <= height and left <= width
        ),
        sheet.formulas,
        origins=sheet.origins,
    )
    return whole.cut(rows, columns)
