"""Lines of a text: byte order mark and line ends kept as they were, two versions merged.

Browsers return every text with plain line feeds; saved like that, a file from Windows would
change in every line. Two versions of a text are merged line by line, comments and order included;
`merging` checks whether the result has the right content.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Final

BOM: Final = b"\xef\xbb\xbf"
_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")


def as_on_disk(text: str, current: bytes | None) -> bytes:
    """Return a text as bytes, with the mark and the line ends of the file it replaces.

    A text that has carriage returns of its own is left as it is. In a file of mixed line
    ends, lines that are still there keep theirs. Raises UnicodeEncodeError for half a
    character.

    >>> as_on_disk("a: 2\\nb: 1\\n", b"\\xef\\xbb\\xbfa: 1\\r\\nb: 1\\r\\n")
    b'\\xef\\xbb\\xbfa: 2\\r\\nb: 1\\r\\n'
    """
    text = text.removeprefix("\ufeff")
    if current is None:
        return text.encode("utf-8")
    mark = BOM if current.startswith(BOM) else b""
    text = with_ends_of(text, current.decode("utf-8-sig", errors="replace"))
    return mark + text.encode("utf-8")


def with_ends_of(text: str, current: str) -> str:
    """Return a text with the line ends of another, unless it has carriage returns of its own.

    >>> with_ends_of("a\\nc", "a\\r\\nb\\r\\n")
    'a\\r\\nc'
    """
    if "\r" in text or "\r" not in current:
        return text
    old, new = _lines_and_ends(current), _lines_and_ends(text)
    ends = {end for _, end in old if end}
    if len(ends) == 1:
        return text.replace("\n", ends.pop())
    usual = max(ends, key=[end for _, end in old].count)
    kept = [usual] * len(new)
    matcher = difflib.SequenceMatcher(
        None, [line for line, _ in old], [line for line, _ in new], autojunk=False
    )
    for block in matcher.get_matching_blocks():
        for i in range(block.size):
            kept[block.b + i] = old[block.a + i][1] or usual
    pieces = [line + (kept[i] if end else "") for i, (line, end) in enumerate(new)]
    return "".join(pieces)


def _lines_and_ends(text: str) -> list[tuple[str, str]]:
    """Return the lines of a text, each with its end; the last one may have none."""
    lines = [(match[1], match[2]) for match in _LINE.finditer(text)]
    return lines[:-1] if lines and lines[-1] == ("", "") else lines


@dataclass(frozen=True)
class _Hunk:
    """Lines `start` to `end` of the base are replaced by `lines`."""

    start: int
    end: int
    lines: tuple[str, ...]


def merge_lines(base: str, mine: str, theirs: str) -> str:
    """Return `theirs` with every hunk of `mine` that touches none of its own.

    >>> merge_lines("a\\nb\\nc\\nd\\n", "A\\nb\\nc\\nd\\n", "a\\nb\\nc\\nD\\n")
    'A\\nb\\nc\\nD\\n'
    """
    lines = _lines_of(base)
    ours, others = _hunks(lines, _lines_of(mine)), _hunks(lines, _lines_of(theirs))
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


def _lines_of(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", text)


def plain_ends(text: str) -> str:
    """Return a text with line feeds alone as line ends, as browsers return it.

    Saving puts the file's own line ends back.

    >>> plain_ends("a\\r\\nb\\rc")
    'a\\nb\\nc'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")
