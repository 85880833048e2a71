"""Two texts compared line by line."""

from __future__ import annotations

import difflib

MOST_LINES = 400
"""The number of lines after which a difference is cut off."""


def count_lines(old: str, new: str) -> tuple[int, int]:
    """Return the number of lines added and of lines removed.

    >>> count_lines("a\\nb\\n", "a\\nc\\nd\\n")
    (2, 1)
    """
    lines = list(difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm=""))[2:]
    added = sum(line.startswith("+") for line in lines)
    removed = sum(line.startswith("-") for line in lines)
    return added, removed


def text_difference(old: str, new: str, name: str) -> str:
    """Return the lines that differ with two lines around them, in the form of `diff -u`."""
    lines = list(
        difflib.unified_diff(
            old.splitlines(),
            new.splitlines(),
            f"{name} on disk",
            f"{name} as edited",
            n=2,
            lineterm="",
        )
    )
    more = len(lines) - MOST_LINES
    return "\n".join([*lines[:MOST_LINES], *([f"… and {more} more lines"] if more > 0 else [])])
