"""The smallest change of weights that takes the lead away, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from steelyard.model import CriteriaSet
from steelyard.results.words.numbers import listing, points, whole


class WeightMove(NamedTuple):
    """So many percentage points of weight taken from one criterion for another."""

    giver: str
    taker: str
    points: float


@dataclass(frozen=True)
class Flip:
    """The least movement of weight after which `rival` is level with the leader.

    `points`: percentage points that move, 0..100: half the sum of all absolute changes.
    `weights`: the weights then, summing to one. `moves`: from where to where.
    """

    rival: str
    points: float
    weights: dict[str, float]
    moves: tuple[WeightMove, ...]


def describe_flip(criteria_set: CriteriaSet, flip: Flip) -> str:
    """Return a flip as one clause: what moves, and who is level then.

    Criteria that give, and those that take, are named in the order of the file.

    >>> criteria_set = CriteriaSet.model_validate({
    ...     "format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}, "price": {"name": "Price"}},
    ...     "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}},
    ... })
    >>> moves = (WeightMove("taste", "price", 12.4),)
    >>> describe_flip(criteria_set, Flip("soup", 12.4, {"taste": 0.4, "price": 0.6}, moves))
    'moving 12 points of weight from Taste to Price brings Soup level'
    """
    givers = [c for c in criteria_set.criteria if any(move.giver == c for move in flip.moves)]
    takers = [c for c in criteria_set.criteria if any(move.taker == c for move in flip.moves)]
    rival = criteria_set.options[flip.rival].label
    if not flip.moves:
        return f"{rival} is level already"
    amount = points(flip.points) if whole(flip.points) else "less than 1 point"
    source = listing(criteria_set.criteria[criterion].name for criterion in givers)
    target = listing(criteria_set.criteria[criterion].name for criterion in takers)
    return f"moving {amount} of weight from {source} to {target} brings {rival} level"
