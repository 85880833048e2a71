"""Imports rounds kept in files into the database when a server starts, each of them once.

The files stay as they are and are not read again. Who answered in them under which pseudonym is
unknown here, so these pseudonyms are never assigned to anybody.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from steelyard.files.judgements.rounds import rounds_folder
from steelyard.files.judgements.shelf import ROUND_FILE, FolderShelf
from steelyard.files.library import list_criteria_files
from steelyard.serving.store.engine import Store
from steelyard.serving.store.round_documents import put_body
from steelyard.serving.store.tables import documents


def adopt_rounds(store: Store, *places: Path) -> list[str]:
    """Import the rounds of these folders' criteria files that the database does not have.

    Returns set and number of each imported round. Raises StoreError.
    """
    folders, taken = FolderShelf(), []
    found = [
        (file.stem, number, folder)
        for place in places
        for file in list_criteria_files(place)
        for number, folder in folders.numbered(rounds_folder(file))
    ]
    if not found:
        return []
    with store.writing() as connection:
        known = select(documents.c.set_name, documents.c.number)
        there = {tuple(row) for row in connection.execute(known)}
        for set_name, number, folder in found:
            if (set_name, number) in there:
                continue
            for path in [folder / ROUND_FILE, *folders.sheets(folder)]:
                try:
                    body = folders.read(path)
                except OSError:
                    continue
                put_body(connection, (set_name, number, path.name), body, is_new=True)
            taken.append(f"{set_name}, round {number}")
    return taken
