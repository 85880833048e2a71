"""Export a visitor's changes as swings and scores that can be written to a file.

A disputed value is converted back into a score on the criterion's own scale.
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
"""Largest relative error allowed when a scaled-down swing is written with fewer decimals."""
_CLOSE = 0.005
"""Largest change of value, in points, allowed when a score is written with fewer decimals."""


def own_swings(criteria_set: CriteriaSet, choice: Choice) -> dict[str, float | int]:
    """Return the swing of every criterion in the current view, in the same proportions.

    They are scaled down so that none exceeds 100, or the file's largest swing if that is above
    100.
    """
    present = _present(criteria_set, choice)
    known = [entry.swing for entry in criteria_set.criteria.values()]
    shown = shown_swings(present, known)
    return {c: _in_file(swing, present[c]) for c, swing in shown.items()}


def _in_file(swing: float, present: float) -> float | int:
    """Return a swing as it is written to the file, with fewer decimals if it was scaled down."""
    if swing == present:
        return shortest_number(swing)
    return shortest_number(swing, lambda rounded: abs(rounded - swing) <= CLOSE_SWING * swing)


def _present(criteria_set: CriteriaSet, choice: Choice) -> dict[str, float]:
    return chosen_swings(criteria_set, tuple(criteria_set.criteria), choice.view)


def moved_swings(criteria_set: CriteriaSet, choice: Choice) -> dict[str, float | int]:
    """Return criterion → current swing, for the criteria whose swing differs from the file's."""
    return {
        criterion: swing
        for criterion, swing in own_swings(criteria_set, choice).items()
        if swing != criteria_set.criteria[criterion].swing
    }


def own_view_lines(criteria_set: CriteriaSet, choice: Choice) -> tuple[list[str], list[str]]:
    """Return the scores and the swings that differ from the file, one line each.

    If swings have to be scaled down, a last line explains how they will be written. Raises
    ValueError as `disputed_scores` does.
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
    """Return the score that corresponds to each disputed value.

    The file's range is kept if it contains the new number; otherwise the score has no range,
    since no uncertainty was given for it. Raises ValueError, with a message for users, for a
    value that no score on the criterion has.
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
    """Return the number on a criterion's scale that has the given value, 0–100.

    If several do, the one closest to `near`, by default the middle of the scale. Raises
    ValueError if none does.

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
    """Yield the numbers that have a value, one per segment of the value function."""
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
