"""The central access check: requests and messages pass only if the route table allows them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable
from typing import TYPE_CHECKING
from urllib.parse import quote

from steelyard.model.people import Person
from steelyard.routes.known_pages import no_such_page
from steelyard.routes.plain_page import echo_foreign, send_page
from steelyard.routes.same_origin import refuse_websocket
from steelyard.serving.accounts import Accounts, Sender
from steelyard.serving.doorway import CLIENT, FOUND, VISITOR
from steelyard.serving.limits.rate_limits import RateLimits
from steelyard.serving.login.login_pages import NO_STORE, not_for_you, too_often
from steelyard.serving.login.logins import Found, Login
from steelyard.serving.page_socket import PageSocket
from steelyard.serving.route_table import STREAM, RouteRule, RouteTable
from steelyard.serving.visits import Visit, Visits

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOK_AGAIN = 5.0
"""Seconds between checks that the person behind an open socket is still logged in."""


class Guard:
    """Passes on what the route table allows this visitor; everything else is refused.

    An address without a rule gets status 404, as does a file or session of somebody else; one that
    this visitor may not use gets 403, both with a page that explains it. A WebSocket gets 403
    before it is accepted. People who are not logged in are redirected from a page to the login.
    Messages that are not allowed on a page's socket are dropped, and a socket is closed when its
    visitor is no longer logged in.
    """

    def __init__(
        self,
        app: ASGIApp,
        table: RouteTable,
        accounts: Accounts,
        base: str,
        login: Login,
        visits: Visits,
        rates: RateLimits | None = None,
    ) -> None:
        self.app, self.table, self.accounts, self.base = app, table, accounts, base
        self.login, self.visits, self.limits = login, visits, rates or RateLimits()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass an allowed request on; answer any other."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        visitor: Person = scope[VISITOR]
        method = "WEBSOCKET" if scope["type"] == "websocket" else scope["method"]
        rule = self.table.find(method, scope["path"])
        if rule is None or not rule.allows(visitor):
            await self._refuse(scope, receive, send, rule)
        elif not self._is_own(rule, scope["path"], visitor):
            self.accounts.refused("owner", scope[CLIENT], f"it is somebody else's: {rule.path}")
            await send_page(send, 404, no_such_page(scope["path"], f"{self.base}/"))
        elif wait := self.limits.seconds_to_wait(rule.kind, visitor.user or scope[CLIENT]):
            self.accounts.refused("rate", scope[CLIENT], f"it comes too often: {rule.path}")
            await send_page(send, 429, too_often(wait), (b"retry-after", str(wait).encode()))
        elif method == "WEBSOCKET":
            await self._hold_socket(scope, receive, send)
        else:
            await self._answer(scope, receive, send, rule)

    def _is_own(self, rule: RouteRule, path: str, visitor: Person) -> bool:
        """Return whether a file or session is this visitor's; true where the rule has no owner."""
        if not visitor.user:
            # A server without login, or a request of an operator's program.
            return True
        if rule.owned == "file":
            return self.visits.is_own_file(path, visitor)
        if rule.owned == "session":
            found = rule.pattern.fullmatch(path)
            return found is not None and self.visits.is_own_session(found["session_id"], visitor)
        return True

    async def _answer(self, scope: Scope, receive: Receive, send: Send, rule: RouteRule) -> None:
        begin, status = time.monotonic(), 500

        async def send_noting_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_noting_status)
        finally:
            seconds = time.monotonic() - begin
            who = sender_of(scope)
            self.accounts.answered(who, scope["method"], rule.path, rule.kind, status, seconds)

    async def _hold_socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Keep a socket open for as long as its visitor is logged in."""
        found: Found = scope[FOUND]
        visit = self.visits.begin(found)
        try:
            if scope["path"] != STREAM:
                await self._while_logged_in(self.app(scope, receive, send), visit, scope, send)
                return
            socket = PageSocket(receive, send, visit, sender_of(scope), self.accounts)
            socket.holds = lambda: self.login.holds(found)
            socket.note_sent = lambda sent: self.visits.note_links(visit, sent)
            inner = {**scope, "headers": [*scope["headers"], *visit.headers]}
            try:
                holding = self.app(inner, socket.receive, socket.send)
                await self._while_logged_in(holding, visit, scope, send)
            finally:
                socket.note_end()
        finally:
            self.visits.end(visit)

    async def _while_logged_in(
        self, holding: Awaitable[None], visit: Visit, scope: Scope, send: Send
    ) -> None:
        """Await what holds a socket; close the socket when its visitor is no longer logged in."""
        if visit.found.ends is None:
            await holding
            return
        task = asyncio.ensure_future(holding)
        try:
            while not task.done():
                await asyncio.wait({task}, timeout=LOOK_AGAIN)
                if not task.done() and not await self.login.holds(visit.found):
                    visit.has_ended = True
                    task.cancel()
                    await asyncio.wait({task})
            if not task.cancelled():
                task.result()
        finally:
            task.cancel()
        if visit.has_ended:
            self.accounts.refused("login", scope[CLIENT], "its login has ended")
            await send({"type": "websocket.close", "code": 1008})

    async def _refuse(
        self, scope: Scope, receive: Receive, send: Send, rule: RouteRule | None
    ) -> None:
        found: Found = scope[FOUND]
        if rule is not None and rule.kind == "page" and self.login.asks and not found.key:
            # Not logged: every visit begins like this.
            asked = quote(self.base + scope["path"], safe="/")
            if scope["query_string"]:
                asked += quote("?" + scope["query_string"].decode("latin-1"), safe="/")
            target = f"{self.base}{self.login.asks}?to={asked}".encode()
            await send_page(send, 303, b"", (b"location", target), NO_STORE)
            return
        asked = echo_foreign(scope["path"]) if rule is None else rule.path
        why = "it asks for what is not there" if rule is None else "it is not for this visitor"
        reason = f"{why}: {scope.get('method', 'WEBSOCKET')} {asked}"
        self.accounts.refused("route" if rule is None else "role", scope[CLIENT], reason)
        if scope["type"] == "websocket":
            await refuse_websocket(receive, send)
        elif rule is None:
            await send_page(send, 404, no_such_page(scope["path"], f"{self.base}/"))
        else:
            await send_page(send, 403, not_for_you(found, f"{self.base}/"), NO_STORE)


def sender_of(scope: Scope) -> Sender:
    """Return the sender of a request as written to the log."""
    return Sender(scope[CLIENT], scope[VISITOR].user)
