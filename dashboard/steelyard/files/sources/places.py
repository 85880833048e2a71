"""Where an option or a criterion was found in a text, noted beside it in a criteria file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from steelyard.files.editing.open_text import EditError
from steelyard.files.editing.score_sheet import find_node, names_of
from steelyard.files.editing.value_edits import put_value
from steelyard.files.problems import echo

NOTED_UNDER: Final[Mapping[str, str]] = {"options": "summary", "criteria": "note"}
"""Section → the key of its entries under which a place is noted."""


def note_place(text: str, section: str, entry: str, words: str) -> str:
    """Return a set's text with a sentence added to the notes on an entry, once only.

    Raises EditError where there is no such entry, and as `put_value` does.

    >>> note_place("options: {oak: {name: Oak}}", "options", "oak", "Named in ¶ 2.")
    'options: {oak: {name: Oak, summary: Named in ¶ 2.}}'
    """
    if entry not in names_of(text, section):
        raise EditError(f"There is no {echo(entry)} among the {section} any more.")
    keys = (section, entry, NOTED_UNDER[section])
    node = find_node(text, *keys)
    before = node.content if node is not None and isinstance(node.content, str) else ""
    if words in before:
        return text
    return put_value(text, keys, " ".join(filter(None, (before.strip(), words))))
