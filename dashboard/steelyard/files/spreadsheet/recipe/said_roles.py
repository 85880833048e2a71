"""Roles of rows and columns as the user says them, put into a layout before others are found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from steelyard.files.spreadsheet.model import RecipeMisfit, RoleKind, SaidRole, Wishes
from steelyard.files.spreadsheet.opening.cells import column_letter
from steelyard.files.spreadsheet.table_finding.grid import EMPTY, Grid
from steelyard.files.spreadsheet.understanding.layout import Layout

WHY: Final = "as you say"

OF_OPTIONS: Final[Mapping[SaidRole, RoleKind]] = {
    "option": "option",
    "weight": "weight",
    "better": "direction",
    "unit": "unit",
    "scale": "scale",
    "group": "group",
    "note": "note",
    "leave_out": "left out",
}
"""What a line on the side of the options may be: an option, or something about the criteria."""

OF_CRITERIA: Final[Mapping[SaidRole, RoleKind]] = {
    "criterion": "criterion",
    "group": "group",
    "note": "note",
    "leave_out": "left out",
}
"""What a line on the side of the criteria may be: a criterion, or something about the options."""


def put_said_roles(layout: Layout, wishes: Wishes) -> None:
    """Give rows and columns the roles that the user says; heads and names have theirs already."""
    grid, frame = layout.frame.grid, layout.frame
    rows, columns = _by_side(grid, wishes)
    for at, number in enumerate(grid.rows):
        said = rows.get(number)
        if said is None or at == frame.head or said not in OF_OPTIONS:
            continue
        layout.said_rows[at] = said
        is_alone = len(grid.kinds[at]) - grid.kinds[at].count(EMPTY) == 1
        is_heading = said == "group" and is_alone
        layout.set_row(at, "heading" if is_heading else OF_OPTIONS[said], WHY)
    for at, number in enumerate(grid.columns):
        said = columns.get(number)
        if said is None or at == frame.names or said not in OF_CRITERIA:
            continue
        layout.said_columns[at] = said
        if said == "group" and sum(kinds[at] != EMPTY for kinds in grid.kinds) == 1:
            layout.set_column(at, "heading", WHY)
            layout.headings.append(at)
        else:
            layout.set_column(at, OF_CRITERIA[said], WHY)


def settle_said_row(layout: Layout, row: int, family: str) -> str:
    """Make a row that the user calls an option one; return the family of the rows below it."""
    if layout.rows[row].kind == "heading":
        return layout.frame.rows[row].name
    if layout.said_rows[row] == "option":
        layout.options.append(row)
        if family:
            layout.families[row] = family
    return family


def role_misfits(layout: Layout, wishes: Wishes) -> list[RecipeMisfit]:
    """Return the roles that the user gives to lines that do not exist or cannot have them."""
    grid, frame = layout.frame.grid, layout.frame
    found = []
    sides: tuple[tuple[str, Mapping[int, SaidRole]], ...] = (
        ("rows", wishes.rows),
        ("columns", wishes.columns),
    )
    for key, roles in sides:
        is_options_side = (key == "rows") != grid.is_turned
        numbers = grid.rows if is_options_side else grid.columns
        allowed = OF_OPTIONS if is_options_side else OF_CRITERIA
        own = "criterion" if is_options_side else "option"
        at_own = numbers[frame.head if is_options_side else frame.names]
        span = f"{_name(key, numbers[0])} to {_name(key, numbers[-1])}"
        for number, role in roles.items():
            name = _name(key, number)
            line = f"{key.removesuffix('s')} {name}"
            if number not in numbers:
                says, may = f"{line} is not in the table", f"{span}, those that can be seen"
            elif number == at_own and role != own:
                says, may = f"{line} holds the names of the other side", "another line named so"
            elif role == own and number != at_own:
                says, may = f"a second line called {role}", f"one, here {_name(key, at_own)}"
            elif role != own and role not in allowed:
                says = f"{line} cannot be {role}, since criteria stand in {_way(grid)}"
                may = ", ".join((own, *allowed))
            else:
                continue
            found.append(RecipeMisfit((key, name), says, may))
    return found


def _name(key: str, number: int) -> str:
    return column_letter(number) if key == "columns" else str(number)


def _way(grid: Grid) -> str:
    return "rows" if grid.is_turned else "columns"


def _by_side(grid: Grid, wishes: Wishes) -> tuple[Mapping[int, SaidRole], Mapping[int, SaidRole]]:
    """Return the roles by side of the grid, which may be turned: of its rows, of its columns."""
    return (wishes.columns, wishes.rows) if grid.is_turned else (wishes.rows, wishes.columns)
