"""The line of each key of a TOML text, which Python's parser does not report.

The text is parsed in growing prefixes of whole lines: a key is located at the first prefix that is
valid TOML and contains it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

_Path = tuple[str, ...]


@dataclass(frozen=True)
class KeyPlace:
    """Line and column, both from 1, at which a key is written."""

    line: int
    column: int


def find_key_places(text: str) -> dict[_Path, KeyPlace]:
    """Return where each key of a valid TOML text is first written, by its path.

    >>> find_key_places('port = 80\\n[roles]\\nread = ["a",\\n"b"]\\n')[("roles", "read")]
    KeyPlace(line=3, column=1)
    """
    found: dict[_Path, KeyPlace] = {}
    lines = text.splitlines(keepends=True)
    begin = 0
    for end in range(1, len(lines) + 1):
        try:
            data = tomllib.loads("".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            # In the middle of a multi-line value.
            continue
        for path in _paths(data):
            found.setdefault(path, _place(lines, begin))
        begin = end
    return found


def _place(lines: list[str], index: int) -> KeyPlace:
    line = lines[index]
    return KeyPlace(index + 1, len(line) - len(line.lstrip()) + 1)


def _paths(data: dict[str, object], above: _Path = ()) -> list[_Path]:
    paths: list[_Path] = []
    for key, value in data.items():
        paths.append((*above, key))
        if isinstance(value, dict):
            paths += _paths(value, (*above, key))
    return paths
