"""One judge's own sheet while the round is open: begun, changed answer by answer, handed in.

Every change is applied to the sheet currently on disk and saved at once, complete answers under
`scores` and partial ones under `unfinished`, so that a judge can leave and return at any moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from steelyard.files.editing.open_text import EditError
from steelyard.files.judgements.digest import frame_of
from steelyard.files.judgements.rounds import LoadedRound, LoadedSheet, asked_of, read_sheet
from steelyard.files.judgements.sealing import seal_sheet
from steelyard.files.judgements.sheet_editing import change_sheet_text
from steelyard.files.judgements.sheet_rules import Asked
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.files.judgements.shelf import shelf
from steelyard.files.saving.save import ConflictError, SaveError, as_save_error
from steelyard.files.yaml.decoding import RefusedError, decode
from steelyard.files.yaml.yaml_tree import read_tree
from steelyard.model import (
    UNKNOWN,
    Cell,
    CriteriaSet,
    JudgedRank,
    JudgedScore,
    JudgedSwing,
    JudgeSheet,
    Score,
    TradeoffAnswer,
    UnfinishedScore,
)
from steelyard.model.criteria_set import Confidence

_ATTEMPTS: Final = 5
SEALED: Final = "Your sheet is handed in and sealed; it cannot be changed any more."
CLOSED: Final = "The round is closed, so nothing is saved in it any more."
NOT_YOURS: Final = (
    "The file {name} in the folder of the round is no sheet of yours that can be read, so nothing "
    "is saved over it; ask whoever runs the round."
)

NOT_SAVED: Final = "Not saved, as your sheet was also written by hand: {why}"


@dataclass(frozen=True)
class GivenScore:
    """A judge's answer on one cell, complete or not.

    `reason`: why this score; in a later round, where it differs from the earlier answer, what
    convinced the judge. `cannot`: the judge cannot say.
    """

    low: float | None = None
    high: float | None = None
    likely: float | None = None
    reason: str = ""
    confidence: Confidence | None = None
    cannot: bool = False

    @property
    def score(self) -> Score | None:
        """The score, if it is complete: low ≤ likely ≤ high; the unknown score if `cannot`."""
        if self.cannot:
            return UNKNOWN
        if self.low is None or self.high is None or self.likely is None:
            return None
        in_order = self.low <= self.likely <= self.high
        return Score(self.low, self.likely, self.high) if in_order else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is given."""
        return self == GivenScore()


def own_loaded(loaded: LoadedRound, judge: str) -> LoadedSheet | None:
    """Return a judge's own sheet in a loaded round; `None` if it has not been started."""
    return loaded.sheets.get(judge)


def own_answers(loaded: LoadedRound, criteria_set: CriteriaSet, judge: str) -> JudgeSheet:
    """Return the answers on a judge's sheet; those to questions changed since are unfinished.

    A sheet that has not been started has none.
    """
    found = own_loaded(loaded, judge)
    asked = asked_of(loaded, criteria_set)
    return _as_shown(found.sheet, asked) if found and found.sheet else _blank(asked, judge)


def _blank(asked: Asked, judge: str) -> JudgeSheet:
    return JudgeSheet(
        format=1,
        set_=asked.round.set_,
        number=asked.round.number,
        judge=judge,
        digest=asked.digest,
    )


def _as_shown(sheet: JudgeSheet, asked: Asked) -> JudgeSheet:
    """Return a sheet with the current digest; answers to changed questions must be confirmed."""
    if sheet.digest == asked.digest:
        return sheet
    change = asked.change
    cells, begun = dict(sheet.cells), _begun(sheet)
    for cell, answer in sheet.cells.items():
        if not change.touches(*cell):
            continue
        del cells[cell]
        if answer.score.known:
            low, likely, high = answer.score[:3]
            begun[cell] = UnfinishedScore(
                low=low, high=high, likely=likely, reason=answer.reason or answer.why
            )
    swings = {c: s for c, s in sheet.swings.items() if not change.touches_swing(c)}
    ranks = {c: r for c, r in sheet.ranks.items() if not change.touches_swing(c)}
    kept = _with_cells(sheet.with_answers(swings, cells, ranks), cells, begun, asked)
    return kept.model_copy(update={"digest": asked.digest})


