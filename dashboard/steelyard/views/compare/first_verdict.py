"""A signal that the first page has shown its verdict, which background preparations await.

Until then no long task is started: threads share one interpreter lock, and loading the chart
libraries would delay sending the verdict.
"""

from __future__ import annotations

import threading
import time

MOMENT = 0.3
"""Seconds in which the server sends what a page has shown so far and a browser fetches the
scripts that show it; with 0.05 the verdict came a quarter of a second later, because loading
the chart libraries held up the scripts."""

_is_sent = threading.Event()


def note_verdict_shown() -> None:
    """Note that a page has shown its verdict; the first time, wait until a browser has it."""
    if not _is_sent.is_set():
        time.sleep(MOMENT)
        _is_sent.set()


def await_verdict(seconds: float) -> bool:
    """Wait at most `seconds` until a verdict has been sent; return whether one has."""
    return _is_sent.wait(seconds)
