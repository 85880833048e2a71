"""The interface of a login method: who sends a request, and whether they are still logged in."""

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
    """The sender of a request, with what `holds` needs about their login.

    `ends` is the time, in seconds since 1970, at which they have to log in again; `None` if this
    server does not decide that. `logout` is the path or address that logs them out.
    """

    person: Person
    key: str = ""
    ends: float | None = None
    logout: str = ""


class DeniedError(Exception):
    """Raised for a request refused regardless of its address; the text completes "because …"."""


class Login(Protocol):
    """A login method.

    `asks` is the path, below the public one, at which people log in; empty if they do so before
    they reach this server.
    """

    asks: str

    async def find(self, scope: Scope) -> Found:
        """Return the sender of a request, `NOBODY` if not logged in. Raises DeniedError."""
        ...

    async def holds(self, found: Found) -> bool:
        """Return whether somebody found before is still logged in."""
        ...

    async def answer(self, scope: Scope, accounts: Accounts) -> Response | None:
        """Return the response to a login, callback or logout request; `None` for other requests."""
        ...


class NoLogin:
    """No login: every visitor is the same person."""

    asks = ""

    def __init__(self, member: Person) -> None:
        self._found = Found(member)

    async def find(self, _scope: Scope) -> Found:
        """Return the same person for every request."""
        return self._found

    async def holds(self, _found: Found) -> bool:
        """Return True: there is no login that could end."""
        return True

    async def answer(self, _scope: Scope, _accounts: Accounts) -> None:
        """Return `None`: there are no login addresses."""
