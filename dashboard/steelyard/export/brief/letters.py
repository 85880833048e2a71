"""Text as the brief's typeface can set it: what it lacks is marked and told, never lost.

A character without a shape would silently become an empty box, or a PDF that no longer
keeps to its standard. Words too long for any line get places where they may break.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from steelyard.export.drawings.glyphs import covered
from steelyard.results.words.numbers import plain

STAND_IN = "¤"
"""What stands for a character that the typeface lacks: a sign nobody uses for anything."""

_LONG = re.compile(r"\S{25,}")
_BREAK = "\u200b"
_MOST_NAMED = 8


@dataclass
class Letters:
    """Makes texts fit to print, and remembers which characters could not be."""

    lacking: dict[str, None] = field(default_factory=dict)

    def printable(self, text: str) -> str:
        """Return a text on one line, in characters the typeface has, with places to break."""
        return _LONG.sub(_breakable, self.covered_only(plain(text)))

    def covered_only(self, text: str) -> str:
        """Return a text with a stand-in for each character the typeface lacks."""
        missing = {c for c in text if c not in covered() and not c.isspace()}
        if not missing:
            return text
        shown = {c for c in missing if not _is_unseen(c)}
        self.lacking |= dict.fromkeys(sorted(shown))
        return "".join("" if c in missing - shown else STAND_IN if c in shown else c for c in text)

    def note(self) -> str:
        """Return which characters could not be printed, by number and name; empty for none."""
        return lacking_words("".join(self.lacking))


def lacking_words(lacking: str) -> str:
    """Return what to say of characters that a brief cannot print.

    >>> lacking_words("談")
    'The typeface lacks 1 character of this file, printed as ¤: U+8AC7 (CJK unified ideograph).'
    """
    if not lacking:
        return ""
    named = ", ".join(f"U+{ord(c):04X} ({_name(c)})" for c in lacking[:_MOST_NAMED])
    more = len(lacking) - _MOST_NAMED
    others = f" and {more} more" if more > 0 else ""
    count = "1 character" if len(lacking) == 1 else f"{len(lacking)} characters"
    return f"The typeface lacks {count} of this file, printed as {STAND_IN}: {named}{others}."


def _name(character: str) -> str:
    name = unicodedata.name(character, "no name")
    if name.startswith("CJK UNIFIED IDEOGRAPH"):
        return "CJK unified ideograph"
    return name.lower()


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in ("Cf", "Mn", "Me", "Cc")


def _breakable(word: re.Match[str]) -> str:
    text = word.group()
    return _BREAK.join(text[start : start + 12] for start in range(0, len(text), 12))
