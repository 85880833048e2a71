"""The nearest right spelling of a misspelt word."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

# A slip in a two-letter key still shares half of it with the right one.
ALIKE_ENOUGH = 0.5


def find_nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like `word`, or an empty text if none is like it.

    Capitals, and hyphens for underscores, do not count as differences.

    >>> find_nearest("Alied-Support", ["escalation_risk", "allied_support"])
    'allied_support'
    """
    plain = {_plain(candidate): candidate for candidate in known}
    close = difflib.get_close_matches(_plain(word[:100]), list(plain), n=1, cutoff=ALIKE_ENOUGH)
    return plain[close[0]] if close else ""


def _plain(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")
