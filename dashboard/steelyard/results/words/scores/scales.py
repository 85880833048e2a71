"""Printed scores on the scales of their criteria, and words about scales for table heads.

A printed score is always the number of the file in its unit; only lengths and shades show how
good it is.
"""

from __future__ import annotations

from typing import Final

from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import Evaluation
from steelyard.analysis.values import raw_score, value_of
from steelyard.model import Cell, CriteriaSet, Criterion
from steelyard.results.words.numbers import DASH, MINUS, MOST_WRITTEN_OUT
from steelyard.results.words.text import plain

UNKNOWN_WORD: Final = "unknown"
"""Printed for an unknown score."""


def printed_score(evaluation: Evaluation, criteria_set: CriteriaSet, cell: Cell) -> str:
    """Return the likely score of a cell on its criterion's own scale, or `unknown`."""
    option, criterion = cell
    score = evaluation.scores[option][criterion]
    if not score.known:
        return UNKNOWN_WORD
    return scale_number(criteria_set.criteria[criterion], score.likely)


def printed_extent(evaluation: Evaluation, criteria_set: CriteriaSet, cell: Cell) -> str:
    """Return the range of a score on its own scale; empty if it has none or is unknown."""
    option, criterion = cell
    score, entry = evaluation.scores[option][criterion], criteria_set.criteria[criterion]
    if not score.known or score.low == score.high:
        return ""
    return f"{scale_number(entry, score.low)}{DASH}{scale_number(entry, score.high)}"


def score_at(criterion: Criterion, value: float) -> str:
    """Return the printed score that has a given value, 0 to 100; empty if none has.

    >>> [score_at(Criterion(name="Cost", better="lower"), value) for value in (0, 20, 100)]
    ['100', '80', '0']
    """
    number = raw_score(criterion, value)
    return scale_number(criterion, number) if abs(value_of(criterion, number) - value) < TIE else ""


def best_end(
    criteria_set: CriteriaSet,
    criterion: Criterion,
    *,
    is_plain: bool = False,
) -> str:
    """Return which end of a scale is the good one, with an arrow towards it.

    `is_plain`: without arrow and verb.

    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"cost": {"name": "Cost", "better": "lower"}},
    ...     "options": {"soup": {"name": "Soup"}}})
    >>> best_end(lunch, lunch.criteria["cost"])
    '↓ low is best'
    """
    if is_plain:
        return f"{_best_side(criterion)} {plain(criteria_set.measure.top)}"
    arrow = "↓" if criterion.better == "lower" else "↑"
    return f"{arrow} {best_end_words(criteria_set, criterion)}"


def best_end_words(criteria_set: CriteriaSet, criterion: Criterion) -> str:
    """Return which end of a scale is the good one, without an arrow: `low is best`."""
    return f"{_best_side(criterion)} is {plain(criteria_set.measure.top)}"


def _best_side(criterion: Criterion) -> str:
    return "low" if criterion.better == "lower" else "high"


def more_words(criteria_set: CriteriaSet) -> str:
    """Return the word for a longer bar or higher value: `better`, or more of the measure."""
    if criteria_set.measure.top == "best":
        return "better"
    return f"more {plain(criteria_set.measure.name)}"


def less_words(criteria_set: CriteriaSet) -> str:
    """Return the word for a lower value: `worse`, or less of the measure."""
    if criteria_set.measure.top == "best":
        return "worse"
    return f"less {plain(criteria_set.measure.name)}"


def bar_words(criteria_set: CriteriaSet) -> str:
    """Return the meaning of the number and the bar of a score, for the head of a table."""
    return f"Number: the score. Bar: longer is {more_words(criteria_set)}."


def goodness_words(criteria_set: CriteriaSet) -> str:
    """Return what a bar or a shade beside a score represents.

    >>> goodness_words(CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "measure": {"name": "harm", "top": "most harmful"},
    ...     "criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}}))
    'how much harm it means'
    """
    if criteria_set.measure.top == "best":
        return "how good it is"
    return f"how much {plain(criteria_set.measure.name)} it means"


def scale_digits(criterion: Criterion) -> int:
    """Return the most decimals with which a score on a criterion's scale is printed.

    Two more than distinguish fifty steps of the scale: 2 on a scale of 0 to 100.
    """
    span = criterion.scale.to - criterion.scale.from_
    return 2 + next((digits for digits in range(6) if span * 10**digits >= 50), 6)


def scale_number(criterion: Criterion, number: float) -> str:
    """Return a printed score: thousands separators, no trailing zeros, a true minus sign.

    >>> [scale_number(Criterion(name="Cost"), number) for number in (38.5, 2800.0, -4.0)]
    ['38.5', '2,800', '−4']
    """
    return print_number(number, scale_digits(criterion))


def print_number(number: float, digits: int) -> str:
    """Return a number with at most `digits` decimals, printed as by `scale_number`."""
    if abs(number) >= MOST_WRITTEN_OUT:
        return f"{number:g}".replace("-", MINUS)
    text = f"{round(number, digits) + 0.0:,.{digits}f}".rstrip("0").rstrip(".")
    return text.replace("-", MINUS)
