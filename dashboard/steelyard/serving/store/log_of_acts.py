"""The log of acts in the database: who saved, exported, opened or closed what, with digests.

Rows are only added; the database refuses everything else. It contains no answer of a judge, and
for a sheet not even whose it is: with the progress of an open round, that would reveal pseudonyms.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import Connection, select

from steelyard.files.problems import visible_text
from steelyard.files.saving.acts import Act, ActKind
from steelyard.files.saving.under_way import SaveEnd
from steelyard.model.people import Person
from steelyard.serving.store.engine import Store, StoreError
from steelyard.serving.store.tables import events, moment_now

MOST_READ: Final = 5000
_LONGEST: Final = 400


def add_event(
    connection: Connection,
    person: Person,
    kind: ActKind,
    file: str,
    *,
    sha256: str = "",
    says: str = "",
) -> None:
    """Log an act, in the same transaction as the act itself."""
    row = Act(moment_now(), kind, person.user, person.name, file, sha256, says)
    plain = {key: visible_text(value[:_LONGEST]) for key, value in vars(row).items()}
    connection.execute(events.insert().values(id=secrets.token_hex(16), **plain))


class LogOfActs:
    """The log of acts of a server; `say` is called for an act that could not be logged."""

    def __init__(self, store: Store, say: Callable[[str], None]) -> None:
        self._store, self._say = store, say

    def add(self, person: Person, kind: ActKind, file: str, sha256: str, says: str) -> None:
        """Log an act in a transaction of its own."""
        try:
            with self._store.writing() as connection:
                add_event(connection, person, kind, file, sha256=sha256, says=says)
        except StoreError as error:
            # The act itself has already happened.
            self._say(f"{file}, {kind}: not written into the log of acts: {error}")

    def note_save(self, person: Person, end: SaveEnd) -> None:
        """Log the outcome of a save of a file."""
        self.add(person, end.outcome, end.file, end.sha256, end.why)

    def read(self) -> Sequence[Act]:
        """Return the most recent acts, latest first. Raises OSError with a sentence."""
        columns = [column for column in events.c if column.name != "id"]
        ordered = select(*columns).order_by(events.c.at.desc(), events.c.id).limit(MOST_READ)
        try:
            with self._store.reading() as connection:
                return [Act(**row._mapping) for row in connection.execute(ordered)]
        except StoreError as error:
            raise OSError(5, str(error)) from error
