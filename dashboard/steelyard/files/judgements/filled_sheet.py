"""Reads the answers of a filled sheet; invalid ones are reported by place, without the number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

from steelyard.files.editing.score_text import parse_number
from steelyard.files.judgements.sheet_rules import Asked
from steelyard.files.judgements.sheet_table import ANSWER_COLUMNS, FORMAT, NUMBERS, STAMP
from steelyard.files.problems import echo, echo_many, format_number
from steelyard.files.spreadsheet.opening.cells import (
    Book,
    CellValue,
    Sheet,
    SheetError,
    Trouble,
    address,
)
from steelyard.model import UNKNOWN, JudgedRank, JudgedScore, JudgedSwing, JudgeSheet, Score
from steelyard.model.criteria_set import Confidence
from steelyard.model.judgements import MOST_RANKS


@dataclass(frozen=True)
class Misfit:
    """An invalid cell of a filled sheet: where it is, what is wrong and the remedy, no number."""

    place: str
    says: str
    fix: str


@dataclass(frozen=True)
class FilledSheet:
    """A filled sheet as read: the answers that fit, and the misfits in order."""

    sheet: JudgeSheet
    misfits: tuple[Misfit, ...]


def read_stamp(book: Book) -> dict[str, str]:
    """Return the stamp of a filled sheet. Raises SheetError for a file that has none."""
    found: dict[str, str] = {}
    for sheet in reversed(book.sheets):  # the stamp is on the last
        for row in sheet.rows:
            if row and row[0] in STAMP and len(row) > 1:
                value = row[1]
                number = format_number(value) if isinstance(value, float) else value
                found.setdefault(str(row[0]), str(number or ""))
    if found.get("format") != FORMAT or not {"set", "round", "judge", "digest"} <= found.keys():
        raise SheetError(f"{book.name} is no sheet that `steelyard judges sheet` has written")
    return found


def read_filled(book: Book, asked: Asked, answered: str | None = None) -> FilledSheet:
    """Return the answers of a filled sheet, in the order of the set.

    Raises SheetError with a sentence for a sheet without a stamp, and for one of another set,
    round, digest, or of a judge who was not asked.
    """
    stamp = read_stamp(book)
    _refuse(book.name, stamp, asked)
    reading = _Reading(asked, stamp["judge"])
    for sheet in book.sheets:
        reading.read(sheet)
    plain = JudgeSheet(
        format=1,
        set_=stamp["set"],
        number=asked.round.number,
        judge=stamp["judge"],
        seat=stamp.get("seat", ""),
        digest=stamp["digest"],
        answered=answered,
    )
    swings = {c: reading.swings[c] for c in asked.swings if c in reading.swings}
    cells = {cell: reading.cells[cell] for cell in asked.cells if cell in reading.cells}
    ranks = {c: reading.ranks[c] for c in asked.swings if c in reading.ranks}
    return FilledSheet(plain.with_answers(swings, cells, ranks), tuple(reading.misfits))


def _refuse(name: str, stamp: Mapping[str, str], asked: Asked) -> None:
    wanted = asked.round
    if stamp["set"] != wanted.set_:
        raise SheetError(f"{name} is a sheet of another set, {echo(stamp['set'])}")
    if stamp["round"] != str(wanted.number):
        raise SheetError(
            f"{name} is a sheet of round {echo(stamp['round'])}; now it is round {wanted.number}"
        )
    if stamp["judge"] not in wanted.judges:
        raise SheetError(
            f"{name} is of {echo(stamp['judge'])}, who was not asked in this round; asked are: "
            f"{echo_many(wanted.judges)}"
        )
    if stamp["digest"] not in (wanted.digest, asked.digest):
        raise SheetError(f"{name} answers another version of the set; ask for a new sheet")


@dataclass
class _Reading:
    """The rows of a filled sheet while they are read."""

    asked: Asked
    judge: str
    cells: dict[tuple[str, str], JudgedScore] = field(default_factory=dict)
    swings: dict[str, JudgedSwing] = field(default_factory=dict)
    ranks: dict[str, JudgedRank] = field(default_factory=dict)
    misfits: list[Misfit] = field(default_factory=list)

    def read(self, sheet: Sheet) -> None:
        """Read every table of one sheet."""
        columns: dict[str, int] = {}
        for number, row in enumerate(sheet.rows, 1):
            heads = {str(cell): place for place, cell in enumerate(row) if isinstance(cell, str)}
            if {"criterion", "option", *NUMBERS} <= heads.keys() or (
                {"criterion", "swing", "reason"} <= heads.keys()
            ):
                columns = heads
                continue
            taken = _TakenRow(sheet.name, number, row, columns)
            # Lines of text between tables have nothing in the cells that are filled in.
            if taken.is_answered or taken.text("criterion") in self.asked.criteria_set.criteria:
                self._take(taken)

    def _take(self, row: _TakenRow) -> None:
        criterion, option = row.text("criterion"), row.text("option")
        if "swing" in row.columns:
            if criterion not in self.asked.swings:
                self._misfit(row, "criterion", "this criterion is not asked", "delete the row")
                return
            self._take_swing(row, criterion)
        elif (option, criterion) not in self.asked.cells:
            self._misfit(row, "option", "this cell is not asked", "delete the row")
        elif (option, criterion) in self.cells:
            self._misfit(row, "option", "this cell is there twice", "delete one of the rows")
        else:
            self._take_score(row, (option, criterion))

    def _misfit(self, row: _TakenRow, column: str, says: str, fix: str) -> None:
        name = row.text("name")
        self.misfits.append(Misfit(row.place(column), f"{name}: {says}" if name else says, fix))

    def _number(self, row: _TakenRow, column: str) -> float | None:
        """Return a number; a misfit is noted for what is none, and `None` returned."""
        found = row.cell(column)
        if isinstance(found, str):
            try:
                return float(parse_number(found))
            except ValueError:
                found = None
        if isinstance(found, float):
            return float(found)
        self._misfit(row, column, f"{column} is not a number", "write a number")
        return None

    def _take_score(self, row: _TakenRow, cell: tuple[str, str]) -> None:
        before = self.asked.before.get(self.judge)
        was = before.cells[cell].score if before is not None and cell in before.cells else None
        given = [column for column in NUMBERS if row.cell(column) is not None]
        is_marked = bool(row.text("cannot judge"))
        if is_marked and given:
            says, fix = "both a score and “cannot judge”", "keep one of the two"
            self._misfit(row, "cannot judge", says, fix)
            return
        if not given and not is_marked:
            if was is not None:
                self.cells[cell] = JudgedScore(score=was, was=was)
            return
        score = UNKNOWN if is_marked else self._score(row, cell[1], given)
        if score is None:
            return
        reason, confidence = row.text("reason"), self._confidence(row)
        is_change = was is not None and was != score
        if not reason and (is_change or (was is None and not is_marked)):
            what = "a changed score" if is_change else "a score"
            self._misfit(row, "reason", f"{what} without a reason", "write one, in a sentence")
            return
        said = {"why": reason} if is_change else {"reason": reason} if was is None else {}
        self.cells[cell] = JudgedScore(score=score, confidence=confidence, was=was, **said)

    def _score(self, row: _TakenRow, criterion: str, given: list[str]) -> Score | None:
        for column in NUMBERS:
            if column not in given:
                fix = "write all three, or mark as “cannot judge”"
                self._misfit(row, column, f"{column} is missing", fix)
                return None
        read = {column: self._number(row, column) for column in NUMBERS}
        low, high, likely = (read[column] for column in NUMBERS)
        if low is None or high is None or likely is None:
            return None
        scale = self.asked.criteria_set.criteria[criterion].scale
        span = f"{format_number(scale.from_)} to {format_number(scale.to)}"
        for column, number in read.items():
            if number is not None and not scale.from_ <= number <= scale.to:
                self._misfit(
                    row, column, f"{column} is outside {span}", "use a number in that span"
                )
                return None
        if low > high:
            self._misfit(row, "low", "low is above high", "exchange the two")
            return None
        if not low <= likely <= high:
            says = "likely lies outside low to high"
            self._misfit(row, "likely", says, "correct one of the three")
            return None
        return Score(low, likely, high)

    def _confidence(self, row: _TakenRow) -> Confidence | None:
        word = row.text("confidence").casefold()
        for known in get_args(Confidence):
            if word == known:
                return known  # type: ignore[no-any-return]
        if word:
            words = ", ".join(get_args(Confidence))
            self._misfit(row, "confidence", "confidence is another word", f"write one of: {words}")
        return None

    def _take_swing(self, row: _TakenRow, criterion: str) -> None:
        if row.cell("swing") is not None:
            self._take_number(row, criterion)
        if row.cell("rank") is not None:
            self._take_rank(row, criterion)
        before = self.asked.before.get(self.judge)
        if before is None or row.cell("swing") is not None or row.cell("rank") is not None:
            return
        if criterion in before.swings:
            was = before.swings[criterion].swing
            self.swings[criterion] = JudgedSwing(swing=was, was=was)
        elif criterion in before.ranks:
            rank = before.ranks[criterion].rank
            self.ranks[criterion] = JudgedRank(rank=rank, was=rank)

    def _take_number(self, row: _TakenRow, criterion: str) -> None:
        swing = self._number(row, "swing")
        if swing is None:
            return
        if swing < 0:
            self._misfit(row, "swing", "swing is below 0", "write a number from 0 to 100")
            return
        before = self.asked.before.get(self.judge)
        earlier = before.swings.get(criterion) if before is not None else None
        was = earlier.swing if earlier is not None else None
        said = self._said(row, "swing", was, swing)
        if said is not None:
            self.swings[criterion] = JudgedSwing(swing=swing, was=was, **said)

    def _take_rank(self, row: _TakenRow, criterion: str) -> None:
        rank = self._number(row, "rank")
        if rank is None:
            return
        if rank != int(rank) or not 1 <= rank <= MOST_RANKS:
            self._misfit(row, "rank", "rank is no whole number from 1 up", "write 1, 2, 3 …")
            return
        before = self.asked.before.get(self.judge)
        earlier = before.ranks.get(criterion) if before is not None else None
        was = earlier.rank if earlier is not None else None
        # If the row has a number, its reason belongs to the number.
        is_beside = row.cell("swing") is not None
        said = {} if is_beside else self._said(row, "rank", was, rank)
        if said is not None:
            self.ranks[criterion] = JudgedRank(rank=int(rank), was=was, **said)

    def _said(
        self, row: _TakenRow, what: str, was: float | None, now: float
    ) -> dict[str, str] | None:
        """Return the reason of a row under its key; `None` after noting that it is missing."""
        reason, is_change = row.text("reason"), was is not None and was != now
        if not reason and (is_change or was is None):
            self._misfit(row, "reason", f"a {what} without a reason", "write one, in a sentence")
            return None
        return {"why": reason} if is_change else {"reason": reason} if was is None else {}


@dataclass(frozen=True)
class _TakenRow:
    """A row of a filled sheet, its cells by column."""

    sheet: str
    number: int
    row: tuple[CellValue, ...]
    columns: Mapping[str, int]

    def cell(self, column: str) -> CellValue:
        place = self.columns.get(column)
        return self.row[place] if place is not None and place < len(self.row) else None

    def text(self, column: str) -> str:
        found = self.cell(column)
        if isinstance(found, Trouble):
            return ""
        return format_number(found) if isinstance(found, float) else (found or "")

    @property
    def is_answered(self) -> bool:
        """Whether anything is written where a judge answers."""
        return any(self.text(column) for column in ANSWER_COLUMNS)

    def place(self, column: str) -> str:
        place = self.columns.get(column, 0)
        cell = address(self.number, place + 1)
        return f"{self.sheet}!{cell}" if self.sheet else cell
