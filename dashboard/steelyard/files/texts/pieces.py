"""What a reader finds in a file: pieces of text in reading order, with what their layout says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

MOST_TEXT_BYTES: Final = 10_000_000
MOST_PAGES: Final = 400
MOST_PIECES: Final = 10_000

PageEdge = Literal["", "top", "bottom"]
PieceRole = Literal["", "heading", "item", "caption", "footnote"]


class TextError(Exception):
    """A file that cannot be read as a text; the message is one sentence for the user."""


@dataclass(frozen=True)
class TextPiece:
    """A proposed paragraph on one line.

    `page` counts from 1; 0 where the file has no pages. `place` says that the piece is the
    first or last of its page and stands apart from the rest. `role` is what the file itself, or
    the size of its letters, makes of it. `marks` are offsets at which the layout looks as if
    another paragraph began; `hyphens` are offsets of hyphens that stood at the end of a line.
    """

    text: str
    page: int = 0
    place: PageEdge = ""
    role: PieceRole = ""
    marks: tuple[int, ...] = ()
    hyphens: tuple[int, ...] = ()


@dataclass(frozen=True)
class ReadText:
    """A file as read: its kind, its pieces, how many pages it has, and sentences about it."""

    kind: str
    pieces: tuple[TextPiece, ...]
    pages: int = 0
    notices: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data for JSON."""
        return asdict(self)


def from_data(data: dict[str, Any]) -> ReadText:
    """Return what `as_data` was made from.

    >>> from_data(ReadText("txt", (TextPiece("One.", marks=(2,)),)).as_data()).pieces[0].marks
    (2,)
    """
    pieces = tuple(
        TextPiece(**{**piece, "marks": tuple(piece["marks"]), "hyphens": tuple(piece["hyphens"])})
        for piece in data["pieces"]
    )
    return ReadText(data["kind"], pieces, data["pages"], tuple(data["notices"]))


_LIGATURES: Final = {
    chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)
}
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """Return a text on one line: single spaces, ligatures as letters, nothing that cannot be seen.

    >>> clean(" of\\u00ad\\ufb01ce \\n hours")
    'office hours'
    """
    for sign, letters in _LIGATURES.items():
        text = text.replace(sign, letters)
    return " ".join(_UNSEEN.sub("", text).split())


def join_lines(lines: Iterable[str]) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """Return lines as one text, the offsets at which lines begin, and those of their hyphens.

    A line that ends in a hyphen after a letter is joined to one that goes on in lower case
    without a space; whether the hyphen belongs to the word is not decided here.

    >>> join_lines(["the river-", "bank was", "wet"])
    ('the river-bank was wet', (0, 10, 19), (9,))
    """
    whole, starts, hyphens = "", [], []
    for line in lines:
        # A soft hyphen at the end of a line is one that only stands where a line breaks.
        is_soft = whole.endswith("\u00ad")
        whole = whole.rstrip("\u00ad")
        text = clean(line) + ("\u00ad" if line.rstrip().endswith("\u00ad") else "")
        if not text:
            continue
        if whole and not is_soft:
            if is_divided(whole, text):
                hyphens.append(len(whole) - 1)
            else:
                whole += " "
        starts.append(len(whole))
        whole += text
    return whole.rstrip("\u00ad"), tuple(starts), tuple(hyphens)


def is_divided(before: str, after: str) -> bool:
    """Return whether a word seems to go on: a hyphen after a letter, then a lower-case letter."""
    is_hyphen = before[-1:] in ("-", "\u2010") and before[-2:-1].isalpha()
    return is_hyphen and after[:1].islower()