def _begun(sheet: JudgeSheet) -> dict[Cell, UnfinishedScore]:
    return {(o, c): part for o, row in sheet.unfinished.items() for c, part in row.items()}


def _with_cells(
    sheet: JudgeSheet,
    cells: Mapping[Cell, JudgedScore],
    begun: Mapping[Cell, UnfinishedScore],
    asked: Asked,
) -> JudgeSheet:
    """Return a sheet with these answers, in the order of the set, as a filled workbook has them."""
    made = asked.criteria_set
    frame = frame_of(made, asked.round.frame)
    order = [(option, criterion) for option in made.options for criterion in frame]
    ordered = {cell: cells[cell] for cell in order if cell in cells}
    strange = {cell: answer for cell, answer in cells.items() if cell not in ordered}
    unfinished: dict[str, dict[str, UnfinishedScore]] = {}
    for cell in order:
        if cell in begun:
            unfinished.setdefault(cell[0], {})[cell[1]] = begun[cell]
    swings = {c: sheet.swings[c] for c in (*frame, *sheet.swings) if c in sheet.swings}
    ranks = {c: sheet.ranks[c] for c in (*frame, *sheet.ranks) if c in sheet.ranks}
    placed = sheet.with_answers(swings, ordered | strange, ranks)
    return placed.model_copy(update={"unfinished": unfinished})


# --- answers --------------------------------------------------------------------------------------


def _said(was: object, now: object, reason: str) -> dict[str, str]:
    """Return the reason as a sheet stores it: for a first answer, or for a change; else empty."""
    if was is None:
        return {"reason": reason}
    return {"why": reason} if was != now else {}


def give_score(sheet: JudgeSheet, cell: Cell, given: GivenScore, asked: Asked) -> JudgeSheet:
    """Return a sheet with an answer on a cell: under `scores` if complete, else `unfinished`.

    An empty answer removes the earlier one.
    """
    cells, begun = dict(sheet.cells), _begun(sheet)
    cells.pop(cell, None)
    begun.pop(cell, None)
    score = given.score
    before = asked.before.get(sheet.judge)
    earlier = before.cells.get(cell) if before is not None else None
    was = earlier.score if earlier is not None else None
    if score is not None:
        said = _said(was, score, given.reason)
        cells[cell] = JudgedScore(score=score, confidence=given.confidence, was=was, **said)
    elif not given.is_empty:
        begun[cell] = UnfinishedScore(
            low=given.low,
            high=given.high,
            likely=given.likely,
            reason=given.reason,
            confidence=given.confidence,
        )
    return _with_cells(sheet, cells, begun, asked)


def give_swing(
    sheet: JudgeSheet, criterion: str, swing: float | None, reason: str, asked: Asked
) -> JudgeSheet:
    """Return a sheet with a swing and its reason; `None` takes the swing out."""
    swings = dict(sheet.swings)
    swings.pop(criterion, None)
    before = asked.before.get(sheet.judge)
    earlier = before.swings.get(criterion) if before is not None else None
    was = earlier.swing if earlier is not None else None
    if swing is not None:
        said = _said(was, swing, reason)
        swings[criterion] = JudgedSwing(swing=swing, was=was, **said)
    return _with_cells(sheet.with_answers(swings, sheet.cells), sheet.cells, _begun(sheet), asked)


def give_rank(
    sheet: JudgeSheet, criterion: str, rank: int | None, reason: str, asked: Asked
) -> JudgeSheet:
    """Return a sheet with the rank of a step and its reason; `None` takes the rank out."""
    ranks = dict(sheet.ranks)
    ranks.pop(criterion, None)
    before = asked.before.get(sheet.judge)
    earlier = before.ranks.get(criterion) if before is not None else None
    was = earlier.rank if earlier is not None else None
    if rank is not None:
        said = _said(was, rank, reason)
        ranks[criterion] = JudgedRank(rank=rank, was=was, **said)
    ranked = sheet.with_answers(sheet.swings, sheet.cells, ranks)
    return _with_cells(ranked, sheet.cells, _begun(sheet), asked)


