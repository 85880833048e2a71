"""Rounds in a database, and the people of a small team who open them and answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from judged_sets import SET, Judged
from serving.postgresql import serve_postgresql

from steelyard.files.judgements.own_sheet import (
    GivenScore,
    change_sheet,
    give_score,
    give_swing,
    seal_own_sheet,
)
from steelyard.files.judgements.rounds import LoadedRound, rounds_folder
from steelyard.files.judgements.shelf import keep_rounds_on, shelf
from steelyard.files.saving.acting import find_people_by
from steelyard.model.people import NOBODY, Person, TeamRole
from steelyard.serving.store.address import read_store_address
from steelyard.serving.store.database_shelf import DatabaseShelf
from steelyard.serving.store.engine import Store
from steelyard.serving.store.migrating import open_store

SENTINEL = 41.625
WORD = "Wombat"
"""A number and a word that stand in Ada's sheet and in no other byte."""


def person(user: str, *roles: str) -> Person:
    """Return somebody with the role reader and these."""
    return Person(user, user.title(), frozenset({TeamRole.READER, *map(TeamRole, roles)}))


ADA, BEN, CLEO = (person(user, "judge") for user in ("ada", "ben", "cleo"))
FAY = person("fay", "facilitator")
EDA = person("eda", "editor")
OLA = Person("ola", "Ola", frozenset({TeamRole.OPERATOR}))
RAY = person("ray")
EVERYTHING = person("eve", "judge", "editor", "facilitator", "operator")
OTHERS = (BEN, CLEO, FAY, EDA, OLA, RAY, EVERYTHING, NOBODY)
"""Everybody who is not Ada."""

_acting: list[Person] = []


@contextmanager
def acting(who: Person) -> Iterator[None]:
    """Have somebody act, in every thread."""
    before = list(_acting)
    _acting[:] = [who]
    try:
        yield
    finally:
        _acting[:] = before


class Sealed(Judged):
    """A set whose rounds lie in a database."""

    def __init__(self, folder: Path, store: Store, text: str = SET) -> None:
        super().__init__(folder, text)
        self.store = store

    @property
    def folder(self) -> Path:
        """The folder that the rounds would have."""
        return rounds_folder(self.file)

    def open_by(self, who: Person, *judges: str) -> None:
        """Open the next round."""
        with acting(who):
            self.open(*judges)

    def seat(self, who: Person) -> str:
        """Have somebody take a seat in the last round; return its pseudonym."""
        with acting(who):
            last = self.rounds[-1]
            assert last.round is not None
            return shelf().take_seat(self.folder, last.round.judges)

    def last(self) -> LoadedRound:
        """Return the last round as who acts may see it."""
        return self.rounds[-1]

    def answer(self, who: Person, number: float = 50, word: str = "So it seems.") -> str:
        """Have somebody answer one cell and one swing of the last round; return the pseudonym."""
        judge = self.seat(who)
        given = GivenScore(number, number, number, f"{word} soup", None)
        with acting(who):
            cell = ("soup", "taste")
            made = self.criteria_set
            change_sheet(self.last(), made, judge, lambda s, a: give_score(s, cell, given, a))
            change_sheet(
                self.last(),
                made,
                judge,
                lambda s, a: give_swing(s, "taste", number, f"{word} swing", a),
            )
        return judge

    def hand_in_by(self, who: Person) -> None:
        """Have somebody seal their sheet."""
        judge = self.seat(who)
        with acting(who):
            seal_own_sheet(self.last(), self.criteria_set, judge, "2026-11-30")


@contextmanager
def sealed(folder: Path, store: Store) -> Iterator[Sealed]:
    """Keep the rounds of a set in a database, and ask `acting` who acts."""
    made = Sealed(folder, store)
    find_people_by(lambda: _acting[0] if _acting else None)
    keep_rounds_on(DatabaseShelf(store, made.file.parent))
    try:
        yield made
    finally:
        keep_rounds_on(None)
        find_people_by(None)


@contextmanager
def opened_store(kind: str, folder: Path) -> Iterator[Store]:
    """Give an empty database of a kind: sqlite or postgresql."""
    if kind == "sqlite":
        store = open_store(read_store_address("sqlite:///store.sqlite", folder))
        try:
            yield store
        finally:
            store.close()
        return
    with serve_postgresql() as server:
        store = open_store(read_store_address(server.address, folder))
        try:
            yield store
        finally:
            store.close()


KINDS = [
    "sqlite",
    pytest.param(
        "postgresql",
        marks=pytest.mark.skipif(
            "sys.platform != 'linux'", reason="Windows and macOS have no packages of Debian"
        ),
    ),
]
"""The kinds of databases, as parameters of a fixture."""
