"""What each cell of a reading, and each shift of a scenario, does to the total of its option.

One entry for every such cell in view, the largest effect first, equal ones in the order of the
file. The effects of one option's cells add up to the change of its total. `perspectives` finds
the leader in a reading or scenario; `mix` covers everything between base and reading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from steelyard.analysis.totals import Evaluation, View, evaluate, find_assessment
from steelyard.model import UNKNOWN, CriteriaSet, Score


@dataclass(frozen=True)
class CellEffect:
    """A cell, its value (0–100) before and after, and what that adds to its option's total."""

    option: str
    criterion: str
    value_before: float
    value_after: float
    points: float


@dataclass(frozen=True)
class ReadingChange(CellEffect):
    """One cell in the file and in the reading, with the reading's own reason.

    `before`, `after`: scores on the criterion's own scale, `UNKNOWN` where none is given.
    """

    before: Score
    after: Score
    reason: str


@dataclass(frozen=True)
class ScenarioChange(CellEffect):
    """One cell without and under a scenario.

    `score`: the one that is shifted, on the criterion's own scale, `UNKNOWN` where none is
    given. `shift`: what the scenario adds to it, on the same scale.
    """

    score: Score
    shift: float


_Effect = TypeVar("_Effect", bound=CellEffect)


def find_reading_changes(
    criteria_set: CriteriaSet, reading: str, view: View | None = None
) -> tuple[ReadingChange, ...]:
    """Return each cell of a reading beside the base one, in a view's frame and weights.

    Cells outside the frame are left out; those with the same score in both stay, with an effect
    of 0. Scores are the file's; values and effects include the view's scenario and disputes. An
    unknown score counts as the middle of its range. Raises ValueError for an id the set does not
    have.
    """
    view = view or View()
    after = evaluate(criteria_set, replace(view, reading=reading))
    before = evaluate(criteria_set, replace(view, reading=None))
    rival = criteria_set.readings[reading].assessments
    return _largest_first(
        ReadingChange(
            *effect,
            before=base.score if (base := find_assessment(criteria_set, *effect[:2])) else UNKNOWN,
            after=rival[effect[0]][effect[1]].score,
            reason=rival[effect[0]][effect[1]].reason,
        )
        for effect in _effects(before, after, rival)
    )


def find_scenario_changes(
    criteria_set: CriteriaSet, scenario: str, view: View | None = None
) -> tuple[ScenarioChange, ...]:
    """Return every cell a scenario shifts, in a view's frame, weights and reading.

    A shift stops at the ends of the scale and leaves unknown and disputed scores as they are;
    such cells stay in the list, with an effect of 0 where nothing moves. Raises ValueError for
    an id the set does not have.
    """
    view = view or View()
    after = evaluate(criteria_set, replace(view, scenario=scenario))
    before = evaluate(criteria_set, replace(view, scenario=None))
    shifts = criteria_set.scenarios[scenario].shifts
    moved = {option: {c for c, shift in row.items() if shift} for option, row in shifts.items()}
    return _largest_first(
        ScenarioChange(
            *effect,
            score=found.score
            if (found := find_assessment(criteria_set, *effect[:2], view.reading))
            else UNKNOWN,
            shift=shifts[effect[0]][effect[1]],
        )
        for effect in _effects(before, after, moved)
    )


def _effects(
    before: Evaluation, after: Evaluation, cells: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, str, float, float, float]]:
    """Yield the fields of a `CellEffect` for each of the cells that is in view."""
    for option in before.options:
        for criterion in before.criteria:
            if criterion in cells.get(option, ()):
                values = (before.values[option][criterion], after.values[option][criterion])
                points = (
                    after.contributions[option][criterion] - before.contributions[option][criterion]
                )
                yield option, criterion, *values, points


def _largest_first(effects: Iterable[_Effect]) -> tuple[_Effect, ...]:
    # Floating-point noise is rounded off, so that true ties stay in the order of the file.
    return tuple(sorted(effects, key=lambda effect: -round(abs(effect.points), 9)))
