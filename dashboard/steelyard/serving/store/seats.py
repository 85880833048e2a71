"""Seats: the judge pseudonym of a person in a set, assigned at random once and for good.

A person keeps the same pseudonym in all rounds of a set. The assignment is shown to nobody. A
pseudonym already used for answers before seats existed is never assigned.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from steelyard.serving.store.tables import documents, moment_now, seats


def find_seat(connection: Connection, set_name: str, user: str) -> str:
    """Return a user's pseudonym in the rounds of a set; empty if they have none."""
    if not user:
        return ""
    asked = select(seats.c.judge).where(seats.c.set_name == set_name, seats.c.user == user)
    return connection.execute(asked).scalar() or ""


def deal_seat(
    connection: Connection,
    set_name: str,
    user: str,
    judges: Iterable[str],
    simulated: Collection[int],
) -> str:
    """Assign a user a random free seat among `judges`, or keep theirs; empty if none is free.

    `simulated`: the numbers of rounds with made-up answers; the pseudonyms there stay free.
    """
    has = find_seat(connection, set_name, user)
    if has:
        return has
    taken = {
        *connection.execute(select(seats.c.judge).where(seats.c.set_name == set_name)).scalars()
    }
    answered = select(documents.c.name).where(
        documents.c.set_name == set_name, documents.c.number.not_in(simulated)
    )
    names = {name.rpartition(".")[0] for name in connection.execute(answered).scalars()}
    free = [judge for judge in judges if judge not in taken | names]
    while free:
        # Drawn at random, so that the order of the list does not reveal who came first.
        judge = free.pop(secrets.randbelow(len(free)))
        row = {"set_name": set_name, "judge": judge, "user": user, "taken": moment_now()}
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        connection.execute(insert(seats).values(row).on_conflict_do_nothing())
        if has := find_seat(connection, set_name, user):
            return has
    return ""
