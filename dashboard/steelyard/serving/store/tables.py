"""The current tables of the database; `migrations` leads up to them.

Times are text, in UTC and of fixed length, so that they sort as stored; the database generates no
numbers itself. So every row can be copied unchanged into a database of another kind.
"""

from __future__ import annotations

import datetime
from typing import Final

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

TABLES: Final = MetaData()

documents: Final = Table(
    "documents",
    TABLES,
    Column("set_name", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", String, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("changed", String(32), nullable=False),
)
"""The files of a round, by set, number of the round and name: the round itself, and sheets."""

seats: Final = Table(
    "seats",
    TABLES,
    Column("set_name", String, primary_key=True),
    Column("judge", String, primary_key=True),
    Column("user", String, nullable=False),
    Column("taken", String(32), nullable=False),
    Index("one_seat_for_each_user", "set_name", "user", unique=True),
)
"""Who answers about a set under which pseudonym; no page and no command shows it."""

drafts: Final = Table(
    "drafts",
    TABLES,
    Column("user", String, primary_key=True),
    Column("file", String, primary_key=True),
    Column("draft_id", String(64), primary_key=True),
    Column("base_sha256", String(64), nullable=False),
    Column("base", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("changed", String(32), nullable=False),
)
"""Unsaved texts of criteria files and registers, the last few of each person and file."""

events: Final = Table(
    "events",
    TABLES,
    Column("id", String(32), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("user", String, nullable=False),
    Column("name", String, nullable=False),
    Column("file", String, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("says", Text, nullable=False),
    Index("events_in_order", "at", "id"),
)
"""Who did what, with the digest of the result. Rows are added and never changed."""

login_sessions: Final = Table(
    "login_sessions",
    TABLES,
    Column("token_sha256", String(64), primary_key=True),
    Column("user", String, nullable=False),
    Column("name", String, nullable=False),
    Column("groups", Text, nullable=False),
    Column("created", String(32), nullable=False),
    Column("expires", String(32), nullable=False),
)
"""Who is logged in, by the digest of a token that only their browser has; `groups` is JSON."""

login_attempts: Final = Table(
    "login_attempts",
    TABLES,
    Column("state_sha256", String(64), primary_key=True),
    Column("data", Text, nullable=False),
    Column("expires", String(32), nullable=False),
)
"""Logins that were begun and can be finished on any replica; `data` is JSON."""


def as_moment(when: datetime.datetime) -> str:
    """Format a time as the tables store it: UTC, with microseconds.

    >>> as_moment(datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC))
    '2026-03-01T12:00:00.000000+00:00'
    """
    return when.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def moment_now() -> str:
    """Return the current time as the tables store it."""
    return as_moment(datetime.datetime.now(datetime.UTC))
