"""Sheets and their cells, as every kind of file is read into them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from steelyard.files.spreadsheet.vocabulary import KNOWN, folded

MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 500
MOST_CELLS: Final = 500_000


class SheetError(Exception):
    """A spreadsheet that cannot be read; the message is one sentence for the user."""


class Figure(float):
    """A number that its cell shows with a sign beside it: `%`, `€`, `£` or `$`.

    A share shown as 40 % is the number 40.
    """

    unit: str

    def __new__(cls, number: float, unit: str) -> Figure:
        """Return the number with its sign."""
        figure = super().__new__(cls, number)
        figure.unit = unit
        return figure


@dataclass(frozen=True)
class Trouble:
    """A cell with content but no value: what it shows, and what is wrong with it."""

    shown: str
    kind: Literal["error", "date", "formula"]


CellValue = str | float | Trouble | None

Place = tuple[int, int]
"""Row and column of a cell, both from 1."""


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet; row 1 and column 1 come first, and all rows are equally long.

    A cell is a text without white space around it, a number, a trouble or `None`. `merged` are
    first and last cell of each merged area; `formulas` are texts of formulas by cell, where the
    kind of file has them. `origins` are places that cells of a sheet made by us came from.
    """

    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[Place, Place], ...] = ()
    formulas: Mapping[Place, str] = field(default_factory=dict)
    is_hidden: bool = False
    origins: Mapping[Place, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Book:
    """A file: its name, its sheets in order, and sentences about the file as a whole.

    `parted_by` is the sign between the columns of a text file; `sha256` is the hash of the bytes.
    """

    name: str
    sheets: tuple[Sheet, ...]
    notices: tuple[str, ...] = ()
    parted_by: str = ""
    sha256: str = ""


def column_letter(column: int) -> str:
    """Return the letters that spreadsheets put above a column, from 1; ValueError below that.

    >>> column_letter(1), column_letter(28)
    ('A', 'AB')
    """
    if column < 1:
        raise ValueError(f"columns count from 1, not {column}")
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column from its letters, from 1.

    >>> column_number("A"), column_number("ab")
    (1, 28)
    """
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def address(row: int, column: int) -> str:
    """Return the name of a cell, `B4` for row 4 and column 2.

    >>> address(4, 2)
    'B4'
    """
    return f"{column_letter(column)}{row}"


def squared(rows: list[list[CellValue]]) -> tuple[tuple[CellValue, ...], ...]:
    """Return rows of equal length, without empty rows and columns at the end."""
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    width = max(
        (i + 1 for row in rows for i, cell in enumerate(row) if cell is not None), default=0
    )
    return tuple((*row[:width], *[None] * (width - len(row))) for row in rows)


_INSIDE_WORD = re.compile("([^\\W\\d_]+)[\u00a0\u00ad]+([^\\W\\d_]+)")


def clean_text(text: str) -> str | None:
    """Return a text with white space folded, or `None` where nothing is left of it.

    A hard space inside a word that heads tables is dropped: it came from a line break.

    >>> clean_text(" East\\u00a0\\n line "), clean_text("Bene\\u00a0fit")
    ('East line', 'Benefit')
    """
    if "\u00a0" in text or "\u00ad" in text:
        text = _INSIDE_WORD.sub(_joined, text).replace("\u00ad", "")
    return " ".join(text.replace("\ufeff", " ").replace("\u200b", " ").split()) or None


def _joined(found: re.Match[str]) -> str:
    whole = found[1] + found[2]
    return whole if folded(whole) in KNOWN and folded(found[1]) not in KNOWN else found[0]
