"""Limits how many files are made for one person at a time on a shared server.

On a laptop there is no limit. A server makes a limited number of files for each person at a time;
a person who requests more waits until one of their own is finished.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

LONGEST_WAIT: Final = 60.0
"""Seconds of waiting after which a person is told to come back later."""

_most: list[int] = []
_busy: Counter[str] = Counter()
_changed = threading.Condition()


class TooManyError(ValueError):
    """Raised if a person's other files take too long; the message also says what to do."""


def limit_turns(most: int | None) -> None:
    """Limit how many files are made for one person at a time; `None` for no limit."""
    _most[:] = [] if most is None else [most]


@contextmanager
def turn(
    person: str, on_wait: Callable[[], None] | None = None, seconds: float = LONGEST_WAIT
) -> Iterator[None]:
    """Hold one of a person's turns while a file is made, waiting for a free one if necessary.

    `on_wait` is called once before waiting. Raises TooManyError after `seconds`.
    """
    if not _most:
        yield
        return
    with _changed:
        if _busy[person] >= _most[0]:
            if on_wait is not None:
                on_wait()
            if not _changed.wait_for(lambda: _busy[person] < _most[0], seconds):
                raise TooManyError(
                    f"{_most[0]} of your files are being made already; wait until one is there, "
                    "and then ask again."
                )
        _busy[person] += 1
    try:
        yield
    finally:
        with _changed:
            _busy[person] -= 1
            if not _busy[person]:
                del _busy[person]
            _changed.notify_all()
