"""The smallest change of weights that takes the lead away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


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
