"""Texts in drawings: characters the typeface lacks, and scripts that run from right to left.

If our typeface lacks a character, a picture uses any other face of the machine, or shows an empty
box if there is none, so it may look different elsewhere. The characters are read
from the table that every TrueType file carries (`cmap`, in the OpenType specification); see
`machine_faces`.

A drawing treats every text as running from left to right. Arabic and Hebrew letters run
the right way all the same, but punctuation at the end or the beginning of such a text lands
on the wrong side. An invisible mark on both sides corrects that (rules N1 and W2 of
Unicode's bidirectional algorithm). Sentences of ours that contain such a name stay as they
are: they do run from left to right. Where a text is anchored does not change.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from steelyard.charts.drawing.text import RIGHT_TO_LEFT_MARK, runs_left
from steelyard.export.drawings.machine_faces import font_characters, lent
from steelyard.export.drawings.renderer import face_files

_MOST_NAMED = 12
_TEXT = re.compile(r"(<text\b[^>]*>)([^<]*)(?=</text>)")


def missing_in(spec: Mapping[str, Any]) -> str:
    """Return the characters of a chart's texts that our typeface lacks, each once, in order.

    >>> missing_in({"title": {"text": ["Talks 談判"]}})
    '判談'
    """
    drawn = set("".join(_texts(spec)))
    return "".join(sorted(c for c in drawn - covered() if not _is_unseen(c)))


def missing_sentence(missing: str) -> str:
    """Return the sentence about missing characters; empty if none is missing.

    >>> missing_sentence("") == ""
    True
    """
    if not missing:
        return ""
    here = lent(frozenset(missing))
    named = " ".join(missing[:_MOST_NAMED]) + (" …" if len(missing) > _MOST_NAMED else "")
    count = f"{len(missing)} character{'s' * (len(missing) > 1)}"
    none = [character for character in missing if character not in here]
    if not none:
        done = "each is drawn in another face of this machine, and may look different elsewhere."
    else:
        numbers = ", ".join(f"U+{ord(c):04X}" for c in none[:_MOST_NAMED])
        more = f" and {len(none) - _MOST_NAMED} more" if len(none) > _MOST_NAMED else ""
        done = (
            f"of {len(none)} no face of this machine has a shape, and an empty box stands there "
            f"({numbers}{more})."
        )
    return (
        f"The pictures' typeface lacks {count} of this file ({named}): {done} The page in a "
        "browser and the data files are not affected."
    )


@cache
def covered() -> frozenset[str]:
    """Return the characters that every upright face can draw; nothing is set in italics."""
    upright = [file for file in face_files() if not file.stem.endswith("It")]
    faces = [set(font_characters(file.read_bytes())) for file in upright]
    return frozenset(set.intersection(*faces))


def _texts(spec: Mapping[str, Any]) -> Iterator[str]:
    title = spec.get("title") or {}
    for part in ("text", "subtitle"):
        lines = title.get(part, []) if isinstance(title, Mapping) else []
        yield from [lines] if isinstance(lines, str) else lines
    datasets: Mapping[str, Iterable[Any]] = spec.get("datasets", {})
    for rows in datasets.values():
        for row in rows:
            yield from (text for name, text in row.items() if _is_drawn(name, text))


def _is_drawn(name: str, text: Any) -> bool:
    """Return whether a column of a chart holds text that is drawn unchanged."""
    return isinstance(text, str) and (name == "text" or name.endswith(("_label", "_lines")))


def _is_unseen(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cf", "Mn", "Cc")


def set_right_to_left(svg: str) -> str:
    """Return a drawing with direction marks around texts that are entirely right-to-left.

    >>> set_right_to_left("<text>2026!</text><text>\u05d0!</text>") == (
    ...     "<text>2026!</text><text>\u200f\u05d0!\u200f</text>"
    ... )
    True
    """
    return _TEXT.sub(_marked, svg)


def _marked(found: re.Match[str]) -> str:
    opening, text = found.groups()
    mark = RIGHT_TO_LEFT_MARK if runs_left(html.unescape(text)) else ""
    return f"{opening}{mark}{text}{mark}"
