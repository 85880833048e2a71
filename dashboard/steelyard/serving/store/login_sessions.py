"""Logins in the database, shared by all replicas: logins in progress, and sessions.

A session token is kept only by its browser; the database stores its digest.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select

from steelyard.serving.store.engine import Store
from steelyard.serving.store.tables import as_moment, login_attempts, login_sessions, moment_now


@dataclass(frozen=True)
class LoginSession:
    """Somebody who is logged in, and until when."""

    user: str
    name: str
    groups: tuple[str, ...]
    expires: datetime.datetime


def token_digest(token: str) -> str:
    """Return the digest under which a token, or a state, is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


class LoginSessions:
    """Reads and writes logins. Every method blocks, and raises StoreError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def note_attempt(self, state: str, data: dict[str, str], seconds: float) -> None:
        """Store the data needed to finish a login in progress; delete expired ones."""
        row = {
            "state_sha256": token_digest(state),
            "data": json.dumps(data),
            "expires": _after(seconds),
        }
        with self._store.writing() as connection:
            connection.execute(
                delete(login_attempts).where(login_attempts.c.expires < moment_now())
            )
            connection.execute(insert(login_attempts).values(row))

    def take_attempt(self, state: str) -> dict[str, str] | None:
        """Return and delete the data of a login in progress; `None` if missing or expired."""
        is_it = login_attempts.c.state_sha256 == token_digest(state)
        with self._store.writing() as connection:
            row = connection.execute(select(login_attempts).where(is_it)).one_or_none()
            # If two requests arrive at once, only one of them deletes the row.
            if row is None or connection.execute(delete(login_attempts).where(is_it)).rowcount != 1:
                return None
        kept: dict[str, str] = json.loads(row.data)
        return kept if row.expires >= moment_now() else None

    def begin(self, user: str, name: str, groups: Sequence[str], seconds: float) -> str:
        """Log somebody in and return their session token; delete expired sessions."""
        token = secrets.token_urlsafe(32)
        row = {
            "token_sha256": token_digest(token),
            "user": user,
            "name": name,
            "groups": json.dumps([*groups]),
            "created": moment_now(),
            "expires": _after(seconds),
        }
        with self._store.writing() as connection:
            connection.execute(
                delete(login_sessions).where(login_sessions.c.expires < moment_now())
            )
            connection.execute(insert(login_sessions).values(row))
        return token

    def find(self, digest: str) -> LoginSession | None:
        """Return the session of a token's digest; `None` if there is none, or it has expired."""
        wanted = select(login_sessions).where(login_sessions.c.token_sha256 == digest)
        with self._store.reading() as connection:
            row: Any = connection.execute(wanted).one_or_none()
        if row is None or row.expires < moment_now():
            return None
        expires = datetime.datetime.fromisoformat(row.expires)
        return LoginSession(row.user, row.name, tuple(json.loads(row.groups)), expires)

    def end(self, digest: str) -> None:
        """Delete the session of a token's digest."""
        with self._store.writing() as connection:
            connection.execute(
                delete(login_sessions).where(login_sessions.c.token_sha256 == digest)
            )


def _after(seconds: float) -> str:
    return as_moment(datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds))
