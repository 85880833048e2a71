"""What a visitor has moved on other pages, as swings and scores that a file can hold.

A disputed value is turned back into a score on the criterion's own scale.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from steelyard.analysis.totals import chosen_swings
from steelyard.analysis.values import value_of
from steelyard.files.editing.score_text import score_text, shortest_number
from steelyard.files.editing.yaml_writing import PlainValue, as_words
from steelyard.model import Cell, CriteriaSet, Criterion, Score
from steelyard.model.score import UNKNOWN
from steelyard.results.address import shown_swings
from steelyard.results.choice import Choice
from steelyard.results.words.difference import ARROW, NOT_SCORED
from steelyard.results.words.names import cell_name
from steelyard.results.words.numbers import as_written
from steelyard.results.words.view import MADE_SMALLER

CLOSE_SWING = 5e-4
"""A swing that is made smaller is written with as few decimals as keep it this close, in parts."""
_CLOSE = 0.005
"""A score is written with as few decimals as keep its value this close, in points."""


def own_swings(criteria_set: CriteriaSet, choice: Choice) -> dict[str, float | int]:
    """Return the present swing of every criterion, in the proportions that they have now.

    None is above 100, as in a file, unless the file has a larger one.
    """
    present = _present(criteria_set, choice)
    known = [entry.swing for entry in criteria_set.criteria.values()]
    shown = shown_swings(present, known)
    return {c: _in_file(swing, present[c]) for c, swing in shown.items()}


def _in_file(swing: float, present: float) -> float | int:
    """Return a swing as it is written: with fewer decimals where it was made smaller."""
    if swing == present:
        return shortest_number(swing)
    return shortest_number(swing, lambda rounded: abs(rounded - swing) <= CLOSE_SWING * swing)


def _present(criteria_set: CriteriaSet, choice: Choice) -> dict[str, float]:
    return chosen_swings(criteria_set, tuple(criteria_set.criteria), choice.view)


def moved_swings(criteria_set: CriteriaSet, choice: Choice) -> dict[str, float | int]:
    """Return criterion → present swing, for those where it differs from the file's."""
    return {
        criterion: swing
        for criterion, swing in own_swings(criteria_set, choice).items()
        if swing != criteria_set.criteria[criterion].swing
    }


def own_view_lines(criteria_set: CriteriaSet, choice: Choice) -> tuple[list[str], list[str]]:
    """Return what differs from the file, each in one line: the scores, and the swings.

    Where a swing has passed 100, a last line says how the file will have it. Raises ValueError
    as `disputed_scores` does.
    """
    present = {c: shortest_number(swing) for c, swing in _present(criteria_set, choice).items()}
    scores = [
        f"{cell_name(criteria_set, cell)}: {_old_score(criteria_set, cell)} {ARROW} {as_words(new)}"
        for cell, new in disputed_scores(criteria_set, choice).items()
    ]
    swings = [
        f"{criteria_set.criteria[criterion].label}: "
        f"{as_written(criteria_set.criteria[criterion].swing)} {ARROW} {as_written(new)}"
        for criterion, new in present.items()
        if new != criteria_set.criteria[criterion].swing
    ]
    if own_swings(criteria_set, choice) != present:
        swings.append(MADE_SMALLER)
    return scores, swings


def _old_score(criteria_set: CriteriaSet, cell: Cell) -> str:
    found = criteria_set.assessments.get(cell[0], {}).get(cell[1])
    return score_text(found.score) if found is not None else NOT_SCORED


def disputed_scores(criteria_set: CriteriaSet, choice: Choice) -> dict[Cell, PlainValue]:
    """Return, for each disputed value, the score that has it.

    A range of the file is kept where the new number lies within it; otherwise there is none,
    since nobody has said how unsure the number is. Raises ValueError with a sentence for a value
    that no score of the criterion has.
    """
    scores: dict[Cell, PlainValue] = {}
    for (option, criterion), value in choice.disputes.items():
        entry = criteria_set.criteria[criterion]
        cell = criteria_set.assessments.get(option, {}).get(criterion)
        old = cell.score if cell is not None else UNKNOWN
        number = score_for_value(entry, value, old.likely if old.known else None)
        scores[option, criterion] = _with_range(old, number)
    return scores


def score_for_value(criterion: Criterion, value: float, near: float | None = None) -> float | int:
    """Return the number on a criterion's scale that has a value, 0–100.

    Where several have it, the one next to `near` (else the middle of the scale). Raises
    ValueError where none has.

    >>> score_for_value(Criterion(name="Risk", better="lower"), 30)
    70
    """
    scale = criterion.scale
    middle = near if near is not None else scale.from_ / 2 + scale.to / 2
    found = list(_numbers_with(criterion, value, middle))
    if not found:
        raise ValueError(f"No score on {criterion.name} has the value {as_written(value)}.")
    number = min(found, key=lambda one: abs(one - middle))
    return shortest_number(
        number, lambda rounded: abs(value_of(criterion, rounded) - value) < _CLOSE
    )


def _numbers_with(criterion: Criterion, value: float, near: float) -> Iterator[float]:
    """Yield the numbers with a value, one per stretch of the value function that reaches it."""
    for (x0, y0), (x1, y1) in itertools.pairwise(criterion.corners):
        if not min(y0, y1) <= value <= max(y0, y1):
            continue
        if y0 == y1:
            yield min(max(near, x0), x1)
        else:
            yield x0 + (value - y0) * (x1 - x0) / (y1 - y0)


def _with_range(old: Score, number: float | int) -> PlainValue:
    if not old.known or old.low == old.high or not old.low <= number <= old.high:
        return number
    return [shortest_number(old.low), number, shortest_number(old.high)]
