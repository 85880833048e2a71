"""The nearest right spelling of a misspelt word."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Hashable
from typing import Final

from steelyard.files.problems import ODD_SPACES

# Below this likeness a suggestion is more often confusing than helpful.
ALIKE_ENOUGH: Final = 0.6
SEARCHES_AT_MOST: Final = 200
_LONGEST: Final = 100
_SURELY_ALIKE: Final = 0.8
_UNSEEN: Final = {ord(space): "" for space in ODD_SPACES}


class Speller:
    """Finds right spellings, for the first two hundred misspelt words of a file.

    A file of nothing but misspelt words would otherwise take minutes, and so many suggestions
    help nobody.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, Hashable], str] = {}

    def find(self, word: str, known: Collection[str], group: Hashable) -> str:
        """Return the nearest known word, as `find_nearest`; empty after two hundred words.

        `group` identifies the known words: each word is looked up once in a group.
        """
        key = (word, group)
        if key not in self._found:
            is_exhausted = len(self._found) >= SEARCHES_AT_MOST
            self._found[key] = "" if is_exhausted else find_nearest(word, known)
        return self._found[key]


def find_nearest(word: str, known: Collection[str]) -> str:
    """Return the known word most like `word`, or an empty text if none is like it.

    A word that is one slip away (a letter too many, too few, wrong, or two swapped)
    comes before one that merely shares many letters. Capitals, and hyphens for
    underscores, do not count as differences.

    >>> find_nearest("Alied-Support", ["escalation_risk", "allied_support"])
    'allied_support'
    """
    if len(word) > _LONGEST:
        return ""
    wanted = _plain(word)
    plain = {_plain(candidate): candidate for candidate in known if len(candidate) <= _LONGEST}
    near = [candidate for candidate in plain if is_one_slip(wanted, candidate)]
    cutoff = 0.0 if near else ALIKE_ENOUGH
    close = difflib.get_close_matches(wanted, near or list(plain), n=1, cutoff=cutoff)
    return plain[close[0]] if close else ""


def is_one_slip(one: str, other: str) -> bool:
    """Return whether two words differ by at most one letter, or by two neighbours swapped.

    >>> is_one_slip("scroe", "score"), is_one_slip("scor", "score"), is_one_slip("scr", "score")
    (True, True, False)
    """
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    is_swapped = one[:2] == other[:2][::-1] and one[2:] == other[2:]
    return is_swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:]


def is_clear_misspelling(word: str, nearest: str) -> bool:
    """Return whether a misspelt word can only mean the nearest right one, without any guessing.

    >>> is_clear_misspelling("asessments", "assessments"), is_clear_misspelling("comment", "claims")
    (True, False)
    """
    if not nearest or len(word) > _LONGEST:
        return False
    one, other = _plain(word), _plain(nearest)
    alike = difflib.SequenceMatcher(None, one, other)
    return is_one_slip(one, other) or alike.ratio() >= _SURELY_ALIKE


def _plain(word: str) -> str:
    return word.casefold().translate(_UNSEEN).replace("-", "_").replace(" ", "_")
