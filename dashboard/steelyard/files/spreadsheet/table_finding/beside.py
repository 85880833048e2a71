"""Tables other than the one of scores: used where they are about its criteria, else reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from steelyard.files.spreadsheet import vocabulary as words
from steelyard.files.spreadsheet.opening.cells import CellValue
from steelyard.files.spreadsheet.table_finding.frame import Label
from steelyard.files.spreadsheet.table_finding.orientation import is_about, is_weight_name
from steelyard.files.spreadsheet.table_finding.tables import Table
from steelyard.files.spreadsheet.vocabulary import folded, is_called

_KINDS: Final = ("weight", "direction", "unit", "scale")


@dataclass
class Beside:
    """What other tables say: by kind, then by the folded name of a criterion. `places` by kind."""

    said: dict[str, dict[str, CellValue]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def find(self, kind: str, name: str) -> CellValue:
        """Return what is said of a criterion, or `None`."""
        return self.said.get(kind, {}).get(folded(name))


def read_beside(tables: Sequence[tuple[str, Table]], criteria: Sequence[str]) -> Beside:
    """Return what tables, each with the name of its place, say about criteria of these names."""
    beside = Beside()
    wanted = {folded(name) for name in criteria}
    for place, table in tables:
        for candidate in (table, table.turned()):
            names = {
                folded(candidate.grid.text(row, candidate.names)): row
                for row in range(candidate.grid.height)
                if row != candidate.head
            }
            if len(wanted & names.keys()) >= max(1, 0.6 * len(wanted)):
                _take(beside, place, candidate, {n: names[n] for n in wanted & names.keys()})
                break
    return beside


def _take(beside: Beside, place: str, table: Table, rows: dict[str, int]) -> None:
    for column in range(table.grid.width):
        label = Label(table.label(column))
        cells = [table.grid.cells[row][column] for row in rows.values()]
        kind = _kind(label, cells) if column != table.names else ""
        if kind and kind not in beside.said:
            beside.said[kind] = {name: table.grid.cells[row][column] for name, row in rows.items()}
            beside.places[kind] = place


def _kind(label: Label, cells: Sequence[CellValue]) -> str:
    if not is_about(label, cells):
        return ""
    if is_weight_name(label):
        return "weight"
    for kind, known in zip(_KINDS[1:], (words.BETTER, words.UNIT, words.SCALE), strict=True):
        if is_called(label.name, known, 3):
            return kind
    return ""
