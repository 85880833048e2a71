"""Between two readings: which option leads as belief in the second grows from 0 to 1.

A mix takes every value, and both ends of its range, that far along the straight line
from the first reading to the second. Values are mixed, not raw scores, so every total
moves in a straight line too and the points where the leader changes are exact. The share
is how far one would have to come round to the second reading; it is not a probability.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from steelyard.analysis.sensitivity.one_way import move_each
from steelyard.analysis.totals import Evaluation, View, evaluate, rank_totals
from steelyard.model import CriteriaSet


class MixSegment(NamedTuple):
    """A stretch of the mix, 0–1, and which option leads on all of it; several if they tie."""

    begin: float
    end: float
    leaders: tuple[str, ...]


@dataclass(frozen=True)
class Mix:
    """Everything about mixing two readings; `None` as a reading is the base assessments.

    `share`: of the second reading, 0–1. `evaluation`: every number at that share.
    `ends`: option → total at share 0 and at share 1; totals between lie on the line.
    `segments`: cover 0–1 without gaps, in order, neighbours differing in their leaders.
    `leader_stays`: the stretch of shares on which all present leaders keep leading.
    """

    first: str | None
    second: str | None
    share: float
    evaluation: Evaluation
    ends: dict[str, tuple[float, float]]
    segments: tuple[MixSegment, ...]
    leader_stays: tuple[float, float]

    @property
    def crossovers(self) -> tuple[float, ...]:
        """The shares of the second reading at which the leader changes, ascending."""
        return tuple(segment.end for segment in self.segments[:-1])


def mix_readings(
    criteria_set: CriteriaSet,
    view: View | None = None,
    *,
    second: str | None,
    first: str | None = None,
    share: float = 0.0,
) -> Mix:
    """Return the mix of two readings of one view, and where the leader changes on the way.

    Frame, swings and scenario are the view's; its own reading is set aside. Totals
    within 1e-9 tie and both lead; stretches narrower than 1e-9 are not listed. A
    score unknown in one reading enters at the middle of its full range, with that range.
    Raises ValueError for a share outside 0–1 or an id the set does not have.
    Source: derived here from the crossings of straight lines.
    """
    view = view or View()
    at_zero = evaluate(criteria_set, replace(view, reading=first))
    at_one = evaluate(criteria_set, replace(view, reading=second))
    mixed = mix_evaluations(at_zero, at_one, share)
    ends = {option: (at_zero.totals[option], at_one.totals[option]) for option in mixed.options}
    # The two totals of an option are like its values on two criteria, and the share is
    # the weight of the second: the same bundle of lines that a weight slider moves along.
    moved = move_each(list(ends.values()), [1.0 - share, share])[1]
    names = mixed.options
    return Mix(
        first=first,
        second=second,
        share=share,
        evaluation=mixed,
        ends=ends,
        segments=tuple(
            MixSegment(begin, end, tuple(names[index] for index in leaders))
            for begin, end, leaders in moved.segments
        ),
        leader_stays=moved.leader_stays,
    )


def mix_evaluations(first: Evaluation, second: Evaluation, share: float) -> Evaluation:
    """Return the evaluation `share` (0–1) of the way from the first to the second.

    Values, their ends, contributions and subtotals are mixed in a straight line; ranges, ranks
    and dominance follow from the mixed ones. At 0 it equals the first, at 1 the second. In
    between, a cell that is unknown in either is unknown. Raises ValueError for a share
    outside 0–1, or evaluations that differ in options, criteria or weights.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"share: found {share}; allowed is 0 to 1")
    if (first.options, first.weights) != (second.options, second.weights):
        raise ValueError("only evaluations of the same options, criteria and weights can be mixed")
    if share in (0, 1):
        return second if share else first
    values = _mix_rows(first.values, second.values, share)
    contributions = _mix_rows(first.contributions, second.contributions, share)
    totals = {option: math.fsum(row.values()) for option, row in contributions.items()}
    return replace(
        first,
        values=values,
        lows=_mix_rows(first.lows, second.lows, share),
        highs=_mix_rows(first.highs, second.highs, share),
        unknown=first.unknown | second.unknown,
        contributions=contributions,
        totals=totals,
        ranks=rank_totals(totals),
        subtotals=_mix_rows(first.subtotals, second.subtotals, share),
    )


def _mix_rows(
    first: Mapping[str, Mapping[str, float]],
    second: Mapping[str, Mapping[str, float]],
    share: float,
) -> dict[str, dict[str, float]]:
    return {
        option: {key: _between(number, second[option][key], share) for key, number in row.items()}
        for option, row in first.items()
    }


def _between(first: float, second: float, share: float) -> float:
    # Rounding must not go past either end, so that low, likely and high stay in order.
    mixed = (1.0 - share) * first + share * second
    return min(max(mixed, min(first, second)), max(first, second))
