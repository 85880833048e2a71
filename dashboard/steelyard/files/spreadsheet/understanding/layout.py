"""The roles of rows and columns of a framed table, as they are found step by step.

Options stand in rows here and criteria in columns, whichever way the sheet has them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from steelyard.files.spreadsheet.model import Role, SaidRole
from steelyard.files.spreadsheet.table_finding.frame import OptionTable


@dataclass
class CriterionColumns:
    """The columns of one criterion: one, or three for low, likely and high."""

    name: str
    likely: int
    low: int | None = None
    high: int | None = None
    group: str = ""

    @property
    def columns(self) -> tuple[int, ...]:
        """All its columns, low, likely and high."""
        ends = (self.low, self.likely, self.high)
        return tuple(column for column in ends if column is not None)


@dataclass
class Layout:
    """The roles found so far; positions are those of the frame's grid.

    `said_rows` and `said_columns` have their roles from the user, and keep them.
    """

    frame: OptionTable
    criteria: list[CriterionColumns] = field(default_factory=list)
    options: list[int] = field(default_factory=list)
    rows: dict[int, Role] = field(default_factory=dict)
    columns: dict[int, Role] = field(default_factory=dict)
    headings: list[int] = field(default_factory=list)
    families: dict[int, str] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    said_rows: dict[int, SaidRole] = field(default_factory=dict)
    said_columns: dict[int, SaidRole] = field(default_factory=dict)

    def rows_of(self, kind: str) -> list[int]:
        """Return the rows of a kind in their order."""
        return [row for row, role in sorted(self.rows.items()) if role.kind == kind]

    def columns_of(self, kind: str) -> list[int]:
        """Return the columns of a kind in their order."""
        return [column for column, role in sorted(self.columns.items()) if role.kind == kind]

    def set_row(self, row: int, kind: object, why: str = "") -> None:
        """Give a row its role."""
        self.rows[row] = Role(kind, why, self.frame.rows[row].name)  # type: ignore[arg-type]

    def set_column(self, column: int, kind: object, why: str = "") -> None:
        """Give a column its role."""
        label = self.frame.columns[column]
        name = " ".join(filter(None, (label.name, label.part)))
        self.columns[column] = Role(kind, why, name)  # type: ignore[arg-type]
