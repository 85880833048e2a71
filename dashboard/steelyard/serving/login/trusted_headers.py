"""Login by headers: the proxy authenticates people and names them in every request.

The doorway lets in only requests from trusted proxies, so these headers were set by one of them,
provided that it replaces any that a visitor sends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from steelyard.files.problems import visible_text
from steelyard.routes.same_origin import headers_named
from steelyard.serving.login.logins import DeniedError, Found
from steelyard.serving.login.roles import RoleRules

if TYPE_CHECKING:
    from starlette.types import Scope

    from steelyard.serving.accounts import Accounts

_LONGEST_NAME = 200
"""Maximum characters of the name of a user or a group."""


@dataclass(frozen=True)
class HeaderNames:
    """The names of the proxy's headers: user, display name, and comma-separated groups."""

    user: str
    name: str
    groups: str


class HeaderLogin:
    """Identifies people by the headers of a proxy; requests without them are refused."""

    asks = ""

    def __init__(self, names: HeaderNames, rules: RoleRules, logout: str = "") -> None:
        self._names, self._rules, self._logout = names, rules, logout

    async def find(self, scope: Scope) -> Found:
        """Return the person named by the proxy."""
        users = _texts(scope, self._names.user)
        if len(users) != 1 or not users[0]:
            count = "no user" if not any(users) else f"{len(users)} users"
            raise DeniedError(f"the proxy names {count} in {self._names.user}")
        (user,) = users
        if not is_plain_name(user):
            raise DeniedError(f"the user in {self._names.user} is no name")
        named = next((name for name in _texts(scope, self._names.name) if is_plain_name(name)), "")
        groups = ",".join(_texts(scope, self._names.groups)).split(",")
        person = self._rules.person(user, named, [group.strip() for group in groups])
        return Found(person, key=user, logout=self._logout)

    async def holds(self, _found: Found) -> bool:
        """Return True: the proxy let the page in, and cutting it off is up to the proxy."""
        return True

    async def answer(self, _scope: Scope, _accounts: Accounts) -> None:
        """Return `None`: people log in at the proxy and not here."""


def is_plain_name(text: str) -> bool:
    """Return whether a text can be the name of a user or a group.

    >>> is_plain_name("ada@example.org"), is_plain_name("a\\u202eb"), is_plain_name("x" * 999)
    (True, False, False)
    """
    return 0 < len(text) <= _LONGEST_NAME and visible_text(text) == text and text.strip() == text


def _texts(scope: Scope, name: str) -> list[str]:
    """Return the values of a header, decoded as UTF-8 where they are, as proxies send it."""
    found = headers_named(scope, name.lower().encode())
    return [_as_text(value) for value in found]


def _as_text(value: str) -> str:
    try:
        return value.encode("latin-1").decode("utf-8").strip()
    except UnicodeDecodeError:
        return value
