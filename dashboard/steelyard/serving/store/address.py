"""The address of a database as an operator writes it; its password is never displayed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

ALLOWED: Final = (
    "sqlite:///store.sqlite for a file, or postgresql+psycopg://user:password@host/database"
)
_POSTGRESQL: Final = "postgresql+psycopg"


def read_store_address(text: str, base: Path) -> URL:
    """Parse the address of a database; the path of an SQLite file is relative to `base`.

    Raises ValueError with part of a sentence, which never contains the password.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ValueError("it is no address of a database") from None
    if url.drivername == "postgresql":
        url = url.set(drivername=_POSTGRESQL)
    if url.drivername == _POSTGRESQL:
        if not url.database:
            raise ValueError("it names no database")
        return url
    if url.drivername != "sqlite":
        raise ValueError(f"{url.drivername[:40]} is no database that is known here")
    if url.host or not url.database or url.database == ":memory:" or url.query:
        raise ValueError("it names no file; a path follows sqlite:///")
    return url.set(database=str((base / url.database).resolve()))


def shown_address(text: str) -> str:
    """Return an address for display: without the password, and without everything after a `?`.

    >>> shown_address("postgresql+psycopg://team:secret@db/steelyard?password=secret")
    'postgresql+psycopg://team:***@db/steelyard'
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        return "…"
    return url.set(query={}).render_as_string(hide_password=True)
