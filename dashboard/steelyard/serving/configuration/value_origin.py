"""The origin of a key's value, and the problems reported for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from steelyard.files.problems import Problem
from steelyard.serving.configuration.settings import Settings


@dataclass(frozen=True)
class ValueOrigin:
    """Where the value of a key comes from.

    `file` names the configuration file, or the environment; for a default it is the file too, or
    `configuration` without one. `line` and `column` count from 1 and are 0 if there is none;
    `shown` is the origin as `--check` prints it, `name` the key as it is called there.
    """

    file: str
    line: int
    column: int
    shown: str
    name: str


ValueOriginOf = Callable[[str], ValueOrigin]
"""Finds the origin of a key; an entry of a table is given as `table.entry`."""


Check = Callable[[Settings, Path, ValueOriginOf], Iterator[Problem]]
"""Yields what is wrong with well-formed values; the folder is the base of relative paths."""

KeysCheck = tuple[tuple[str, ...], Check]
"""A check with the keys it looks at; it is skipped unless each has a usable value."""


def problem_of(origin: ValueOrigin, code: str, found: str, allowed: str, fix: str) -> Problem:
    """Return a problem of the value with this origin."""
    return Problem(
        code, origin.file, origin.line, origin.column, (origin.name,), found, allowed, fix
    )
