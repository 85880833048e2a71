"""A first criteria set read from a spreadsheet: options in rows, criteria in columns.

Understands a sheet of scores with names in its first row and column, and rows that say
swing, better end, scale or unit of the criteria. Everything guessed or not understood is
said by row and column. Ids are made from names: readable, well formed, each used once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from steelyard.files.editing.score_text import PlainScore, find_range
from steelyard.files.editing.yaml_writing import is_plain
from steelyard.files.problems import echo
from steelyard.files.spreadsheet.cell_numbers import (
    find_scale,
    has_decimal_commas,
    read_cell_number,
    read_cell_score,
)
from steelyard.files.spreadsheet.cells import CellValue, SheetError, Spreadsheet, column_letter
from steelyard.model.entry import is_id
from steelyard.model.units import UNITS

_SWING: Final = ("swing", "swings", "weight", "weights")
_BETTER: Final = ("better", "direction")
_SCALE: Final = ("scale", "scales")
_UNIT: Final = ("unit", "units")
_HIGHER: Final = ("higher", "high", "max", "maximise", "maximize", "more", "+")
_LOWER: Final = ("lower", "low", "min", "minimise", "minimize", "less", "-", "−")
_LONGEST_NAME: Final = 300
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass
class DraftCriterion:
    """A column: its name, and what the sheet says of its scale and weight, if anything."""

    name: str
    column: int
    better: str = ""
    swing: float | None = None
    scale: tuple[float, float] | None = None
    is_scale_found: bool = False
    unit: str = ""
    is_scale_guessed: bool = False


@dataclass
class DraftSet:
    """A criteria set as far as a sheet gives it; scores by option id and criterion id.

    `notices` are sentences, in the order of the sheet, about everything that was guessed or
    not understood.
    """

    criteria: dict[str, DraftCriterion] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    scores: dict[str, dict[str, PlainScore]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)


def read_draft_set(sheet: Spreadsheet) -> DraftSet:
    """Return the criteria set of a sheet: names in its first filled row and first column.

    Rows called swing or weight, better, scale and unit are about the criteria; every other
    row with a name is an option. Raises SheetError if there is no option or no criterion.
    """
    return _GridReader(sheet).read()


class _GridReader:
    """Reads one sheet, and collects notices about what it had to guess or left out."""

    def __init__(self, sheet: Spreadsheet) -> None:
        self.sheet, self.grid = sheet, DraftSet()
        self.grid.notices += [f"{sheet.name}: {notice}" for notice in sheet.notices]
        self.has_commas = has_decimal_commas(cell for row in sheet.rows for cell in row)

    def read(self) -> DraftSet:
        rows = [(i, row) for i, row in enumerate(self.sheet.rows, 1) if any(_filled(row))]
        if not rows:
            raise SheetError(f"{self.sheet.name} is empty")
        self._read_heads(*rows[0])
        named = [(number, row, _word(row[0])) for number, row in rows[1:]]
        special = {*_SWING, *_BETTER, *_SCALE, *_UNIT}
        for number, row, word in named:
            if word in special:
                self._read_about(number, row, word)
        for number, row, word in named:
            if word not in special:
                self._read_option(number, row)
        if not self.grid.options:
            raise SheetError(
                f"{self.sheet.name} has no option; write one per row, its name in the first column"
            )
        self._choose_scales()
        return self.grid

    def _read_heads(self, number: int, row: tuple[CellValue, ...]) -> None:
        for column, cell in enumerate(row[1:], 2):
            if cell is not None:
                name = self._name(cell, f"row {number}, column {column_letter(column)}")
                criterion = make_id(name, self.grid.criteria, "criterion")
                self.grid.criteria[criterion] = DraftCriterion(name, column)
            elif any(other[column - 1] is not None for other in self.sheet.rows):
                place = f"{self.sheet.name}, row {number}, column {column_letter(column)}"
                self._say(f"{place}: found no name; the column is left out")
        if not self.grid.criteria:
            raise SheetError(
                f"{self.sheet.name} has no criterion; write their names in the first row, from the "
                "second column on, and part the columns by commas, semicolons or tabs"
            )

    def _read_about(self, number: int, row: tuple[CellValue, ...], word: str) -> None:
        """Read a row about the criteria themselves: swing, better, scale or unit."""
        for criterion in self.grid.criteria.values():
            cell = row[criterion.column - 1]
            if cell is None:
                continue
            if word in _SWING:
                allowed, is_read = "a number of at least 0", self._take_swing(criterion, cell)
            elif word in _BETTER:
                allowed, is_read = "higher or lower", _take_better(criterion, cell)
            elif word in _SCALE:
                allowed, is_read = "two numbers such as 0 - 100", self._take_scale(criterion, cell)
            else:
                allowed, is_read = ", ".join(UNITS), _take_unit(criterion, cell)
            if not is_read:
                self._say_cell(number, criterion, cell, f"allowed: {allowed}; left out")

    def _take_swing(self, criterion: DraftCriterion, cell: CellValue) -> bool:
        number = read_cell_number(cell, has_commas=self.has_commas)
        if number is None or not 0 <= number <= 1e9:
            return False
        criterion.swing = number
        return True

    def _take_scale(self, criterion: DraftCriterion, cell: CellValue) -> bool:
        text = str(cell).replace(",", ".") if self.has_commas else str(cell)
        ends = find_range(text)
        if ends is None or ends[0] >= ends[1]:
            return False
        criterion.scale = ends
        return True

    def _read_option(self, number: int, row: tuple[CellValue, ...]) -> None:
        if row[0] is None:
            place = f"{self.sheet.name}, row {number}, column A"
            self._say(f"{place}: found no name; the row is left out")
            return
        name = self._name(row[0], f"row {number}, column A")
        if name in self.grid.options.values():
            place = f"{self.sheet.name}, row {number}, column A"
            self._say(f"{place}: found {echo(name)} a second time; both rows are kept")
        option = make_id(name, self.grid.options, "option")
        self.grid.options[option] = name
        cells = self.grid.scores[option] = {}
        for key, criterion in self.grid.criteria.items():
            cell = row[criterion.column - 1]
            score, said = read_cell_score(cell, criterion.scale, has_commas=self.has_commas)
            cells[key] = score
            if said:
                self._say_cell(number, criterion, cell, said)

    def _choose_scales(self) -> None:
        for key, criterion in self.grid.criteria.items():
            if criterion.scale is not None:
                continue
            found = [number for row in self.grid.scores.values() for number in _numbers(row[key])]
            criterion.scale, said = find_scale(found)
            criterion.is_scale_guessed = True
            criterion.is_scale_found = criterion.scale != (0, 100)
            if said:
                self._say(f"{self.sheet.name}, column {_quoted(criterion.name)}: {said}")

    def _name(self, cell: CellValue, place: str) -> str:
        whole = f"{cell:g}" if isinstance(cell, float) else str(cell)
        name = _CONTROL.sub("", whole)[:_LONGEST_NAME].strip() or "Without a name"
        if name != whole:
            self._say(f"{self.sheet.name}, {place}: found a name too long or with characters that "
                      f"cannot be shown; taken as {echo(name)}")  # fmt: skip
        return name

    def _say_cell(self, number: int, criterion: DraftCriterion, cell: CellValue, said: str) -> None:
        place = f"{self.sheet.name}, row {number}, column {_quoted(criterion.name)}"
        found = echo(cell)
        self._say(f"{place}: found {found if isinstance(cell, float) else _quoted(found)}; {said}")

    def _say(self, notice: str) -> None:
        self.grid.notices.append(notice)


def _take_better(criterion: DraftCriterion, cell: CellValue) -> bool:
    word = _word(cell)
    if word not in (*_HIGHER, *_LOWER):
        return False
    criterion.better = "higher" if word in _HIGHER else "lower"
    return True


def _take_unit(criterion: DraftCriterion, cell: CellValue) -> bool:
    word = _word(cell)
    if word not in UNITS:
        return False
    criterion.unit = word
    return True


def _numbers(score: PlainScore) -> Iterator[float]:
    if isinstance(score, list):
        yield from score
    elif not isinstance(score, str):
        yield score


def _word(cell: CellValue) -> str:
    return cell.casefold().strip(" :") if isinstance(cell, str) else ""


def _filled(row: tuple[CellValue, ...]) -> Iterator[bool]:
    return (cell is not None for cell in row)


def _quoted(text: str) -> str:
    return f'"{echo(text)}"' if not text.startswith('"') else echo(text)


_LONGEST: Final = 40
# Letters of Latin alphabets that do not come apart into a letter and a mark.
_SPELT_OUT: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def make_id(name: str, taken: Collection[str], kind: str) -> str:
    """Return an id for a name that is not among `taken`.

    Latin letters lose their marks; a name without any Latin letter or digit becomes `kind`
    and a number.

    >>> make_id("Coût élevé (€)", [], "criterion"), make_id("成本", ["criterion_1"], "criterion")
    ('cout_eleve', 'criterion_2')
    """
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_SPELT_OUT))
    ascii_only = folded.encode("ascii", "ignore").decode()
    base = _shortened(re.sub(r"[^a-z0-9]+", "_", re.sub(r"['’]", "", ascii_only)).strip("_"))
    if not base:
        return _numbered(kind, taken, 1)
    if not is_id(base) or not is_plain(base, in_flow=True):
        base = f"{kind}_{base}"
    return base if base not in taken else _numbered(base, taken, 2)


def _numbered(base: str, taken: Collection[str], number: int) -> str:
    while f"{base}_{number}" in taken:
        number += 1
    return f"{base}_{number}"


def _shortened(base: str) -> str:
    if len(base) <= _LONGEST:
        return base
    return base[: _LONGEST + 1].rpartition("_")[0] or base[:_LONGEST]
