"""The table as the user describes it: its area, the line of heads and the column of names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from steelyard.files.problems import echo
from steelyard.files.spreadsheet.model import RecipeMisfit, SaidRole, Wishes
from steelyard.files.spreadsheet.opening.cells import Sheet, SheetError, address, column_number
from steelyard.files.spreadsheet.table_finding.grid import grid_of
from steelyard.files.spreadsheet.table_finding.tables import Table, find_table

_AREA: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,5}):\$?([A-Za-z]{1,3})\$?([0-9]{1,5})")


class MisfitError(SheetError):
    """The sheet cannot be read as the user says; `misfits` are the reasons."""

    def __init__(self, *misfits: RecipeMisfit) -> None:
        super().__init__("; ".join(f"{'.'.join(m.keys)}: {m.says}" for m in misfits))
        self.misfits = misfits


def read_area(text: str) -> tuple[int, int, int, int] | None:
    """Return the first row and column and the last row and column of an area; `None` for others.

    >>> read_area("A4:H14"), read_area("H14:A4"), read_area("A4")
    ((4, 1, 14, 8), (4, 1, 14, 8), None)
    """
    found = _AREA.fullmatch(text.strip())
    if found is None:
        return None
    columns = sorted(column_number(letters) for letters in found.group(1, 3))
    rows = sorted(int(number) for number in found.group(2, 4))
    return rows[0], columns[0], rows[1], columns[1]


def cut_table(sheet: Sheet, wishes: Wishes) -> Table:
    """Return the table that stands in the area which the user names. Raises MisfitError."""
    area = read_area(wishes.table)
    if area is None:
        raise MisfitError(
            RecipeMisfit(("table",), f"{echo(wishes.table)} is no area", "such as A4:H14")
        )
    grid = grid_of(sheet)
    top, left, bottom, right = area
    rows = [at for at, number in enumerate(grid.rows) if top <= number <= bottom]
    columns = [at for at, number in enumerate(grid.columns) if left <= number <= right]
    size = f"the sheet goes to {address(len(sheet.rows), len(sheet.rows[0]) if sheet.rows else 1)}"
    if len(rows) < 2 or len(columns) < 2:
        says = f"{echo(wishes.table)} has no two rows and two columns that can be seen"
        raise MisfitError(RecipeMisfit(("table",), says, size))
    part = grid.cut(rows, columns)
    return find_table(part) or Table(part, 0, 0, 1)


def overlaps(one: Table, other: Table) -> bool:
    """Return whether two tables of a sheet share a cell."""
    return not (
        set(one.grid.rows).isdisjoint(other.grid.rows)
        or set(one.grid.columns).isdisjoint(other.grid.columns)
    )


def with_said_heads(table: Table, wishes: Wishes, *, is_turned: bool) -> Table:
    """Return a table whose heads and names are the lines that the user names."""
    head_role: SaidRole = "option" if is_turned else "criterion"
    names_role: SaidRole = "criterion" if is_turned else "option"
    grid = table.grid
    heads = [at for at, row in enumerate(grid.rows) if wishes.rows.get(row) == head_role]
    names = [at for at, col in enumerate(grid.columns) if wishes.columns.get(col) == names_role]
    return replace(
        table, head=heads[0] if heads else table.head, names=names[0] if names else table.names
    )
