"""How fast the runs of one visitor may follow each other: what comes faster waits its turn."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

MOST_VISITORS: Final = 10_000
"""Most visitors tracked at once; the one idle longest is dropped first."""


class Pace:
    """Tells by how much a run has to be put off, so that in the long run so many come a second.

    Twice as many may come at once after a pause: moving through a page is fast for a moment.
    """

    def __init__(self, per_second: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._apart = 1 / per_second
        self._ahead = 2.0
        self._clock = clock
        self._due: OrderedDict[str, float] = OrderedDict()

    def seconds_to_wait(self, visitor: str) -> float:
        """Count a run; return the seconds after which it may begin, 0 for at once."""
        now = self._clock()
        due = max(self._due.get(visitor, 0.0), now - self._ahead) + self._apart
        self._due[visitor] = due
        self._due.move_to_end(visitor)
        if len(self._due) > MOST_VISITORS:
            self._due.popitem(last=False)
        return max(0.0, due - now)
