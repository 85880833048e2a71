"""Which scores a scenario shifts, and what each shift does to an option's total.

One entry for every cell in view that the scenario shifts, the largest effect first. The
effects of one option's cells add up to the change of its total. The leader in a scenario
is found by `perspectives`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from steelyard.analysis.totals import View, evaluate, find_assessment
from steelyard.model import UNKNOWN, CriteriaSet, Score


@dataclass(frozen=True)
class ScenarioChange:
    """One cell without and under a scenario.

    `score`: the one that is shifted, on the criterion's own scale, `UNKNOWN` where none is
    given. `shift`: what the scenario adds to it, on the same scale. `value_before`,
    `value_after`: 0–100. `points`: what that adds to the option's total, −100 to 100.
    """

    option: str
    criterion: str
    score: Score
    shift: float
    value_before: float
    value_after: float
    points: float


def find_scenario_changes(
    criteria_set: CriteriaSet, scenario: str, view: View | None = None
) -> tuple[ScenarioChange, ...]:
    """Return every cell a scenario shifts, in a view's frame, weights and reading.

    Largest effect on a total first, equal ones in the order of the file. A shift stops at
    the ends of the scale and leaves unknown and disputed scores as they are; such cells
    stay in the list, with an effect of 0 where nothing moves. Raises ValueError for an id
    the set does not have.
    """
    view = view or View()
    under = evaluate(criteria_set, replace(view, scenario=scenario))
    without = evaluate(criteria_set, replace(view, scenario=None))
    changes = []
    for option in without.options:
        row = criteria_set.scenarios[scenario].shifts.get(option, {})
        for criterion in without.criteria:
            if not row.get(criterion):
                continue
            assessment = find_assessment(criteria_set, option, criterion, view.reading)
            change = ScenarioChange(
                option=option,
                criterion=criterion,
                score=assessment.score if assessment is not None else UNKNOWN,
                shift=row[criterion],
                value_before=without.values[option][criterion],
                value_after=under.values[option][criterion],
                points=under.contributions[option][criterion]
                - without.contributions[option][criterion],
            )
            changes.append(change)
    # Rounding off the noise of binary fractions lets true ties stay in the order of the file.
    return tuple(sorted(changes, key=lambda change: -round(abs(change.points), 9)))
