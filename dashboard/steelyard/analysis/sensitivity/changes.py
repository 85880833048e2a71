"""What could change the lead, keyed by ids: flips, weight tracks, score changes and beliefs."""

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
    `weights`: the weights after it, summing to one. `moves`: the change, criterion to criterion.
    """

    rival: str
    points: float
    weights: dict[str, float]
    moves: tuple[WeightMove, ...]


Ends = dict[str, tuple[float, float]]
"""Option → its total where a weight is 0, and where it is 1; in between it is linear."""


class TrackSegment(NamedTuple):
    """A stretch of one weight, 0..1, and the options that lead on all of it."""

    begin: float
    end: float
    leaders: tuple[str, ...]


@dataclass(frozen=True)
class WeightTrack:
    """The options that lead at every value of one weight (a criterion's, or a group's).

    `weight`: where it is now, 0..1. `leader_stays`, `ranking_stays`: the stretches on which the
    present leaders, and the whole ranking, stay. `nearest`: the closest weight at which the lead
    changes; `None` where it never does. `most`: the greatest weight it can have, below 1 where
    others are locked; `segments` end there.
    """

    criteria: tuple[str, ...]
    weight: float
    segments: tuple[TrackSegment, ...]
    leader_stays: tuple[float, float]
    ranking_stays: tuple[float, float]
    nearest: float | None
    most: float = 1.0

    @property
    def takes_over(self) -> tuple[str, ...]:
        """The options that lead beyond `nearest`; empty where the lead never changes."""
        if self.nearest is None:
            return ()
        hair = 1e-12 * self.most
        before = [segment for segment in self.segments if segment.end <= self.nearest + hair]
        beyond = [segment for segment in self.segments if segment.begin >= self.nearest - hair]
        # Options that draw level only at the very end of the track have no segment beyond it.
        if beyond and self.nearest >= self.weight:
            return beyond[0].leaders
        return before[-1].leaders if before else ()


@dataclass(frozen=True)
class ScoreChange:
    """One cell whose change alone brings another option level with the leader.

    `before` and `after` are values, 0..100; `raw_before` and `raw_after` the same on the
    criterion's own scale. `rivals`: the options that draw level. `is_in_range`: whether `after`
    lies within the low and high the file gives.
    """

    option: str
    criterion: str
    before: float
    after: float
    raw_before: float
    raw_after: float
    rivals: tuple[str, ...]
    is_in_range: bool

    @property
    def points(self) -> float:
        """The number of points of value that the cell has to move."""
        return abs(self.after - self.before)


@dataclass(frozen=True)
class Belief:
    """What one would have to believe about weights for an option to come first.

    `points`: percentage points of weight that have to move, `None` where no weighting
    puts it first. `weights`: the nearest weights that do. `beaten_by`: where none do,
    the option, or the mix of options with their shares, that is at least as good on
    every criterion. `only_level`: whether it can draw level with others but never be ahead.
    """

    option: str
    points: float | None
    weights: dict[str, float]
    beaten_by: dict[str, float]
    only_level: bool = False

    @property
    def can_lead(self) -> bool:
        """Whether some weighting puts the option first, alone or in a tie."""
        return self.points is not None
