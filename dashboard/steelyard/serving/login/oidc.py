"""Login with an OpenID provider, checked before any request is answered.

Streamlit has a login of its own (`st.login`), but it works inside a page: the page's script, its
socket, uploads and files are open to everybody, and a page only learns who is looking at it. So
the login is placed here, before the guard, and nothing behind it can be reached without one.

A session is a random token in a cookie; its owner is stored in the database, which all replicas
query. The state needed to finish a login is stored there too and can be used once.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl

from starlette.responses import HTMLResponse, RedirectResponse, Response

from steelyard.model.people import NOBODY
from steelyard.routes.plain_page import echo_foreign
from steelyard.routes.same_origin import headers_named
from steelyard.serving.accounts import Accounts, Sender
from steelyard.serving.configuration.public_address import PublicAddress
from steelyard.serving.doorway import CLIENT, FOUND
from steelyard.serving.login.login_pages import ask_logout, logged_out, not_logged_in
from steelyard.serving.login.logins import DeniedError, Found
from steelyard.serving.login.provider import Provider, ProviderError
from steelyard.serving.login.return_address import local_address
from steelyard.serving.login.roles import RoleRules
from steelyard.serving.login.trusted_headers import is_plain_name
from steelyard.serving.route_table import CALLBACK, LOGIN, LOGOUT
from steelyard.serving.store.engine import StoreError
from steelyard.serving.store.login_sessions import LoginSession, LoginSessions, token_digest

if TYPE_CHECKING:
    from starlette.types import Scope

SESSION: Final = "steelyard_session"
ATTEMPT: Final = "steelyard_login_"
"""Names of cookies: of a session, and the prefix for logins in progress, one cookie for each."""

ATTEMPT_SECONDS: Final = 600
BELIEVED_SECONDS: Final = 2.0
"""Seconds for which a session is cached before the database is queried again."""

MOST_BELIEVED: Final = 2000
_TOO_LATE: Final = "This login was begun too long ago, or was finished already."
_NO_STORE: Final = "The database in which logins are kept cannot be used at present."


@dataclass(frozen=True)
class ClaimNames:
    """The names of the claims with the user, the display name and the groups."""

    user: str
    name: str
    groups: str


class OidcLogin:
    """Identifies people by a session cookie, which a login at the provider sets."""

    asks = LOGIN

    def __init__(
        self,
        provider: Provider,
        sessions: LoginSessions,
        rules: RoleRules,
        public: PublicAddress,
        claims: ClaimNames,
        session_seconds: float,
    ) -> None:
        self._provider, self._sessions, self._rules = provider, sessions, rules
        self._public, self._claims, self._seconds = public, claims, session_seconds
        self._believed: OrderedDict[str, tuple[float, LoginSession | None]] = OrderedDict()

    async def find(self, scope: Scope) -> Found:
        """Return the sender of a request by its cookie; NOBODY if they are not logged in."""
        token = _cookies(scope).get(SESSION, "")
        if not token:
            return Found(NOBODY)
        key = token_digest(token)
        try:
            session = await self._session(key)
        except StoreError:
            raise DeniedError("the database in which logins are kept cannot be used") from None
        if session is None:
            return Found(NOBODY)
        person = self._rules.person(session.user, session.name, session.groups)
        logout = f"{self._public.base}{LOGOUT}?key={_logout_key(key)}"
        return Found(person, key, session.expires.timestamp(), logout)

    async def holds(self, found: Found) -> bool:
        """Return whether somebody is still logged in; true also while the database is away."""
        if found.ends is not None and found.ends <= time.time():
            return False
        try:
            return await self._session(found.key) is not None
        except StoreError:
            return True

    async def answer(self, scope: Scope, accounts: Accounts) -> Response | None:
        """Answer login, callback or logout."""
        asked = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        try:
            if scope["path"] == CALLBACK:
                answer = await self._finish(scope, asked, accounts)
            elif scope["path"] == LOGOUT:
                answer = await self._end(scope, asked, accounts)
            else:
                answer = await self._begin(scope, asked)
        except (ProviderError, StoreError) as error:
            sentence = str(error) if isinstance(error, ProviderError) else _NO_STORE
            accounts.refused("login", scope[CLIENT], sentence)
            answer = self._page(not_logged_in(sentence, self._login_address), 502)
        answer.headers["cache-control"] = "no-store"
        return answer

    @property
    def _login_address(self) -> str:
        return f"{self._public.base}{LOGIN}"

    async def _begin(self, scope: Scope, asked: dict[str, str]) -> Response:
        """Redirect to the provider, or, if already logged in, to the page that was requested."""
        to = local_address(asked.get("to", ""), self._public.base)
        found: Found = scope[FOUND]
        if found.key:
            return RedirectResponse(to, 303)
        state, nonce, binder = (secrets.token_urlsafe(32) for _ in range(3))
        verifier = secrets.token_urlsafe(48)
        url = await self._provider.begin(state, nonce, verifier)
        kept = {"nonce": nonce, "verifier": verifier, "binder": token_digest(binder), "to": to}
        await asyncio.to_thread(self._sessions.note_attempt, state, kept, ATTEMPT_SECONDS)
        answer = RedirectResponse(url, 303)
        _set_cookie(answer, _attempt_cookie(state), binder, ATTEMPT_SECONDS)
        return answer

    async def _finish(self, scope: Scope, asked: dict[str, str], accounts: Accounts) -> Response:
        """Log in a person who returns from the provider with the state of a login started here."""
        state = asked.get("state", "")
        attempt = await asyncio.to_thread(self._sessions.take_attempt, state)
        binder = _cookies(scope).get(_attempt_cookie(state), "")
        reason = _why_not(asked, attempt, token_digest(binder), self._provider.issuer)
        if attempt is None or reason:
            accounts.refused("login", scope[CLIENT], reason)
            return self._page(not_logged_in(reason, self._login_address), 400)
        claims = await self._provider.finish(
            asked.get("code", ""), attempt["nonce"], attempt["verifier"]
        )
        user, name, groups = self._read(claims)
        token = await asyncio.to_thread(self._sessions.begin, user, name, groups, self._seconds)
        accounts.logged_in(Sender(scope[CLIENT], user))
        answer = RedirectResponse(attempt["to"], 303)
        _set_cookie(answer, SESSION, token, int(self._seconds))
        _set_cookie(answer, _attempt_cookie(state), "", 0)
        return answer

    def _read(self, claims: dict[str, Any]) -> tuple[str, str, list[str]]:
        """Return user, display name and groups from a person's claims."""
        user, name = claims.get(self._claims.user), claims.get(self._claims.name)
        if not isinstance(user, str) or not is_plain_name(user):
            raise ProviderError(
                f"The provider says no user in {self._claims.user}. For the operator: user_claim "
                "names another claim."
            )
        groups = claims.get(self._claims.groups) or []
        if isinstance(groups, str):
            groups = [groups]
        if not isinstance(groups, list):
            groups = []
        named = name if isinstance(name, str) and is_plain_name(name) else user
        return user, named, [group for group in groups if isinstance(group, str)]

    async def _end(self, scope: Scope, asked: dict[str, str], accounts: Accounts) -> Response:
        """Log somebody out; without their key, as in a link on another site, ask them first."""
        found: Found = scope[FOUND]
        if found.key:
            if not hmac.compare_digest(
                asked.get("key", "").encode(), _logout_key(found.key).encode()
            ):
                return self._page(ask_logout(found.logout, f"{self._public.base}/"), 200)
            await asyncio.to_thread(self._sessions.end, found.key)
            self._believed.pop(found.key, None)
            accounts.logged_out(Sender(scope[CLIENT], found.person.user))
        answer = self._page(logged_out(self._login_address, await self._provider.logout_url()), 200)
        _set_cookie(answer, SESSION, "", 0)
        return answer

    async def _session(self, key: str) -> LoginSession | None:
        """Return the session of a key, possibly from the cache of `BELIEVED_SECONDS`."""
        asked, session = self._believed.get(key, (-BELIEVED_SECONDS, None))
        if time.monotonic() - asked >= BELIEVED_SECONDS:
            session = await asyncio.to_thread(self._sessions.find, key)
            self._believed[key] = (time.monotonic(), session)
            self._believed.move_to_end(key)
            if len(self._believed) > MOST_BELIEVED:
                self._believed.popitem(last=False)
        if session is not None and session.expires.timestamp() <= time.time():
            return None
        return session

    def _page(self, page: bytes, status: int) -> Response:
        return HTMLResponse(page, status)


