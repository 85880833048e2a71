"""Where a reading differs from the base assessments, and what each cell does to a total.

One entry for every cell the reading assesses, the largest effect first. The effects of a
reading's cells on one option's total add up to the change of that total. The leader in a reading
is found by `perspectives`, what lies between base and reading by `mix`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from steelyard.analysis.totals import View, evaluate, find_assessment
from steelyard.model import UNKNOWN, CriteriaSet, Score


@dataclass(frozen=True)
class ReadingChange:
    """One cell in the file and in the reading.

    `before`, `after`: scores on the criterion's own scale, `UNKNOWN` where none is given.
    `value_before`, `value_after`: 0–100. `points`: what the cell adds to the option's
    total, −100 to 100. `reason`: the reading's own.
    """

    option: str
    criterion: str
    before: Score
    after: Score
    value_before: float
    value_after: float
    points: float
    reason: str


def find_reading_changes(
    criteria_set: CriteriaSet, reading: str, view: View | None = None
) -> tuple[ReadingChange, ...]:
    """Return each cell of a reading beside the base one, in a view's frame and weights.

    Largest effect on a total first, equal ones in the order of the file. Cells outside
    the frame are left out; those with the same score in both stay, with an effect of 0.
    Scores are the file's; values and effects have the view's scenario and disputes in
    them. An unknown score counts as the middle of its range. Raises ValueError for an id
    the set does not have.
    """
    view = view or View()
    rival = evaluate(criteria_set, replace(view, reading=reading))
    base = evaluate(criteria_set, replace(view, reading=None))
    changes = []
    for option in base.options:
        row = criteria_set.readings[reading].assessments.get(option, {})
        for criterion in base.criteria:
            if criterion not in row:
                continue
            plain = find_assessment(criteria_set, option, criterion)
            change = ReadingChange(
                option=option,
                criterion=criterion,
                before=plain.score if plain is not None else UNKNOWN,
                after=row[criterion].score,
                value_before=base.values[option][criterion],
                value_after=rival.values[option][criterion],
                points=rival.contributions[option][criterion]
                - base.contributions[option][criterion],
                reason=row[criterion].reason,
            )
            changes.append(change)
    # Rounding off the noise of binary fractions lets true ties stay in the order of the file.
    return tuple(sorted(changes, key=lambda change: -round(abs(change.points), 9)))
