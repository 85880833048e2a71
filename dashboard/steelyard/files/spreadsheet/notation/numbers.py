"""The numbers of a column, read in the context of the whole: unit, decimal sign, what 4/5 means."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from steelyard.files.spreadsheet.notation.written import (
    TIMES,
    Separator,
    Written,
    find_separator,
    is_open_number,
    is_unknown,
    looks_like_date,
    parse,
    take_apart,
    tidy,
)
from steelyard.files.spreadsheet.opening.cells import CellValue, Figure, Trouble

_SECONDS: Final = {"minutes": 1, "hours": 60, "days": 1440, "weeks": 10080}
_MONTHS: Final = {"months": 1, "years": 12}


@dataclass
class ColumnNumbers:
    """The numbers of one column: by position a score, and a sentence where something is odd.

    A score is a number, low, likely and high, or `unknown`. `scale` is what `4/5` says.
    """

    scores: list[int | float | list[int | float] | str] = field(default_factory=list)
    said: dict[int, str] = field(default_factory=dict)
    unit: str = ""
    scale: tuple[float, float] | None = None
    doubtful: str = ""


def read_column(cells: Sequence[CellValue], table: Separator, has_commas: bool) -> ColumnNumbers:
    """Return the numbers of a column. `table` is the decimal sign of the whole table.

    `has_commas`: whether a doubtful `1,450` is taken as a fraction.
    """
    column = ColumnNumbers()
    separator = find_separator(cells) or table
    taken = [take_apart(cell) if isinstance(cell, str) else None for cell in cells]
    if not separator and (doubtful := _doubtful(taken)):
        # If nothing suggests decimal commas, the sign is taken as a thousands separator.
        separator = "," if has_commas or "." in doubtful else "."
        column.doubtful = doubtful
    elif separator == "," and all(
        is_open_number(number) for w in taken if w is not None for number in w.numbers
        if "," in number
    ) and find_separator(cells) == "":  # fmt: skip
        # Thousands, perhaps, in a table whose other columns have decimal commas.
        column.doubtful = next(
            (
                n
                for w in taken
                if w is not None
                for n in w.numbers
                if is_open_number(n) and "," in n
            ),
            "",
        )
    reader = _ColumnReader(cells, taken, separator, column)
    reader.read()
    return column


def _doubtful(taken: Sequence[Written | None]) -> str:
    for written in taken:
        for number in written.numbers if written is not None else ():
            if is_open_number(number):
                return number
    return ""


class _ColumnReader:
    """Reads the cells of one column once their decimal sign is known."""

    def __init__(
        self,
        cells: Sequence[CellValue],
        taken: Sequence[Written | None],
        separator: Separator,
        column: ColumnNumbers,
    ) -> None:
        self.cells, self.taken, self.separator, self.column = cells, taken, separator, column
        self.units = [self._unit(cell, written) for cell, written in zip(cells, taken, strict=True)]
        known = Counter(unit for unit in self.units if unit)
        self.unit = known.most_common(1)[0][0] if known else ""
        column.unit = self.unit
        self.factors = self._time_factors(set(known))
        self.marks = self._marks_out_of()

    def _unit(self, cell: CellValue, written: Written | None) -> str:
        if isinstance(cell, Figure):
            return cell.unit
        if written is None or written.unit.casefold() in _FILLING:
            is_unit = written is not None and written.times and not self._is_factor(written)
            return written.times if written is not None and is_unit else ""
        return _SAME_UNIT.get(written.unit.casefold(), written.unit)

    def _time_factors(self, units: set[str]) -> dict[str, float]:
        for family in (_SECONDS, _MONTHS):
            if len(units) > 1 and units <= set(family):
                self.column.unit = self.unit = min(units, key=lambda unit: family[unit])
                return {unit: family[unit] / family[self.unit] for unit in units}
        return {}

    def _marks_out_of(self) -> float | None:
        """Return what all marks such as 4/5 are out of, where they agree."""
        slashed = [w for w in self.taken if w is not None and w.kind in ("slashed", "out_of")]
        tops = {parse(written.numbers[1], self.separator) for written in slashed}
        if len(tops) != 1 or None in tops:
            return None
        top = tops.pop() or 0
        numbers = [parse(written.numbers[0], self.separator) for written in slashed]
        plain = [float(cell) for cell in self.cells if isinstance(cell, float)]
        is_mark = top > 1 and all(n is not None and 0 <= n <= top for n in [*numbers, *plain])
        return top if is_mark else None

    def read(self) -> None:
        for i, cell in enumerate(self.cells):
            score, said = self._score(i, cell)
            self.column.scores.append(score)
            if said:
                self.column.said[i] = said
        if self.marks is not None:
            lowest = 0 if any(score == 0 for score in self.column.scores) else 1
            self.column.scale = (lowest, tidy(self.marks))

    def _score(self, i: int, cell: CellValue) -> tuple[int | float | list[int | float] | str, str]:
        if cell is None:
            return "unknown", ""
        if isinstance(cell, Trouble):
            return "unknown", TROUBLES[cell.kind]
        if isinstance(cell, float):
            if not math.isfinite(cell) or abs(cell) > 1e300:
                return "unknown", "no ordinary number; taken as unknown"
            return self._fitting(i, [cell])
        written = self.taken[i]
        if written is None:
            if is_unknown(cell):
                return "unknown", ""
            said = "not understood as a number; taken as unknown"
            return "unknown", TROUBLES["date"] if looks_like_date(cell) else said
        numbers = [parse(number, self.separator) for number in written.numbers]
        if any(number is None for number in numbers):
            return "unknown", "commas and points contradict the rest of the column; unknown"
        if written.kind == "number" and not written.times and not written.is_negative:
            return self._fitting(i, [number or 0.0 for number in numbers])
        return self._by_kind(i, written, [number or 0.0 for number in numbers])

    def _by_kind(
        self, i: int, written: Written, numbers: list[float]
    ) -> tuple[int | float | list[int | float] | str, str]:
        if written.kind in ("slashed", "out_of"):
            if self.marks is None:
                return "unknown", f"what the slash means is not clear; {RANGE_WRITING}"
            return tidy(numbers[0]), ""
        if written.kind == "bounded":
            numbers = [numbers[0] - numbers[1], numbers[0], numbers[0] + numbers[1]]
        if written.kind == "ends":
            if numbers[0] > numbers[1]:
                return "unknown", "the lower number comes first in a range; taken as unknown"
            numbers = [numbers[0], (numbers[0] + numbers[1]) / 2, numbers[1]]
            score, said = self._fitting(i, numbers)
            return score, said or "a range; its middle is taken as likely"
        if len(numbers) == 3 and numbers != sorted(numbers):
            return "unknown", "low, likely and high have to rise; taken as unknown"
        factor = TIMES[written.times] if self._is_factor(written) else 1.0
        sign = -1 if written.is_negative else 1
        return self._fitting(i, [sign * factor * number for number in numbers])

    def _is_factor(self, written: Written) -> bool:
        """Return whether the letters after a number multiply it: `m` alone may be metres."""
        if not written.times:
            return False
        has_money = written.unit in ("€", "£", "$", "¥") or len(written.times) > 1
        others = {w.times for w in self.taken if w is not None}
        return has_money or written.times not in ("m", "b") or len(others - {""}) > 1

    def _fitting(
        self, i: int, numbers: list[float]
    ) -> tuple[int | float | list[int | float] | str, str]:
        """Return numbers in the unit of the column; unknown where theirs is another."""
        unit = self.units[i]
        if not self.unit and len(numbers) == 1:
            return tidy(numbers[0]), ""
        if unit and unit != self.unit and unit not in self.factors:
            return "unknown", f"its unit is not {self.unit}, as in the rest of the column; unknown"
        is_bare_share = self.unit == "%" and not unit and 0 < abs(numbers[0]) < 1
        if is_bare_share:
            return "unknown", "a share without the sign % among percentages; taken as unknown"
        numbers = [number * self.factors.get(unit, 1.0) for number in numbers]
        tidied = [tidy(number) for number in numbers]
        return (tidied[0], "") if len(tidied) == 1 else (tidied, "")


RANGE_WRITING: Final = "write a range as 20 | 40 | 60 or 20 to 60, likely 40; taken as unknown"
TROUBLES: Final = {
    "error": "an error of the spreadsheet; taken as unknown",
    "formula": "a formula without a stored value: open the file in a spreadsheet and save it "
    "again; taken as unknown",
    "date": "a date, which spreadsheets make of 2/3/4 and 1-5; write a range as 2 | 3 | 4 or 2 to "
    "4, likely 3, which they leave alone; taken as unknown",
}
_FILLING: Final = frozenset(
    {"", "points", "point", "pts", "pt", "ish", "approx", "approx.", "est", "est."}
)
_SAME_UNIT: Final = {
    "week": "weeks", "wk": "weeks", "wks": "weeks", "w": "weeks", "day": "days", "d": "days",
    "month": "months", "mo": "months", "year": "years", "yr": "years", "yrs": "years",
    "y": "years", "hour": "hours", "hr": "hours", "hrs": "hours", "h": "hours",
    "minute": "minutes", "min": "minutes", "mins": "minutes", "eur": "€", "usd": "$", "gbp": "£",
    "us$": "$", "percent": "%", "jahr": "jahre", "monat": "monate", "woche": "wochen",
    "tag": "tage",
}  # fmt: skip


def read_weight(cell: CellValue, cells: Sequence[CellValue] = ()) -> float | None:
    """Return a cell as a weight, `35 %` as 35; `None` where it is none."""
    if isinstance(cell, float):
        return float(cell) if math.isfinite(cell) else None
    written = take_apart(cell) if isinstance(cell, str) else None
    if written is None or written.kind not in ("number", "slashed", "out_of"):
        return None
    separator = find_separator(cells) or ("," if "," in written.numbers[0] else ".")
    value = parse(written.numbers[0], separator)
    if value is None:
        return None
    # In brackets below a head it is an aside, not a number below 0.
    is_aside = isinstance(cell, str) and cell.startswith("(")
    return -value if written.is_negative and not is_aside else value
