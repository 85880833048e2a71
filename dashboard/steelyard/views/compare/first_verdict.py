"""The first verdict of this server goes before everything that is only prepared.

While it is on its way nothing long is begun: Python does one thing at a time, and what
loads charts holds up what sends the verdict. Shows nothing.
"""

from __future__ import annotations

import threading
import time

MOMENT = 0.05
"""Seconds in which the server has sent what a page has shown so far."""

_out = threading.Event()


def verdict_is_shown() -> None:
    """Note that a page has shown its verdict; the first time, let it leave before going on."""
    if not _out.is_set():
        time.sleep(MOMENT)
        _out.set()


def await_verdict(seconds: float) -> bool:
    """Wait until a verdict has left, at most that long; return whether one has."""
    return _out.wait(seconds)
