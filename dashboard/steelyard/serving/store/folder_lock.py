"""A PostgreSQL advisory lock, so that machines which share a folder save one at a time.

The lock file in the folder works between processes of one machine; not every network drive makes
it work between machines. This one is held in addition, and ends with its connection.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from steelyard.files.saving.save import SaveError
from steelyard.serving.store.engine import Store, words_of_failure

_FAMILY: Final = b"steelyard folder "
"""Prefix of the text the lock numbers are hashed from, so that they collide with no others."""


class FolderLock:
    """Locks of the folders of one server, whose replicas may use different paths for them."""

    def __init__(self, store: Store, *places: Path) -> None:
        self._store, self._places = store, [place.resolve() for place in places]

    @contextmanager
    def __call__(self, folder: Path) -> Iterator[None]:
        """Hold the lock of a folder. Raises SaveError if the database does not answer."""
        with ExitStack() as held:
            try:
                connection = self._store.engine.connect()
                held.callback(_let_go, connection)
                key = {"key": self.key_of(folder)}
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), key)
            except SQLAlchemyError as error:
                raise SaveError(f"Nothing was saved. {words_of_failure(error)}") from error
            yield

    def key_of(self, folder: Path) -> int:
        """Return the lock number of a folder, hashed from its path relative to a served folder."""
        ways = [os.path.relpath(folder.resolve(), place) for place in self._places]
        # All replicas identify a served folder by its position in their configuration.
        at = min(range(len(ways)), key=lambda place: Path(ways[place]).parts.count(os.pardir))
        inside = (f"{at}:" if at else "") + ways[at].replace(os.sep, "/")
        digest = hashlib.sha256(_FAMILY + inside.encode("utf-8", "surrogateescape")).digest()
        return int.from_bytes(digest[:8], "big", signed=True)


def _let_go(connection: Connection) -> None:
    """Release a lock. Connection errors are ignored: the save is over by now, and a broken
    connection has already ended the lock."""
    with suppress(SQLAlchemyError):
        connection.close()
