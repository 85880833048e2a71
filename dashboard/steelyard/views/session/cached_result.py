"""Files seen one way, worked out a moment ago and kept for whoever asks again.

Every page asks for totals and simulations, and so does every visitor who comes without having
moved anything. Nothing kept here ever changes, so sessions may share it. Shows nothing.
"""

from __future__ import annotations

from functools import lru_cache

from steelyard.files.criteria_files import LoadedSet
from steelyard.results.address import Choice
from steelyard.results.result import Result

MOST = 64
"""Ways of seeing a file that are kept; the one not asked for the longest goes first."""


def seen(loaded: LoadedSet, choice: Choice) -> Result:
    """Return a file seen with a choice: the very same object to who asks the same again."""
    return _seen(_Asked(loaded, choice))


class _Asked:
    """A file as the object it is, and a choice by what is in it."""

    __slots__ = ("_parts", "choice", "loaded")

    def __init__(self, loaded: LoadedSet, choice: Choice) -> None:
        self.loaded, self.choice = loaded, choice
        self._parts = (
            id(loaded),
            choice.frame,
            choice.lens,
            tuple(sorted(choice.swings.items())),
            choice.reading,
            choice.scenario,
            tuple(sorted(choice.disputes.items())),
            choice.locks,
            choice.rival,
            choice.struck,
        )

    def __hash__(self) -> int:
        return hash(self._parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and other._parts == self._parts


@lru_cache(maxsize=MOST)
def _seen(asked: _Asked) -> Result:
    return Result(asked.loaded, asked.choice)
