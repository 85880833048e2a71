"""Where the value of a key comes from, and a problem of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from steelyard.files.problems import Problem
from steelyard.serving.configuration.settings import Settings


@dataclass(frozen=True)
class ValueOrigin:
    """Where the value of a key comes from.

    `file` is the configuration file, `environment` or empty for the default; `line` and `column`
    from 1, or 0; `shown` as `--check` prints it; `name`: the key as it is called there.
    """

    file: str
    line: int
    column: int
    shown: str
    name: str


ValueOriginOf = Callable[[str], ValueOrigin]
"""Finds the origin of a key; of an entry of a table by both names with a dot between them."""


Check = Callable[[Settings, Path, ValueOriginOf], Iterator[Problem]]
"""Yields what is wrong with keys that are well formed; relative paths count from the folder."""

KeysCheck = tuple[tuple[str, ...], Check]
"""A check with the keys it looks at: without a usable value of each it reports nothing."""


def problem_of(origin: ValueOrigin, code: str, found: str, allowed: str, fix: str) -> Problem:
    """Return a problem of the value that comes from there."""
    return Problem(
        code, origin.file, origin.line, origin.column, (origin.name,), found, allowed, fix
    )
