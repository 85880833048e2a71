"""The area of a chart of straight lines from 0 to 1: pixels of shares and totals, crossings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Crossing(NamedTuple):
    """A change of the lead: its share (0 to 1), the total there, and the share as printed."""

    share: float
    total: float
    label: str


@dataclass(frozen=True)
class LineArea:
    """The pixels of the area, and the totals at its lower and upper edge."""

    left: float
    right: float
    top: float
    foot: float
    low: float
    high: float

    def x(self, share: float) -> float:
        """Return the pixel across of a share of 0 to 1."""
        return self.left + share * (self.right - self.left)

    def y(self, total: float) -> float:
        """Return the pixel down of a total."""
        return self.foot - (total - self.low) / (self.high - self.low) * (self.foot - self.top)
