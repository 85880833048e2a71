"""The parts of a sheet that are left out, and sentences about single cells, by their place."""

from __future__ import annotations

from typing import Final

from steelyard.files.problems import echo
from steelyard.files.spreadsheet.model import LeftOutPart
from steelyard.files.spreadsheet.opening.cells import Sheet
from steelyard.files.spreadsheet.table_finding.grid import EMPTY, line_name
from steelyard.files.spreadsheet.understanding.layout import CriterionColumns, Layout
from steelyard.files.spreadsheet.understanding.meaning import Column

_OUT: Final = frozenset({"total", "copy", "left out", "remark", "id", "note"})
_MOST_NAMED: Final = 40


def find_left_out(layout: Layout, sheet: Sheet) -> list[LeftOutPart]:
    """Return everything of a sheet that is not taken over, hidden rows and columns too."""
    grid = layout.frame.grid
    found = []
    for column, role in sorted(layout.columns.items()):
        if role.kind in _OUT:
            at = grid.rows[layout.frame.head], grid.columns[column]
            place = grid.origins.get(at, grid.column_name(column))
            found.append(LeftOutPart(place, role.name, role.why))
    for row, role in sorted(layout.rows.items()):
        if role.kind in _OUT:
            name = role.name or " ".join(
                grid.text(row, c) for c, k in enumerate(grid.kinds[row]) if k != EMPTY
            )
            found.append(LeftOutPart(grid.row_name(row), name[:80], role.why))
    found += _hidden(sheet)
    return found


def _hidden(sheet: Sheet) -> list[LeftOutPart]:
    found = []
    for row in sorted(sheet.hidden_rows)[:_MOST_NAMED]:
        cells = sheet.rows[row - 1] if row <= len(sheet.rows) else ()
        name = next((str(cell) for cell in cells if isinstance(cell, str)), "")
        if any(cell is not None for cell in cells):
            found.append(LeftOutPart(line_name(row, is_row=True), name, "hidden on the sheet"))
    for column in sorted(sheet.hidden_columns)[:_MOST_NAMED]:
        cells = tuple(row[column - 1] for row in sheet.rows if column <= len(row))
        name = next((str(cell) for cell in cells if isinstance(cell, str)), "")
        if any(cell is not None for cell in cells):
            found.append(LeftOutPart(line_name(column, is_row=False), name, "hidden on the sheet"))
    return found


def cell_notices(layout: Layout, found: CriterionColumns, column: Column) -> list[str]:
    """Return a sentence for each odd cell of a criterion, by its place on the sheet."""
    grid = layout.frame.grid
    at = found.likely if found.likely >= 0 else found.columns[0]
    said = []
    for i, sentence in sorted(column.said.items()):
        row = layout.options[i]
        place, shown = grid.place(row, at), grid.text(row, at)
        option = echo(layout.frame.rows[row].name)
        said.append(f"{place} ({option}, {echo(found.name)}): found {echo(shown)}; {sentence}")
    return said


def repeated_names(layout: Layout) -> list[str]:
    """Return a sentence for each option whose name stands a second time."""
    seen: set[str] = set()
    said = []
    for row in layout.options:
        name = layout.frame.rows[row].name
        if name in seen:
            place = layout.frame.grid.row_name(row)
            said.append(f"{place}: {echo(name)} stands a second time; both are kept")
        seen.add(name)
    return said
