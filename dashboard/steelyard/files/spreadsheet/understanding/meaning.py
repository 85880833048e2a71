"""What the numbers of a column mean: which end is best, the scale, the unit, the words.

Said by the sheet, or guessed; a guess comes with its reason and is never taken for a fact.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from steelyard.files.problems import format_number
from steelyard.files.spreadsheet import vocabulary as words
from steelyard.files.spreadsheet.model import PlainScore
from steelyard.files.spreadsheet.notation.numbers import TROUBLES, ColumnNumbers, read_column
from steelyard.files.spreadsheet.notation.words import WordScale, read_words
from steelyard.files.spreadsheet.notation.written import (
    Separator,
    is_unknown,
    parse,
    take_apart,
    tidy,
)
from steelyard.files.spreadsheet.opening.cells import CellValue, Figure, Trouble
from steelyard.files.spreadsheet.understanding.layout import CriterionColumns, Layout
from steelyard.files.spreadsheet.vocabulary import (
    UNIT_MARKS,
    folded,
    lower_name,
    read_direction,
    unit_in_name,
)
from steelyard.model.units import UNITS


@dataclass
class Column:
    """The scores of a criterion by option, in order, and what is odd about them.

    `said` are sentences by position; `scale` is what cells such as 4/5 say; `doubtful` a number
    that may have thousands or decimals.
    """

    scores: list[PlainScore] = field(default_factory=list)
    said: dict[int, str] = field(default_factory=dict)
    unit: str = ""
    scale: tuple[float, float] | None = None
    words: WordScale | None = None
    doubtful: str = ""

    @cached_property
    def likely(self) -> list[float | None]:
        """The likely number of each option; `None` where it is unknown."""
        return [_likely(score) for score in self.scores]

    @property
    def numbers(self) -> list[float]:
        """Every number of the column."""
        found: list[float] = []
        for score in self.scores:
            if isinstance(score, list):
                found += score
            elif not isinstance(score, str):
                found.append(score)
        return found


def _likely(score: PlainScore) -> float | None:
    if isinstance(score, str):
        return None
    return float(score[1] if isinstance(score, list) else score)


def read_scores(
    layout: Layout,
    found: CriterionColumns,
    separator: Separator,
    extremes: frozenset[str],
    *,
    has_commas: bool,
) -> Column:
    """Return the scores of one criterion: numbers, ranges of three columns, or words."""
    grid, options = layout.frame.grid, layout.options
    if found.low is not None and found.high is not None:
        return _three_columns(layout, found, separator, has_commas)
    cells = [grid.cells[row][found.likely] for row in options]
    numbers = _read_once(_keys_of(cells), separator, has_commas)
    unread = [cell for cell, score in zip(cells, numbers.scores, strict=True)
              if isinstance(cell, str) and score == "unknown" and not is_unknown(cell)]  # fmt: skip
    scale = read_words(cells, extremes)
    if scale is not None and len(unread) >= 1 and not any(s != "unknown" for s in numbers.scores):
        return _worded(cells, scale)
    if unread and _are_pluses(cells) and scale is not None:
        return _worded(cells, scale)
    return Column(
        [*numbers.scores], {**numbers.said}, numbers.unit, numbers.scale, None, numbers.doubtful
    )


def _keys_of(cells: Sequence[CellValue]) -> tuple[CellValue | tuple[float, str], ...]:
    """Return cells as cache keys that differ where only the unit sign of a number differs."""
    return tuple((float(c), c.unit) if isinstance(c, Figure) else c for c in cells)


@lru_cache(maxsize=2048)
def _read_once(
    keys: tuple[CellValue | tuple[float, str], ...], separator: Separator, has_commas: bool
) -> ColumnNumbers:
    """Return the numbers of a column; cached: most stay the same while roles are corrected."""
    cells = [Figure(*key) if isinstance(key, tuple) else key for key in keys]
    return read_column(cells, separator, has_commas)


def _are_pluses(cells: Sequence[CellValue]) -> bool:
    return any(isinstance(cell, str) and cell.startswith("+") for cell in cells)


def _worded(cells: Sequence[CellValue], scale: WordScale) -> Column:
    column = Column(words=scale)
    for i, cell in enumerate(cells):
        number = scale.numbers.get(cell) if isinstance(cell, str) else None
        column.scores.append(tidy(number) if number is not None else "unknown")
        if isinstance(cell, Trouble):
            column.said[i] = TROUBLES[cell.kind]
        elif number is None and cell is not None and not is_unknown(cell):
            column.said[i] = "not one of the words of this column; taken as unknown"
    return column


def _three_columns(
    layout: Layout, found: CriterionColumns, separator: Separator, has_commas: bool
) -> Column:
    grid, options = layout.frame.grid, layout.options
    parts: list[ColumnNumbers | None] = []
    for at in (found.low, found.likely if found.likely >= 0 else None, found.high):
        cells = [grid.cells[row][at] for row in options] if at is not None else []
        parts.append(read_column(cells, separator, has_commas) if at is not None else None)
    column = Column(unit=next((part.unit for part in parts if part and part.unit), ""))
    for i in range(len(options)):
        numbers = [part.scores[i] if part is not None else "unknown" for part in parts]
        score, said = _join(numbers)
        column.scores.append(score)
        own = next((part.said[i] for part in parts if part is not None and i in part.said), said)
        if own:
            column.said[i] = own
    return column


def _join(numbers: Sequence[PlainScore]) -> tuple[PlainScore, str]:
    """Return low, likely and high of three columns as one score, and a sentence if it is odd."""
    low, likely, high = (_likely(number) for number in numbers)
    if low is None and high is None:
        return (tidy(likely), "") if likely is not None else ("unknown", "")
    if low is None or high is None:
        if likely is None:
            return "unknown", "one end of a range alone; taken as unknown"
        return tidy(likely), "one end of the range is missing; its likely number alone is taken"
    if likely is None:
        likely = (low + high) / 2
        if low <= high:
            return [
                tidy(low),
                tidy(likely),
                tidy(high),
            ], "the middle of the range is taken as likely"
    if not low <= likely <= high:
        return "unknown", "low, likely and high have to rise; taken as unknown"
    return [tidy(low), tidy(likely), tidy(high)], ""


# --- which end is best ------------------------------------------------------------------------


def guess_direction(
    name: str, column: Column, *, has_totals: bool, cost: str = ""
) -> tuple[str, str]:
    """Return a guess which end is best, and its reason.

    `has_totals`: the sheet adds the numbers up as they stand, so high counts as good there.
    `cost` is why the numbers are costs though the name does not say so.
    """
    if column.words is not None and column.words.is_judged:
        return "higher", "its words say what is good"
    if column.scale is not None or (scale_in_name(name) or (1, 0))[0] == 0:
        return "higher", "marks out of a number"
    if has_totals:
        return "higher", "the sheet adds the numbers up as they stand"
    if word := lower_name(name):
        return "lower", f"“{word}” is in its name"
    if cost:
        return "lower", cost
    return "higher", "nothing speaks for low"


def said_direction(layout: Layout, found: CriterionColumns) -> str:
    """Return which end is best as the sheet says it, or nothing."""
    grid = layout.frame.grid
    for row in layout.rows_of("direction"):
        for column in found.columns:
            if column >= 0 and (better := read_direction(grid.cells[row][column] or "")):
                return better
    text = folded(found.name)
    for better, ends in (
        ("lower", ("lower is better", "less is better", "low is good", "minimise", "minimize")),
        ("higher", ("higher is better", "more is better", "high is good", "maximise", "maximize")),
    ):
        if any(end in text for end in ends):
            return better
    mark = found.name.strip()[-1:]
    return {"↑": "higher", "↓": "lower", "▲": "higher", "▼": "lower"}.get(mark, "")


# --- scale ----------------------------------------------------------------------------------


def said_scale(
    layout: Layout, found: CriterionColumns, separator: Separator
) -> tuple[tuple[float, float] | None, str]:
    """Return the scale that a row gives a criterion, and a sentence if it cannot be read."""
    grid = layout.frame.grid
    for row in layout.rows_of("scale"):
        cell = grid.cells[row][found.likely if found.likely >= 0 else found.columns[0]]
        if cell is None:
            continue
        ends = read_ends(cell, separator)
        if ends is not None:
            return ends, ""
        why = TROUBLES[cell.kind].partition(";")[0] if isinstance(cell, Trouble) else (
            "no scale such as 1 to 5")  # fmt: skip
        at = grid.place(row, found.likely if found.likely >= 0 else found.columns[0])
        return None, f"{at}: {why}; write a scale as 1 to 5"
    return scale_in_name(found.name), ""


_TOP_IN_NAME = re.compile(
    r"(?:out of|max\.?|maximum|von|sur|de|/)\s*(\d{1,4})(?:\s*(?:points|pts\.?|punkte))?"
    r"|(\d{1,4})\s*(?:points|pts\.?|punkte|puntos|punti|punten|pontos)",
    re.IGNORECASE,
)
_ENDS_IN_NAME = re.compile(
    r"(-?\d{1,4})\s*(?:-|–|to|bis|à|\.\.)\s*(\d{1,4})|(\d)\s*=.*?(\d{1,3})\s*=.*"
)


def scale_in_name(name: str) -> tuple[float, float] | None:
    """Return the scale that stands in brackets behind a name.

    >>> scale_in_name("Equity (1-5)"), scale_in_name("Team (out of 20)"), scale_in_name("Cost (€)")
    ((1, 5), (0, 20), None)
    """
    text = unit_in_name(name)
    if found := _ENDS_IN_NAME.fullmatch(text):
        low, high = sorted(int(end) for end in found.groups() if end is not None)
        return (low, high) if low < high else None
    top = _TOP_IN_NAME.fullmatch(text)
    most = int(top[1] or top[2]) if top is not None else 0
    return (0, most) if most else None


def read_ends(cell: CellValue, separator: Separator) -> tuple[float, float] | None:
    """Return the two ends of a scale such as `1 to 5`, or `None`.

    >>> read_ends("0 - 100 %", ""), read_ends("5", "")
    ((0, 100), None)
    """
    written = take_apart(cell) if isinstance(cell, str) else None
    if written is None or len(written.numbers) < 2:
        return None
    low, high = (parse(written.numbers[i], separator or ".") for i in (0, -1))
    if low is None or high is None or not low < high:
        return None
    return tidy(low), tidy(high)


def common_top(columns: Sequence[Column]) -> float | None:
    """Return 5 or 10 where all numbers of a sheet are marks from 0 or 1 to that, else `None`."""
    numbers = [number for column in columns if column.words is None for number in column.numbers]
    plain = all(not column.unit for column in columns)
    if len(numbers) < 4 or not plain or min(numbers) < 0:
        return None
    halves = all((2 * number).is_integer() for number in map(float, numbers))
    if not halves or max(numbers) < 3:
        return None
    return 5 if max(numbers) <= 5 else 10 if max(numbers) <= 10 else None


def propose_scale(column: Column, top: float | None, unit: str) -> tuple[tuple[float, float], str]:
    """Return a scale that holds all numbers of a column, and the reason.

    `top` is that of marks which all columns share. Else ends are rounded outwards.
    """
    numbers = column.numbers
    if column.words is not None:
        return (0, 100), ""
    if not numbers:
        return (0, 100), "nothing known"
    low, high = min(numbers), max(numbers)
    if top is not None and high <= top:
        return (0 if low < 1 else 1, top), f"all marks of the sheet lie within {format_number(top)}"
    if unit == "%" and low >= 0 and high <= 100:
        return (0, 100), "percentages"
    if low >= 0 and high <= 1 and any(number != int(number) for number in numbers):
        return (0, 1), "shares"
    if low >= 0 and high <= 10 and _is_whole(numbers) and not unit:
        end = 5 if high <= 5 else 10
        return (1 if end == 5 and low >= 1 else 0, end), "whole numbers up to that"
    if 10 < high <= 100 and low >= 0 and _is_whole(numbers) and not unit:
        return (0, 100), "numbers up to 100"
    return round_outwards(low, high), "round numbers around those found"


def round_outwards(low: float, high: float) -> tuple[float, float]:
    """Return round ends around two numbers; from 0 where the lower is less than half the higher.

    Neither end stands at one of the numbers, unless that is a round one such as 100.

    >>> round_outwards(980, 1900), round_outwards(2, 12), round_outwards(400, 650)
    ((500, 2000), (0, 15), (300, 700))
    """
    starts_at_zero = low >= 0 and (low <= high / 2 or low == high)
    low = 0 if starts_at_zero else low
    if low == high:
        return (tidy(2 * low), 0) if low < 0 else (0, 1)
    span = (high - low) / 3
    power = 10.0 ** math.floor(math.log10(span))
    step = next(f * power for f in (1, 2, 2.5, 5, 10) if f * power >= span * 0.999999)
    first, last = math.floor(round(low / step, 9)), math.ceil(round(high / step, 9))
    if not starts_at_zero and low != 0 and first * step >= low:
        first -= 1
    if last * step <= high and not _is_round(high):
        last += 1
    # Of very large numbers the product may miss its end by a bit.
    return min(tidy(first * step), low), max(tidy(last * step), high)


def _is_whole(numbers: Sequence[float]) -> bool:
    return all(float(number).is_integer() for number in numbers)


def _is_round(number: float) -> bool:
    return number == 0 or (
        number > 0 and round(number / 10.0 ** math.floor(math.log10(number)), 9) in (1, 5)
    )


# --- unit -----------------------------------------------------------------------------------


def find_unit(layout: Layout, found: CriterionColumns, column: Column) -> tuple[str, str]:
    """Return the unit as criteria files write it, and as the sheet writes it."""
    grid = layout.frame.grid
    written = ""
    for row in layout.rows_of("unit"):
        texts = [grid.text(row, at) for at in found.columns if at >= 0]
        written = next((text for text in texts if text), "") or written
    written = written.strip("()[] ") or unit_in_name(found.name) or column.unit
    return known_unit(written), written


def known_unit(written: str) -> str:
    """Return a unit as a criteria file knows it, or nothing.

    >>> known_unit("Minutes"), known_unit("eur_million"), known_unit("k€")
    ('minutes', 'eur_million', '')
    """
    text = written.casefold().strip()
    return text if text in UNITS else UNIT_MARKS.get(text, "")


def is_direction_word(text: str) -> bool:
    """Return whether a note in brackets says which end is best and is no unit."""
    return bool(read_direction(text)) or bool(words.BETTER.intersection(folded(text).split()))
