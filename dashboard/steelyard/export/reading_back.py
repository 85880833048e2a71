"""A criteria file drawn from a spreadsheet: anybody's, or one that Steelyard itself has written.

Our own workbook and table of numbers are known by their stamp and read back exactly, with the ids
they carry; anything else is understood as `files/spreadsheet` does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from steelyard.files.spreadsheet.draft_writing import write_draft
from steelyard.files.spreadsheet.opening.books import read_book
from steelyard.files.spreadsheet.summary import guess_lines, left_out_words, summary_of
from steelyard.files.spreadsheet.understanding.model import Wishes
from steelyard.files.spreadsheet.understanding.understand import understand


@dataclass(frozen=True)
class Draft:
    """The text of a criteria file, a paragraph on what was read, remarks, and every guess."""

    text: str
    summary: str
    said: list[str] = field(default_factory=list)
    guesses: list[str] = field(default_factory=list)


def read_draft(path: Path, wishes: Wishes, *, is_accepted: bool = False) -> Draft:
    """Return the draft made from a spreadsheet.

    Raises SheetError where it cannot be read, NotUnderstoodError where hardly any number could be
    placed.
    """
    found = understand(read_book(path), wishes)
    left = f"; left out: {left_out_words(found)}" if found.left_out else ""
    return Draft(
        write_draft(found, is_accepted=is_accepted),
        f"{summary_of(found)}{left}",
        [*found.notices],
        guess_lines(found),
    )
