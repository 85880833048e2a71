"""How alike the rankings of several perspectives are, as one number per pair.

Only the order of the options is compared: two lenses agree fully if they rank the options
alike, however far apart their totals are.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from steelyard.analysis.perspectives.perspectives import Perspective, Perspectives


@dataclass(frozen=True)
class Agreement:
    """Kendall's tau-b of every pair of perspectives, −1 (opposite) to 1 (the same order).

    `taus`: perspective → perspective → tau-b, symmetric, without the diagonal; `None` where one
    of the two ranks all options level. `means`: perspective → mean of its taus with the others;
    `None` where it has none.
    """

    taus: dict[Perspective, dict[Perspective, float | None]]
    means: dict[Perspective, float | None]

    @property
    def furthest_apart(self) -> tuple[Perspective, Perspective] | None:
        """The two that agree least, the first such pair if several; `None` without a pair."""
        pairs = [
            (tau, pair)
            for pair in combinations(self.taus, 2)
            if (tau := self.taus[pair[0]][pair[1]]) is not None
        ]
        return min(pairs, key=lambda found: found[0])[1] if pairs else None


def find_agreement(perspectives: Perspectives) -> Agreement:
    """Return the agreement of every pair of perspectives."""
    ranks = perspectives.ranks
    taus = {
        perspective: {
            other: compare_rankings(ranks[perspective], ranks[other])
            for other in ranks
            if other != perspective
        }
        for perspective in ranks
    }
    return Agreement(taus, {perspective: _mean(row) for perspective, row in taus.items()})


def compare_rankings(first: Mapping[str, int], second: Mapping[str, int]) -> float | None:
    """Return Kendall's tau-b of two rankings of the same options, −1 to 1.

    The number of pairs of options in the same order minus those in opposite order, divided by
    the geometric mean of the numbers of pairs that each ranking does not tie. Ties thus count
    neither for nor against. `None` where a ranking has nothing but ties, or fewer than two
    options. Raises ValueError where the options are not the same.
    Source: Kendall (1945), on ties in ranking problems, Biometrika 33.

    >>> compare_rankings({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 3, "c": 2})
    0.3333333333333333
    """
    if first.keys() != second.keys():
        raise ValueError("the two rankings are not of the same options")
    balance = order_first = order_second = 0
    for one, other in combinations(first, 2):
        up, also_up = _sign(first[one] - first[other]), _sign(second[one] - second[other])
        balance += up * also_up
        order_first += abs(up)
        order_second += abs(also_up)
    if not order_first or not order_second:
        return None
    # A single square root of the product, so that equal rankings give exactly 1.
    return balance / math.sqrt(order_first * order_second)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _mean(row: Mapping[Perspective, float | None]) -> float | None:
    known = [tau for tau in row.values() if tau is not None]
    return math.fsum(known) / len(known) if known else None
