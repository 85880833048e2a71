"""What an edit of a file changes, in words, and what that does to the ranking."""

from __future__ import annotations

from dataclasses import dataclass

from steelyard.files.saving.text_difference import count_lines
from steelyard.model import CriteriaSet
from steelyard.results.difference import Comparison
from steelyard.results.words.numbers import listing


@dataclass(frozen=True)
class FileChanges:
    """What changes: judgements that count, other words and marks, and the effect on ranks."""

    counting: tuple[str, ...] = ()
    wording: tuple[str, ...] = ()
    effect: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """How many judgements and words differ."""
        return len(self.counting) + len(self.wording)


def describe_changes(
    old: CriteriaSet | None, new: CriteriaSet | None, frame: str | None, lens: str | None
) -> FileChanges:
    """Return what differs between two states; nothing where one of them cannot be read.

    >>> from steelyard.analysis.difference.example import lunch
    >>> describe_changes(lunch(40), lunch(60), None, None).counting
    ('Taste of Soup: 40 → 60',)
    """
    if old is None or new is None:
        return FileChanges()
    found = Comparison(old, new, frame, lens)
    return FileChanges(found.counting, found.wording, _effect(found) if found.counting else ())


def _effect(found: Comparison) -> tuple[str, ...]:
    try:
        return found.effect
    except ValueError:
        # The frame or lens in view is not, or no longer, in either version.
        return Comparison(found.old, found.new).effect


def lines_in_words(old: str, new: str) -> str:
    """Return the size of a text difference in words.

    >>> lines_in_words("a\\nb\\n", "a\\nc\\n"), lines_in_words("a\\n", "a\\nb\\n")
    ('1 line changes', '1 line is added')
    """
    added, gone = count_lines(old, new)
    changed = min(added, gone)
    told = [
        f"{_lines(changed)} change{'s' if changed == 1 else ''}" if changed else "",
        f"{_lines(added - changed)} {_are(added - changed)} added" if added > changed else "",
        f"{_lines(gone - changed)} {_are(gone - changed)} taken out" if gone > changed else "",
    ]
    return listing([part for part in told if part])


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
