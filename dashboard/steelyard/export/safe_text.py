"""Makes text from a file safe for other programs: displayable, and never taken for a formula.

XML does not allow control characters, and bidirectional control characters can make a label look
like something else: both are written as escapes. Everything else, such as accents, emoji and
right-to-left scripts, is left unchanged.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pandas as pd

from steelyard.results.words.text import cut_apart

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_ENDS = frozenset("\n\r\x85\u2028\u2029")
_NOWHERE = frozenset({"Cc", "Cs"})
_NO_CHARACTERS = frozenset({0xFFFE, 0xFFFF})


def as_label(text: str) -> str:
    """Return a text on one line, with undisplayable characters as escapes.

    >>> as_label("Talks\\n first\\x00")
    'Talks first\\\\u0000'
    """
    return " ".join(_spell_out(text).split())


def as_prose(text: str) -> str:
    """Return a text with its line breaks normalised, and the rest as in `as_label`.

    >>> as_prose("one\\r\\ntwo\\u202e")
    'one\\ntwo\\\\u202e'
    """
    return _spell_out(text.replace("\r\n", "\n")).strip()


def shorten_label(text: str, most: int) -> str:
    """Return a label of at most `most` characters, cut between words if possible.

    >>> shorten_label("Supply-chain controls", 16)
    'Supply-chain…'
    """
    if len(text) <= most:
        return text
    room = text[: most - 1]
    whole_words = room.rpartition(" ")[0]
    return f"{(whole_words if len(whole_words) > most // 2 else room).rstrip()}…"


def shorten_apart(labels: Sequence[str], most: int) -> list[str]:
    """Shorten labels to a maximum length, keeping different ones different.

    A label is cut at its end as in `shorten_label`. If that makes two labels equal, each keeps its
    beginning and the part from where they differ.

    >>> shorten_apart(["Bridge over the Elbe, north", "Bridge over the Elbe, south"], 20)
    ['Bridge over…north', 'Bridge over…south']
    """

    def cut(_: int, label: str, share: float, end: str) -> str:
        room = most if share == 1 else int(most * share) + 1
        return shorten_label(label, room - len(end)) + end if end else shorten_label(label, room)

    return list(cut_apart(dict(enumerate(labels)), cut).values())


def _spell_out(text: str) -> str:
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\t":
        return " "
    if character in _LINE_ENDS:
        return "\n"
    number = ord(character)
    is_unseen = unicodedata.category(character) in _NOWHERE or character in _TURNING
    return f"\\u{number:04x}" if is_unseen or number in _NO_CHARACTERS else character


_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(table: pd.DataFrame) -> bytes:
    """Return a table as CSV in UTF-8, with a byte-order mark so that Excel reads accents.

    A text that a spreadsheet would take for a formula is prefixed with an apostrophe; numbers are
    left unrounded.
    """
    safe = table.copy()
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            safe[column] = safe[column].map(_defuse)
    safe.columns = [str(_defuse(column)) for column in safe.columns]
    return ("\ufeff" + safe.to_csv(index=False, lineterminator="\r\n")).encode()


def _defuse(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
