"""A judge's sheet as tables: what a workbook asks, and what a filled one answers.

Each row names its own criterion and option, so that rows may be sorted, and the same rows stand in
one sheet per criterion of a workbook or all in one CSV file. Low comes first, then high, then
likely: who names the likely number first ends up with too narrow a range.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, get_args

from steelyard.files.editing.score_text import parse_number
from steelyard.files.judgements.digest import asked_order
from steelyard.files.judgements.sheet_rules import Asked
from steelyard.files.problems import echo, format_number
from steelyard.files.spreadsheet.opening.cells import (
    Book,
    CellValue,
    Sheet,
    SheetError,
    Trouble,
    address,
)
from steelyard.model import UNKNOWN, Claim, Criterion, JudgedScore, JudgedSwing, JudgeSheet, Score
from steelyard.model.criteria_set import Confidence
from steelyard.model.units import UNIT_WORDS

SCORE_COLUMNS: Final = (
    "criterion", "option", "name", "about", "evidence", "low", "high", "likely", "reason",
    "confidence", "cannot judge", "earlier answer", "all answers",
)  # fmt: skip
SWING_COLUMNS: Final = (
    "criterion", "name", "from the worst", "to the best", "swing", "reason", "earlier answer",
)  # fmt: skip
STAMP: Final = ("format", "set", "round", "judge", "seat", "digest")
FORMAT: Final = "steelyard judge's sheet 1"
NUMBERS: Final = ("low", "high", "likely")

Row = dict[str, str | float]


@dataclass(frozen=True)
class AskedTable:
    """One table of a sheet: its name, lines above it, columns and rows.

    `criterion` is that of a table of scores, with its scale; `None` for the swings.
    """

    name: str
    lines: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    criterion: Criterion | None = None


@dataclass(frozen=True)
class AskedSheet:
    """Everything a judge's sheet asks: lines to read first, tables, and the stamp."""

    lines: tuple[str, ...]
    tables: tuple[AskedTable, ...]
    stamp: Mapping[str, str]


@dataclass(frozen=True)
class Others:
    """What a judge may see of the round before: for each cell, all likely scores, without names."""

    likely: Mapping[tuple[str, str], Sequence[float]] = field(default_factory=dict)


def asked_sheet(
    asked: Asked,
    judge: str,
    *,
    seat: str = "",
    claims: Mapping[str, Claim] | None = None,
    others: Others | None = None,
) -> AskedSheet:
    """Return what one judge is asked; of other judges nothing but `others`, without names.

    Options are in the judge's own order, drawn from the round's seed. In a later round each
    question has the judge's own earlier answer beside it.
    """
    made = asked.criteria_set
    before = asked.before.get(judge)
    tables = []
    names: dict[str, int] = {}
    for criterion in dict.fromkeys(c for _, c in asked.cells):
        entry = made.criteria[criterion]
        options = tuple(o for o, c in asked.cells if c == criterion)
        rows = [
            _score_row(asked, (option, criterion), before, claims or {}, others)
            for option in asked_order(options, asked.round, judge)
        ]
        lines = [(entry.name,), (entry.question,), *_anchor_lines(entry)]
        name = _sheet_name(entry.label, names)
        tables.append(AskedTable(name, tuple(lines), SCORE_COLUMNS, tuple(rows), entry))
    if asked.swings:
        swings = [_swing_row(asked, criterion, before) for criterion in asked.swings]
        lines = [
            ("Which step from the worst to the best end would you most want to take?",),
            ("Give that 100, and the others shares of it. Judge steps, not topics.",),
        ]
        name = _sheet_name("Swings", names)
        tables.append(AskedTable(name, tuple(lines), SWING_COLUMNS, tuple(swings)))
    stamp = {
        "format": FORMAT,
        "set": asked.round.set_,
        "round": str(asked.round.number),
        "judge": judge,
        "seat": seat,
        "digest": asked.digest,
    }
    return AskedSheet(_read_first(asked, judge), tuple(tables), stamp)


def _read_first(asked: Asked, judge: str) -> tuple[str, ...]:
    keep = "Leave a row empty to keep your earlier answer; a change needs a reason."
    return (
        asked.criteria_set.title,
        asked.criteria_set.question,
        f"Round {asked.round.number}, judge {judge}. Answer alone; nobody sees it before closing.",
        "For each row: first low, then high, then likely, and a reason in a sentence.",
        "Write x under “cannot judge” where you cannot say; never guess to fill a cell.",
        *([keep] if asked.before.get(judge) is not None else []),
    )


def _anchor_lines(entry: Criterion) -> list[tuple[str, ...]]:
    better = "higher is better" if entry.better == "higher" else "lower is better"
    span = f"{format_number(entry.scale.from_)} to {format_number(entry.scale.to)}"
    lines: list[tuple[str, ...]] = [(span, f"{UNIT_WORDS[entry.scale.unit]}, {better}")]
    lines += [(format_number(number), text) for number, text in sorted(entry.anchors.items())]
    return lines


