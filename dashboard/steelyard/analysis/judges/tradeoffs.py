"""Trade-off questions made from a judge's swings, and the answers that the swings imply.

Swings claim that steps add up: two steps together are worth the sum of both, and half a step half
as much. A few questions about sums test that; an answer that does not fit changes nothing.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from steelyard.analysis.values import raw_score, value_of
from steelyard.model import Criterion
from steelyard.model.judgements import Preference

_Kind = Literal["one against two", "two against two", "part of a step", "other"]
Steps = Mapping[str, float]
"""Criterion → share (0–1) of the way from its worst to its best value."""

_CLOSE: Final = 0.05
"""Two sides that differ by no more than this share of the larger one count as the same."""
_TELLING: Final = 0.1
"""A question is most informative where its sides differ by about this share: close, not equal."""
_HEAVIEST: Final = 8
"""Number of the largest swings from which questions are made."""


@dataclass(frozen=True)
class Tradeoff:
    """A question: which of two sets of steps would the judge rather take?"""

    first: Steps
    second: Steps

    @property
    def kind(self) -> _Kind:
        """The kind of question: how many steps are set against how many, or part of a step."""
        shares = [*self.first.values(), *self.second.values()]
        counts = (len(self.first), len(self.second))
        if any(share < 1 for share in shares):
            return "part of a step" if counts == (1, 1) else "other"
        if counts == (1, 2):
            return "one against two"
        return "two against two" if counts == (2, 2) else "other"


@dataclass(frozen=True)
class Balance:
    """How swings answer a question: the sums of both sides, and which is worth more.

    `says` is `same` where the sides differ by no more than a twentieth of the larger one.
    """

    first: float
    second: float

    @property
    def difference(self) -> float:
        """How much more the first side is worth, in units of the swings."""
        return self.first - self.second

    @property
    def says(self) -> Preference:
        """Which side the swings prefer."""
        if abs(self.difference) <= _CLOSE * max(self.first, self.second) * (1 + 1e-12):
            return "same"
        return "first" if self.difference > 0 else "second"

    def fits(self, answer: Preference) -> bool:
        """Return whether an answer agrees; where the sides are the same, any answer does."""
        return self.says in ("same", answer)


def weigh(question: Tradeoff, swings: Mapping[str, float]) -> Balance | None:
    """Return how swings answer a question; `None` where one of its criteria has no swing.

    >>> weigh(Tradeoff({"taste": 1}, {"price": 1, "time": 0.5}), {"taste": 100, "price": 60,
    ...     "time": 50}).difference
    15.0
    """
    if any(c not in swings for c in (*question.first, *question.second)):
        return None
    return Balance(
        *(
            math.fsum(share * swings[c] for c, share in side.items())
            for side in (question.first, question.second)
        )
    )


def equal_share(criterion: str, of: str, swings: Mapping[str, float]) -> float | None:
    """Return the share (0–1) of a larger step that is worth as much as a whole smaller one."""
    if not 0 < swings[criterion] <= swings[of]:
        return None
    return swings[criterion] / swings[of]


def part_end(criterion: Criterion, share: float) -> float:
    """Return the number on a criterion's own scale at a share (0–1) of the way up in value."""
    return raw_score(criterion, 100.0 * share)


def find_tradeoffs(
    criteria: Mapping[str, Criterion], swings: Mapping[str, float]
) -> tuple[Tradeoff, ...]:
    """Return up to three questions: one step against two, two against two, part of a step.

    Of each kind, the question whose sides, by the swings, come closest to differing by a tenth of
    the larger: enough for an answer to fit or not, little enough to make a judge think. A part of
    a step ends at a worded anchor of the scale, or halfway up in value if there is none between
    the ends. Of equally close questions, the first in the order of the criteria. Steps worth
    nothing are not asked about; with only one criterion left there is no question.
    """
    worth = {c: swing for c, swing in swings.items() if swing > 0 and c in criteria}
    heaviest = sorted(worth, key=lambda c: -worth[c])[:_HEAVIEST]
    names = [c for c in worth if c in heaviest]
    found = []
    for questions in (
        _one_against_two(names),
        _two_against_two(names),
        _parts(names, criteria, worth),
    ):
        best = min(questions, key=lambda one: _distance(one, worth), default=None)
        if best is not None:
            found.append(best)
    return tuple(found)


def _distance(question: Tradeoff, swings: Mapping[str, float]) -> float:
    balance = weigh(question, swings)
    assert balance is not None
    return abs(abs(balance.difference) / max(balance.first, balance.second) - _TELLING)


def _one_against_two(names: list[str]) -> Iterator[Tradeoff]:
    for one in names:
        for pair in itertools.combinations([c for c in names if c != one], 2):
            yield Tradeoff({one: 1.0}, dict.fromkeys(pair, 1.0))


def _two_against_two(names: list[str]) -> Iterator[Tradeoff]:
    for pair in itertools.combinations(names, 2):
        for other in itertools.combinations([c for c in names if c not in pair], 2):
            if names.index(pair[0]) < names.index(other[0]):
                yield Tradeoff(dict.fromkeys(pair, 1.0), dict.fromkeys(other, 1.0))


def _parts(
    names: list[str], criteria: Mapping[str, Criterion], swings: Mapping[str, float]
) -> Iterator[Tradeoff]:
    for whole, parted in itertools.permutations(names, 2):
        if swings[parted] < swings[whole]:
            continue
        entry = criteria[parted]
        heights = sorted({value_of(entry, number) / 100.0 for number in entry.anchors})
        for share in [height for height in heights if 0 < height < 1] or [0.5]:
            yield Tradeoff({whole: 1.0}, {parted: share})
