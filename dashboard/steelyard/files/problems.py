"""A fault of a file as data: what is wrong, where, what is allowed, how to fix it.

The command line, the page and `--json` show these and nothing else about a faulty file.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

SHOWN_AT_MOST: Final = 50
_MOST_BYTES: Final = 4000
ECHOED_AT_MOST: Final = 60

TITLES: Final = {
    "S001": "file cannot be read",
    "S002": "not text in UTF-8",
    "S003": "file too large",
    "S004": "not valid YAML",
    "S005": "YAML feature that criteria files do not use",
    "S006": "key written twice",
    "S007": "nested too deeply or too many entries",
    "S008": "nothing in the file",
    "S009": "not keys and values",
    "C001": "unknown key",
    "C002": "key missing",
    "C003": "wrong kind of value",
    "C004": "empty where at least one is needed",
    "C005": "id not well formed",
    "C006": "word not in the list",
    "C007": "number out of bounds",
    "C008": "text too long or empty",
    "C009": "not a date",
    "C010": "id does not exist",
    "C011": "source has no register",
    "C012": "claim does not exist",
    "C013": "score not understood",
    "C014": "score outside its scale",
    "C015": "low, likely and high out of order",
    "C016": "ends of the scale out of order",
    "C017": "anchor not on the scale",
    "C018": "value function not usable",
    "C019": "lens lacks a swing",
    "C020": "named twice in a list",
    "C021": "option is part of itself",
    "C022": "colour not understood",
    "C023": "claim in two registers",
    "C024": "character that cannot be shown",
    "C025": "key has a new name",
    "C026": "guess not confirmed",
    "C027": "claim was withdrawn",
    "J001": "two sheets of one judge",
    "J002": "judge was not asked",
    "J003": "sheet of another set",
    "J004": "sheet of another round",
    "J005": "answers missing",
    "J006": "every swing is zero",
    "J007": "sheet came late",
    "J008": "sealed sheet was changed",
    "J009": "set changed since it was judged",
    "J010": "reason missing",
    "J011": "earlier answer is another",
    "M001": "answer that does not fit the sheet",
    "R001": "paragraph not in the text",
    "R002": "text differs from its fingerprints",
    "R003": "quote not in its paragraph",
    "R004": "passage not in its paragraph",
    "R005": "passage is another than was read",
    "R006": "speaker not named",
    "R007": "words of the text taken over",
    "R008": "bears on what no criteria set has",
    "T001": "not valid TOML",
    "T002": "address not understood",
    "T003": "not safe to serve",
    "T004": "file or folder cannot be used",
}
"""Every problem code and its title; a code never changes its meaning."""

ODD_SPACES: Final = frozenset(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u202f\u205f\u2060\u3000\ufeff"
)
"""Characters that look like a space, or like nothing, and are neither to YAML."""

_ONE_WORD_FOR_ANOTHER: Final = frozenset({"C001", "C006", "C010", "C012", "C013", "C025"})
"""Problems of one word that is written where another should be."""


@dataclass(frozen=True)
class Problem:
    """One fault of one file.

    `line` and `column` count from 1; 0 means the file as a whole. `where` is the path of keys.
    `found`, `allowed` and `fix` are sentences or values ready to be shown, with the user's text
    shortened and its control characters made visible. `nearest` is the nearest right spelling, or
    empty.
    """

    code: str
    file: str
    line: int
    column: int
    where: tuple[str, ...]
    found: str
    allowed: str
    fix: str
    nearest: str = ""

    @property
    def title(self) -> str:
        """The few words that name this kind of problem."""
        return TITLES[self.code]

    @property
    def replacement(self) -> str:
        """The exact text to write in place of the word found; empty where that is not sure."""
        is_sure = self.code in _ONE_WORD_FOR_ANOTHER and not self.fix.startswith("delete")
        return self.nearest if is_sure else ""

    @property
    def path(self) -> str:
        """The keys that lead to the fault, as people read them."""
        return " › ".join(self.where)

    @property
    def advice(self) -> str:
        """The fix as a sentence: with a capital, and a full stop where it is no question."""
        text = self.fix[:1].upper() + self.fix[1:].removesuffix(".")
        return text if text.endswith(("?", "!")) else f"{text}."

    def as_dict(self) -> dict[str, object]:
        """Return the problem as plain data for JSON."""
        return {
            "code": self.code,
            "title": self.title,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "where": list(self.where),
            "found": self.found,
            "allowed": self.allowed,
            "fix": self.fix,
            "nearest": self.nearest,
        }

    def as_line(self) -> str:
        """Return the problem in one line: where it is and what it is."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}  {self.code}  {self.title}: {self.path or self.found}"

    def as_text(self) -> str:
        """Return the problem as the five lines the command line prints."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        lines = [f"{place}  {self.code}  {self.title}"]
        for label, text in (
            ("where", self.path),
            ("found", self.found),
            ("allowed", self.allowed),
            ("fix", self.fix),
        ):
            if text:
                lines.append(f"  {label:<8} {text}")
        return "\n".join(lines)


def problems_as_text(problems: Iterable[Problem]) -> str:
    """Return problems in the order of the file, at most fifty, and how many more there are.

    Never more than 4,000 bytes: where there is no room for all in five lines, the later ones have
    one line each.
    """
    ordered = list(problems)
    shown = [problem.as_line() for problem in ordered[:SHOWN_AT_MOST]]
    room = _MOST_BYTES - len("and 1,000,000 more") - sum(map(_size, shown))
    while room < 0:
        room += _size(shown.pop())
    for i, problem in enumerate(ordered[: len(shown)]):
        whole = problem.as_text()
        room -= _size(whole) - _size(shown[i])
        if room < 0:
            break
        shown[i] = whole
    if len(ordered) > len(shown):
        shown.append(f"and {len(ordered) - len(shown):,} more")
    return "\n".join(shown)


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace")) + 1


def echo(found: object) -> str:
    """Return a user's value as one short, visible line.

    Control and direction characters are spelt out, so that a text cannot look like another.

    >>> echo("a\\u202eb")
    'a\\\\u202eb'
    """
    if found is None:
        return "nothing"
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, dict):
        return f"keys and values ({len(found)})"
    if isinstance(found, list | tuple):
        return f"a list of {len(found)}"
    if not isinstance(found, str):
        return format_number(found)
    # One character more than is shown decides whether something is cut.
    pieces = [_visible(character) for character in found[: ECHOED_AT_MOST + 1]]
    return _cut(pieces) or "an empty text"


def echo_id(found: object) -> str:
    """Return a user's key or id as `echo` does, naming a letter or space that looks like another.

    >>> echo_id("n\u0430me"), echo_id("name\u00a0")
    ('n\u0430me, with CYRILLIC SMALL LETTER A', 'name\\\\u00a0, with a no-break space')
    """
    text = str(found)[:ECHOED_AT_MOST]
    if space := next((c for c in text if c in ODD_SPACES and c.isspace()), ""):
        return f"{echo(found)}, with {name_space(space)}"
    strange = next((c for c in text if ord(c) > 127 and _visible(c) == c), "")
    return f"{echo(found)}, with {unicodedata.name(strange, strange)}" if strange else echo(found)


def name_space(character: str) -> str:
    """Return the name of an odd space with its article.

    >>> name_space("\\u00a0"), name_space("\\u2003")
    ('a no-break space', 'an em space')
    """
    name = unicodedata.name(character, "invisible character").lower()
    return f"{'an' if name[0] in 'aeio' else 'a'} {name}"


def visible_text(text: str) -> str:
    """Return a whole text in one line with every control and direction character spelt out.

    >>> visible_text("one\\ntwo")
    'one\\\\u000atwo'
    """
    return "".join(_visible(character) for character in text)


def name_as_text(name: object) -> str:
    """Return the name or path of a file as text that can be shown and sent.

    Names of files are bytes; those that are not valid UTF-8 are spelt out.

    >>> name_as_text("lunch.yaml"), name_as_text("caf\\udce9.yaml")
    ('lunch.yaml', 'caf\\\\udce9.yaml')
    """
    return "".join(_visible(c) if unicodedata.category(c) == "Cs" else c for c in str(name))


def echo_many(names: Iterable[str]) -> str:
    """Return names in a row, as `echo` shows each: the first fifty at most, and a count.

    Of long names fewer are shown, so that no message is longer than four kilobytes.
    """
    listed = list(names)
    shown: list[str] = []
    length = 0
    for name in listed[:SHOWN_AT_MOST]:
        length += len(echo(name).encode()) + 2
        if length > _LONGEST_LISTING:
            break
        shown.append(echo(name))
    more = len(listed) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


_LONGEST_LISTING: Final = 2500


def format_number(number: object) -> str:
    """Return a number as people write it: no `.0` on whole numbers, words for infinity."""
    if isinstance(number, float) and not math.isfinite(number):
        return "not a number" if math.isnan(number) else "infinity"
    if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return str(number)


def _cut(pieces: list[str]) -> str:
    """Join pieces, and end with … where they are too long for a line."""
    kept: list[str] = []
    length = 0
    for piece in pieces:
        if length + len(piece) > ECHOED_AT_MOST:
            return "".join(kept) + "…"
        kept.append(piece)
        length += len(piece)
    return "".join(kept)


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})


def _visible(character: str) -> str:
    if character != " " and unicodedata.category(character) in _UNSEEN:
        number = ord(character)
        return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
    return character
