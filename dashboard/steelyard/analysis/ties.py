"""Which numbers count as the same: the one definition of a tie.

Numbers are grouped into classes: in descending order, the first begins a class, all within 1e-9
of it belong to that class, and the next one begins another. Numbers tie if they are in the same
class. So ties are an equivalence relation, whatever the order of the options, even in a chain of
numbers each of which is close to the next; and an option leads if and only if it is within 1e-9 of
the highest total, the rule that potential optimality, weight tracks and flips follow too. The
browser computes the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

TIE: Final = 1e-9
"""Two numbers no further apart than this tie, unless one of them belongs to a higher class."""


def rank_numbers(numbers: Sequence[float]) -> list[int]:
    """Return each number's rank, 1 for the highest; ties share one, as in 1-2-2-4.

    A rank is one more than the count of numbers in higher classes.

    >>> rank_numbers([50.0, 70.0, 50.0, 10.0])
    [2, 1, 2, 4]
    >>> rank_numbers([50.0, 50.0000000008, 50.0000000016])
    [3, 1, 1]
    """
    ranks = [0] * len(numbers)
    first, rank = 0.0, 0
    for place, index in enumerate(sorted(range(len(numbers)), key=lambda i: -numbers[i]), start=1):
        if rank == 0 or first - numbers[index] > TIE:
            first, rank = numbers[index], place
        ranks[index] = rank
    return ranks
