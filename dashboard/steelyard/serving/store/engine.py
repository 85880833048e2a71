"""Access to the database: connections, transactions, and a health check."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from steelyard.files.problems import visible_text
from steelyard.files.saving.locking import OWN_FOLDER, make_own_folder

BUSY_SECONDS: Final = 15
"""Timeout in seconds of waiting for another writer, and of any statement."""

_WRITES: Final = "steelyard_writes"


class StoreError(Exception):
    """Raised if the database cannot be used; the message states the reason and a remedy.

    It contains no part of the database's address and no values of rows.
    """


class Store:
    """One database, opened for the whole process; every thread may use it."""

    def __init__(self, url: URL) -> None:
        self.engine = _open(url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a connection in a read transaction. Raises StoreError."""
        with _worded(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a connection in a write transaction, which is committed as a whole or rolled back.

        Raises StoreError.
        """
        with _worded(), self.engine.connect() as plain:
            connection = plain.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection

    @contextmanager
    def reading_one_moment(self) -> Iterator[Connection]:
        """Open a connection that reads from one snapshot. Raises StoreError."""
        with _worded(), self.engine.connect() as plain:
            connection = plain
            if not self.is_sqlite:
                connection = plain.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is an SQLite file on this machine."""
        return self.engine.dialect.name == "sqlite"

    def find_fault(self) -> str:
        """Return in a sentence why the database cannot be used; empty if it can."""
        from steelyard.serving.store.migrating import find_schema_fault

        try:
            with self.reading() as connection:
                connection.execute(text("SELECT 1"))
                return find_schema_fault(connection)
        except StoreError as error:
            return str(error)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


@contextmanager
def _worded() -> Iterator[None]:
    """Turn database errors into a StoreError with one sentence."""
    try:
        yield
    except SQLAlchemyError as error:
        raise StoreError(words_of_failure(error)) from error


def words_of_failure(error: SQLAlchemyError) -> str:
    """Return in a sentence why a statement failed, without any of its values."""
    cause = str(getattr(error, "orig", None) or "").strip()
    first = visible_text(cause.splitlines()[0][:200]) if cause else ""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return "The database does not answer; try again in a moment."
    if "database is locked" in first or isinstance(error, NoConnectionError):
        return "The database is busy; try again in a moment."
    if "unable to open database file" in first:
        return "The file of the database cannot be opened; its folder has to be writable."
    if "file is not a database" in first or "malformed" in first:
        return "The file of the database is no database, or damaged; restore it from a backup."
    if "readonly database" in first:
        return "The file of the database cannot be written; allow writing it."
    if "disk is full" in first or "No space left" in first:
        return "The disk of the database is full; make room, then try again."
    if type(getattr(error, "orig", None)).__name__ == "OperationalError":
        return "The database does not answer; check that it runs and that its address is right."
    return f"The database refuses: {type(getattr(error, 'orig', error)).__name__}."


def _open(url: URL) -> Engine:
    if url.drivername != "sqlite":
        limits = f"-c statement_timeout={BUSY_SECONDS}s -c lock_timeout={BUSY_SECONDS}s"
        return create_engine(
            url,
            pool_pre_ping=True,
            pool_timeout=BUSY_SECONDS,
            connect_args={"connect_timeout": 5, "options": limits},
            hide_parameters=True,
        )
    assert url.database is not None
    _make_place(Path(url.database))
    engine = create_engine(
        url,
        pool_timeout=BUSY_SECONDS,
        connect_args={"timeout": BUSY_SECONDS},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare_file)
    event.listen(engine, "begin", _begin)
    return engine


def _make_place(file: Path) -> None:
    """Create the folder of a database, and its file, readable only by its owner."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.parent.name == OWN_FOLDER:
        # This also hides the folder from git.
        make_own_folder(file.parent.parent)
    with suppress(OSError):
        # If it cannot be created, opening it will report why.
        file.touch(mode=0o600)


def _prepare_file(connection: Any, _: object) -> None:
    # Keep Python's driver from starting transactions implicitly; `_begin` starts them.
    connection.isolation_level = None
    _keep_a_log(connection)
    for setting in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {setting}").close()


def _keep_a_log(connection: Any) -> None:
    """Switch the file to a write-ahead log, so that readers are not blocked by a writer.

    SQLite ignores its busy timeout for this switch: if several servers start at once, one can find
    the file locked by another that is switching it. So this function retries.
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if not is_busy or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _begin(connection: Connection) -> None:
    """Begin a transaction; a writing one takes its lock at once, not at its first write."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
