"""Determines who sent a request, after the doorway and before the guard."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from steelyard.model.people import PROGRAM
from steelyard.routes.plain_page import plain_page, send_page
from steelyard.routes.same_origin import refuse_websocket
from steelyard.serving.accounts import Accounts
from steelyard.serving.doorway import CLIENT, FOUND, VISITOR
from steelyard.serving.login.logins import DeniedError, Found, Login

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class LoginCheck:
    """Adds the sender to each request; refuses requests whose sender cannot be determined."""

    def __init__(self, app: ASGIApp, login: Login, accounts: Accounts) -> None:
        self.app, self.login, self.accounts = app, login, accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its sender added."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if VISITOR in scope:
            await self.app({**scope, FOUND: Found(PROGRAM)}, receive, send)
            return
        try:
            found = await self.login.find(scope)
        except DeniedError as denied:
            self.accounts.refused("login", scope[CLIENT], str(denied))
            if scope["type"] == "websocket":
                await refuse_websocket(receive, send)
                return
            page = plain_page(
                "not logged in",
                "You are not logged in",
                f"This request was refused because {html.escape(str(denied))}.",
                "For the operator: the proxy in front has to log people in, and to replace these "
                "headers in every request that it passes on.",
            )
            await send_page(send, 401, page)
            return
        await self.app({**scope, VISITOR: found.person, FOUND: found}, receive, send)
