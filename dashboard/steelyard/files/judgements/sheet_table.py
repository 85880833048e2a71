"""A judge's sheet as tables: what a workbook asks.

Each row names its own criterion and option, so that rows may be sorted, and the same rows stand in
one sheet per criterion of a workbook or all in one CSV file. Low comes first, then high, then
likely: people who name the likely number first give too narrow a range.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from steelyard.files.judgements.digest import asked_order
from steelyard.files.judgements.sheet_rules import Asked
from steelyard.files.problems import format_number
from steelyard.model import Claim, Criterion, JudgedScore, JudgeSheet
from steelyard.model.units import UNIT_WORDS

SCORE_COLUMNS: Final = (
    "criterion", "option", "name", "about", "evidence", "low", "high", "likely", "reason",
    "confidence", "cannot judge", "earlier answer", "all answers",
)  # fmt: skip
SWING_COLUMNS: Final = (
    "criterion", "name", "from the worst", "to the best", "swing", "rank", "reason",
    "earlier answer",
)  # fmt: skip
STAMP: Final = ("format", "set", "round", "judge", "seat", "digest")
FORMAT: Final = "steelyard judge's sheet 1"
NUMBERS: Final = ("low", "high", "likely")

ANSWER_COLUMNS: Final = (*NUMBERS, "reason", "confidence", "cannot judge", "swing", "rank")
"""The columns that a judge fills in."""

SheetRow = dict[str, str | float]


@dataclass(frozen=True)
class AskedTable:
    """One table of a sheet: its name, lines above it, columns and rows.

    `criterion` is that of a table of scores, with its scale; `None` for the swings.
    """

    name: str
    lines: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
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
    promise: Sequence[str] = (),
) -> AskedSheet:
    """Return what one judge is asked; all it shows of other judges is `others`, without names.

    `promise`: sentences that tell the judge who sees the answers once they are handed in.
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
            ("If you can only say an order, write ranks and no swings: 1 is the largest step.",),
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
    return AskedSheet((*_read_first(asked, judge), *promise), tuple(tables), stamp)


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
) -> SheetRow:
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


def _swing_row(asked: Asked, criterion: str, before: JudgeSheet | None) -> SheetRow:
    entry = asked.criteria_set.criteria[criterion]
    worst, best = entry.scale.from_, entry.scale.to
    if entry.better == "lower":
        worst, best = best, worst
    return {
        "criterion": criterion,
        "name": entry.name,
        "from the worst": _end(entry, worst),
        "to the best": _end(entry, best),
        "earlier answer": _earlier_swing(before, criterion),
    }


def _earlier_swing(before: JudgeSheet | None, criterion: str) -> str:
    swing = before.swings.get(criterion) if before is not None else None
    rank = before.ranks.get(criterion) if before is not None else None
    if swing is not None:
        return format_number(swing.swing)
    return f"rank {rank.rank}" if rank is not None else ""


def _end(entry: Criterion, number: float) -> str:
    return entry.anchors.get(number, format_number(number))
