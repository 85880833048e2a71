"""Logins in the database: those that were begun, and who is logged in, on every replica.

A token that lets somebody in is known to their browser alone; its digest is stored here.
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
    """Return the digest by which a token, or a state, is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


class LoginSessions:
    """Reads and writes logins. Every method blocks, and raises StoreError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def note_attempt(self, state: str, data: dict[str, str], seconds: float) -> None:
        """Keep what is needed to finish a login that is being begun; forget those that are over."""
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
        """Return what was kept of a login, once; `None` if nothing is, or not any more."""
        is_it = login_attempts.c.state_sha256 == token_digest(state)
        with self._store.writing() as connection:
            row = connection.execute(select(login_attempts).where(is_it)).one_or_none()
            # Of two that come at once, one deletes it.
            if row is None or connection.execute(delete(login_attempts).where(is_it)).rowcount != 1:
                return None
        kept: dict[str, str] = json.loads(row.data)
        return kept if row.expires >= moment_now() else None

    def begin(self, user: str, name: str, groups: Sequence[str], seconds: float) -> str:
        """Log somebody in; return the token that is theirs. Forget what is over."""
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
        """Return who is logged in with the token of a digest; `None` if nobody is any more."""
        wanted = select(login_sessions).where(login_sessions.c.token_sha256 == digest)
        with self._store.reading() as connection:
            row: Any = connection.execute(wanted).one_or_none()
        if row is None or row.expires < moment_now():
            return None
        expires = datetime.datetime.fromisoformat(row.expires)
        return LoginSession(row.user, row.name, tuple(json.loads(row.groups)), expires)

    def end(self, digest: str) -> None:
        """Log out whoever has the token of a digest."""
        with self._store.writing() as connection:
            connection.execute(
                delete(login_sessions).where(login_sessions.c.token_sha256 == digest)
            )


def _after(seconds: float) -> str:
    return as_moment(datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds))
