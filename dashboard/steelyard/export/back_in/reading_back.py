"""Drafts a criteria file from a spreadsheet: anybody's, or one written by Steelyard itself.

Our own workbook and table of numbers are recognised by their stamp and read back with their ids;
anything else is interpreted by `files/spreadsheet`.
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

    Raises SheetError if it cannot be read, MisfitError if it does not match the wishes,
    NotUnderstoodError if hardly any number could be assigned to a score.
    """
    raw = read_file(path)
    # Opened first, which enforces the size limits, whatever the stamp claims.
    book = read_bytes(path.name, raw)
    if (own := read_own(raw)) is not None:
        return own
    found = understand(book, wishes)
    if found.misfits:
        raise MisfitError(*found.misfits)
    return imported_set(found, is_accepted=is_accepted)


def imported_set(found: Understanding, *, is_accepted: bool = False) -> ImportedSet:
    """Return the draft of what was understood. Raises SheetError if the file is too large."""
    left = f"; left out: {left_out_words(found)}" if found.left_out else ""
    text = write_draft(found, is_accepted=is_accepted)
    if len(text.encode()) > MAX_BYTES:
        raise SheetError(
            f"{len(found.options)} options and {len(found.criteria)} criteria are more than a "
            "criteria file may hold; leave out those that nobody will choose"
        )
    return ImportedSet(text, f"{summary_of(found)}{left}", [*found.notices], guess_lines(found))
