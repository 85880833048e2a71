"""Rate limits per visitor on expensive requests: starting a login, sending a file."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from typing import Final

WINDOW: Final = 60.0
"""Seconds within which requests are counted."""

PER_WINDOW: Final[Mapping[str, int]] = {"login": 120, "upload": 60}
"""Kind of route → requests one visitor may send within the window. High enough for a whole team
behind one address that logs in at the start of the day."""

MOST_COUNTED: Final = 10_000
"""Most visitors counted at once; the one idle longest is dropped first."""


class RateLimits:
    """Counts requests by kind and visitor."""

    def __init__(
        self,
        per_window: Mapping[str, int] = PER_WINDOW,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._per_window, self._clock = per_window, clock
        self._asked: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()

    def seconds_to_wait(self, kind: str, visitor: str) -> int:
        """Count a request; return 0 if it may be answered, else the seconds to wait."""
        most = self._per_window.get(kind)
        if most is None:
            return 0
        now = self._clock()
        times = self._asked.setdefault((kind, visitor), deque())
        self._asked.move_to_end((kind, visitor))
        if len(self._asked) > MOST_COUNTED:
            self._asked.popitem(last=False)
        while times and times[0] <= now - WINDOW:
            times.popleft()
        if len(times) >= most:
            return int(times[0] + WINDOW - now) + 1
        times.append(now)
        return 0
