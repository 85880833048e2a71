"""Scores as they are written in spreadsheets: decimal commas, percent signs, ranges, gaps.

Turns one cell into a score and, where it cannot, says what is allowed; finds a scale for a
column that names none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Final

from steelyard.files.editing.score_text import PlainScore, find_range, parse_number, parse_score
from steelyard.files.problems import format_number

_ALLOWED: Final = "allowed: a number, three such as 20/40/60, or ?; taken as unknown"
_UNKNOWN: Final = frozenset({"", "?", "n/a", "na", "n.a.", "unknown", "-", "–", "—", "#n/a"})
_DOUBT: Final = "it may mean thousands or a fraction; taken as unknown"
_DECIMAL_COMMA = re.compile(r"[-−+]?[0-9]+,[0-9]+(?:[ ]?%)?")
_POINTED_THOUSANDS = re.compile(r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9.])")
_COMMA_THOUSANDS = re.compile(r"[-−+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SPACED_THOUSANDS = re.compile(r"(?<=[0-9])[ \u00a0\u2009\u202f'’](?=[0-9]{3}(?![0-9]))")
_COMMA_IN_NUMBER = re.compile(r"(?<=[0-9]),(?=[0-9])")
_ONE_TO_TEN: Final = 10


def has_decimal_commas(cells: Iterable[object]) -> bool:
    """Return whether a sheet writes 1,5 and not 1.5.

    One such cell with other than three digits after the comma is proof; 1,500 alone is not.

    >>> has_decimal_commas(["40", "1,5"]), has_decimal_commas(["1,500"])
    (True, False)
    """
    return any(
        isinstance(cell, str)
        and _DECIMAL_COMMA.fullmatch(cell)
        and not re.search(r",[0-9]{3}(?![0-9])", cell)
        for cell in cells
    )


def read_cell_number(cell: object, *, has_commas: bool) -> int | float | None:
    """Return one number, a percentage without its sign; `None` where it is none."""
    if isinstance(cell, float):
        return _tidy(cell)
    text = _with_points(str(cell), has_commas).removesuffix("%").strip()
    try:
        return parse_number(text)
    except ValueError:
        return None


def read_cell_score(
    cell: object, scale: tuple[float, float] | None, *, has_commas: bool
) -> tuple[PlainScore, str]:
    """Return the score of a cell, and a remark where it was guessed or not understood.

    `20 - 60` is a range whose middle is taken as likely. A number outside a scale that the
    sheet names is taken as unknown.
    """
    if cell is None or (isinstance(cell, str) and cell.casefold() in _UNKNOWN):
        return "unknown", ""
    score, said = _understand(cell, has_commas)
    numbers = score if isinstance(score, list) else [score]
    if scale is not None and any(
        not isinstance(number, str) and not scale[0] <= number <= scale[1] for number in numbers
    ):
        span = f"{format_number(scale[0])} to {format_number(scale[1])}"
        return "unknown", f"allowed: {span}, as the row scale says; taken as unknown"
    return score, said


def _understand(cell: object, has_commas: bool) -> tuple[PlainScore, str]:
    thousands = _POINTED_THOUSANDS.search if has_commas else _COMMA_THOUSANDS.fullmatch
    if isinstance(cell, str) and thousands(cell):
        return "unknown", _DOUBT
    if (number := read_cell_number(cell, has_commas=has_commas)) is not None:
        return number, ""
    if isinstance(cell, float):
        return "unknown", _ALLOWED
    text = _with_points(str(cell), has_commas).replace("%", "")
    if ends := _ends(text):
        low, high = ends
        if low > high:
            return "unknown", "allowed: the lower number first; taken as unknown"
        middle = _tidy(low + (high - low) / 2) or 0
        return [low, middle, high], f"taken as {_shown([low, middle, high])}, the middle as likely"
    try:
        return parse_score(text), ""
    except ValueError as error:
        is_order = "rise" in str(error)
        return "unknown", f"{str(error).partition('; ')[2]}; taken as unknown" if is_order else (
            _ALLOWED
        )


def _ends(text: str) -> tuple[int | float, int | float] | None:
    try:
        return find_range(text)
    except ValueError:
        return None


def _with_points(text: str, has_commas: bool) -> str:
    text = _SPACED_THOUSANDS.sub("", text)
    return _COMMA_IN_NUMBER.sub(".", text) if has_commas else text


def _shown(numbers: Sequence[float]) -> str:
    return "/".join(format_number(number) for number in numbers)


def _tidy(number: float) -> int | float | None:
    if not math.isfinite(number) or abs(number) > 1e300:
        return None
    # A sheet that holds 0.1 + 0.2 shows 0.3, and that is what is meant.
    rounded = float(f"{number:.12g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 1e15 else rounded


def find_scale(numbers: Sequence[float]) -> tuple[tuple[float, float], str]:
    """Return a scale that holds every number of a column, and a remark unless it is 0 to 100.

    Numbers outside 0 to 100 get a scale of round numbers around them, from 0 where none is
    negative; shares between 0 and 1 get that.

    >>> find_scale([40, 90])[0], find_scale([120, 870])[0], find_scale([0.2, 0.75])[0]
    ((0, 100), (0, 1000), (0, 1))
    """
    if not numbers:
        return (0, 100), ""
    low, high = min(numbers), max(numbers)
    if low >= 0 and high <= 1 and any(number != int(number) for number in numbers):
        return (0, 1), "all numbers lie between 0 and 1, so that is its scale; change it if not"
    if low >= 0 and high <= 100:
        is_small = high <= _ONE_TO_TEN and high > 0 and len({*numbers}) > 1
        said = (
            f"no number is above {format_number(high)}, on a scale from 0 to 100; if it is "
            "another, add a row scale such as 1 - 5"
        )
        return (0, 100), said if is_small else ""
    ends = (-_round_up(-low) if low < 0 else 0, _round_up(high) if high > 0 else 0)
    span = f"{format_number(ends[0])} to {format_number(ends[1])}"
    return ends, f"numbers outside 0 to 100, so its scale is {span}; name the ends that matter"


def _round_up(number: float) -> int | float:
    """Return the next of 1, 2, 2.5, 5 and 10 times a power of ten; `number` is above 0."""
    power = 10.0 ** math.floor(math.log10(number))
    for factor in (1, 2, 2.5, 5, 10):
        if factor * power >= number:
            return _tidy(factor * power) or number
    return number
