"""What each row and column of a framed table is: option, criterion, about criteria, or nothing.

Options stand in rows here and criteria in columns, whichever way the sheet has them. What follows
from other numbers is sorted out later, in `results`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from steelyard.files.spreadsheet import vocabulary as words
from steelyard.files.spreadsheet.model import Wishes
from steelyard.files.spreadsheet.notation.words import is_scale_word, read_words
from steelyard.files.spreadsheet.notation.written import take_apart
from steelyard.files.spreadsheet.opening.cells import CellValue, Trouble
from steelyard.files.spreadsheet.recipe.said_roles import put_said_roles, settle_said_row
from steelyard.files.spreadsheet.table_finding.frame import Label, OptionTable, is_rank_name
from steelyard.files.spreadsheet.table_finding.grid import (
    EMPTY,
    NUMBER,
    QUANTITY,
    SCORE_KINDS,
    TEXT,
    UNKNOWN,
    WORD,
)
from steelyard.files.spreadsheet.table_finding.orientation import is_about, is_weight_name
from steelyard.files.spreadsheet.understanding.arithmetic import is_numbering
from steelyard.files.spreadsheet.understanding.criteria_columns import (
    find_criteria,
    group_criteria,
)
from steelyard.files.spreadsheet.understanding.layout import Layout
from steelyard.files.spreadsheet.understanding.line_signs import (
    are_codes,
    are_directions,
    are_shares,
    plain_number,
)
from steelyard.files.spreadsheet.vocabulary import (
    UNIT_MARKS,
    folded,
    has_word,
    is_called,
)

_FILES: Final = frozenset({"date", "updated", "source", "sources", "link", "url", "contact",
                           "phone",
                           "datum", "fecha", "data", "deadline", "owner", "page"})  # fmt: skip
_NUMBERS: Final = (NUMBER, QUANTITY)
_NUMBERED = re.compile(r"(?:[A-Z]|[IVX]+|[0-9]{1,2})[.)]\s")


def find_layout(frame: OptionTable, wishes: Wishes | None = None) -> Layout:
    """Return the roles of rows and columns, before totals are sorted out."""
    layout = Layout(frame)
    put_said_roles(layout, wishes or Wishes())
    _Reader(layout).read()
    return layout


class _Reader:
    """Gives every row and column of one frame its role."""

    def __init__(self, layout: Layout) -> None:
        self.layout, self.frame, self.grid = layout, layout.frame, layout.frame.grid
        self.data: list[int] = []
        self._row_being_read = 0
        self._turned_kinds = ["".join(column) for column in zip(*self.grid.kinds, strict=True)]

    def read(self) -> None:
        layout, grid = self.layout, self.grid
        layout.set_row(self.frame.head, "heads")
        layout.set_column(self.frame.names, "names")
        self._set_asides()
        for row in range(grid.height):
            if layout.said_rows.get(row) == "option":
                self.data.append(row)
            elif row not in layout.rows and grid.kinds[row].strip(EMPTY):
                self._read_row(row)
        for column in range(grid.width):
            if column not in layout.columns and self._turned_kinds[column].strip(EMPTY):
                self._read_column(column)
        find_criteria(layout)
        self._settle_rows()
        layout.headings.sort()
        group_criteria(layout)

    def _set_asides(self) -> None:
        """Give rows of the sheet that are labels, titles or remarks their roles."""
        layout, grid = self.layout, self.grid
        for kind, places in (
            ("part", self.frame.used), ("title", self.frame.titles), ("remark", self.frame.remarks)
        ):  # fmt: skip
            side = layout.said_columns if grid.is_turned else layout.said_rows
            for at in sorted(places - side.keys()):
                if grid.is_turned:
                    layout.set_column(at, kind, "a text beside the table")
                    texts = [grid.text(row, at) for row in range(grid.height)]
                else:
                    layout.set_row(at, kind, "a text beside the table")
                    texts = [grid.text(at, column) for column in range(grid.width)]
                text = " ".join(filter(None, texts))
                if kind != "part":
                    (layout.titles if kind == "title" else layout.remarks).append(text)

    # --- rows ---------------------------------------------------------------------------

    def _others(self, row: int) -> list[tuple[int, str]]:
        return [
            (column, kind)
            for column, kind in enumerate(self.grid.kinds[row])
            if column != self.frame.names and kind != EMPTY
        ]

    def _read_row(self, row: int) -> None:
        others, label = self._others(row), self.frame.rows[row]
        self._row_being_read = row
        kinds = [kind for _, kind in others]
        cells = [self.grid.cells[row][column] for column, _ in others]
        numbers = sum(kind in _NUMBERS for kind in kinds)
        about = self._about(label, cells, numbers)
        if about:
            why = "texts, kept as notes" if about == "note" else "as its heading says"
            self.layout.set_row(row, about, why)
        elif row < self.frame.head:
            self._read_above(row, others, numbers)
        elif (
            not self.grid.text(row, self.frame.names)
            and self._is_near_head(row)
            and are_shares(cells)
        ):
            self.layout.set_row(row, "weight", "shares of 100 right below the heads")
        elif not label.name and (meaning := self._by_content(row, cells)):
            self.layout.set_row(row, meaning, "as its cells say")
        elif label.name and are_directions(cells):
            self.layout.set_row(row, "direction", "its cells say which end is best")
        elif any(kind in SCORE_KINDS or kind == UNKNOWN for kind in kinds):
            self.data.append(row)
        elif others and (label.name or self.grid.is_turned):
            self._read_texts(row, label, cells)

    def _about(self, label: Label, cells: Sequence[CellValue], numbers: int) -> str:
        name = label.name
        texts = len(cells) - numbers
        if not name or not cells:
            return ""
        if is_weight_name(label) and numbers >= 0.5 * len(cells):
            return "weight"
        if is_called(name, words.UNIT, 3) and texts >= numbers:
            return "unit"
        if is_about(label, cells) and is_called(name, words.BETTER):
            return "direction"
        if is_called(name, words.SCALE, 3):
            return "scale"
        if (
            texts > numbers
            and is_called(name, words.NOTE, 3)
            and not all(map(is_scale_word, cells))
        ):
            return "note"
        if texts > numbers and is_called(name, words.GROUP, 2):
            return "group"
        if (
            is_called(name, words.IDENTIFIER, 2)
            and are_codes(cells)
            and abs(self._row_being_read - self.frame.head) <= 2
        ):
            return "id"
        return ""

    def _is_near_head(self, row: int) -> bool:
        return row <= self.frame.head + 2 and not self.grid.is_turned

    def _by_content(self, row: int, cells: Sequence[CellValue]) -> str:
        texts = [cell for cell in cells if isinstance(cell, str)]
        if len(texts) < len(cells) or not texts or row > self.frame.head + 3:
            return ""
        if are_directions(cells):
            return "direction"
        bare = [text.strip("()[] ").casefold() for text in texts]
        are_short = all(len(text) <= 14 for text in bare)
        units = [t in UNIT_MARKS or len(t) <= 2 or t[0] in "€£$%" or "²" in t for t in bare]
        if are_short and sum(units) >= 0.5 * len(units):
            return "unit"
        written = [take_apart(text) for text in texts]
        if all(found is not None and found.kind == "ends" for found in written):
            return "scale"
        return ""

    def _read_above(self, row: int, others: list[tuple[int, str]], numbers: int) -> None:
        own = self.grid.text(row, self.frame.names)
        above = {label.above for label in self.frame.columns if label.above}
        texts = [self.grid.text(row, column) for column, _ in others]
        if not numbers and any(text in above for text in texts) and not self.grid.is_turned:
            self.layout.set_row(row, "group", "stands above criteria")
        elif numbers and own:
            self.layout.set_row(row, "left out", "numbers above the heads that are no weights")
        else:
            self.layout.set_row(row, "title", "stands above the table")
            text = " ".join(filter(None, [own, *texts]))
            if text:
                self.layout.titles.append(text)

    def _read_texts(self, row: int, label: Label, cells: Sequence[CellValue]) -> None:
        folded_cells = [folded(str(cell)) for cell in cells]
        is_repeated = len(set(folded_cells)) <= 0.7 * len(folded_cells)
        if self.grid.is_turned:
            kind = "group" if is_repeated and not self.layout.rows_of("group") else "note"
            self.layout.set_row(row, kind, "texts, kept as notes")
        elif is_called(label.name, words.NOTE | words.GROUP, 3):
            self.layout.set_row(row, "note", "texts, kept as notes")
        else:
            self.layout.set_row(row, "left out", "texts and no number")

    # --- columns ------------------------------------------------------------------------

    def _read_column(self, column: int) -> None:
        label, layout = self.frame.columns[column], self.layout
        kinds = [self.grid.kinds[row][column] for row in self.data]
        filled = [kind for kind in kinds if kind != EMPTY]
        cells = [self.grid.cells[row][column] for row in self.data]
        numbers = sum(kind in _NUMBERS for kind in filled)
        if self.grid.is_turned and column < self.frame.names and not numbers:
            layout.set_column(column, "title", "stands above the table")
            return
        scale_words = sum(kind == WORD for kind in filled)
        texts = sum(kind == TEXT for kind in filled)
        if not filled:
            self._read_empty(column, label)
        elif self._is_id(column, label, cells, numbers):
            layout.set_column(column, "id", "numbers or codes of the rows")
        elif is_rank_name(label.name) and numbers and numbers >= texts:
            layout.set_column(column, "total", "ranks follow from the scores")
        elif not numbers and scale_words and read_words(cells, frozenset()) is None:
            self._read_note(column, label, cells)
        elif numbers + scale_words + filled.count(UNKNOWN) > texts and (numbers or scale_words):
            self._read_scores(column, label, cells, numbers)
        elif texts:
            self._read_note(column, label, cells)
        elif label.name:
            layout.set_column(column, "criterion", "nothing known")
        else:
            layout.set_column(column, "left out", "no name above it")

    def _read_scores(
        self, column: int, label: Label, cells: Sequence[CellValue], numbers: int
    ) -> None:
        layout = self.layout
        is_dated = all(isinstance(c, Trouble) and c.kind == "date" for c in cells if c is not None)
        tokens = set(folded(label.name).split())
        if is_dated and numbers:
            why = "dates and no scores; ranges such as 2/3/4 are best written 2 | 3 | 4"
            layout.set_column(column, "left out", why)
        elif tokens & _FILES and len(tokens) == 1 and numbers:
            layout.set_column(column, "left out", "references and no scores")
        elif not numbers and tokens and tokens <= words.NOTE:
            layout.set_column(column, "note", "texts, kept as notes")
        elif not label.name:
            layout.set_column(column, "left out", "no name above it")
        elif label.part == "weighted":
            layout.set_column(column, "copy", "weighted or normalised scores")
        elif self._is_after_names(column, label):
            layout.set_column(column, "left out", "what it is cannot be told")
        else:
            layout.set_column(column, "criterion", "numbers under a name")

    def _is_after_names(self, column: int, label: Label) -> bool:
        """Return whether a head only repeats that of the names."""
        return label.name == self.frame.columns[self.frame.names].name and column > 0

    def _is_id(self, column: int, label: Label, cells: Sequence[CellValue], numbers: int) -> bool:
        texts = [str(cell) for cell in cells if cell is not None]
        is_distinct = len(set(texts)) == len(texts) > 1
        is_headed = label.name.strip() == "#" or (
            is_called(label.name, words.IDENTIFIER, 2) and not is_called(label.name, words.WEIGHT)
        )
        values = [float(c) if isinstance(c, float) else plain_number(c) for c in cells]
        is_count = numbers >= 2 and is_numbering(values) and values[0] in (0, 1)
        if is_headed and is_distinct and (is_count or numbers < len(texts) or len(label.name) <= 4):
            return all(len(text) <= 12 for text in texts)
        return is_count and column < self.frame.names and len(label.name) <= 4

    def _read_empty(self, column: int, label: Label) -> None:
        rows = [r for r in range(self.grid.height) if self.grid.kinds[r][column] != EMPTY]
        lines = self._turned_kinds
        is_heading = self.grid.is_turned and self._is_heading(
            label.name, lines, column, self.frame.names
        )
        if label.name and self.grid.is_turned and not is_heading:
            self.layout.set_column(column, "criterion", "a name, and nothing known")
        elif label.name and is_heading:
            self.layout.set_column(column, "heading", "a heading over criteria")
            self.layout.headings.append(column)
        elif rows:
            self.layout.set_column(column, "left out", "no score in it")

    def _read_note(self, column: int, label: Label, cells: Sequence[CellValue]) -> None:
        texts = [folded(str(cell)) for cell in cells if cell is not None]
        is_repeated = len(set(texts)) <= 0.7 * len(texts) or is_called(label.name, words.GROUP, 2)
        is_family = (
            is_repeated and not has_word(label.name, words.NOTE) and column < self.frame.names
        )
        is_family = is_family or is_called(label.name, words.GROUP, 2)
        if is_family and not self.layout.columns_of("group"):
            self.layout.set_column(column, "group", "repeated texts")
        else:
            self.layout.set_column(column, "note", "texts, kept as notes")

    # --- rows, once the criteria are known ------------------------------------------------

    def _settle_rows(self) -> None:
        """Make options of the rows that have a name and scores."""
        scored = {c for found in self.layout.criteria for c in found.columns if c >= 0}
        typical = self._typical_fill(scored)
        has_gap, family = False, ""
        for row in range(self.frame.head + 1, self.grid.height):
            kinds = self.grid.kinds[row]
            has_gap = has_gap or not kinds.strip(EMPTY)
            if row in self.layout.said_rows:
                family = settle_said_row(self.layout, row, family)
            if row in self.layout.rows or not kinds.strip(EMPTY):
                continue
            fill = sum(kinds[c] in SCORE_KINDS or kinds[c] == UNKNOWN for c in scored)
            if self.frame.rows[row].part == "weighted":
                self.layout.set_row(row, "copy", "weighted or normalised scores")
            elif not fill:
                family = self._read_unscored(row, self.grid.text(row, self.frame.names), family)
            elif why := self._why_no_option(row, fill, typical if has_gap else 0):
                self.layout.set_row(row, "left out", why)
            else:
                self.layout.set_row(row, "option", "a name with scores")
                self.layout.options.append(row)
                if family:
                    self.layout.families[row] = family

    def _why_no_option(self, row: int, fill: int, typical: float) -> str:
        """Return why a row with scores is no option; `typical` is 0 above the first gap."""
        own = self.grid.text(row, self.frame.names)
        if not own:
            return "no name before it"
        if self.grid.kinds[row][self.frame.names] == NUMBER and not self._has_number_names():
            return "a number in place of a name"
        if typical >= 3 and fill <= typical / 3:
            return "below the table, with hardly any number"
        return "named like a criterion" if self._is_criterion_name(own) else ""

    def _has_number_names(self) -> bool:
        kinds = [self.grid.kinds[row][self.frame.names] for row in self.data]
        return kinds.count(NUMBER) >= 0.5 * len(kinds)

    def _typical_fill(self, scored: set[int]) -> float:
        fills = sorted(sum(self.grid.kinds[row][c] != EMPTY for c in scored) for row in self.data)
        return fills[len(fills) // 2] if fills else 0

    def _is_criterion_name(self, name: str) -> bool:
        return any(folded(name) == folded(found.name) != "" for found in self.layout.criteria)

    def _read_unscored(self, row: int, own: str, family: str) -> str:
        others = self._others(row)
        following = next(
            (r for r in range(row + 1, self.grid.height) if self.grid.kinds[r].strip(EMPTY)), None
        )
        is_name = (
            bool(own) and not others and len(own) <= 80 and following is not None
            and following in self.data and own[:1] not in "*†("
        )  # fmt: skip
        if is_name and self._is_heading(own, self.grid.kinds, row, self.frame.head):
            self.layout.set_row(row, "heading", "a heading over options")
            return own
        if is_name:
            self.layout.set_row(row, "option", "a name, and nothing known")
            self.layout.options.append(row)
            if family:
                self.layout.families[row] = family
            return family
        text = " ".join(filter(None, [own, *(self.grid.text(row, c) for c, _ in others)]))
        why = "no score in it" if row in self.data else "a remark: no number in it"
        self.layout.set_row(row, "remark", why)
        if text:
            self.layout.remarks.append(text)
        return family

    def _is_heading(self, text: str, lines: Sequence[str], at: int, head: int) -> bool:
        """Return whether a line with only a name is a heading, not an entry without numbers.

        It is one if it looks like one, follows a gap, or if the very first line has only a name.
        """
        is_styled = (text.isupper() and len(text) > 2) or text.endswith(":")
        is_styled = is_styled or _NUMBERED.match(text) is not None
        is_after_gap = not lines[at - 1].strip(EMPTY)
        first = next((line for line in lines[head + 1 :] if set(line) & (SCORE_KINDS | {TEXT})), "")
        side = self.frame.head if self.grid.is_turned else self.frame.names
        is_first = first[side] != EMPTY and not set(first[side + 1 :]) & (
            SCORE_KINDS | {TEXT, UNKNOWN}
        )
        return is_styled or is_after_gap or is_first
