"""A book of sheets understood: the table chosen, turned, given roles, and read into scores.

The stages are modules of `table_finding` and of this folder, in this order: `tables`, `frame`,
`orientation`, `layout`, `weights`, `meaning`, `results`. Nothing is written or printed here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from steelyard.files.problems import echo, echo_many
from steelyard.files.spreadsheet import vocabulary as words
from steelyard.files.spreadsheet.model import (
    ONE_A_ROW,
    Guess,
    LeftOutPart,
    RecipeMisfit,
    Understanding,
    Wishes,
)
from steelyard.files.spreadsheet.opening.cells import (
    Book,
    CellValue,
    Sheet,
    SheetError,
    Trouble,
)
from steelyard.files.spreadsheet.recipe.said_roles import role_misfits
from steelyard.files.spreadsheet.recipe.said_table import (
    MisfitError,
    cut_table,
    overlaps,
    with_said_heads,
)
from steelyard.files.spreadsheet.table_finding.companions import lay_out_together
from steelyard.files.spreadsheet.table_finding.frame import option_table
from steelyard.files.spreadsheet.table_finding.grid import EMPTY, NUMBER, Grid, grid_of
from steelyard.files.spreadsheet.table_finding.long_form import widen
from steelyard.files.spreadsheet.table_finding.orientation import Orientation, find_orientation
from steelyard.files.spreadsheet.table_finding.tables import Table, find_tables
from steelyard.files.spreadsheet.understanding.found_set import describe
from steelyard.files.spreadsheet.understanding.layout import Layout
from steelyard.files.spreadsheet.understanding.roles import find_layout
from steelyard.files.spreadsheet.vocabulary import is_called

_LEAST_SHARE: Final = 0.35


class NotUnderstoodError(Exception):
    """No table found, or hardly any number placed; `looks` says what each sheet is like."""

    def __init__(self, why: str, looks: Sequence[str]) -> None:
        super().__init__(why)
        self.looks = tuple(looks)


@dataclass(frozen=True)
class _Candidate:
    """A table, and the sheet it stands on."""

    sheet: Sheet
    table: Table

    @property
    def worth(self) -> float:
        """The number of its cells, twice that where its heads speak of options or criteria."""
        corner = self.table.grid.text(self.table.head, self.table.names)
        is_named = is_called(corner, words.OPTION | words.CRITERION)
        return self.table.size * (2 if is_named else 1)


def understand(book: Book, wishes: Wishes | None = None) -> Understanding:
    """Return what was understood of a book.

    Raises SheetError where the file or a wish makes no sense, NotUnderstoodError where hardly any
    number could be placed.
    """
    wishes = wishes or Wishes()
    sheets = _sheets(book, wishes.sheet)
    grids = {id(sheet): grid_of(sheet) for sheet in sheets}
    wide = (
        widen([(sheet.name, grids[id(sheet)]) for sheet in sheets])
        if not (wishes.is_transposed or wishes.table or wishes.criteria_in)
        else None
    )
    if wide is not None:
        sheet, used = wide
        others = [s for s in book.sheets if s.name not in used]
        tables = [_Candidate(sheet, t) for t in find_tables(grid_of(sheet))]
        chosen = max(tables, key=lambda c: c.worth, default=None)
        if chosen is not None:
            return _read(book, chosen, [], wishes, _other_sheets(others), laid_out=ONE_A_ROW)
    candidates = [
        _Candidate(sheet, table) for sheet in sheets for table in find_tables(grids[id(sheet)])
    ]
    if wishes.table:
        chosen = _said_candidate(sheets, candidates, wishes)
        rest = [c for c in candidates if c.sheet is not chosen.sheet or not overlaps(
            c.table, chosen.table)]  # fmt: skip
        others = [s for s in book.sheets if s is not chosen.sheet]
        return _read(book, chosen, rest, wishes, _other_sheets(others))
    if not candidates:
        looks = [look_of(sheet) for sheet in book.sheets]
        raise NotUnderstoodError(f"{book.name}: no table of named numbers was found", looks)
    refused: NotUnderstoodError | None = None
    for chosen in sorted(candidates, key=lambda c: -c.worth)[:3]:
        rest = [candidate for candidate in candidates if candidate is not chosen]
        tabled = {candidate.sheet.name for candidate in rest}
        others = [s for s in book.sheets if s is not chosen.sheet and s.name not in tabled]
        try:
            together = _read_together(book, chosen, rest, wishes, _other_sheets(others))
            return together or _read(book, chosen, rest, wishes, _other_sheets(others))
        except NotUnderstoodError as error:
            refused = refused or error
    raise NotUnderstoodError(str(refused), [look_of(sheet) for sheet in book.sheets])


def _said_candidate(
    sheets: Sequence[Sheet], candidates: Sequence[_Candidate], wishes: Wishes
) -> _Candidate:
    """Return the table in the area that the user names, on the sheet that is named or the best."""
    best = max(candidates, key=lambda c: c.worth, default=None)
    sheet = best.sheet if best is not None else sheets[0]
    return _Candidate(sheet, cut_table(sheet, wishes))


def _sheets(book: Book, wanted: str) -> list[Sheet]:
    if not wanted:
        shown = [sheet for sheet in book.sheets if not sheet.is_hidden]
        if not shown:
            raise SheetError(f"{book.name} has no sheet that can be seen")
        return shown
    found = [sheet for sheet in book.sheets if sheet.name.casefold() == wanted.casefold()]
    if not found:
        names = echo_many([sheet.name for sheet in book.sheets])
        raise MisfitError(
            RecipeMisfit(("sheet",), f"{book.name} has no sheet {echo(wanted)}", names)
        )
    return found


def _other_sheets(sheets: Sequence[Sheet]) -> list[LeftOutPart]:
    return [
        LeftOutPart(
            f"sheet {echo(sheet.name)}", "", "hidden" if sheet.is_hidden else "another sheet"
        )
        for sheet in sheets
    ]


def _read(
    book: Book,
    chosen: _Candidate,
    rest: Sequence[_Candidate],
    wishes: Wishes,
    others: list[LeftOutPart],
    *,
    laid_out: str = "",
) -> Understanding:
    _refuse_pairs(book, chosen.table)
    way = _said_way(_way_of(chosen.table), wishes)
    frame = option_table(with_said_heads(chosen.table, wishes, is_turned=way.is_turned))
    layout = find_layout(frame.turned() if way.is_turned else frame, wishes)
    if not layout.criteria or not layout.options:
        what = "option" if layout.criteria else "criterion"
        raise NotUnderstoodError(f"{book.name}: no {what} was found", ())
    if len(layout.options) < 2 and (len(layout.criteria) < 2 or not way.is_sure):
        raise NotUnderstoodError(f"{book.name}: one option and no other was found", ())
    _refuse_ledger(book, layout)
    beside = [(_place(book, c, chosen), c.table) for c in rest]
    twins = [place for place, table in beside if _is_twin(table, chosen.table)]
    found = describe(book, chosen.sheet, layout, way, wishes, beside, others, laid_out=laid_out)
    if not laid_out:
        found = replace(found, misfits=(*role_misfits(layout, wishes), *found.misfits))
        _check_share(book, chosen.table.grid, found, wishes)
    if twins:
        says = f"{', '.join(twins[:5])} has other numbers for the same names, which are not read"
        found = replace(found, guesses=(*found.guesses, Guess("tables", says)))
    return found


def _read_together(
    book: Book,
    chosen: _Candidate,
    rest: Sequence[_Candidate],
    wishes: Wishes,
    others: list[LeftOutPart],
) -> Understanding | None:
    """Return what tables of the same options on one sheet say together; `None` for one alone."""
    way = _way_of(chosen.table)
    near = [candidate for candidate in rest if candidate.sheet is chosen.sheet]
    if not near or way.is_turned or not way.is_sure or wishes != replace(
        wishes, rows={}, columns={}, criteria_in="", is_transposed=False
    ):  # fmt: skip
        return None
    made = lay_out_together(chosen.table, [candidate.table for candidate in near])
    tables = find_tables(grid_of(made[0])) if made is not None else []
    if made is None or not tables:
        return None
    areas = [table.grid.area() for table in made[1]]
    beside = [candidate for candidate in rest if candidate.table not in made[1]]
    whole = _Candidate(replace(made[0], name=chosen.sheet.name), tables[0])
    laid_out = f"tables of the same options put together: {', '.join(areas)}"
    found = _read(book, whole, beside, wishes, others, laid_out=laid_out)
    says = f"Criteria were taken from {len(areas)} tables of the same options: {', '.join(areas)}"
    guesses = (Guess("tables", says), *found.guesses)
    return replace(found, guesses=tuple(g for g in guesses if g.key not in wishes.confirmed))


def _way_of(table: Table) -> Orientation:
    """Return which way round a table stands; cached with the table."""
    kept: Orientation | None = table.__dict__.get("way")
    if kept is None:
        kept = table.__dict__["way"] = find_orientation(option_table(table))
    return kept


def _said_way(way: Orientation, wishes: Wishes) -> Orientation:
    if wishes.criteria_in:
        return Orientation(wishes.criteria_in == "rows", is_sure=True, why="as you say")
    if wishes.is_transposed:
        return Orientation(not way.is_turned, is_sure=True, why="as you say")
    return way


def _is_twin(table: Table, other: Table) -> bool:
    """Return whether two tables have the same heads and names, as if filled in by two people."""

    def names(found: Table) -> tuple[set[str], set[str]]:
        grid = found.grid
        heads = {grid.text(found.head, c) for c in range(grid.width) if c != found.names}
        return heads, {grid.text(row, found.names) for row in found.body}

    first, second = names(table), names(other)
    return all(len(a & b) >= 0.7 * max(len(a), len(b)) for a, b in zip(first, second, strict=True))


def _refuse_pairs(book: Book, table: Table) -> None:
    """Raise NotUnderstoodError where the same things stand in rows and in columns."""
    grid = table.grid
    heads = {grid.text(table.head, c) for c in range(grid.width) if c != table.names} - {""}
    names = {grid.text(row, table.names) for row in table.body} - {""}
    if len(heads) > 2 and heads == names:
        raise NotUnderstoodError(
            f"{book.name} compares the same things with each other in pairs, which gives weights "
            "and no scores",
            (),
        )


def _refuse_ledger(book: Book, layout: Layout) -> None:
    """Raise NotUnderstoodError for a list of entries: dates, names that repeat, one number each."""
    grid = layout.frame.grid
    names = [layout.frame.rows[row].name for row in layout.options]
    dated = any(
        sum(_is_date(grid.cells[row][column]) for row in layout.options) > len(names) / 2
        for column in range(grid.width)
    )
    if len(layout.criteria) == 1 and len(names) > 2 and len({*names}) < len(names) and dated:
        raise NotUnderstoodError(
            f"{book.name} is a list of dated entries in which names stand several times; add them "
            "up first, to one row for each option",
            (),
        )


def _is_date(cell: CellValue) -> bool:
    if isinstance(cell, Trouble):
        return cell.kind == "date"
    return isinstance(cell, str) and _DATE.fullmatch(cell) is not None


_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")


def _place(book: Book, candidate: _Candidate, chosen: _Candidate) -> str:
    area = candidate.table.grid.area()
    if candidate.sheet is chosen.sheet or len(book.sheets) == 1:
        return area
    return f"{echo(candidate.sheet.name)} {area}"


def _check_share(book: Book, grid: Grid, found: Understanding, wishes: Wishes) -> None:
    """Raise NotUnderstoodError where most numbers of the table have been given no role."""
    if wishes.rows or wishes.columns:
        # What is left out then is left out because somebody says so.
        return
    roles = [found.rows.get(row) for row in grid.rows]
    columns = [found.columns.get(column) for column in grid.columns]
    lost = total = 0
    for row, kinds in enumerate(grid.kinds):
        for column, kind in enumerate(kinds):
            if kind != NUMBER:
                continue
            total += 1
            pair = (roles[row], columns[column])
            lost += any(role is None or role.kind in ("left out", "remark") for role in pair)
    if total and (total - lost) / total < _LEAST_SHARE:
        raise NotUnderstoodError(f"{book.name}: hardly any number could be placed", ())


def look_of(sheet: Sheet) -> str:
    """Return in a few words what a sheet looks like."""
    name = echo(sheet.name) if sheet.name else "the sheet"
    grid = grid_of(sheet)
    if not grid.height or not grid.width:
        return f"{name}: empty"
    numbers = sum(kinds.count(NUMBER) for kinds in grid.kinds)
    filled = sum(len(kinds) - kinds.count(EMPTY) for kinds in grid.kinds)
    texts = [grid.text(0, column) for column in range(grid.width)]
    first = echo_many([text for text in texts if text][:4] or ["nothing"])
    size = f"{grid.height} rows, {grid.width} columns, {filled} filled cells, {numbers} numbers"
    return f"{name}: {size}; its first row begins with {first}"
