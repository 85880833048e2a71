"""Tables of the same options on one sheet, each with criteria of its own, laid out as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from steelyard.files.spreadsheet import vocabulary as words
from steelyard.files.spreadsheet.opening.cells import CellValue, Place, Sheet
from steelyard.files.spreadsheet.table_finding.frame import (
    Label,
    is_rank_name,
    is_spread_name,
    is_total_name,
)
from steelyard.files.spreadsheet.table_finding.grid import SCORE_KINDS, Grid
from steelyard.files.spreadsheet.table_finding.orientation import is_about
from steelyard.files.spreadsheet.table_finding.tables import Table
from steelyard.files.spreadsheet.vocabulary import folded, is_called

_SAME: Final = words.VALUE | words.WEIGHTED | words.RANK | words.TOTAL


def lay_out_together(chosen: Table, others: Sequence[Table]) -> tuple[Sheet, list[Table]] | None:
    """Return one sheet made of a table and those with the same options, and all of these.

    `None` where there are no others. All have options in rows. The first table stays where it
    stands; the columns of the others come behind it and know where their cells came from.
    """
    together = [chosen]
    for other in others:
        if all(_goes_on(table, other) for table in together):
            together.append(other)
    if len(together) == 1:
        return None
    together.sort(key=lambda table: (table.grid.rows[0], table.grid.columns[0]))
    return _side_by_side(*together), together


def _side_by_side(first: Table, *others: Table) -> Sheet:
    grid = first.grid
    width = max(grid.columns)
    lines: list[list[CellValue]] = [[None] * width for _ in range(max(grid.rows))]
    for row, number in enumerate(grid.rows):
        for column, letter in enumerate(grid.columns):
            lines[number - 1][letter - 1] = grid.cells[row][column]
    origins: dict[Place, str] = {}
    for other in others:
        rows = {folded(other.grid.text(row, other.names)): row for row in other.body}
        pairs = [(row, rows.get(folded(grid.text(row, first.names)))) for row in first.body]
        pairs = [(first.head, other.head), *pairs]
        for column in range(other.grid.width):
            if column == other.names or not other.label(column):
                continue
            width += 1
            for line in lines:
                line.append(None)
            for row, found in pairs:
                if found is not None:
                    lines[grid.rows[row] - 1][-1] = other.grid.cells[found][column]
                    origins[grid.rows[row], width] = other.grid.place(found, column)
    return Sheet("", tuple(map(tuple, lines)), merged=_spans(grid), origins=origins)


def _spans(grid: Grid) -> tuple[tuple[Place, Place], ...]:
    """Return the merged areas of a grid by rows and columns of the sheet."""
    return tuple(
        ((grid.rows[top], grid.columns[left]), (grid.rows[bottom], grid.columns[right]))
        for (top, left), (bottom, right) in grid.merged
    )


def _goes_on(first: Table, other: Table) -> bool:
    """Return whether a table has the options of another and nothing but criteria of its own."""
    options = _options(first)
    if len(options) < 2 or _options(other) != options:
        return False
    heads, more = _heads(first), _heads(other)
    # The same criteria once more, as scores or weighted, would count twice.
    return bool(more) and {*map(_bare, heads)}.isdisjoint(map(_bare, more))


def _bare(head: str) -> str:
    """Return a head without its unit and without words such as score, weighted and normalised."""
    name = folded(head.removesuffix(")").rpartition("(")[0] or head)
    kept = [word for word in name.split() if word not in _SAME]
    return " ".join(kept) or name


def _options(table: Table) -> set[str]:
    """Return the folded names of rows with scores that are not about criteria, and no totals."""
    grid = table.grid
    return {
        folded(name)
        for row in table.body
        if (name := grid.text(row, table.names))
        and not SCORE_KINDS.isdisjoint(grid.kinds[row])
        and not is_about(Label(name), grid.cells[row])
        and not is_total_name(name)
    }


def _heads(table: Table) -> set[str]:
    """Return the heads of what may be a criterion: no total, rank, note or weight."""
    grid = table.grid
    heads = [grid.text(table.head, column) for column in range(grid.width) if column != table.names]
    return {
        head
        for head in heads
        if head
        and not (is_total_name(head) or is_rank_name(head) or is_spread_name(head))
        and not is_called(head, words.NOTE | words.IDENTIFIER | words.WEIGHT | words.UNIT)
    }
