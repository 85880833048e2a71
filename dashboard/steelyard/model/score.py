"""One judgement on a criterion's own scale: low, likely, high, or not known."""

from __future__ import annotations

from typing import NamedTuple

Cell = tuple[str, str]
"""Whose score it is: an option and a criterion, by id."""


class Score(NamedTuple):
    """Where an option stands on a criterion's scale, in the scale's own units.

    `low <= likely <= high` as numbers of the raw scale, whichever end is better.
    An unknown score has `known=False`; its three numbers are then meaningless and
    `analysis` takes the full range of the scale.
    """

    low: float
    likely: float
    high: float
    known: bool = True

    @classmethod
    def exactly(cls, number: float) -> Score:
        """Return a score without a range.

        >>> Score.exactly(40)
        Score(low=40.0, likely=40.0, high=40.0, known=True)
        """
        return cls(float(number), float(number), float(number))


UNKNOWN = Score(0.0, 0.0, 0.0, known=False)
"""The score of a cell that has none."""
