"""Saves that are under way, so that a server waits for them before it ends, and how they ended.

On a laptop nothing listens. A server for a team counts the outcomes and logs them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Concatenate, Literal, ParamSpec, TypeVar

from steelyard.files.saving.acting import acting_person

P = ParamSpec("P")
R = TypeVar("R")
Outcome = Literal["saved", "conflict", "refused"]


@dataclass(frozen=True)
class SaveEnd:
    """How one save ended: of which file, after how many seconds, with which bytes.

    `sha256` is that of the new bytes where it is known; `why` the sentence the visitor was shown,
    empty for what was saved; `user` who saved, empty where nobody logs in, and `name` what they are
    called; `path` the whole path of the file.
    """

    file: str
    outcome: Outcome
    seconds: float
    sha256: str = ""
    why: str = ""
    user: str = ""
    name: str = ""
    path: Path = Path()


_listeners: list[Callable[[SaveEnd], None]] = []
_count = 0
_changed = threading.Condition()


def listen_to_saves(listener: Callable[[SaveEnd], None]) -> None:
    """Call `listener` after every save of this process, in the thread that saved."""
    _listeners.append(listener)


def stop_listening(listener: Callable[[SaveEnd], None]) -> None:
    """Stop calling `listener`."""
    _listeners.remove(listener)


def wait_for_saves(seconds: float) -> bool:
    """Wait until no save is under way; return whether that happened within the time limit."""
    with _changed:
        return _changed.wait_for(lambda: _count == 0, seconds)


@contextmanager
def save_under_way() -> Iterator[None]:
    """Delay shutdown until the save in this block is finished; listeners are not called."""
    _count_one(1)
    try:
        yield
    finally:
        _count_one(-1)


def noted_save(save: Callable[Concatenate[Path, P], R]) -> Callable[Concatenate[Path, P], R]:
    """Return a function that saves a file, with its start and outcome recorded."""

    @wraps(save)
    def noted(path: Path, /, *args: P.args, **kwargs: P.kwargs) -> R:
        begin, person, whole = time.monotonic(), acting_person(), path.absolute()
        _count_one(1)

        def end(outcome: Outcome, sha256: str, why: str) -> SaveEnd:
            seconds = time.monotonic() - begin
            who = (person.user, person.name)
            return SaveEnd(path.name, outcome, seconds, sha256, why, *who, whole)

        try:
            made = save(path, *args, **kwargs)
        except Exception as error:
            _tell(end(getattr(error, "outcome", "refused"), "", str(error)))
            raise
        else:
            _tell(end("saved", made if isinstance(made, str) else "", ""))
            return made
        finally:
            _count_one(-1)

    return noted


def _count_one(change: int) -> None:
    global _count  # noqa: PLW0603  one number for the process, guarded by the condition
    with _changed:
        _count += change
        _changed.notify_all()


def _tell(end: SaveEnd) -> None:
    for listener in _listeners:
        listener(end)