def _sheet_name(label: str, taken: dict[str, int]) -> str:
    """Return a name that every spreadsheet program takes, and no other sheet has."""
    plain = "".join(c for c in " ".join(label.split()) if c not in "[]:*?/\\'")[:27].strip() or "-"
    number = taken[plain.casefold()] = taken.get(plain.casefold(), 0) + 1
    return plain if number == 1 else f"{plain} {number}"


def _score_row(
    asked: Asked,
    cell: tuple[str, str],
    before: JudgeSheet | None,
    claims: Mapping[str, Claim],
    others: Others | None,
) -> Row:
    option, criterion = cell
    entry = asked.criteria_set.options[option]
    earlier = before.cells.get(cell) if before is not None else None
    likely = sorted(others.likely.get(cell, ())) if others is not None else []
    return {
        "criterion": criterion,
        "option": option,
        "name": entry.name,
        "about": entry.summary,
        "evidence": "\n".join(_evidence(cell, claims)),
        "earlier answer": _earlier(earlier),
        "all answers": ", ".join(map(format_number, likely)),
    }


def _earlier(answer: JudgedScore | None) -> str:
    if answer is None:
        return ""
    if not answer.score.known:
        return "cannot judge"
    return " / ".join(format_number(number) for number in answer.score[:3])


def _evidence(cell: tuple[str, str], claims: Mapping[str, Claim]) -> Iterator[str]:
    option, criterion = cell
    for claim, entry in claims.items():
        bearing = entry.bears_on.get(criterion)
        if bearing is not None and option in bearing.for_:
            yield f"for: {entry.says} ({claim})"
        elif bearing is not None and option in bearing.against:
            yield f"against: {entry.says} ({claim})"


def _swing_row(asked: Asked, criterion: str, before: JudgeSheet | None) -> Row:
    entry = asked.criteria_set.criteria[criterion]
    worst, best = entry.scale.from_, entry.scale.to
    if entry.better == "lower":
        worst, best = best, worst
    earlier = before.swings.get(criterion) if before is not None else None
    return {
        "criterion": criterion,
        "name": entry.name,
        "from the worst": _end(entry, worst),
        "to the best": _end(entry, best),
        "earlier answer": format_number(earlier.swing) if earlier is not None else "",
    }


def _end(entry: Criterion, number: float) -> str:
    return entry.anchors.get(number, format_number(number))


# --- back in -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Misfit:
    """A cell of a filled sheet that cannot be an answer: where, what, remedy; never the number."""

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
    return FilledSheet(plain.with_answers(swings, cells), tuple(reading.misfits))


def _refuse(name: str, stamp: Mapping[str, str], asked: Asked) -> None:
    wanted = asked.round
    if stamp["set"] != wanted.set_:
        raise SheetError(f"{name} is a sheet of another set, {echo(stamp['set'])}")
    if stamp["round"] != str(wanted.number):
        raise SheetError(
            f"{name} is a sheet of round {echo(stamp['round'])}; now it is round {wanted.number}"
        )
    if stamp["judge"] not in wanted.judges:
        raise SheetError(f"{name} is of {echo(stamp['judge'])}, who was not asked in this round")
    if stamp["digest"] not in (wanted.digest, asked.digest):
        raise SheetError(f"{name} answers another version of the set; ask for a new sheet")


@dataclass
class _Reading:
    """The rows of a filled sheet while they are read."""

    asked: Asked
    judge: str
    cells: dict[tuple[str, str], JudgedScore] = field(default_factory=dict)
    swings: dict[str, JudgedSwing] = field(default_factory=dict)
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
            if columns and taken.text("criterion"):
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
        before = self.asked.before.get(self.judge)
        earlier = before.swings.get(criterion) if before is not None else None
        was = earlier.swing if earlier is not None else None
        if row.cell("swing") is None:
            if was is not None:
                self.swings[criterion] = JudgedSwing(swing=was, was=was)
            return
        swing = self._number(row, "swing")
        if swing is None:
            return
        if swing < 0:
            self._misfit(row, "swing", "swing is below 0", "write a number from 0 to 100")
            return
        reason = row.text("reason")
        is_change = was is not None and was != swing
        if not reason and (is_change or was is None):
            self._misfit(row, "reason", "a swing without a reason", "write one, in a sentence")
            return
        said = {"why": reason} if is_change else {"reason": reason} if was is None else {}
        self.swings[criterion] = JudgedSwing(swing=swing, was=was, **said)


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

    def place(self, column: str) -> str:
        place = self.columns.get(column, 0)
        return f"{self.sheet}!{address(self.number, place + 1)}"
