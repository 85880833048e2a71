"""Migrates the tables when a server starts; if several start at once, one of them does it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.engine import URL

from steelyard.serving.store.engine import Store, StoreError

_STEPS: Final = Path(__file__).parent / "migrations"
_LOCK: Final = 7_358_217_610_341
"""The PostgreSQL advisory lock held while a server migrates the tables."""


def open_store(url: URL) -> Store:
    """Return a database with the tables of this version.

    Raises StoreError with a sentence: it does not answer, or a newer version wrote it.
    """
    try:
        store = Store(url)
    except OSError as error:
        why = (error.strerror or "unknown error").lower()
        raise StoreError(f"The folder of the database cannot be made: {why}.") from error
    try:
        _migrate(store)
    except BaseException:
        store.close()
        raise
    return store


def _migrate(store: Store) -> None:
    with store.writing() as connection:
        if not store.is_sqlite:
            # A server that waited here finds the tables migrated, or resumes where the other ended.
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if _is_newer(connection):
            raise StoreError(_NEWER)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def find_schema_fault(connection: Connection) -> str:
    """Return in a sentence why the tables do not fit this version; empty if they do."""
    if _is_newer(connection):
        return _NEWER
    head = ScriptDirectory.from_config(_config()).get_current_head()
    return "" if _revision(connection) == head else "The tables of the database are not up to date."


_NEWER: Final = (
    "The database was written by a newer version of Steelyard; run that version, or restore a "
    "backup of the time before."
)


def _is_newer(connection: Connection) -> bool:
    known = {step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()}
    return (_revision(connection) or None) not in (None, *known)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    # A percent sign in a path would be taken for interpolation.
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
