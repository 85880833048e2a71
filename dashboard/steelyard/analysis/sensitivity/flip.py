"""The smallest change of weights that takes the lead away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class WeightMove(NamedTuple):
    """Percentage points of weight that one criterion (`giver`) loses to another (`taker`)."""

    giver: str
    taker: str
    points: float


@dataclass(frozen=True)
class Flip:
    """The smallest change of weights after which `rival` is level with the leader.

    `points`: percentage points that move, 0..100: half the sum of all absolute changes.
    `weights`: the weights then, summing to one. `moves`: the change, criterion to criterion.
    """

    rival: str
    points: float
    weights: dict[str, float]
    moves: tuple[WeightMove, ...]