def _why_not(
    asked: dict[str, str], attempt: dict[str, str] | None, binder: str, issuer: str
) -> str:
    """Return in a sentence why a login cannot be finished; empty if it can."""
    if attempt is None:
        return _TOO_LATE
    if not hmac.compare_digest(binder, attempt["binder"]):
        return "This login was begun in another browser."
    if asked.get("iss", issuer) != issuer:
        return f"Another provider answers: {echo_foreign(asked['iss'])}."
    if "error" in asked:
        said = echo_foreign(asked.get("error_description") or asked["error"])
        return f"The provider refuses this login: {said}."
    return "" if asked.get("code") else "The provider's answer lacks its code."


def _attempt_cookie(state: str) -> str:
    """Return the name of the cookie of a login in progress; each browser tab has its own."""
    return f"{ATTEMPT}{token_digest(state)[:12]}"


def _logout_key(key: str) -> str:
    """Return the key that a logout link must carry; it cannot be used to log in."""
    return token_digest(f"logout {key}")[:32]


def _cookies(scope: Scope) -> dict[str, str]:
    """Return our own cookies; if a name occurs twice, the first."""
    found: dict[str, str] = {}
    for header in headers_named(scope, b"cookie"):
        for part in header.split(";"):
            name, _, value = part.strip().partition("=")
            if name.startswith("steelyard_"):
                found.setdefault(name, value)
    return found


def _set_cookie(answer: Response, name: str, value: str, seconds: int) -> None:
    """Set a cookie that no script reads; the doorway adds path, Secure and SameSite."""
    answer.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax")
