"""The log of acts: who saved, exported, opened or closed what, with the digest of what it became.

Rows are only added; the database refuses everything else. No answer of a judge is in it, and of a
sheet not even whose it is: beside the progress of an open round, that would tell who is who.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection, select

from steelyard.files.problems import visible_text
from steelyard.model.people import Person
from steelyard.serving.store.engine import Store
from steelyard.serving.store.tables import events, moment_now

Kind = Literal[
    "saved", "conflict", "refused", "exported", "opened", "closed", "discussed", "handed in"
]
MOST_SHOWN: Final = 5000
_LONGEST: Final = 400


@dataclass(frozen=True)
class Event:
    """One act: when (UTC), what kind, by whom, on which file, with which digest, and more words."""

    at: str
    kind: str
    user: str
    name: str
    file: str
    sha256: str
    says: str


def add_event(
    connection: Connection,
    person: Person,
    kind: Kind,
    file: str,
    *,
    sha256: str = "",
    says: str = "",
) -> None:
    """Write an act down, in the transaction in which it is done."""
    row = Event(moment_now(), kind, person.user, person.name, file, sha256, says)
    plain = {key: visible_text(value[:_LONGEST]) for key, value in vars(row).items()}
    connection.execute(events.insert().values(id=secrets.token_hex(16), **plain))


def read_events(store: Store, most: int = MOST_SHOWN) -> Sequence[Event]:
    """Return the last acts, the latest first. Raises StoreError."""
    columns = [column for column in events.c if column.name != "id"]
    ordered = select(*columns).order_by(events.c.at.desc(), events.c.id).limit(most)
    with store.reading() as connection:
        return [Event(**row._mapping) for row in connection.execute(ordered)]
