"""Two texts that come from one: their changed lines side by side, comments and order with them.

Where both changed the same lines, theirs stand; whether that is right is for
`merging` to judge by what the result means. Knows nothing of YAML.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class _Hunk:
    """Lines `start` to `end` of the base give way to `lines`."""

    start: int
    end: int
    lines: tuple[str, ...]


def merge_lines(base: str, mine: str, theirs: str) -> str:
    """Return theirs with every hunk of mine that touches none of theirs.

    >>> merge_lines("a\\nb\\nc\\nd\\n", "A\\nb\\nc\\nd\\n", "a\\nb\\nc\\nD\\n")
    'A\\nb\\nc\\nD\\n'
    """
    lines = _split(base)
    ours, others = _hunks(lines, _split(mine)), _hunks(lines, _split(theirs))
    chosen = [*others, *(hunk for hunk in ours if not any(_touch(hunk, o) for o in others))]
    merged: list[str] = []
    done = 0
    for hunk in sorted(chosen, key=lambda hunk: (hunk.start, hunk.end)):
        merged += [*lines[done : hunk.start], *hunk.lines]
        done = hunk.end
    return "".join([*merged, *lines[done:]])


def _hunks(old: list[str], new: list[str]) -> list[_Hunk]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [
        _Hunk(start, end, tuple(new[first:last]))
        for tag, start, end, first, last in matcher.get_opcodes()
        if tag != "equal"
    ]


def _touch(one: _Hunk, other: _Hunk) -> bool:
    """Return whether two hunks share a line, or insert at the same place."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def _split(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", text)
