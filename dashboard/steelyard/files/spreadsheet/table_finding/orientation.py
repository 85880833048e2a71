"""Whether criteria stand in rows or in columns, weighed from several signs.

Headings are the clearest sign, then what the numbers of a line have in common: a criterion has one
scale, one unit, one kind of value.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import Final

from steelyard.files.spreadsheet import vocabulary as words
from steelyard.files.spreadsheet.notation.written import TIMES, parse, take_apart
from steelyard.files.spreadsheet.opening.cells import CellValue, Figure
from steelyard.files.spreadsheet.table_finding.frame import (
    Label,
    OptionTable,
    is_rank_name,
    is_total_name,
)
from steelyard.files.spreadsheet.table_finding.grid import (
    EMPTY,
    NUMBER,
    QUANTITY,
    SCORE_KINDS,
    WORD,
    Grid,
)
from steelyard.files.spreadsheet.vocabulary import (
    folded,
    has_word,
    is_called,
    lower_name,
    read_direction,
    unit_in_name,
)

_SAMPLE: Final = 60
_SURE: Final = 2.0
PHYSICAL: Final = frozenset({"kg", "g", "t", "lb", "lbs", "tonnes", "tonne", "tons", "mg"})
_MEANS: Final = frozenset(
    {"mean", "average", "avg", "median", "mittelwert", "durchschnitt", "moyenne", "media",
     "promedio", "gemiddelde", "gemiddeld"}
)  # fmt: skip


@dataclass(frozen=True)
class Orientation:
    """Whether criteria stand in rows, whether that is sure, and the strongest reason."""

    is_turned: bool
    is_sure: bool
    why: str


@dataclass(frozen=True)
class _Sign:
    """Points for criteria in rows (above 0) or in columns (below 0), and the reason."""

    points: float
    why: str


def find_orientation(frame: OptionTable) -> Orientation:
    """Return which way round a table stands."""
    signs = [sign for sign in _signs(frame) if sign.points]
    total = sum(sign.points for sign in signs)
    if not signs or total == 0:
        return Orientation(is_turned=False, is_sure=False, why="nothing tells")
    agreeing = [sign for sign in signs if (sign.points > 0) == (total > 0)]
    why = max(agreeing, key=lambda sign: abs(sign.points)).why
    return Orientation(total > 0, abs(total) >= _SURE, why)


def _signs(frame: OptionTable) -> Iterator[_Sign]:
    rows = [row for row in range(frame.grid.height) if row != frame.head]
    columns = [column for column in range(frame.grid.width) if column != frame.names]
    heads, names = [frame.columns[c] for c in columns], [frame.rows[r] for r in rows]
    yield _corner(frame)
    turned_grid = frame.grid.turned()
    for sign, grid, labels, places in (
        (1, frame.grid, heads, columns),
        (-1, turned_grid, names, rows),
    ):
        meta = [
            label.name
            for label, place in zip(labels, places, strict=True)
            if is_about(label, grid.column(place))
        ]
        if meta:
            yield _Sign(sign * min(8.0, 4.0 + 2 * (len(meta) - 1)), f"there is “{meta[0]}”")
        closing = [
            label.name
            for label, place in zip(labels, places, strict=True)
            if _is_result(label, grid, place)
        ]
        if closing:
            # An average may be one of options as well as of criteria.
            is_weak = all(_MEANS.issuperset(folded(name).split()) for name in closing)
            points = -1.0 if is_weak else -3.0
            yield _Sign(points * sign, f"“{closing[0]}” belongs to options")
    yield from _by_names(heads, names)
    yield from _by_numbers(frame, rows, columns)
    yield _Sign(-0.5, "that is usual")


def _corner(frame: OptionTable) -> _Sign:
    corner = frame.grid.text(frame.head, frame.names)
    is_option = is_called(corner, words.OPTION)
    is_criterion = is_called(corner, words.CRITERION)
    if is_option == is_criterion:
        is_bill = not is_option and words.ITEM.issuperset(folded(corner).split() or [""])
        return _Sign(1.5 if is_bill else 0, f"the names are headed “{corner}”")
    known = words.CRITERION if is_criterion else words.OPTION
    # A corner such as `Concept selection` may be a title.
    points = 5.0 if set(folded(corner).split()) <= known | words.VALUE else 2.5
    return _Sign(points if is_criterion else -points, f"the names are headed “{corner}”")


def is_about(label: Label, cells: Sequence[object]) -> bool:
    """Return whether a line says something about criteria: weight, unit, direction, scale."""
    name = label.name
    if is_weight_name(label):
        known = [cell for cell in cells if cell is not None and str(cell) != name]
        numbers = sum(isinstance(cell, float) or _has_digit(cell) for cell in known)
        return numbers > 0 and numbers >= 0.5 * len(known)
    if is_called(name, words.UNIT | words.SCALE, 3):
        return True
    filled = [cell for cell in cells if cell is not None and str(cell) != name]
    if is_called(name, words.BETTER) and len(filled) >= 1:
        return sum(bool(read_direction(cell)) for cell in filled) >= 0.5 * len(filled)
    return False


def is_weight_name(label: Label) -> bool:
    """Return whether a label heads weights; a weight in kilograms is none."""
    unit = unit_in_name(label.name)
    if unit.casefold() in PHYSICAL or label.part == "weighted":
        return False
    if _has_digit(unit) and has_word(unit, words.WEIGHT) and label.name.strip()[:1] not in "([":
        # `Price (weight 5)` is a criterion with its weight.
        return False
    tokens = folded(label.name).split()
    if PHYSICAL.intersection(tokens) or words.WEIGHTED.intersection(tokens) - {
        "normalised", "normalized", "normalisiert", "normiert", "normalise", "normalizado", "scaled"
    }:  # fmt: skip
        return False
    return is_called(label.name, words.WEIGHT, 6) or is_called(label.above, words.WEIGHT, 3)


def _has_digit(cell: object) -> bool:
    return isinstance(cell, str) and any(sign.isdigit() for sign in cell)


def _is_result(label: Label, grid: Grid, column: int) -> bool:
    if not (is_rank_name(label.name) or is_total_name(label.name)):
        return False
    kinds = [row[column] for row in grid.kinds]
    filled = [kind for kind in kinds if kind != EMPTY]
    numbers = sum(kind in (NUMBER, QUANTITY) for kind in filled)
    full = sum(any(kind == NUMBER for kind in row) for row in grid.kinds)
    return numbers >= 2 and numbers >= 0.4 * full


def _by_names(heads: Iterable[Label], names: Iterable[Label]) -> Iterator[_Sign]:
    for sign, labels in ((-1, [*heads]), (1, [*names])):
        named = [label.name for label in labels if label.name]
        if any(unit_in_name(name) for name in named):
            yield _Sign(1.5 * sign, "units stand in brackets behind names")
        if lows := [name for name in named if lower_name(name) and not is_total_name(name)]:
            points = 2.0 * min(1.0, 4 * len(lows) / len(named))
            yield _Sign(points * sign, f"“{lows[0]}” is what one judges by")
        options = [name for name in named if _is_option_name(name)]
        if len(options) >= 2:
            yield _Sign(-2.5 * sign, f"“{options[0]}” is an option")
        above = {label.above for label in labels if label.above}
        for text in above:
            if is_called(text, words.OPTION, 3) and not is_called(text, words.CRITERION, 3):
                yield _Sign(-3.0 * sign, f"“{text}” stands above")
            elif is_called(text, words.CRITERION, 3) and not is_called(text, words.OPTION, 3):
                yield _Sign(3.0 * sign, f"“{text}” stands above")
        parts = {label.part for label in labels} & {"low", "likely", "high"}
        if parts:
            yield _Sign(0.5 * sign, "low and high stand there")


def _is_option_name(name: str) -> bool:
    tokens = folded(name).split()
    if folded(name) in ("status quo", "do nothing", "do minimum", "nullfall", "base case",
                        "business as usual", "no change", "hold", "current"):  # fmt: skip
        return True
    is_numbered = len(tokens) == 2 and (tokens[1].isdigit() or len(tokens[1]) == 1)
    return is_numbered and tokens[0] in words.OPTION


def _by_numbers(frame: OptionTable, rows: list[int], columns: list[int]) -> Iterator[_Sign]:
    def is_plain(label: Label, line: Sequence[object]) -> bool:
        is_result = is_total_name(label.name) or is_rank_name(label.name)
        # A line without a name may be one of weights.
        return bool(label.name) and not (is_about(label, line) or is_result)

    turned = frame.grid.turned()
    rows = [r for r in rows if is_plain(frame.rows[r], turned.column(r))][:_SAMPLE]
    columns = [c for c in columns if is_plain(frame.columns[c], frame.grid.column(c))][:_SAMPLE]
    by_column = [_line(frame.grid, [(row, column) for row in rows]) for column in columns]
    by_row = [_line(frame.grid, [(row, column) for column in columns]) for row in rows]
    spread_columns, spread_rows = _spread(by_column), _spread(by_row)
    if spread_columns is not None and spread_rows is not None:
        if spread_columns + 0.25 < spread_rows:
            yield _Sign(-3.0, "numbers of a column share a scale")
        elif spread_rows + 0.25 < spread_columns:
            yield _Sign(3.0, "numbers of a row share a scale")
    mixed_columns, mixed_rows = _mixed(by_column), _mixed(by_row)
    if mixed_columns + 0.4 < mixed_rows:
        yield _Sign(-3.0, "cells of a column are of one kind")
    elif mixed_rows + 0.4 < mixed_columns:
        yield _Sign(3.0, "cells of a row are of one kind")


def _line(grid: Grid, places: Iterable[tuple[int, int]]) -> list[tuple[str, float | None]]:
    """Return kind and size of each filled cell: a word, or a number with its sign."""
    found: list[tuple[str, float | None]] = []
    for row, column in places:
        kind, cell = grid.kinds[row][column], grid.cells[row][column]
        if kind == WORD:
            found.append((kind, None))
        elif kind in SCORE_KINDS:
            sign = cell.unit if isinstance(cell, Figure) else ""
            if isinstance(cell, str):
                sign = "".join(
                    letter for letter in cell if not (letter.isdigit() or letter in ".,- ")
                )
            number = float(cell) if isinstance(cell, float) else _size_of(cell)
            number = number if number is not None and math.isfinite(number) else None
            found.append((NUMBER + sign, number))
    return found


def _size_of(cell: CellValue) -> float | None:
    """Return the number in a text, accurate enough to judge its size."""
    written = take_apart(cell) if isinstance(cell, str) else None
    if written is None or written.kind != "number":
        return None
    number = parse(written.numbers[0], "")
    return number * TIMES.get(written.times, 1) if number is not None else None


def _spread(lines: Iterable[Sequence[tuple[str, float | None]]]) -> float | None:
    """Return how many powers of ten the numbers of a line lie apart, on average."""
    found = []
    for line in lines:
        sizes = [math.log10(abs(n)) for _, n in line if n is not None and 1e-12 < abs(n) < 1e15]
        if len(sizes) >= 2:
            found.append(pstdev(sizes))
    return fmean(found) if len(found) >= 2 else None


def _mixed(lines: Iterable[Sequence[tuple[str, float | None]]]) -> float:
    """Return the share of lines whose cells are of several kinds."""
    kinds = [{kind for kind, _ in line} for line in lines if len(line) >= 2]
    return fmean([len(found) > 1 for found in kinds]) if kinds else 0.0
