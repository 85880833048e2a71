"""What somebody has moved on other pages, as entries of the file: a lens, a reading, scores.

Pure functions from a text and a choice to a text; each change is a draft to be looked at
and saved. A disputed value is turned back into a score on the criterion's own scale.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from steelyard.analysis.totals import chosen_swings
from steelyard.analysis.values import value_of
from steelyard.files.editing.value_edits import put_value, put_values
from steelyard.files.editing.yaml_writing import PlainValue
from steelyard.model import CriteriaSet, Criterion, Score
from steelyard.model.score import UNKNOWN
from steelyard.results.choice import Choice
from steelyard.views.edit.cells import score_keys

Cell = tuple[str, str]
CLOSE = 0.005
"""A score is written with as few decimals as keep its value this close, in points."""


def put_lens(text: str, criteria_set: CriteriaSet, choice: Choice, lens: str, name: str) -> str:
    """Return the text with the present weights as a lens of that id and name.

    Criteria outside the present frame keep the swing they have.
    """
    swings = chosen_swings(criteria_set, tuple(criteria_set.criteria), choice.view)
    entry: dict[str, PlainValue] = {
        "name": name,
        "swings": {criterion: tidy(swing) for criterion, swing in swings.items()},
    }
    return put_value(text, ("lenses", lens), entry)


def put_reading(
    text: str, criteria_set: CriteriaSet, choice: Choice, reading: str, name: str
) -> str:
    """Return the text with the disputed scores as a reading of that id and name."""
    rows: dict[str, PlainValue] = {}
    for (option, criterion), score in disputed_scores(criteria_set, choice).items():
        row = rows.setdefault(option, {})
        assert isinstance(row, dict)
        row[criterion] = score
    return put_value(text, ("readings", reading), {"name": name, "assessments": rows})


def put_disputes(text: str, criteria_set: CriteriaSet, choice: Choice) -> str:
    """Return the text with every disputed score in place of the file's own, put together."""
    scores = disputed_scores(criteria_set, choice)
    return put_values(text, {score_keys(text, *cell): score for cell, score in scores.items()})


def disputed_scores(criteria_set: CriteriaSet, choice: Choice) -> dict[Cell, PlainValue]:
    """Return the score each disputed value stands for.

    A range of the file stays where the new number lies within it; else the number stands
    alone, for nobody has said how unsure it is. Raises ValueError with a sentence for a
    value that no score of the criterion has.
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
        raise ValueError(f"No score on {criterion.name} has the value {value:g}.")
    number = min(found, key=lambda one: abs(one - middle))
    return tidy(number, lambda rounded: abs(value_of(criterion, rounded) - value) < CLOSE)


def tidy(number: float, is_close: Callable[[float], bool] | None = None) -> float | int:
    """Return a number with as few decimals as stay close to it; whole where that will do.

    >>> tidy(12.0), tidy(0.1 + 0.2)
    (12, 0.3)
    """
    for decimals in range(7):
        rounded = round(number, decimals)
        if is_close(rounded) if is_close is not None else abs(rounded - number) < 1e-9:
            return int(rounded) if decimals == 0 else rounded
    return number


def _numbers_with(criterion: Criterion, value: float, near: float) -> Iterator[float]:
    scale = criterion.scale
    ends = (0.0, 100.0) if criterion.better == "higher" else (100.0, 0.0)
    corners = criterion.value or [(scale.from_, ends[0]), (scale.to, ends[1])]
    for (x0, y0), (x1, y1) in itertools.pairwise(corners):
        if not min(y0, y1) <= value <= max(y0, y1):
            continue
        if y0 == y1:
            yield min(max(near, x0), x1)
        else:
            yield x0 + (value - y0) * (x1 - x0) / (y1 - y0)


def _with_range(old: Score, number: float | int) -> PlainValue:
    if not old.known or old.low == old.high or not old.low <= number <= old.high:
        return number
    return [tidy(old.low), number, tidy(old.high)]
