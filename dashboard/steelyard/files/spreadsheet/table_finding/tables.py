"""Finds the tables on a sheet: where one begins and ends, its row of heads, its column of names.

An empty row or column ends a table unless what follows goes on in the same columns. Of several
tables the one with most named numbers is taken; the others may say something about its criteria.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from steelyard.files.spreadsheet import vocabulary as words
from steelyard.files.spreadsheet.table_finding.grid import (
    EMPTY,
    NUMBER,
    QUANTITY,
    SCORE_KINDS,
    TEXT,
    TEXT_KINDS,
    WORD,
    Grid,
)
from steelyard.files.spreadsheet.vocabulary import folded, has_word, is_called

_HEADS_WITHIN: Final = 80
_META: Final = words.WEIGHT | words.UNIT | words.SCALE | (words.BETTER - words.CRITERION)

_ABOUT: Final = _META | words.GROUP | words.NOTE


@dataclass(frozen=True)
class Table:
    """A table: its grid, the row of its heads and the column of its names.

    `size`: how many of its cells hold a number or word and have both a head and a name.
    """

    grid: Grid
    head: int
    names: int
    size: int

    @property
    def body(self) -> range:
        """The rows below the heads."""
        return range(self.head + 1, self.grid.height)

    def label(self, column: int) -> str:
        """Return the head of a column; that of the cell it is merged into where it has none."""
        return self.grid.text(self.head, column)

    def turned(self) -> Table:
        """Return the table with rows and columns exchanged."""
        return Table(self.grid.turned(), self.names, self.head, self.size)


def find_tables(grid: Grid) -> list[Table]:
    """Return every table of a sheet in order, if there are any; cached with the grid."""
    kept: list[Table] | None = grid.__dict__.get("tables")
    if kept is None:
        kept = grid.__dict__["tables"] = _search(grid)
    return [*kept]


def _search(grid: Grid) -> list[Table]:
    regions = [part for block in _side_by_side(grid) for part in _one_below_another(block)]
    return [table for region in regions if (table := find_table(region)) is not None]


def _filled_runs(is_filled: Sequence[bool]) -> Iterator[range]:
    start = None
    for i, filled in enumerate([*is_filled, False]):
        if filled and start is None:
            start = i
        elif not filled and start is not None:
            yield range(start, i)
            start = None


def _side_by_side(grid: Grid) -> list[Grid]:
    """Return blocks of columns with an empty column between them, each a table of its own."""
    filled = [any(cell is not None for cell in grid.column(c)) for c in range(grid.width)]
    runs = list(_filled_runs(filled))
    blocks: list[list[int]] = []
    for run in runs:
        if blocks and not (_stands_alone(grid, run) and _stands_alone(grid, blocks[-1])):
            blocks[-1] += run
        else:
            blocks.append([*run])
    whole = range(grid.height)
    return [grid.cut(whole, block) for block in blocks]


def _stands_alone(grid: Grid, columns: Sequence[int]) -> bool:
    """Return whether columns have names and numbers: at least two rows begin with a text."""
    count = 0
    for kinds in grid.kinds:
        filled = [kinds[column] for column in columns if kinds[column] != EMPTY]
        if (
            len(filled) >= 2
            and filled[0] == TEXT
            and any(kind in SCORE_KINDS for kind in filled[1:])
        ):
            count += 1
    return count >= 2


def _one_below_another(grid: Grid) -> list[Grid]:
    """Return regions of rows; each begins with heads of its own, except perhaps the first."""
    starts = [0]
    first_heads: tuple[str, ...] = ()
    labelled: set[int] = set()
    has_scores = False
    columns = range(grid.width)
    for row in range(grid.height):
        kinds = grid.kinds[row]
        heads = {c for c in columns if kinds[c] in (TEXT, WORD)}
        is_after_gap = row > 0 and not grid.kinds[row - 1].strip(EMPTY)
        is_new = has_scores and _begins_anew(grid, row, heads, labelled, is_after_gap)
        first = next((c for c in columns if kinds[c] != EMPTY), 0)
        # Heads that are numbers, such as years, are recognised only by the corner before them.
        is_corner = is_after_gap and _repeats_corner(grid.text(row, first), first_heads)
        is_new = is_new or (has_scores and is_corner)
        same = tuple(folded(grid.text(row, c)) for c in sorted(heads)) == first_heads
        if is_new and (not same or _repeats_names(grid, row, starts[-1])):
            starts.append(row)
            labelled, has_scores = set(), False
            if is_corner and len(heads) == 1:
                labelled, first_heads = {c for c in columns if kinds[c] != EMPTY}, first_heads[:1]
                continue
        if is_called(grid.text(row, first), _ABOUT):
            continue
        if any(kinds[c] in (NUMBER, QUANTITY) for c in labelled) or (
            len(heads & labelled) >= 2 and any(kinds[c] == WORD for c in labelled)
        ):
            has_scores = True
        if not has_scores and len(heads) > 1:
            labelled |= heads
            first_heads = tuple(folded(grid.text(row, c)) for c in sorted(heads))
    ends = [*starts[1:], grid.height]
    return [grid.cut(range(start, end), columns) for start, end in zip(starts, ends, strict=True)]


def _repeats_corner(text: str, heads: tuple[str, ...]) -> bool:
    """Return whether a text is that at the corner of the table above, and heads names."""
    return heads[:1] == (folded(text),) and is_called(text, words.OPTION | words.CRITERION)


def _repeats_names(grid: Grid, row: int, start: int) -> bool:
    """Return whether the row below repeated heads has a name that stands further up."""
    if row + 1 >= grid.height:
        return False
    column = next((c for c, kind in enumerate(grid.kinds[row + 1]) if kind != EMPTY), 0)
    name = grid.text(row + 1, column)
    return any(grid.text(above, column) == name for above in range(start, row))


def _begins_anew(
    grid: Grid, row: int, heads: set[int], labelled: set[int], is_after_gap: bool
) -> bool:
    """Return whether a row has new heads over columns that have some already."""
    texts = {c for c in heads if grid.kinds[row][c] == TEXT}
    below = next((r for r in range(row + 1, grid.height) if grid.kinds[r].strip(EMPTY)), None)
    if below is None or below > row + 4:
        return False
    first = min(heads, default=0)
    again = {c for c in texts if c in labelled and c != first}
    beneath = range(row + 1, min(row + 4, grid.height))
    over = {c for c in again if any(grid.kinds[r][c] in SCORE_KINDS for r in beneath)}
    has_corner = first in texts and first in labelled
    label = grid.text(row, first)
    is_about = is_called(label, _ABOUT)
    if is_after_gap:
        names_something = is_called(label, words.CRITERION | words.OPTION)
        heads_meta = any(is_called(grid.text(row, c), _META) for c in again)
        if over and has_corner and (heads_meta or (names_something and not is_about)):
            return True
    numbers = sum(kind in (NUMBER, QUANTITY) for kind in grid.kinds[row])
    is_most = len(over) >= max(2, len(labelled - {first}) / 2)
    return is_most and not numbers and not is_about


def find_table(grid: Grid) -> Table | None:
    """Return the table of a region, or `None` where no row heads any number."""
    head, score = _find_head(grid)
    if head is None or score <= 0:
        return None
    names = _find_names(grid, head)
    if names is None:
        return None
    size = sum(
        kind in SCORE_KINDS and grid.kinds[head][column] != EMPTY
        for row in range(grid.height)
        if row != head and grid.kinds[row][names] != EMPTY
        for column, kind in enumerate(grid.kinds[row])
        if column != names
    )
    return Table(grid, head, names, size) if size else None


def _find_head(grid: Grid) -> tuple[int | None, float]:
    """Return the row whose texts stand over most numbers; the upper one in a tie."""
    below = [0.0] * grid.width
    weights: dict[int, list[float]] = {}
    for row in range(grid.height - 1, -1, -1):
        if row < _HEADS_WITHIN:
            weights[row] = list(below)
        for column, kind in enumerate(grid.kinds[row]):
            if kind in SCORE_KINDS:
                below[column] += 1 if kind != WORD else 0.9
    best, most = None, 0.0
    for row in sorted(weights):
        score = _head_score(grid, row, weights[row])
        if score > most * 1.02:
            best, most = row, score
    return best, most


def _head_score(grid: Grid, row: int, below: Sequence[float]) -> float:
    kinds = grid.kinds[row]
    texts = [column for column, kind in enumerate(kinds) if kind in (TEXT, WORD)]
    if not texts:
        return 0.0
    label = grid.text(row, texts[0])
    first_text = next((c for c, kind in enumerate(kinds) if kind != EMPTY), 0)
    is_corner = is_called(label, words.CRITERION | words.OPTION | words.IDENTIFIER)
    others = any(
        is_called(grid.text(row, c), words.CRITERION | words.OPTION | _META) for c in texts[1:]
    )
    is_about = is_called(label, _META | words.GROUP) and not others
    if is_about and not is_corner and texts[0] == first_text:
        return 0.0
    seen: set[str] = set()
    score = 0.0
    for column, kind in enumerate(kinds):
        if kind in (TEXT, WORD):
            name = folded(grid.text(row, column)) or grid.text(row, column)
            factor = (0.3 if name in seen else 1.0) * (0.6 if kind == WORD else 1.0)
            seen.add(name)
            score += factor * below[column]
        elif kind in (NUMBER, QUANTITY):
            # Numbers head columns only beside a word that says so; else the row is one of scores.
            score += 0.7 * below[column] if is_corner and kind == QUANTITY else 0.0
            score += 0.7 * below[column] if is_corner and _is_count(grid, row, column) else 0.0
            score -= 0.0 if is_corner else 0.5 * below[column]
    return score


def _is_count(grid: Grid, row: int, column: int) -> bool:
    """Return whether a head is a year or the next of 1, 2, 3."""
    cell = grid.cells[row][column]
    if not isinstance(cell, float):
        try:
            cell = float(str(cell))
        except ValueError:
            return False
    return cell.is_integer() and (1 <= cell <= 60 or 1900 <= cell <= 2100)


def _find_names(grid: Grid, head: int) -> int | None:
    """Return the first column of different texts beside numbers; a column of codes is none."""
    rows = [
        row
        for row in range(head + 1, grid.height)
        if any(kind in SCORE_KINDS for kind in grid.kinds[row])
    ]
    if not rows:
        return None
    found: list[tuple[float, int]] = []
    for column in range(min(grid.width, 30)):
        texts = [
            folded(grid.text(row, column)) or grid.text(row, column)
            for row in rows
            if grid.kinds[row][column] in TEXT_KINDS
        ]
        others = any(
            grid.kinds[row][other] in SCORE_KINDS
            for row in rows[:50]
            for other in range(grid.width)
            if other != column
        )
        if not texts or not others:
            continue
        share, distinct = len(texts) / len(rows), len(set(texts)) / len(texts)
        plain = sum(grid.kinds[row][column] == TEXT for row in rows) / len(rows)
        called = is_called(grid.text(head, column), words.CRITERION | words.OPTION, 3)
        is_note = has_word(grid.text(head, column), words.NOTE)
        quality = share * distinct**2 * (1 if plain >= 0.5 else 0.4) * (0.3 if is_note else 1)
        found.append((quality + (0.25 if called else 0), -column))
    if not found:
        return _numbered_names(grid, head, rows)
    most = max(quality for quality, _ in found)
    column = -max((at for quality, at in found if quality >= most - 0.15), default=0)
    return _past_codes(grid, rows, column)


def _numbered_names(grid: Grid, head: int, rows: Sequence[int]) -> int | None:
    """Return the first column if its head says that its different numbers are names."""
    texts = [grid.text(row, 0) for row in rows]
    is_named = is_called(grid.text(head, 0), words.CRITERION | words.OPTION, 3)
    return 0 if is_named and len(set(texts)) == len(texts) and grid.width > 1 else None


def _past_codes(grid: Grid, rows: Sequence[int], column: int) -> int:
    texts = [grid.text(row, column) for row in rows if grid.kinds[row][column] in TEXT_KINDS]
    are_codes = all(len(t) <= 6 and (any(s.isdigit() for s in t) or len(t) <= 2) for t in texts)
    following = column + 1
    if not are_codes or following >= grid.width:
        return column
    wordy = [
        grid.text(row, following) for row in rows if grid.kinds[row][following] in (TEXT, QUANTITY)
    ]
    is_name = len(wordy) >= 0.7 * len(rows) and len(set(wordy)) >= 0.9 * len(wordy)
    return following if is_name else column
