"""Throttling of script runs per visitor: runs that come too fast are delayed."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

MOST_VISITORS: Final = 10_000
"""Most visitors tracked at once; the one idle longest is dropped first."""


class Pace:
    """Computes the delay that keeps each visitor to `per_second` runs a second in the long run.

    After a pause a burst of two seconds' worth of runs is not delayed, since moving through a page
    causes short bursts.
    """

    def __init__(self, per_second: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._apart = 1 / per_second
        self._ahead = 2.0
        self._clock = clock
        self._due: OrderedDict[str, float] = OrderedDict()

    def seconds_to_wait(self, visitor: str) -> float:
        """Count a run; return the seconds to delay it by, 0 for none."""
        now = self._clock()
        due = max(self._due.get(visitor, 0.0), now - self._ahead) + self._apart
        self._due[visitor] = due
        self._due.move_to_end(visitor)
        if len(self._due) > MOST_VISITORS:
            self._due.popitem(last=False)
        return max(0.0, due - now)
