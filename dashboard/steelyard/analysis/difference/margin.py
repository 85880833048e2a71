"""Why a margin changed: how much each moved judgement explains, adding up exactly.

A margin is the sum of weight × lead over the criteria. A change of a product is split half and
half: the weight's change at the mean lead, the lead's change at the mean weight. That is the
average of moving weights first and leads first, so the order of the moves does not matter, and
swapping old and new reverses every sign. The cost grows with the number of cells, however few
moved.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from steelyard.analysis.totals import Evaluation, View, evaluate
from steelyard.analysis.values import value_span
from steelyard.model import UNKNOWN, CriteriaSet

SAME_WEIGHTS = 1e-14
"""Weights this close count as equal, for example after every swing was doubled."""

Cause = Literal["score", "scale", "swing", "joins", "leaves", "weights"]


@dataclass(frozen=True)
class MarginPart:
    """What one moved judgement adds to the margin, in points.

    `cause`: a cell's score; a criterion's scale, better end or value function; its swing;
    that it joins or leaves the frame; or all weights at once, where every swing of one
    version is zero. `option` for scores only, `criterion` for all but `weights`.
    """

    cause: Cause
    criterion: str
    option: str
    effect: float


@dataclass(frozen=True)
class MarginChange:
    """How far one option is ahead of another in two versions, and what explains the change.

    `before` and `after` are points, below 0 where the option is behind. `parts`, largest
    first, and `rest` add up to the change; `rest` is rounding, at most 1e-9.
    """

    option: str
    rival: str
    before: float
    after: float
    parts: tuple[MarginPart, ...]
    rest: float

    @property
    def change(self) -> float:
        """`after` minus `before`, in points."""
        return self.after - self.before


def explain_margin(
    old: CriteriaSet,
    new: CriteriaSet,
    pair: tuple[str, str],
    old_view: View | None = None,
    new_view: View | None = None,
) -> MarginChange:
    """Return the first option's margin over the second in both versions, and the change by cause.

    Both options have to be in both versions. Each version is scored in its own view, with base
    assessments. A criterion that only one version has counts as having the same scores in the
    other, at weight 0. Unknown scores count as the middle of their scale. A tie is a margin of 0
    and needs no special treatment. Raises KeyError for an option that a version lacks, ValueError
    for a frame or lens it lacks.
    Source: the Shapley value for two players, here weights and leads; within the weights
    the same halving applied to swing over sum of swings.

    >>> from steelyard.analysis.difference.example import soup_or_cake
    >>> change = explain_margin(soup_or_cake(40), soup_or_cake(60), ("soup", "cake"))
    >>> change.before, change.after, [(part.cause, part.effect) for part in change.parts]
    (0.0, 10.0, [('score', 10.0)])
    """
    first, last = _Side(old, old_view), _Side(new, new_view)
    before, after = first.margin(pair), last.margin(pair)
    criteria = tuple(dict.fromkeys([*first.evaluation.criteria, *last.evaluation.criteria]))
    found: list[MarginPart] = []
    mean_leads = {}
    for criterion in criteria:
        weight = (first.weight(criterion) + last.weight(criterion)) / 2
        tables = [_corners(first, last, option, criterion) for option in pair]
        found += _value_parts(pair, criterion, weight, tables)
        mean_leads[criterion] = ((tables[0][0] - tables[1][0]) + (tables[0][3] - tables[1][3])) / 2
    found += _weight_parts(first, last, mean_leads)
    parts = sorted((part for part in found if part.effect), key=lambda part: -abs(part.effect))
    rest = math.fsum([after, -before, *(-part.effect for part in parts)])
    return MarginChange(*pair, before, after, tuple(parts), rest)


class _Side:
    """One version in its view."""

    def __init__(self, criteria_set: CriteriaSet, view: View | None) -> None:
        self.criteria_set = criteria_set
        self.evaluation: Evaluation = evaluate(criteria_set, view)

    def weight(self, criterion: str) -> float:
        return self.evaluation.weights.get(criterion, 0.0)

    def swing(self, criterion: str) -> float:
        return self.evaluation.swings.get(criterion, 0.0)

    def margin(self, pair: tuple[str, str]) -> float:
        totals = self.evaluation.totals
        return totals[pair[0]] - totals[pair[1]]

    def value(self, option: str, criterion: str, scored_by: CriteriaSet) -> float:
        """Return the value, on this version's scale, of the score in `scored_by`."""
        assessment = scored_by.assessments.get(option, {}).get(criterion)
        score = assessment.score if assessment is not None else UNKNOWN
        return value_span(self.criteria_set.criteria[criterion], score).likely


Corners = tuple[float, float, float, float]
"""Values by scale and score, in this order: old old, old new, new old, new new."""


def _corners(first: _Side, last: _Side, option: str, criterion: str) -> Corners:
    if criterion not in first.criteria_set.criteria:
        first = last
    elif criterion not in last.criteria_set.criteria:
        last = first
    return (
        first.value(option, criterion, first.criteria_set),
        first.value(option, criterion, last.criteria_set),
        last.value(option, criterion, first.criteria_set),
        last.value(option, criterion, last.criteria_set),
    )


def _value_parts(
    pair: tuple[str, str], criterion: str, weight: float, tables: list[Corners]
) -> Iterator[MarginPart]:
    scale = []
    for option, sign, (old_old, old_new, new_old, new_new) in zip(
        pair, (1, -1), tables, strict=True
    ):
        by_score = math.fsum([old_new, -old_old, new_new, -new_old]) / 2
        scale.append(sign * math.fsum([new_old, -old_old, new_new, -old_new]) / 2)
        yield MarginPart("score", criterion, option, weight * sign * by_score)
    yield MarginPart("scale", criterion, "", weight * math.fsum(scale))


def _weight_parts(first: _Side, last: _Side, leads: dict[str, float]) -> Iterator[MarginPart]:
    """Yield the effect of the changed weights at the mean leads, split by the swings that moved.

    With m = Σ s·d / T, T = Σ s and bars for means of old and new, T̄·(m₁ − m₀) =
    Σ (s₁ − s₀)·(d − m̄): a swing counts in proportion to how far its criterion's lead d is
    from the mean margin, and one that did not move does not count.
    """
    shifts = {c: last.weight(c) - first.weight(c) for c in leads}
    if all(abs(shift) <= SAME_WEIGHTS for shift in shifts.values()):
        return
    if first.evaluation.is_unweighted or last.evaluation.is_unweighted:
        yield MarginPart(
            "weights", "", "", math.fsum(shifts[c] * lead for c, lead in leads.items())
        )
        return
    largest = max(side.swing(c) for side in (first, last) for c in leads)
    old, new = ({c: side.swing(c) / largest for c in leads} for side in (first, last))
    middle = math.fsum(
        side.weight(c) * lead / 2 for side in (first, last) for c, lead in leads.items()
    )
    total = math.fsum([*old.values(), *new.values()]) / 2
    for criterion, lead in leads.items():
        effect = (new[criterion] - old[criterion]) * (lead - middle) / total
        yield MarginPart(_cause(first, last, criterion), criterion, "", effect)


def _cause(first: _Side, last: _Side, criterion: str) -> Cause:
    if criterion not in first.evaluation.criteria:
        return "joins"
    return "swing" if criterion in last.evaluation.criteria else "leaves"
