"""Sentences that know which of their words name a score.

A page can lead from those words to what the score rests on; everybody else reads the
sentence. Knows no page, no file form, and not what the sentences say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from steelyard.analysis.evidence.strike_out import Cell


class Named(NamedTuple):
    """Words that name a score, and the score."""

    words: str
    cell: Cell


Said = tuple[str | Named, ...]
"""A sentence in pieces, read one after the other."""


def in_words(said: Said) -> str:
    """Return a sentence as text.

    >>> in_words(("It takes ", Named("Soup on Taste", ("soup", "taste")), "."))
    'It takes Soup on Taste.'
    """
    return "".join(piece.words if isinstance(piece, Named) else piece for piece in said)


def listed(entries: Sequence[Said]) -> Said:
    """Return entries as people list them; none at all is an empty sentence.

    >>> listed([("A",), ("B",), ("C",)])
    ('A', ', ', 'B', ' and ', 'C')
    """
    pieces: list[str | Named] = []
    for index, entry in enumerate(entries):
        if index:
            pieces.append(" and " if index == len(entries) - 1 else ", ")
        pieces.extend(entry)
    return tuple(pieces)
