"""Whether words of ours are those of a text: runs of five and more words in a row.

Words are compared as NFKC in lower case, without apostrophes; a number is a word, with its
point or comma. What stands between two words does not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

LONGEST_ALLOWED: Final = 4
"""Most consecutive words that may be copied from a text."""

_RUN: Final = LONGEST_ALLOWED + 1
_WORD = re.compile(r"\d+(?:[.,]\d+)*(?![^\W\d_])|[^\W_]+(?:['\u2019\u02bc][^\W_]+)*")
_APOSTROPHES = re.compile("['\u2019\u02bc]")


@dataclass(frozen=True)
class CopiedRun:
    """Words of ours that occur in a row in a text: their offsets and their number.

    `text` are the words as we wrote them, `source` is the text they come from.
    """

    start: int
    end: int
    words: int
    text: str
    source: str


class CopyCheck:
    """The texts that are present, by source, ready to be compared with what is typed."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        self._runs = {source: _runs_of(tuple(parts)) for source, parts in texts.items()}

    def find(self, ours: str) -> tuple[CopiedRun, ...]:
        """Return every longest run of five or more words that stands in one of the texts.

        >>> check = CopyCheck({"menu": ["The soup of the day is never hot."]})
        >>> [(run.words, run.text) for run in check.find("He says the Soup, of the Day, is it")]
        [(6, 'the Soup, of the Day, is')]
        """
        words = list(compared_words(ours))
        found: list[CopiedRun] = []
        for source, runs in self._runs.items():
            hits = [
                start
                for start in range(len(words) - _RUN + 1)
                if tuple(word for word, _, _ in words[start : start + _RUN]) in runs
            ]
            found += (self._run(ours, source, words[a : b + _RUN]) for a, b in _rows(hits))
        return tuple(sorted(found, key=lambda run: (run.start, run.source)))

    @staticmethod
    def _run(ours: str, source: str, words: list[tuple[str, int, int]]) -> CopiedRun:
        start, end = words[0][1], words[-1][2]
        return CopiedRun(start, end, len(words), ours[start:end], source)


def _rows(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of each row of numbers that follow each other."""
    start = 0
    for index in range(1, len(numbers) + 1):
        if index == len(numbers) or numbers[index] != numbers[index - 1] + 1:
            yield numbers[start], numbers[index - 1]
            start = index


def compared_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word as it is compared, with its offsets in the text."""
    for match in _WORD.finditer(text):
        word = match[0]
        if not word.isascii():
            word = unicodedata.normalize("NFKC", word)
        yield _APOSTROPHES.sub("", word).lower(), match.start(), match.end()


@lru_cache(maxsize=16)
def _runs_of(paragraphs: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Return all runs of five words of a text; cached, since texts do not change during typing."""
    words = [word for word, _, _ in compared_words("\n".join(paragraphs))]
    return frozenset(zip(*(words[shift:] for shift in range(_RUN)), strict=False))
