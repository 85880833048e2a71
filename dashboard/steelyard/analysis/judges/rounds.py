"""What moved between two rounds: the lead's change by cell and swing, adding up exactly.

Under the mean of totals a group's margin is the mean of the judges' margins, so each judge's
change is explained separately, as between two versions of a file, and the parts are averaged;
under the mean of inputs the two averaged sets are compared.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from steelyard.analysis.difference.margin import MarginChange, MarginPart, explain_margin
from steelyard.analysis.judges.panel import AVERAGED_INPUTS, Panel, averaged_set, own_set
from steelyard.analysis.totals import View
from steelyard.model import Cell, JudgeSheet
from steelyard.model.judgements import GroupRule


def explain_lead(
    before: Panel, after: Panel, pair: tuple[str, str], rule: GroupRule
) -> MarginChange:
    """Return how far one option is ahead of another in two rounds, and the change by cause.

    Parts are the mean over the judges by cause, criterion and option, largest first; they and
    `rest`, which is rounding, add up to the change. Raises ValueError where the two rounds were
    not answered by the same judges: a judge joining or leaving is not a change of mind.
    """
    if set(before.judges) != set(after.judges):
        raise ValueError("the two rounds were answered by different judges")
    if rule == "mean_of_inputs":
        sets = [own_set(averaged_set(panel), AVERAGED_INPUTS) for panel in (before, after)]
        view = View(frame=after.frame)
        return explain_margin(sets[0], sets[1], pair, view, view)
    view = View(frame=after.frame)
    found = [
        explain_margin(before.alone(j), after.alone(j), pair, view, view) for j in after.judges
    ]
    count = len(found)
    sums: dict[MarginPart, list[float]] = defaultdict(list)
    for change in found:
        for part in change.parts:
            sums[replace(part, effect=0.0)].append(part.effect)
    parts = [replace(key, effect=math.fsum(each) / count) for key, each in sums.items()]
    parts = sorted((part for part in parts if part.effect), key=lambda part: -abs(part.effect))
    first = math.fsum(change.before for change in found) / count
    last = math.fsum(change.after for change in found) / count
    rest = math.fsum([last, -first, *(-part.effect for part in parts)])
    return MarginChange(*pair, first, last, tuple(parts), rest)


@dataclass(frozen=True)
class MovedAnswer:
    """One judge's changed likely score on a cell, on its criterion's own scale.

    `towards`: whether it is nearer to the mean of the other judges' earlier answers than before;
    `None` where nobody else had judged it.
    """

    judge: str
    cell: Cell
    before: float
    after: float
    why: str
    towards: bool | None


@dataclass(frozen=True)
class MovedSwing:
    """One judge's changed swing, with its value in both rounds."""

    judge: str
    criterion: str
    before: float
    after: float
    why: str


@dataclass(frozen=True)
class Movement:
    """What judges changed from one round to the next, and how many answers could have changed."""

    answers: tuple[MovedAnswer, ...]
    swings: tuple[MovedSwing, ...]
    of_answers: int
    of_swings: int


def find_movement(before: Mapping[str, JudgeSheet], after: Mapping[str, JudgeSheet]) -> Movement:
    """Return which answers the judges changed between two rounds.

    Only judges and cells with a score in both rounds are compared. Judges coming closer together
    proves nothing: it is counted, but never taken for being right.
    """
    answers: list[MovedAnswer] = []
    swings: list[MovedSwing] = []
    of_answers = of_swings = 0
    for judge, now in after.items():
        was = before.get(judge)
        if was is None:
            continue
        earlier, later = was.cells, now.cells
        for cell in later.keys() & earlier.keys():
            old, new = earlier[cell].score, later[cell].score
            of_answers += 1
            if old.known and new.known and old.likely != new.likely:
                others = _others(before, judge, cell)
                nearer = None
                if others is not None:
                    nearer = abs(new.likely - others) < abs(old.likely - others)
                answers.append(
                    MovedAnswer(judge, cell, old.likely, new.likely, later[cell].why, nearer)
                )
        for criterion in now.swings.keys() & was.swings.keys():
            of_swings += 1
            one, other = was.swings[criterion], now.swings[criterion]
            if one.swing != other.swing:
                swings.append(MovedSwing(judge, criterion, one.swing, other.swing, other.why))
    answers.sort(key=lambda moved: (moved.cell, moved.judge))
    swings.sort(key=lambda moved: (moved.criterion, moved.judge))
    return Movement(tuple(answers), tuple(swings), of_answers, of_swings)


def _others(sheets: Mapping[str, JudgeSheet], judge: str, cell: Cell) -> float | None:
    scores = [
        sheet.cells[cell].score
        for other, sheet in sheets.items()
        if other != judge and cell in sheet.cells and sheet.cells[cell].score.known
    ]
    return math.fsum(score.likely for score in scores) / len(scores) if scores else None
