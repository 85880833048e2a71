"""Formatting of lists of names, keys, dates and users' texts for sentences."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Final, TypeVar

from steelyard.model.units import UNIT_WORDS

Key = TypeVar("Key", bound=Hashable)

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNPRINTABLE = frozenset({"Cc", "Cs", "Cn", "Co", "Zl", "Zp"})
MOST_NAMES = 6
"""If there are more names than this, the rest are counted instead of listed."""

TEXT_FILES: Final = ".docx, .html, .md, .pdf or .txt"
"""The file types from which a text can be read, for people choosing a file."""


def listing(names: Iterable[str], word: str = "and") -> str:
    """Return names as a list in words, with semicolons if a name contains a comma or *and*.

    >>> listing(["A", "B", "C"]), listing(["A", "B"], "or")
    ('A, B and C', 'A or B')
    >>> listing(["Fish, fresh", "Fish, fried", "Soup"]), listing(["Salt and oil", "Bread"])
    ('Fish, fresh; Fish, fried; and Soup', 'Salt and oil; and Bread')
    """
    *first, last = list(names) or [""]
    is_apart = any(", " in name or f" {word} " in name for name in (*first, last))
    between, end = ("; ", ";") if is_apart else (", ", "")
    return f"{between.join(first)}{end} {word} {last}" if first else last


def some(names: Iterable[str], most: int = MOST_NAMES) -> str:
    """Return the first names as a list in words, and how many more there are.

    One name more than `most` is still listed, since it says more than `1 more`.

    >>> some("ABCDEFGHI"), some("ABCD", most=3)
    ('A, B, C, D, E, F and 3 more', 'A, B, C and D')
    """
    listed = list(names)
    if len(listed) <= most + 1:
        return listing(listed)
    return listing([*listed[:most], f"{len(listed) - most} more"])


def some_apart(names: Iterable[str], most: int = MOST_NAMES) -> str:
    """Return names that may contain commas or *and*, separated by semicolons, and how many more.

    >>> some_apart(["Fish, fresh", "Bread and butter"])
    'Fish, fresh; Bread and butter'
    """
    listed = list(names)
    if len(listed) <= most + 1:
        return "; ".join(listed)
    return "; ".join([*listed[:most], f"and {len(listed) - most} more"])


def cut_apart(
    names: Mapping[Key, str], cut: Callable[[Key, str, float, str], str]
) -> dict[Key, str]:
    """Return names cut to the available room such that different names stay different.

    `cut(key, text, share, end)`: a text cut at its end to a share, 0 to 1, of the room for the
    name, with `end` behind it. Where cutting makes two names the same, each keeps its beginning
    and what begins where they differ, or gets a number if that is not enough.

    >>> names = {1: "Bridge over the Elbe, north", 2: "Bridge over the Elbe, south"}
    >>> cut_apart(names, lambda _, text, share, end: text[: int(12 * share)] + end)
    {1: 'Bridge north', 2: 'Bridge south'}
    """
    shorter = {key: cut(key, name, 1.0, "") for key, name in names.items()}
    for text in {text for text in shorter.values() if list(shorter.values()).count(text) > 1}:
        keys = [key for key, cut_name in shorter.items() if cut_name == text]
        alike = sorted({names[key] for key in keys})
        if len(alike) < 2:
            continue
        letters = enumerate(zip(*alike, strict=False))
        start = next((i for i, here in letters if len({*here}) > 1), min(map(len, alike)))
        start = alike[0].rfind(" ", 0, start) + 1 or start
        ends = {key: names[key][start:] for key in keys}
        for share in (0.8, 0.6, 1 / 3):
            apart = {key: _around(key, names[key], ends[key], share, cut) for key in keys}
            if all(_letters(apart[key]).endswith(_letters(ends[key])) for key in keys):
                break
        if len({*apart.values()}) < len(alike):
            places = {name: f" {place}" for place, name in enumerate(alike, start=1)}
            apart = {key: cut(key, names[key], 1.0, places[names[key]]) for key in keys}
        shorter |= apart
    return shorter


def _around(
    key: Key, name: str, end: str, share: float, cut: Callable[[Key, str, float, str], str]
) -> str:
    """Return a name cut in the middle: its beginning in a share of the room, then its end."""
    head = cut(key, name, share, "")
    rest = name[max(len(name) - len(end), len(head) - 1) :]
    return cut(key, head + rest, 1.0, "") if rest else head


def _letters(text: str) -> str:
    return "".join(text.split())


def key_words(key: str) -> str:
    """Return a key of a file, such as the form of a claim, in words.

    >>> key_words("expert_judgement")
    'expert judgement'
    """
    return key.replace("_", " ")


def unit_words(unit: str) -> str:
    """Return a unit as it is printed.

    >>> unit_words("usd_million")
    'usd million'
    """
    return UNIT_WORDS[unit]


def date_words(date: str) -> str:
    """Return an ISO date written out; any other text unchanged.

    >>> date_words("2026-02-04"), date_words("spring 2026"), date_words("")
    ('4 February 2026', 'spring 2026', '')
    """
    try:
        found = datetime.date.fromisoformat(date)
    except ValueError:
        return date
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def moment_words(moment: datetime.datetime) -> str:
    """Return a moment in this machine's time zone, written out to the second."""
    local = moment.astimezone()
    return f"{date_words(local.date().isoformat())}, {local:%H:%M:%S}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


_FIRST_SENTENCE = re.compile(r".{20,}?[.!?](?=\s|$)")


def first_sentence(prose: str) -> str:
    """Return the first sentence of a text on one line; the whole text if it has no full stop.

    >>> first_sentence("Soup is hot and made of fish.\\nIt is cheap.")
    'Soup is hot and made of fish.'
    """
    line = plain(prose)
    found = _FIRST_SENTENCE.match(line)
    return found.group() if found else line


def as_sentence(clause: str) -> str:
    """Return a clause as a sentence.

    >>> as_sentence("soup is level")
    'Soup is level.'
    """
    return f"{clause[:1].upper()}{clause[1:]}."


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a user's text on one line, without control or direction-turning characters.

    Such characters break an SVG file or make a label read as something it is not.

    >>> plain("Talks\\n  and\\u202e\\x00 strikes ")
    'Talks and strikes'
    """
    spaced = " ".join(text.split())
    kept = (c for c in spaced if c not in _TURNING and unicodedata.category(c) not in _UNPRINTABLE)
    return "".join(kept)


def within_sentence(name: str) -> str:
    """Return a name with a lower-case first letter, unless its first word has other capitals.

    >>> [within_sentence(name) for name in ("Brief as text", "DMSY file", "Vega-Lite")]
    ['brief as text', 'DMSY file', 'Vega-Lite']
    """
    word = name.partition(" ")[0]
    return name if word[1:] != word[1:].lower() else name[:1].lower() + name[1:]


def printable(text: str) -> str:
    """Return a piece of text cleaned as by `plain`, keeping a space at either end.

    >>> printable(" and  so")
    ' and so'
    """
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    found = plain(text)
    return f"{before}{found}{after}" if found else before
