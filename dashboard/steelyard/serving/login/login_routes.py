"""Answers the login and logout addresses, and open pages that query the login state.

The guard lets everybody through to these. If people log in elsewhere, before they reach this
server, the login addresses are answered with 404.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from steelyard.routes.known_pages import no_such_page
from steelyard.routes.plain_page import send_page
from steelyard.serving.accounts import Accounts
from steelyard.serving.configuration.public_address import PublicAddress
from steelyard.serving.doorway import FOUND
from steelyard.serving.login.logins import Found, Login
from steelyard.serving.route_table import CALLBACK, LOGIN, LOGIN_STATE, LOGOUT, REPLICA
from steelyard.serving.visits import REPLICA_NAME

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_NOT_KEPT = {"cache-control": "no-store"}


class LoginRoutes:
    """Answers requests to the login addresses; passes everything else on."""

    def __init__(
        self, app: ASGIApp, login: Login, public: PublicAddress, accounts: Accounts
    ) -> None:
        self.app, self.login, self.public, self.accounts = app, login, public, accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or pass it on to the application."""
        path = scope["path"] if scope["type"] == "http" else ""
        if path == REPLICA:
            answer: Response = JSONResponse({"replica": REPLICA_NAME}, headers=_NOT_KEPT)
        elif path == LOGIN_STATE:
            found: Found = scope[FOUND]
            is_in = bool(found.key) or not self.login.asks
            answer = JSONResponse({"logged_in": is_in}, headers=_NOT_KEPT)
        elif path in (LOGIN, CALLBACK, LOGOUT):
            routed = await self.login.answer(scope, self.accounts)
            if routed is None:
                await send_page(send, 404, no_such_page(path, f"{self.public.base}/"))
                return
            answer = routed
        else:
            await self.app(scope, receive, send)
            return
        await answer(scope, receive, send)
