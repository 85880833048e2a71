"""Problems of a file as marks in its text: from where to where, in which words, mended how.

A mend is offered only where the word at the place of the problem is known and the nearest
right one too; everything else is told in words. Knows no browser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from steelyard.files.problems import SHOWN_AT_MOST, Problem

MARKED_AT_MOST: Final = 500
_WORD: Final = re.compile(r"[^\s\[\]{},:#]+")


@dataclass(frozen=True)
class Marks:
    """The marks as the browser takes them, problems of other files, and how many are left out."""

    placed: list[dict[str, object]]
    elsewhere: list[str]
    more: int


def problem_marks(text: str, problems: Sequence[Problem]) -> Marks:
    """Return a mark for each problem of the text, in its order.

    A mark has `line` and `column` from 1, `length` in characters as the browser counts
    them, what `was` there, `code`, `title`, `words` (where, found, allowed, fix in sentences)
    and `mend`: the right word, or nothing. Problems without a line have no place, nor have
    those of registers, which name their file with its folder.
    """
    lines = text.split("\n")
    placed: list[dict[str, object]] = []
    elsewhere: list[str] = []
    for problem in problems[:MARKED_AT_MOST]:
        if "/" not in problem.file and 1 <= problem.line <= len(lines):
            placed.append(_mark(lines[problem.line - 1], problem))
        else:
            elsewhere.append(problem.as_text().replace("\n", " · "))
    return Marks(placed, elsewhere[:SHOWN_AT_MOST], max(0, len(problems) - MARKED_AT_MOST))


def _mark(line: str, problem: Problem) -> dict[str, object]:
    start = max(0, problem.column - 1)
    quote, word = _word_at(line[start:], problem)
    end = start + len(word) + 2 * len(quote)
    return {
        "line": problem.line,
        # Python counts characters, the browser 16-bit units: an emoji is two of those.
        "column": _units(line[:start]) + 1,
        "length": _units(line[start:end]),
        "was": line[start:end],
        "code": problem.code,
        "title": problem.title,
        "words": _in_words(problem),
        "mend": _mend(problem, quote, word),
    }


def _word_at(rest: str, problem: Problem) -> tuple[str, str]:
    """Return what is to be underlined at a place: its quotation mark, if any, and its word."""
    quote = rest[:1] if rest[:1] in ("'", '"') else ""
    found = _shown_word(problem)
    if found and rest[len(quote) :].startswith(found + quote):
        return quote, found
    plain = _WORD.match(rest)
    return "", plain.group() if plain else rest[:1]


def _shown_word(problem: Problem) -> str:
    """Return the word a problem found, without what it says of a look-alike letter."""
    return problem.found.partition(", with ")[0]


def _mend(problem: Problem, quote: str, word: str) -> str:
    """Return what to write in the marked place, quoted as it was; nothing if that is unsure."""
    if not problem.replacement or word != _shown_word(problem):
        return ""
    return f"{quote}{problem.replacement}{quote}"


def _in_words(problem: Problem) -> str:
    parts = [
        f"{label} {text}"
        for label, text in (
            ("Found:", problem.found),
            ("Fix:", problem.fix),
            ("Allowed:", problem.allowed),
        )
        if text
    ]
    return "\n".join([problem.path, *parts] if problem.where else parts)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
