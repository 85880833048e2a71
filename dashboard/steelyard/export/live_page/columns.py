"""Entries that are all alike, told as columns: the name of a field stands once, not at each.

The page's `page_data.js` makes entries of them again. Knows nothing of what the fields mean.
"""

from __future__ import annotations

from typing import Any


def in_columns(entries: list[dict[str, Any]]) -> dict[str, Any]:
    """Return every field as the list of what the entries have there; fields of fields alike.

    All entries have to have the fields of the first. No entries give no columns.

    >>> in_columns([{"id": "a", "raw": {"to": 1}}, {"id": "b", "raw": {"to": 2}}])
    {'id': ['a', 'b'], 'raw': {'to': [1, 2]}}
    """
    return {
        key: in_columns(found) if isinstance(first, dict) else found
        for key, first in (entries[0] if entries else {}).items()
        for found in [[entry[key] for entry in entries]]
    }


def find_places(table: list[list[bool]]) -> list[list[int]]:
    """Return row and column of every true value: few among many are told sooner that way.

    >>> find_places([[False, True], [False, False]])
    [[0, 1]]
    """
    return [[i, j] for i, row in enumerate(table) for j, is_true in enumerate(row) if is_true]


def as_table(places: list[list[int]], rows: int, columns: int) -> list[list[bool]]:
    """Return the table of which `find_places` told; raises IndexError for a place outside it.

    >>> as_table([[0, 1]], 2, 2)
    [[False, True], [False, False]]
    """
    table = [[False] * columns for _ in range(rows)]
    for i, j in places:
        if not (0 <= i < rows and 0 <= j < columns):
            raise IndexError(f"row {i}, column {j} is no place in a table of {rows} by {columns}")
        table[i][j] = True
    return table
