"""Tables in long form, a row for each score, laid out with options in rows and criteria in columns.

A row names option, criterion and value, or low, likely and high; or every criterion has a sheet of
its own, all with the same heads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from steelyard.files.spreadsheet import vocabulary as words
from steelyard.files.spreadsheet.opening.cells import CellValue, Place, Sheet
from steelyard.files.spreadsheet.table_finding.frame import is_total_name, part_of
from steelyard.files.spreadsheet.table_finding.grid import (
    EMPTY,
    SCORE_KINDS,
    TEXT,
    UNKNOWN,
    WORD,
    Grid,
)
from steelyard.files.spreadsheet.vocabulary import folded, has_word, is_called

_HEAD_WITHIN: Final = 15
_ABOUT: Final = (("unit", words.UNIT), ("weight", words.WEIGHT), ("direction", words.BETTER))


@dataclass(frozen=True)
class _Heads:
    """The columns of one sheet in long form; `row` is that of its heads."""

    grid: Grid
    sheet: str
    row: int
    option: int
    criterion: int | None
    values: dict[str, int]
    about: dict[str, int] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, ...]:
        """The heads, by which sheets of one kind are recognised."""
        return tuple(folded(self.grid.text(self.row, c)) for c in range(self.grid.width))


def widen(sheets: Sequence[tuple[str, Grid]]) -> tuple[Sheet, tuple[str, ...]] | None:
    """Return long sheets, by name, as one wide sheet and the names of those used; else `None`."""
    found = [heads for name, grid in sheets if (heads := _find_heads(name, grid)) is not None]
    if not found:
        return None
    first = max(found, key=lambda heads: heads.grid.height)
    same = [heads for heads in found if heads.key == first.key]
    if first.criterion is None:
        if len(same) < 2 or not _shares_options(same):
            return None
    elif not _is_long(same):
        return None
    return _wide(same), tuple(heads.sheet for heads in same)


def _find_heads(name: str, grid: Grid) -> _Heads | None:
    for row in range(min(grid.height - 1, _HEAD_WITHIN)):
        labels = [grid.text(row, column) for column in range(grid.width)]
        if sum(bool(label) for label in labels) < 2:
            continue
        named = [
            c
            for c, label in enumerate(labels)
            if is_called(label, words.OPTION | words.CRITERION, 3)
        ]
        texts = [column for column in named if _is_textual(grid, row, column)]
        options = [c for c in texts if is_called(labels[c], words.OPTION, 3)]
        criteria = [
            c for c in texts if is_called(labels[c], words.CRITERION, 3) and c not in options
        ]
        values = _values(grid, row, labels) if options else {}
        if options and values:
            about = {
                kind: c for c, label in enumerate(labels) for kind, known in _ABOUT
                if is_called(label, known, 2) and c not in (*options, *criteria, *values.values())
            }  # fmt: skip
            criterion = criteria[0] if criteria else None
            return _Heads(grid, name, row, options[0], criterion, values, about)
    return None


def _is_textual(grid: Grid, head: int, column: int) -> bool:
    kinds = [grid.kinds[row][column] for row in range(head + 1, grid.height)]
    filled = [kind for kind in kinds if kind != EMPTY]
    return bool(filled) and sum(kind in (TEXT, WORD) for kind in filled) >= 0.8 * len(filled)


def _values(grid: Grid, row: int, labels: Sequence[str]) -> dict[str, int]:
    values: dict[str, int] = {}
    for column, label in enumerate(labels):
        part = part_of(label)
        if part in ("low", "likely", "high") and not _is_textual(grid, row, column):
            values.setdefault(part, column)
        elif is_called(label, words.VALUE, 2) and not has_word(label, words.WEIGHTED):
            values.setdefault("likely", column)
    if set(values) == {"likely"} and not is_called(labels[values["likely"]], words.VALUE, 2):
        return {}
    return values if "likely" in values or {"low", "high"} <= values.keys() else {}


def _is_long(found: Sequence[_Heads]) -> bool:
    """Return whether pairs of option and criterion are different, and one side repeats."""
    pairs = [(option, criterion) for heads in found for option, criterion, _ in _entries(heads)]
    if len(pairs) < 2 or len(set(pairs)) < 0.95 * len(pairs):
        return False
    options, criteria = {o for o, _ in pairs}, {c for _, c in pairs}
    return (
        len(pairs) >= 2
        and len(options) * len(criteria) <= 3 * len(pairs)
        and (len(options) < len(pairs) or len(found) > 1)
    )


def _shares_options(found: Sequence[_Heads]) -> bool:
    first, *others = [{option for option, _, _ in _entries(heads)} for heads in found]
    return bool(first) and all(len(first & other) >= 0.5 * len(first) for other in others)


def _entries(heads: _Heads) -> list[tuple[str, str, int]]:
    """Return option, criterion and row of each score."""
    found = []
    for row in range(heads.row + 1, heads.grid.height):
        option = heads.grid.text(row, heads.option)
        at = heads.criterion
        criterion = heads.grid.text(row, at) if at is not None else heads.sheet
        has_value = any(
            heads.grid.kinds[row][column] in SCORE_KINDS or heads.grid.kinds[row][column] == UNKNOWN
            for column in heads.values.values()
        )
        if option and criterion and has_value and not is_total_name(option):
            found.append((option, criterion, row))
    return found


def _wide(found: Sequence[_Heads]) -> Sheet:
    options: dict[str, int] = {}
    criteria: dict[str, int] = {}
    cells: dict[Place, tuple[CellValue, str]] = {}
    about: dict[str, dict[str, CellValue]] = {kind: {} for kind, _ in _ABOUT}
    parts = [part for part in ("low", "likely", "high") if part in found[0].values]
    for heads in found:
        prefix = f"{heads.sheet} " if len(found) > 1 else ""
        for option, criterion, row in _entries(heads):
            at = options.setdefault(option, len(options))
            place = criteria.setdefault(criterion, len(criteria))
            for i, part in enumerate(parts):
                column = heads.values[part]
                target = (at, place * len(parts) + i)
                cells.setdefault(
                    target, (heads.grid.cells[row][column], prefix + heads.grid.place(row, column))
                )
            for kind, column in heads.about.items():
                about[kind].setdefault(criterion, heads.grid.cells[row][column])
    rows = _head_rows([*criteria], parts, about)
    origins: dict[Place, str] = {}
    for option, at in options.items():
        line: list[CellValue] = [option]
        for column in range(len(criteria) * len(parts)):
            value, origin = cells.get((at, column), (None, ""))
            line.append(value)
            if origin:
                origins[len(rows) + 1, column + 2] = origin
        rows.append(tuple(line))
    return Sheet(found[0].sheet, tuple(rows), origins=origins)


def _head_rows(
    criteria: Sequence[str], parts: Sequence[str], about: Mapping[str, Mapping[str, CellValue]]
) -> list[tuple[CellValue, ...]]:
    """Return the row of heads, and one for each kind of thing that is said of the criteria."""
    heads = [f"{name} {part}" if len(parts) > 1 else name for name in criteria for part in parts]
    rows: list[tuple[CellValue, ...]] = [("option", *heads)]
    for kind, said in about.items():
        if any(value is not None for value in said.values()):
            at = parts.index("likely") if "likely" in parts else 0
            line: list[CellValue] = [kind]
            for name in criteria:
                line += [said.get(name) if i == at else None for i in range(len(parts))]
            rows.append(tuple(line))
    return rows
