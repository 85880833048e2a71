"""Entries of a table of scores put into a draft: a whole pasted block with one reading.

Putting one score and reading the text again takes a good part of a tenth of a second; a pasted
block has dozens.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from steelyard.files.editing.open_text import EditError, Keys
from steelyard.files.editing.score_sheet import (
    BASE_SCORES,
    SWINGS,
    TablePath,
    find_node,
    parse_cell,
    parse_typed_swing,
    put_score,
    put_swing,
    score_keys,
    swing_keys,
)
from steelyard.files.editing.value_edits import put_values
from steelyard.files.editing.yaml_writing import PlainValue


@dataclass(frozen=True)
class TypedEntry:
    """One thing typed into a cell; `n` counts up over the life of a page."""

    option: str
    criterion: str
    n: int
    text: str

    @property
    def key(self) -> str:
        """The browser's name for the cell: option and criterion with a dot between."""
        return f"{self.option}.{self.criterion}"


@dataclass(frozen=True)
class AppliedEntries:
    """A text after entries, and by cell the last entry where it was refused, with the reason."""

    text: str
    refused: dict[str, tuple[TypedEntry, str]]


def put_entry(text: str, entry: TypedEntry, place: TablePath = BASE_SCORES) -> str:
    """Return the text with one entry of a table; ValueError with a sentence if refused."""
    if entry.option == SWINGS:
        return put_swing(text, entry.criterion, entry.text, place)
    return put_score(text, entry.option, entry.criterion, entry.text, place)


def put_entries(
    text: str, entries: Iterable[TypedEntry], place: TablePath = BASE_SCORES
) -> AppliedEntries:
    """Return the text after all entries in their order, each of which is taken or refused.

    The same as one `put_entry` after another, refused ones left out, and much quicker: what
    takes the place of something is put together, and so is every row that is all new.
    """
    entries = list(entries)
    try:
        return _put_together(text, entries, place)
    except EditError:
        return _put_each(text, entries, place)


def _put_together(text: str, entries: list[TypedEntry], place: TablePath) -> AppliedEntries:
    refused: dict[str, tuple[TypedEntry, str]] = {}
    values: dict[Keys, PlainValue] = {}
    rows: dict[str, dict[str, PlainValue]] = {}
    late: list[TypedEntry] = []
    for entry in entries:
        refused.pop(entry.key, None)
        if not entry.text.strip():
            # What an emptied cell becomes depends on what it contains by then.
            late.append(entry)
            continue
        try:
            value = _read(entry, place)
        except ValueError as error:
            refused[entry.key] = entry, str(error)
            continue
        if any(before.key == entry.key for before in late):
            late.append(entry)
        elif entry.option == SWINGS:
            values[swing_keys(entry.criterion, place)] = value
        elif find_node(text, *place, entry.option) is None:
            rows.setdefault(entry.option, {})[entry.criterion] = value
        else:
            values[score_keys(text, entry.option, entry.criterion, place)] = value
    new: dict[Keys, PlainValue] = {(*place, option): {**row} for option, row in rows.items()}
    text = put_values(text, values | new)
    after = _put_each(text, late, place)
    return AppliedEntries(after.text, refused | after.refused)


def _put_each(text: str, entries: Iterable[TypedEntry], place: TablePath) -> AppliedEntries:
    refused: dict[str, tuple[TypedEntry, str]] = {}
    for entry in entries:
        refused.pop(entry.key, None)
        try:
            text = put_entry(text, entry, place)
        except ValueError as error:
            refused[entry.key] = entry, str(error)
    return AppliedEntries(text, refused)


def _read(entry: TypedEntry, place: TablePath) -> PlainValue:
    is_swing = entry.option == SWINGS
    return parse_typed_swing(entry.text) if is_swing else parse_cell(entry.text, place)
