"""One saver at a time over several machines that share a folder: a lock in their PostgreSQL.

The lock on a file in the folder holds between processes of one machine; not every network drive
passes it on to others. This one is held besides, and ends with the connection that took it.
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
"""What the numbers of these locks are made from, so that they are no others'."""


class FolderLock:
    """Locks of the folders of one server, each of whose replicas may know them by other paths."""

    def __init__(self, store: Store, *places: Path) -> None:
        self._store, self._places = store, [place.resolve() for place in places]

    @contextmanager
    def __call__(self, folder: Path) -> Iterator[None]:
        """Hold the lock of a folder. Raises SaveError where the database does not answer."""
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
        """Return the number of a folder's lock: of the way to it from a folder on show."""
        ways = [os.path.relpath(folder.resolve(), place) for place in self._places]
        # A place is known to all replicas by where it stands in their configuration.
        at = min(range(len(ways)), key=lambda place: Path(ways[place]).parts.count(os.pardir))
        inside = (f"{at}:" if at else "") + ways[at].replace(os.sep, "/")
        digest = hashlib.sha256(_FAMILY + inside.encode("utf-8", "surrogateescape")).digest()
        return int.from_bytes(digest[:8], "big", signed=True)


def _let_go(connection: Connection) -> None:
    """End a lock. The file is saved by now, or is not: a broken connection changes nothing of it,
    and the lock has ended with it."""
    with suppress(SQLAlchemyError):
        connection.close()
