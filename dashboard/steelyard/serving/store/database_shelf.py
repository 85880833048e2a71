"""Rounds in the database of a server, sealed: only its own judge may read a sheet.

Access is checked here at every read, and not on the pages. Of an open round everybody may read
the questions and how many each judge has answered, but a sheet is readable only by the judge whose
seat it is. Of a closed round everybody may read the sheets that were handed in.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from steelyard.files.judgements.rounds import JUDGEMENTS
from steelyard.files.judgements.shelf import (
    NEEDS_FACILITATOR,
    NEEDS_JUDGE,
    ROUND_FILE,
    Mark,
    Shelf,
)
from steelyard.files.saving.acting import acting_person
from steelyard.files.saving.save import (
    READING_ONLY,
    ConflictError,
    SaveError,
    check_text,
    is_for_reading_only,
    writing_allowed,
)
from steelyard.files.saving.under_way import save_under_way
from steelyard.model import Round
from steelyard.model.people import NOBODY, may_facilitate, may_judge
from steelyard.serving.store.engine import Store, StoreError
from steelyard.serving.store.log_of_acts import add_event
from steelyard.serving.store.round_acts import find_act
from steelyard.serving.store.round_documents import (
    DocumentKey,
    RoundDocuments,
    SeenRounds,
    as_round,
    digest_of_body,
    put_body,
    read_body,
    without_digests,
)
from steelyard.serving.store.seats import deal_seat, find_seat

_T = TypeVar("_T")
WRITE_REFUSED: Final = "This is not yours to write; nothing was saved."
NOT_OPEN: Final = "The round is closed, or your sheet is handed in; nothing was saved."
_CHANGED: Final = "Your sheet has changed meanwhile; look at it, then hand it in again."
NO_SEAT: Final = (
    "No seat is free in this round: ask whoever facilitates to open the next one with more judges."
)
_NOT_ASKED: Final = "The judge that you are in the rounds of this set is not asked in this one."


class DatabaseShelf(Shelf):
    """The rounds of the criteria files in some folders."""

    is_sealed = True

    def __init__(self, store: Store, *folders: Path) -> None:
        self._store, self._documents = store, RoundDocuments()
        self._last_news: dict[Path, tuple[Mark, ...]] = {}
        here = [folder.resolve() for folder in folders]
        self._places = {place / JUDGEMENTS for one in here for place in (one, one.parent)}

    # --- reading --------------------------------------------------------------------------

    def numbered(self, rounds: Path) -> list[tuple[int, Path]]:
        """Return the rounds of a set; none while the database does not answer."""
        try:
            seen = self._look(rounds)
        except StoreError:
            return []
        return [(number, rounds / f"round-{number}") for number in sorted(seen.rounds)]

    def sheets(self, folder: Path) -> list[Path]:
        """Return the sheets that the current user may read."""
        _, number, _ = self._place(folder / ROUND_FILE)
        try:
            readable = self._look(folder.parent).readable
        except StoreError:
            return []
        return [
            folder / row.name for row in readable if row.number == number and row.name != ROUND_FILE
        ]

    def read(self, path: Path) -> bytes:
        """Return a document; PermissionError for a sheet the current user may not read."""
        place = _, number, name = self._place(path)
        try:
            seen = self._look(path.parent.parent)
            row = seen.row_of(number, name)
            if row is not None and not seen.may_read(row):
                raise PermissionError(13, "the sheet of another judge", name)
            body = self._body(place)
        except StoreError as error:
            raise OSError(5, str(error), name) from error
        if row is None or body is None:
            raise FileNotFoundError(2, "no such document", name)
        asked = as_round(body) if name == ROUND_FILE else None
        is_open = asked is not None and asked.state == "open"
        return without_digests(asked, seen.own) if asked is not None and is_open else body

    def is_there(self, path: Path) -> bool:
        """Return whether a document exists under this path, regardless of who may read it."""
        try:
            return self._body(self._place(path)) is not None
        except StoreError:
            return False

    def count(self, path: Path, counted: Callable[[bytes], _T]) -> _T | None:
        """Return the result of `counted` for any judge's sheet; `None` if there is none."""
        try:
            body = self._body(self._place(path))
        except StoreError:
            return None
        return counted(body) if body is not None else None

    def marks(self, rounds: Path) -> tuple[Mark, ...]:
        """Return the digests of what the current user may read.

        While the database does not answer they differ on each call, so that nothing read in the
        meantime is cached.
        """
        try:
            readable = self._look(rounds).readable
        except StoreError:
            return (("", time.time_ns(), 0),)
        return tuple((row.name, row.sha256, row.number) for row in readable)

    def news(self, rounds: Path) -> tuple[Mark, ...]:
        """Return number and state of each round, which answers and sheets do not change."""
        try:
            found = self._look(rounds).rounds
        except StoreError:
            # A database that is briefly unavailable must not look like a change.
            return self._last_news.get(rounds, ())
        states = {number: asked.state if asked else "" for number, asked in found.items()}
        told = tuple((rounds.name, state, number) for number, state in sorted(states.items()))
        self._last_news[rounds] = told
        return told

    def find_fault(self) -> str:
        """Return in a sentence why the database does not answer."""
        return self._store.find_fault()

    def _look(self, rounds: Path) -> SeenRounds:
        user, set_name = acting_person().user, self._set_name(rounds)
        with self._store.reading() as connection:
            return self._documents.look(connection, set_name, user)

    def _body(self, place: DocumentKey) -> bytes | None:
        with self._store.reading() as connection:
            return read_body(connection, place)

    def _set_name(self, rounds: Path) -> str:
        """Return the name of a set whose rounds are stored here; empty for any other."""
        return rounds.name if rounds.parent in self._places else ""

    def _place(self, path: Path) -> DocumentKey:
        named = path.parent.name.removeprefix("round-")
        number = int(named) if named.isascii() and named.isdigit() else 0
        return self._set_name(path.parent.parent), number, path.name

    # --- seats ----------------------------------------------------------------------------

    def own_judge(self, rounds: Path) -> str:
        """Return the current user's pseudonym; empty if they have no seat."""
        try:
            with self._store.reading() as connection:
                return find_seat(connection, self._set_name(rounds), acting_person().user)
        except StoreError:
            return ""

    def take_seat(self, rounds: Path, judges: Iterable[str]) -> str:
        """Assign the current user a seat; SaveError if they may not judge or none is free."""
        person, asked, set_name = acting_person(), [*judges], self._set_name(rounds)
        self._check(may_judge(person) and bool(person.user), NEEDS_JUDGE)
        with self._saving("Your seat") as connection:
            found = self._documents.look(connection, set_name, "").rounds.items()
            simulated = [number for number, one in found if one is not None and one.simulated]
            seat = deal_seat(connection, set_name, person.user, asked, simulated)
        self._check(bool(seat), NO_SEAT)
        self._check(seat in asked, _NOT_ASKED)
        return seat

    # --- saving ---------------------------------------------------------------------------

    def may_save(self, path: Path) -> bool:
        """Return whether the current user may write a round, or answer."""
        return writing_allowed(may_facilitate if path.name == ROUND_FILE else may_judge)

    def save(self, path: Path, text: str, expected: str) -> str:
        """Save a new round, or the current user's sheet in an open one."""
        is_round = path.name == ROUND_FILE
        self._check(self.may_save(path), NEEDS_FACILITATOR if is_round else NEEDS_JUDGE)
        place, raw = self._place(path), _as_bytes(text)
        with self._saving(path.name) as connection:
            asked = _locked_round(connection, place)
            if is_round:
                self._check(_is_opening(place, raw), WRITE_REFUSED)
            else:
                self._check_sheet(connection, place, asked)
            current = read_body(connection, place)
            if current == raw:
                return digest_of_body(raw)
            if digest_of_body(current) != expected:
                raise ConflictError(path.name, current or b"")
            put_body(connection, place, raw, is_new=current is None)
            if is_round:
                file = f"{place[0]}, round {place[1]}"
                add_event(connection, acting_person(), "opened", file, sha256=digest_of_body(raw))
        return digest_of_body(raw)

    def change(self, path: Path, change: Callable[[str], str]) -> None:
        """Change a round by one allowed act, atomically."""
        self._check(True, "")
        place, person = self._place(path), acting_person()
        set_name, number, _ = place
        with self._saving(path.name) as connection:
            before = _locked_round(connection, place)
            body = read_body(connection, place)
            if body is None or before is None:
                raise SaveError(f"{ROUND_FILE} of round {number} is not there, or damaged.")
            raw = _as_bytes(change(body.decode()))
            after, own = as_round(raw), find_seat(connection, set_name, person.user)
            if raw == body:
                return
            act = find_act(before, after, own) if after is not None else None
            self._check(act is not None, WRITE_REFUSED)
            assert act is not None
            if act == "handed in":
                self._check(may_judge(person), NEEDS_JUDGE)
                sheet = read_body(connection, (set_name, number, f"{own}.yaml"))
                sealed = after.sealed.get(own) if after is not None else None
                self._check(sheet is not None and digest_of_body(sheet) == sealed, _CHANGED)
            else:
                self._check(may_facilitate(person), NEEDS_FACILITATOR)
            put_body(connection, place, raw, is_new=False)
            # For a sheet, log neither person nor digest: with the progress of the round that would
            # reveal whose pseudonym it is.
            is_sheet = act == "handed in"
            who, digest = (NOBODY, "") if is_sheet else (person, digest_of_body(raw))
            add_event(connection, who, act, f"{set_name}, round {number}", sha256=digest)

    def _check_sheet(self, connection: Connection, place: DocumentKey, asked: Round | None) -> None:
        own = find_seat(connection, place[0], acting_person().user)
        is_own = place[2] == f"{own}.yaml" and asked is not None and own in asked.judges
        self._check(is_own, WRITE_REFUSED)
        assert asked is not None
        self._check(asked.state == "open" and own not in asked.sealed, NOT_OPEN)

    def _check(self, is_right: bool, why: str) -> None:
        if is_for_reading_only():
            raise SaveError(READING_ONLY)
        if not is_right:
            raise SaveError(why)

    @contextmanager
    def _saving(self, name: str) -> Iterator[Connection]:
        """Open a transaction for a save; database errors in it are raised as SaveError."""
        try:
            with save_under_way(), self._store.writing() as connection:
                yield connection
        except StoreError as error:
            if isinstance(error.__cause__, IntegrityError):
                # Somebody else created the same document a moment earlier.
                raise ConflictError(name, b"") from None
            why = str(error)[:1].lower() + str(error)[1:]
            raise SaveError(f"It is not certain that {name} was saved: {why}") from error


def _locked_round(connection: Connection, place: DocumentKey) -> Round | None:
    """Return a round, locked against changes by others until this transaction ends."""
    body = read_body(connection, (place[0], place[1], ROUND_FILE), locks=True)
    return as_round(body) if body is not None else None


def _is_opening(place: DocumentKey, raw: bytes) -> bool:
    """Return whether a document is a valid new round for its key."""
    asked = as_round(raw)
    is_new = asked is not None and find_act(None, asked, "") is not None
    return bool(place[0]) and place[1] > 0 and is_new


def _as_bytes(text: str) -> bytes:
    check_text(text)
    return text.encode()
