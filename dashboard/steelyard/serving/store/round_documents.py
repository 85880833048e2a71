"""The documents of a set's rounds as stored in the database, and who may read which."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from steelyard.files.judgements.sheet_writing import write_round
from steelyard.files.judgements.shelf import ROUND_FILE
from steelyard.files.yaml.meant import read_as_meant
from steelyard.files.yaml.yaml_tree import read_tree
from steelyard.model import Round
from steelyard.serving.store.seats import find_seat
from steelyard.serving.store.tables import documents, moment_now

DocumentKey = tuple[str, int, str]
"""Set, number of the round, and name of the document."""

HIDDEN: Final = "0" * 64
"""Shown in place of the digest of a sheet that was handed in, except to its judge."""

_MOST_KEPT: Final = 500


@dataclass(frozen=True)
class DocumentRow:
    """A document without its body."""

    number: int
    name: str
    sha256: str


@dataclass(frozen=True)
class SeenRounds:
    """The documents of a set, its parsed rounds, and the reader's own pseudonym (or empty)."""

    rows: tuple[DocumentRow, ...]
    rounds: Mapping[int, Round | None]
    own: str

    @property
    def readable(self) -> list[DocumentRow]:
        """The documents that the current user may read."""
        return [row for row in self.rows if self.may_read(row)]

    def may_read(self, row: DocumentRow) -> bool:
        """Return whether the current user may read this document.

        Everybody may read a round and, once it is closed, the sheets that were handed in. Any
        other sheet is readable by its judge only, as are all sheets of an unreadable round.
        """
        if row.name == ROUND_FILE:
            return True
        judge, asked = row.name.removesuffix(".yaml"), self.rounds.get(row.number)
        if judge == self.own:
            return True
        is_over = asked is not None and asked.state != "open"
        return is_over and asked is not None and asked.sealed.get(judge) == row.sha256

    def row_of(self, number: int, name: str) -> DocumentRow | None:
        """Return a document by number of the round and name; `None` where there is none."""
        return next((row for row in self.rows if (row.number, row.name) == (number, name)), None)


class RoundDocuments:
    """Reads the documents of a set; parsed rounds are cached by their digest."""

    def __init__(self) -> None:
        self._known: dict[str, Round | None] = {}

    def look(self, connection: Connection, set_name: str, user: str) -> SeenRounds:
        """Return the documents of a set as a user may see them."""
        columns = (documents.c.number, documents.c.name, documents.c.sha256)
        asked = select(*columns).where(documents.c.set_name == set_name)
        rows = sorted(map(tuple, connection.execute(asked)))
        found = tuple(DocumentRow(*row) for row in rows)
        rounds = {
            row.number: self._round(connection, set_name, row)
            for row in found
            if row.name == ROUND_FILE
        }
        return SeenRounds(found, rounds, find_seat(connection, set_name, user) if rows else "")

    def _round(self, connection: Connection, set_name: str, row: DocumentRow) -> Round | None:
        if row.sha256 not in self._known:
            body = read_body(connection, (set_name, row.number, row.name))
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            # Cached under the digest of the body read: it may have changed since the listing.
            self._known[digest_of_body(body)] = as_round(body or b"")
        return self._known.get(row.sha256)


def read_body(connection: Connection, place: DocumentKey, *, locks: bool = False) -> bytes | None:
    """Return the body of a document; `None` where there is none.

    With `locks` it is locked against changes by others until the transaction ends.
    """
    set_name, number, name = place
    asked = select(documents.c.body).where(
        documents.c.set_name == set_name, documents.c.number == number, documents.c.name == name
    )
    body: bytes | None = connection.execute(asked.with_for_update() if locks else asked).scalar()
    return body


def put_body(connection: Connection, place: DocumentKey, body: bytes, *, is_new: bool) -> None:
    """Write the body of a document."""
    set_name, number, name = place
    values = {"body": body, "sha256": digest_of_body(body), "changed": moment_now()}
    if is_new:
        key = {"set_name": set_name, "number": number, "name": name}
        connection.execute(documents.insert().values(**key, **values))
        return
    connection.execute(
        documents.update()
        .where(
            documents.c.set_name == set_name, documents.c.number == number, documents.c.name == name
        )
        .values(**values)
    )


def digest_of_body(body: bytes | None) -> str:
    """Return the SHA-256 of a body; empty for `None`."""
    return hashlib.sha256(body).hexdigest() if body is not None else ""


def as_round(body: bytes) -> Round | None:
    """Parse a body as a round; `None` if it is not one."""
    found = read_as_meant(read_tree(ROUND_FILE, body), Round).whole
    return found if isinstance(found, Round) else None


def without_digests(asked: Round, own: str) -> bytes:
    """Return an open round with the digests of other judges' sheets taken out.

    Who has handed in stays visible; a digest could confirm a guess at the answers.
    """
    sealed = {judge: sha if judge == own else HIDDEN for judge, sha in asked.sealed.items()}
    return write_round(asked.model_copy(update={"sealed": sealed})).encode()
