"""What any way to log in has to offer: who sends a request, and whether that still holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from steelyard.model.people import Person

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope

    from steelyard.serving.accounts import Accounts


@dataclass(frozen=True)
class Found:
    """Somebody who sends a request, with what `holds` needs to know about their login.

    `ends` is the time, in seconds since 1970, at which they have to log in again; `None` where
    that is not for this server to say. `logout` is the path or address that logs them out.
    """

    person: Person
    key: str = ""
    ends: float | None = None
    logout: str = ""


class DeniedError(Exception):
    """A request that is refused whatever it asks for; the text is the reason, after "because"."""


class Login(Protocol):
    """A way to log in.

    `asks` is the path below the public one at which people log in; empty where they do so
    before they come here.
    """

    asks: str

    async def find(self, scope: Scope) -> Found:
        """Return the sender of a request, `NOBODY` if not logged in. Raises DeniedError."""
        ...

    async def holds(self, found: Found) -> bool:
        """Return whether somebody found before is still logged in."""
        ...

    async def answer(self, scope: Scope, accounts: Accounts) -> Response | None:
        """Return the answer to a request for login, callback or logout; `None`: there is none."""
        ...


class NoLogin:
    """No login: every visitor is the same person."""

    asks = ""

    def __init__(self, member: Person) -> None:
        self._found = Found(member)

    async def find(self, _scope: Scope) -> Found:
        """Return the one person there is."""
        return self._found

    async def holds(self, _found: Found) -> bool:
        """Return that they stay."""
        return True

    async def answer(self, _scope: Scope, _accounts: Accounts) -> None:
        """Return that nobody logs in here."""
