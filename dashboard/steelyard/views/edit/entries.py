"""Entries of the table of scores put into a draft: a whole pasted block with one reading.

To put one score and read the text again takes a good part of a tenth of a second; a pasted
block has dozens. Pure functions from text and entries to text; nothing of sessions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from steelyard.files.editing.open_text import EditError, Keys
from steelyard.files.editing.value_edits import put_values
from steelyard.files.editing.yaml_writing import PlainValue
from steelyard.views.edit.cells import (
    SWINGS,
    find,
    put_score,
    put_swing,
    read_score,
    read_swing,
    score_keys,
)


@dataclass(frozen=True)
class Entry:
    """One thing typed into a cell; `n` counts up over the life of a page."""

    option: str
    criterion: str
    n: int
    text: str

    @property
    def key(self) -> str:
        """The name the browser has for the cell."""
        return f"{self.option}.{self.criterion}"


@dataclass(frozen=True)
class Taken:
    """A text after entries, and by cell the last entry where it was refused, with the reason."""

    text: str
    refused: dict[str, tuple[Entry, str]]


def put_entry(text: str, entry: Entry) -> str:
    """Return the text with one entry of the table; ValueError with a sentence if refused."""
    if entry.option == SWINGS:
        return put_swing(text, entry.criterion, entry.text)
    return put_score(text, entry.option, entry.criterion, entry.text)


def put_entries(text: str, entries: Iterable[Entry]) -> Taken:
    """Return the text after all entries in their order, each of which is taken or refused.

    The same as one `put_entry` after another, refused ones left out, and much quicker: what
    takes the place of something is put together, and so is every row that is all new.
    """
    entries = list(entries)
    try:
        return _put_together(text, entries)
    except EditError:
        return _put_each(text, entries)


def _put_together(text: str, entries: list[Entry]) -> Taken:
    refused: dict[str, tuple[Entry, str]] = {}
    values: dict[Keys, PlainValue] = {}
    rows: dict[str, dict[str, PlainValue]] = {}
    late: list[Entry] = []
    for entry in entries:
        refused.pop(entry.key, None)
        if not entry.text.strip():
            # What an emptied cell becomes hangs on what stands in it by then.
            late.append(entry)
            continue
        try:
            value = _read(entry)
        except ValueError as error:
            refused[entry.key] = entry, str(error)
            continue
        if any(before.key == entry.key for before in late):
            late.append(entry)
        elif entry.option == SWINGS:
            values["criteria", entry.criterion, "swing"] = value
        elif find(text, "assessments", entry.option) is None:
            rows.setdefault(entry.option, {})[entry.criterion] = value
        else:
            values[score_keys(text, entry.option, entry.criterion)] = value
    new: dict[Keys, PlainValue] = {("assessments", option): {**row} for option, row in rows.items()}
    text = put_values(text, values | new)
    after = _put_each(text, late)
    return Taken(after.text, refused | after.refused)


def _put_each(text: str, entries: Iterable[Entry]) -> Taken:
    refused: dict[str, tuple[Entry, str]] = {}
    for entry in entries:
        refused.pop(entry.key, None)
        try:
            text = put_entry(text, entry)
        except ValueError as error:
            refused[entry.key] = entry, str(error)
    return Taken(text, refused)


def _read(entry: Entry) -> PlainValue:
    return read_swing(entry.text) if entry.option == SWINGS else read_score(entry.text)
