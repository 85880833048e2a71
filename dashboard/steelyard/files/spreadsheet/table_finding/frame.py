"""A table with criteria in columns, turned if need be, and the full labels of both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from steelyard.files.spreadsheet import vocabulary as words
from steelyard.files.spreadsheet.table_finding.grid import (
    EMPTY,
    QUANTITY,
    SCORE_KINDS,
    TEXT,
    TEXT_KINDS,
    WORD,
    Grid,
)
from steelyard.files.spreadsheet.table_finding.tables import Table
from steelyard.files.spreadsheet.vocabulary import folded, is_called


@dataclass(frozen=True)
class Label:
    """What heads a row or column: its name, the part of it, and the text above both.

    `part` is `low`, `likely`, `high`, `score` or `weighted`, or empty.
    """

    name: str
    part: str = ""
    above: str = ""


@dataclass(frozen=True)
class OptionTable:
    """A table with options in rows and criteria in columns; positions are those of `grid`.

    `used` are rows of the sheet that only served as labels, `titles` and `remarks` lone texts
    above and below the table; positions of rows where the table is not turned, else of columns.
    """

    grid: Grid
    head: int
    names: int
    columns: tuple[Label, ...]
    rows: tuple[Label, ...]
    used: frozenset[int] = frozenset()
    titles: frozenset[int] = frozenset()
    remarks: frozenset[int] = frozenset()

    def turned(self) -> OptionTable:
        """Return the frame with rows and columns exchanged."""
        return replace(
            self,
            grid=self.grid.turned(),
            head=self.names,
            names=self.head,
            columns=self.rows,
            rows=self.columns,
        )


def option_table(table: Table) -> OptionTable:
    """Return a table as it stands, with labels made of heads, the row above and the row below."""
    grid, head, names = table.grid, table.head, table.names
    own = [grid.text(head, column) for column in range(grid.width)]
    above_row = _row_above(grid, head, names)
    above = _filled_right(grid, above_row, names) if above_row is not None else [""] * grid.width
    below_row = _row_below(grid, head, names, own)
    used = {row for row in (below_row,) if row is not None}
    columns = []
    filled = _filled_right(grid, head, names) if below_row is not None else own
    for column in range(grid.width):
        if column == names:
            columns.append(Label(own[column]))
            continue
        below = grid.text(below_row, column) if below_row is not None else ""
        columns.append(_label(filled[column] if below else own[column], below, above[column]))
    columns = _with_stems(_named_by_parts(columns, names))
    for column, label in enumerate(columns):
        over = _row_over(grid, head, column) if not label.name and column != names else None
        if over is not None:
            columns[column] = replace(label, name=grid.text(over, column))
            used.add(over)
    rows = tuple(Label(_row_name(grid, row, names)) for row in range(grid.height))
    titles, remarks = _asides(grid, head)
    return OptionTable(grid, head, names, tuple(columns), rows, frozenset(used), titles, remarks)


def _row_above(grid: Grid, head: int, names: int) -> int | None:
    """Return the nearest row above the heads that holds texts over groups of columns."""
    for row in range(head - 1, -1, -1):
        texts = [c for c in range(grid.width) if c != names and grid.kinds[row][c] in (TEXT, WORD)]
        has_numbers = any(kind in SCORE_KINDS - {WORD} for kind in grid.kinds[row])
        is_title = len(texts) == 1 and texts[0] <= names + 1 and not _span_of(grid, row, texts[0])
        has_corner = grid.kinds[row][names] == TEXT and bool(grid.text(head, names))
        has_corner = has_corner and not is_called(grid.text(row, names), words.GROUP, 2)
        if texts and not has_numbers and not is_title and not has_corner:
            return row
    return None


def _span_of(grid: Grid, row: int, column: int) -> int:
    for (top, left), (_bottom, right) in grid.merged:
        if (top, left) == (row, column):
            return right - left
    return 0


def _filled_right(grid: Grid, row: int, names: int) -> list[str]:
    """Return the texts of a row, each repeated over the gap behind it or what it is merged over."""
    spans = grid.spans_of_row(row)
    is_merged = bool(spans)
    texts, last = [], ""
    for column in range(grid.width):
        text = grid.text(row, column)
        if column == names:
            last = ""
        elif text:
            last = text
        elif is_merged and column not in spans:
            last = ""
        texts.append(text or last)
    return texts


def _row_below(grid: Grid, head: int, names: int, own: Sequence[str]) -> int | None:
    """Return a row of parts right below the heads: low, likely, high or score, weighted."""
    row = head + 1
    if row >= grid.height or grid.text(row, names):
        return None
    texts = [grid.text(row, column) for column in range(grid.width)]
    parts = [part_of(text) for text in texts if text]
    # A head is empty or repeated where several parts stand below it.
    filled = [
        text
        for text, head_text in zip(texts, own, strict=True)
        if text and (not head_text or own.count(head_text) > 1)
    ]
    is_parts = len(parts) >= 2 and sum(bool(part) for part in parts) >= 0.8 * len(parts)
    return row if is_parts and filled else None


_TIMES_WEIGHT: Final = frozenset(
    ("w x s", "wxs", "w s", "s x w", "sxw", "weight x score", "score x weight", "weight score")
)


def part_of(text: str) -> str:
    """Return which part of a criterion a heading names: low, likely, high, score, weighted.

    >>> part_of("most likely"), part_of("Weighted score"), part_of("Risk")
    ('likely', 'weighted', '')
    """
    tokens = set(folded(text).split())
    if not tokens or len(tokens) > 3:
        return ""
    if tokens & words.WEIGHTED or folded(text) in _TIMES_WEIGHT:
        return "weighted"
    rest = tokens - {"most", "value", "estimate", "case", "best", "bound", "score"} or tokens
    for part, known in (("low", words.LOW), ("high", words.HIGH), ("likely", words.LIKELY)):
        if rest <= known:
            return part
    return "score" if tokens <= words.VALUE else ""


def _label(name: str, below: str, above: str) -> Label:
    part = part_of(below)
    return Label(name, part, above) if below else Label(name, "", above)


def _named_by_parts(labels: list[Label], names: int) -> list[Label]:
    """Return labels whose own texts are parts, such as low and high, named by the text above."""
    own = [label.name for i, label in enumerate(labels) if i != names and label.name]
    parts = [part_of(text) for text in own]
    is_repeated = len({folded(text) for text in own}) <= len(own) / 2
    has_above = any(label.above for label in labels)
    if not has_above or not is_repeated or sum(map(bool, parts)) < 0.5 * len(parts):
        return labels
    return [
        Label(label.above, part_of(label.name), "")
        if label.above and part_of(label.name)
        else label
        for label in labels
    ]


def _with_stems(labels: list[Label]) -> list[Label]:
    """Return labels such as `Cost low`, `Cost high` parted into a name and a part."""
    stems: dict[str, list[tuple[int, str, str]]] = {}
    for i, label in enumerate(labels):
        for stem, part in _stem(label.name) if not label.part else ():
            stems.setdefault(folded(stem), []).append((i, stem, part))
    labels = [*labels]
    for found in stems.values():
        if len({part for _, _, part in found}) == len(found) >= 2:
            named = {part for _, _, part in found}
            if {"low", "high"} <= named:
                for i, stem, part in found:
                    labels[i] = Label(stem, part, labels[i].above)
    return labels


def _stem(name: str) -> list[tuple[str, str]]:
    tokens = name.replace("(", " ").replace(")", " ").replace("_", " ").split()
    found = []
    if len(tokens) >= 2:
        for part_text, rest in ((tokens[-1], tokens[:-1]), (tokens[0], tokens[1:])):
            part = part_of(part_text)
            if part in ("low", "likely", "high"):
                found.append((" ".join(rest).strip(" -–—:,"), part))
    return found[:1]


def _asides(grid: Grid, head: int) -> tuple[frozenset[int], frozenset[int]]:
    """Return the rows above the heads, and those below the last number, that hold one text."""
    lone = {
        row
        for row, kinds in enumerate(grid.kinds)
        if len(kinds) - kinds.count(EMPTY) == 1 and kinds.strip(EMPTY) in TEXT_KINDS
    }
    last = max(
        (r for r, kinds in enumerate(grid.kinds) if set(kinds) & SCORE_KINDS and r not in lone),
        default=head,
    )
    is_over = {top for (top, left), (_, right) in grid.merged if left > 0 and right > left}
    titles = {row for row in lone if row < head and row not in is_over}
    return frozenset(titles), frozenset(row for row in lone if row > last)


def _row_over(grid: Grid, head: int, column: int) -> int | None:
    """Return the row of a lone text above the numbers of a column that has no head."""
    for row in range(head + 1, grid.height):
        if grid.kinds[row][column] in SCORE_KINDS - {WORD, QUANTITY}:
            return None
        if grid.kinds[row][column] in (TEXT, WORD):
            has_number = any(
                grid.kinds[r][column] in SCORE_KINDS
                for r in range(row + 1, min(row + 3, grid.height))
            )
            return row if has_number else None
    return None


def _row_name(grid: Grid, row: int, names: int) -> str:
    """Return the name of a row: that in the column of names, else a text before its numbers."""
    own = grid.text(row, names)
    if own:
        return own
    for column, kind in enumerate(grid.kinds[row]):
        if kind in TEXT_KINDS and kind != QUANTITY:
            following = grid.kinds[row][column + 1 :]
            filled = [k for k in following if k != EMPTY]
            if filled and all(k in SCORE_KINDS for k in filled) and column < grid.width - 1:
                return grid.text(row, column)
    return ""


_GENERIC: Final = words.words_of(
    "of the final value all in and s aggregate aggregated composite combined grand criteria "
    "weighting w out per note points option site each raw simple x rated mcda rounded"
)


def is_total_name(text: str) -> bool:
    """Return whether a name says no more than that something was added up or averaged.

    >>> is_total_name("Overall weighted score"), is_total_name("Total cost")
    (True, False)
    """
    tokens = folded(text).split()
    named = [token for token in tokens if token in words.TOTAL | words.WEIGHTED | words.SURE_TOTAL]
    return bool(named) and all(
        token in words.TOTAL | words.WEIGHTED | words.SURE_TOTAL | _GENERIC or token.isdigit()
        for token in tokens
    )


def is_sure_total(text: str) -> bool:
    """Return whether a name is that of a total and hardly ever of a criterion."""
    return is_total_name(text) and not words.SURE_TOTAL.isdisjoint(folded(text).split())


def is_rank_name(text: str) -> bool:
    """Return whether a name is that of a column of ranks."""
    return is_called(text, words.RANK, 3)


_SPREADS: Final = frozenset(
    ("sd", "s d", "std", "std dev", "st dev", "stdev", "stddev", "standard deviation", "variance",
     "standard error", "standardabweichung", "varianz", "ecart type", "desviacion estandar",
     "desviacion tipica", "deviazione standard", "desvio padrao", "standaardafwijking"),
)  # fmt: skip


def is_spread_name(text: str) -> bool:
    """Return whether a name says how far the others are apart.

    >>> is_spread_name("Std. dev."), is_spread_name("Spread of benefits")
    (True, False)
    """
    return folded(text) in _SPREADS
