"""The one guard: a request or a message is answered only if a rule of the route table lets it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from steelyard.model.people import Person
from steelyard.routes.known_pages import no_such_page
from steelyard.routes.plain_page import echo_foreign, plain_page, send_page
from steelyard.routes.same_origin import refuse_websocket
from steelyard.serving.accounts import Accounts
from steelyard.serving.doorway import CLIENT, VISITOR
from steelyard.serving.page_socket import PageSocket
from steelyard.serving.route_table import STREAM, RouteRule, RouteTable

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Guard:
    """Passes on what the table allows this visitor; everything else is refused.

    An address without a rule gets status 404, one that is not for this visitor 403, both with a
    page in words; a WebSocket 403 before it is accepted. What is not allowed on the socket of a
    page is dropped.
    """

    def __init__(self, app: ASGIApp, table: RouteTable, accounts: Accounts, base: str) -> None:
        self.app, self.table, self.accounts, self.base = app, table, accounts, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass an allowed request on; answer any other."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        visitor: Person = scope[VISITOR]
        client: str = scope[CLIENT]
        method = "WEBSOCKET" if scope["type"] == "websocket" else scope["method"]
        rule = self.table.find(method, scope["path"])
        if rule is None or not rule.allows(visitor):
            await self._refuse(scope, receive, send, rule)
        elif method == "WEBSOCKET":
            await self._hold_socket(scope, receive, send, visitor, client)
        else:
            await self._answer(scope, receive, send, rule, client)

    async def _answer(
        self, scope: Scope, receive: Receive, send: Send, rule: RouteRule, client: str
    ) -> None:
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
            self.accounts.answered(client, scope["method"], rule.path, rule.kind, status, seconds)

    async def _hold_socket(
        self, scope: Scope, receive: Receive, send: Send, visitor: Person, client: str
    ) -> None:
        if scope["path"] != STREAM:
            await self.app(scope, receive, send)
            return
        socket = PageSocket(receive, send, visitor, client, self.accounts)
        try:
            await self.app(scope, socket.receive, socket.send)
        finally:
            socket.note_end()

    async def _refuse(
        self, scope: Scope, receive: Receive, send: Send, rule: RouteRule | None
    ) -> None:
        asked = echo_foreign(scope["path"]) if rule is None else rule.path
        why = "it asks for what is not there" if rule is None else "it is not for this visitor"
        reason = f"{why}: {scope.get('method', 'WEBSOCKET')} {asked}"
        self.accounts.refused("route" if rule is None else "role", scope[CLIENT], reason)
        if scope["type"] == "websocket":
            await refuse_websocket(receive, send)
        elif rule is None:
            await send_page(send, 404, no_such_page(scope["path"], f"{self.base}/"))
        else:
            page = plain_page(
                "not allowed",
                "This is not for you",
                "What you have asked for is there, but your role does not allow it.",
            )
            await send_page(send, 403, page)
