"""Makes names and characters printable on two pages; anything cut or missing is reported.

In a file a name may have three hundred characters; on paper it would crowd out everything else, so
it is shortened. Ids, scores and weights stay, and with them every figure. A character without a
glyph in the typeface would silently become an empty box, or make a PDF that violates its standard:
it is set in another face of the machine, or replaced by a sign if none has it. Words too long for
any line get break opportunities.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from steelyard.charts.drawing.text import ELLIPSIS
from steelyard.export.drawings.lettering import covered
from steelyard.export.drawings.machine_faces import lent
from steelyard.export.safe_text import shorten_apart
from steelyard.files.criteria_files import LoadedSet
from steelyard.model import CriteriaSet
from steelyard.model.entry import Entry
from steelyard.results.result import Result
from steelyard.results.words.text import plain

STAND_IN = "¤"
"""Replaces a character that the typeface lacks: a sign used for nothing else."""

_LONG = re.compile(r"\S{25,}")
_BREAK = "\u200b"
_DIRECTIONS = "\u200e\u200f"
_NEVER = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0), *range(0x200B, 0x2070)))) - {
    *_DIRECTIONS
}
"""Characters that are never printed, whatever a face has; direction marks are kept."""

_MOST_NAMED = 8


@dataclass
class Letters:
    """Makes texts printable, and collects the characters that could not be printed."""

    lacking: dict[str, None] = field(default_factory=dict)
    borrowed: set[str] = field(default_factory=set)

    def printable(self, text: str) -> str:
        """Return a text on one line, in printable characters, with break opportunities."""
        return _LONG.sub(_breakable, self.covered_only(plain(text)))

    def covered_only(self, text: str) -> str:
        """Return a text with a stand-in for each character that no face here has.

        Characters that another face of this machine has are kept, and recorded as borrowed.
        """
        missing = {c for c in text if c not in covered() and not c.isspace()}
        if missing:
            here = lent(frozenset(missing)) - _NEVER
            self.borrowed |= here
            missing -= here
        if not missing:
            return text
        shown = {c for c in missing if not _is_unseen(c)}
        self.lacking |= dict.fromkeys(sorted(shown))
        return "".join("" if c in missing - shown else STAND_IN if c in shown else c for c in text)

    def note(self) -> str:
        """Return the characters that could not be printed, by number and name; empty for none."""
        return lacking_words("".join(self.lacking))


def lacking_words(lacking: str) -> str:
    """Return the sentence about characters that a brief cannot print.

    >>> lacking_words("談")
    'No face here has 1 character of this file, printed as ¤: U+8AC7 (CJK unified ideograph).'
    """
    if not lacking:
        return ""
    named = ", ".join(f"U+{ord(c):04X} ({_name(c)})" for c in lacking[:_MOST_NAMED])
    more = len(lacking) - _MOST_NAMED
    others = f" and {more} more" if more > 0 else ""
    count = "1 character" if len(lacking) == 1 else f"{len(lacking)} characters"
    return f"No face here has {count} of this file, printed as {STAND_IN}: {named}{others}."


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


NAME_LENGTHS = (80, 40, 24)
"""Maximum lengths of names, tried in this order; other texts may be four times as long."""

LONGEST_NAME = NAME_LENGTHS[0]

_NAMES = ("name", "short", "title", "family")
_TEXTS = ("question", "summary", "judged_by")
_NAMED = (
    "criteria", "groups", "frames", "options", "conditions", "lenses", "readings", "scenarios",
    "left_out",
)  # fmt: skip

_WITH_PROSE = ("criteria", "options")
"""Kinds of entries of which more than the name is printed."""

AnyEntry = TypeVar("AnyEntry", bound=Entry)


def shorten_result(result: Result, longest: int = LONGEST_NAME) -> tuple[Result, bool]:
    """Return a result whose names and texts are short, and whether any had to be cut.

    `longest`: characters of a name.

    Raises ValueError if nothing in the file can be compared.
    """
    criteria_set = result.loaded.criteria_set
    if criteria_set is None:
        raise ValueError("nothing in this file can be compared")
    short = shorten_criteria_set(criteria_set, longest)
    if short == criteria_set:
        return result, False
    loaded: LoadedSet = replace(result.loaded, criteria_set=short)
    return Result(loaded, result.choice), True


def shorten_criteria_set(criteria_set: CriteriaSet, longest: int = LONGEST_NAME) -> CriteriaSet:
    """Return a criteria set with every name and text truncated with an ellipsis.

    >>> criteria_set = CriteriaSet.model_validate({"format": 1, "title": "Lunch" * 40,
    ...     "criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}})
    >>> shorten_criteria_set(criteria_set).title
    'LunchLunchLunchLunchLunchLunchLunchLunchLunchLunchLunchLunchLunchLunchLunchLunc…'
    """
    update = {part: _short_entries(getattr(criteria_set, part), part, longest) for part in _NAMED}
    return _short(criteria_set, longest, has_prose=True).model_copy(update=update)


def _short_entries(entries: Mapping[str, AnyEntry], part: str, longest: int) -> dict[str, AnyEntry]:
    """Return truncated entries of one kind; different names stay different."""
    names = [str(getattr(entry, "name", "")) for entry in entries.values()]
    short = shorten_apart(names, longest)
    has_prose = part in _WITH_PROSE
    return {
        key: _short(entry.model_copy(update={"name": name}), longest, has_prose=has_prose)
        if len(entry_name) > longest
        else _short(entry, longest, has_prose=has_prose)
        for (key, entry), name, entry_name in zip(entries.items(), short, names, strict=True)
    }


def _short(entry: AnyEntry, longest: int, *, has_prose: bool) -> AnyEntry:
    update = {}
    for fields, most in ((_NAMES, longest), (_TEXTS, 4 * longest)):
        for part in fields if most == longest or has_prose else ():
            text = getattr(entry, part, None)
            if isinstance(text, str) and len(text) > most:
                update[part] = text[: most - 1].rstrip() + ELLIPSIS
    return entry.model_copy(update=update) if update else entry
