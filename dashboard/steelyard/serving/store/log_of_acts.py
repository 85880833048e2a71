"""The log of acts in the database: who saved, exported, opened or closed what, with its digest.

Rows are only added; the database refuses everything else. No answer of a judge is in it, and of a
sheet not even whose it is: beside the progress of an open round, that would tell who is who.
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
    """Write an act down, in the transaction in which it is done."""
    row = Act(moment_now(), kind, person.user, person.name, file, sha256, says)
    plain = {key: visible_text(value[:_LONGEST]) for key, value in vars(row).items()}
    connection.execute(events.insert().values(id=secrets.token_hex(16), **plain))


class LogOfActs:
    """The acts of a server; `say` is called for one that could not be written."""

    def __init__(self, store: Store, say: Callable[[str], None]) -> None:
        self._store, self._say = store, say

    def add(self, person: Person, kind: ActKind, file: str, sha256: str, says: str) -> None:
        """Write an act down by itself."""
        try:
            with self._store.writing() as connection:
                add_event(connection, person, kind, file, sha256=sha256, says=says)
        except StoreError as error:
            # What was done is done.
            self._say(f"{file}, {kind}: not written into the log of acts: {error}")

    def note_save(self, person: Person, end: SaveEnd) -> None:
        """Write down how a save of a file ended."""
        self.add(person, end.outcome, end.file, end.sha256, end.why)

    def read(self) -> Sequence[Act]:
        """Return the last acts, the latest first; raises OSError with a sentence."""
        columns = [column for column in events.c if column.name != "id"]
        ordered = select(*columns).order_by(events.c.at.desc(), events.c.id).limit(MOST_READ)
        try:
            with self._store.reading() as connection:
                return [Act(**row._mapping) for row in connection.execute(ordered)]
        except StoreError as error:
            raise OSError(5, str(error)) from error
