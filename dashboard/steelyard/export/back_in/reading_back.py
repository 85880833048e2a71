"""A criteria file drawn from a spreadsheet: anybody's, or one that Steelyard itself has written.

Our own workbook and table of numbers are known by their stamp and read back with the ids they
carry; anything else is understood as `files/spreadsheet` does.
"""

from __future__ import annotations

from pathlib import Path

from steelyard.export.back_in.own_files import ImportedSet, read_own
from steelyard.files.spreadsheet.draft_writing import write_draft
from steelyard.files.spreadsheet.model import Understanding, Wishes
from steelyard.files.spreadsheet.opening.books import read_bytes, read_file
from steelyard.files.spreadsheet.opening.cells import SheetError
from steelyard.files.spreadsheet.recipe.said_table import MisfitError
from steelyard.files.spreadsheet.summary import guess_lines, left_out_words, summary_of
from steelyard.files.spreadsheet.understanding.understand import understand
from steelyard.files.yaml.decoding import MAX_BYTES


def read_spreadsheet(path: Path, wishes: Wishes, *, is_accepted: bool = False) -> ImportedSet:
    """Return the draft made from a spreadsheet.

    Raises SheetError where it cannot be read, MisfitError where it is not as the wishes say,
    NotUnderstoodError where hardly any number could be placed.
    """
    raw = read_file(path)
    # Opened first: that keeps to the bounds, whosever file it says it is.
    book = read_bytes(path.name, raw)
    if (own := read_own(raw)) is not None:
        return own
    found = understand(book, wishes)
    if found.misfits:
        raise MisfitError(*found.misfits)
    return imported_set(found, is_accepted=is_accepted)


def imported_set(found: Understanding, *, is_accepted: bool = False) -> ImportedSet:
    """Return the draft of what was understood. Raises SheetError where it is too large a file."""
    left = f"; left out: {left_out_words(found)}" if found.left_out else ""
    text = write_draft(found, is_accepted=is_accepted)
    if len(text.encode()) > MAX_BYTES:
        raise SheetError(
            f"{len(found.options)} options and {len(found.criteria)} criteria are more than a "
            "criteria file may hold; leave out those that nobody will choose"
        )
    return ImportedSet(text, f"{summary_of(found)}{left}", [*found.notices], guess_lines(found))
