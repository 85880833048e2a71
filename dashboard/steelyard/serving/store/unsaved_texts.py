"""Unsaved work in the database: the last few texts of each person and file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import Connection, Delete, delete, insert, select

from steelyard.files.saving.unsaved_work import UnsavedText
from steelyard.serving.store.engine import Store, StoreError
from steelyard.serving.store.tables import drafts

MOST_KEPT: Final = 5
"""Texts kept per person and file; the oldest is dropped first. The browser keeps as many."""


class UnsavedTexts:
    """Unsaved texts in the database; `say` is called if one could not be stored or read."""

    def __init__(self, store: Store, say: Callable[[str], None]) -> None:
        self._store, self._say = store, say

    def put(self, user: str, file: str, work: UnsavedText) -> None:
        """Store a text, replacing the one with the same id."""
        row = {
            "user": user,
            "file": file,
            "draft_id": work.draft_id,
            "base_sha256": work.base_sha256,
            "base": work.base,
            "text": work.text,
            "changed": work.changed_at,
        }
        try:
            with self._store.writing() as connection:
                connection.execute(_one(user, file, work.draft_id))
                connection.execute(insert(drafts).values(row))
                for old in _ids(connection, user, file)[MOST_KEPT:]:
                    connection.execute(_one(user, file, old))
        except StoreError as error:
            self._say(f"unsaved work on {file} was not kept: {error}")

    def drop(self, user: str, file: str, draft_id: str) -> None:
        """Delete a text."""
        try:
            with self._store.writing() as connection:
                connection.execute(_one(user, file, draft_id))
        except StoreError as error:
            self._say(f"unsaved work on {file} was not dropped: {error}")

    def read(self, user: str, file: str) -> Sequence[UnsavedText]:
        """Return a user's unsaved texts of a file, latest first."""
        asked = select(drafts).where(drafts.c.user == user, drafts.c.file == file)
        try:
            with self._store.reading() as connection:
                rows = connection.execute(asked.order_by(drafts.c.changed.desc())).all()
        except StoreError as error:
            self._say(f"unsaved work on {file} could not be read: {error}")
            return ()
        return [
            UnsavedText(row.draft_id, row.base_sha256, row.base, row.text, row.changed)
            for row in rows
        ]


def _one(user: str, file: str, draft_id: str) -> Delete:
    return delete(drafts).where(
        drafts.c.user == user, drafts.c.file == file, drafts.c.draft_id == draft_id
    )


def _ids(connection: Connection, user: str, file: str) -> list[str]:
    asked = select(drafts.c.draft_id).where(drafts.c.user == user, drafts.c.file == file)
    return [*connection.execute(asked.order_by(drafts.c.changed.desc())).scalars()]