def give_check(sheet: JudgeSheet, given: TradeoffAnswer) -> JudgeSheet:
    """Return a sheet with the answer to a trade-off question, in place of an earlier one."""
    sides = (given.first, given.second)
    others = [one for one in sheet.checks if (one.first, one.second) != sides]
    return sheet.model_copy(update={"checks": [*others, given]})


def give_filled(sheet: JudgeSheet, filled: JudgeSheet, asked: Asked) -> JudgeSheet:
    """Return a sheet with the answers of a filled one in place of its own; the others stay."""
    begun = {cell: part for cell, part in _begun(sheet).items() if cell not in filled.cells}
    swings, ranks = sheet.swings | filled.swings, sheet.ranks | filled.ranks
    merged = sheet.with_answers(swings, sheet.cells | filled.cells, ranks)
    return _with_cells(merged, merged.cells, begun, asked)


# --- saving ---------------------------------------------------------------------------------------


def change_sheet(
    loaded: LoadedRound,
    criteria_set: CriteriaSet,
    judge: str,
    change: Callable[[JudgeSheet, Asked], JudgeSheet],
) -> str:
    """Apply `change` to a judge's current sheet and save it; return the SHA-256 of its bytes.

    A sheet that does not exist is created. Raises SaveError with a sentence if the round is closed,
    the sheet is sealed, or the file is not a sheet of this judge.
    """
    asked = asked_of(loaded, criteria_set)
    if not loaded.is_open:
        raise SaveError(CLOSED)
    if judge in asked.round.sealed:
        raise SaveError(SEALED)
    found = own_loaded(loaded, judge)
    path = found.path if found is not None else loaded.path / f"{judge}.yaml"
    for attempt in range(_ATTEMPTS):
        now = _now(path, judge, asked)
        sheet = now.sheet if now is not None else _blank(asked, judge)
        changed = change(_as_shown(sheet, asked), asked)
        text = _changed_text(now, changed)
        seen = now.sha256 if now is not None else ""
        try:
            return shelf().save(path, text, seen)
        except ConflictError:
            if attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError("the last attempt returns or raises")


@dataclass(frozen=True)
class _Present:
    """A judge's sheet as it is on disk: its text, with the SHA-256 of its bytes, and as read."""

    text: str
    sha256: str
    sheet: JudgeSheet


def _now(path: Path, judge: str, asked: Asked) -> _Present | None:
    """Return a judge's sheet as it is on disk; `None` where there is none."""
    try:
        raw = shelf().read(path)
        text = decode(raw)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise as_save_error(error, path.name) from error
    except RefusedError:
        raise SaveError(NOT_YOURS.format(name=path.name)) from None
    found = read_sheet(read_tree(path.name, raw), raw, path, asked)
    if found.sheet is None or found.sheet.judge != judge or found.usable is None:
        raise SaveError(NOT_YOURS.format(name=path.name))
    return _Present(text, found.sha256, found.sheet)


def _changed_text(now: _Present | None, changed: JudgeSheet) -> str:
    """Return the text of a sheet with other answers; what else is written in it stays."""
    if now is None:
        return write_sheet(changed)
    try:
        return change_sheet_text(now.text, now.sheet, changed)
    except EditError as error:
        raise SaveError(NOT_SAVED.format(why=error)) from None


def seal_own_sheet(
    loaded: LoadedRound, criteria_set: CriteriaSet, judge: str, answered: str
) -> None:
    """Date a judge's sheet and seal it for good; raises SaveError with a sentence.

    What is still unfinished is left out of the sheet.
    """

    def finish(sheet: JudgeSheet, _: Asked) -> JudgeSheet:
        return sheet.model_copy(update={"answered": answered, "unfinished": {}})

    seal_sheet(loaded.path, judge, change_sheet(loaded, criteria_set, judge, finish))
