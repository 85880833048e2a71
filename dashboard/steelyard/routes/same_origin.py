"""Middleware that rejects requests of foreign origin before they reach Streamlit.

A page on any website, or on another port of this machine, can make a visitor's browser
send requests here. Streamlit answers several such origins, and looks up its own outside
address at a public service to decide about the others. So Host and Origin are compared
here, exactly, for every route and every WebSocket, and everything else is refused.
"""

from __future__ import annotations

import html
import sys
from collections.abc import Collection
from typing import TYPE_CHECKING

from steelyard.routes.plain_page import echo_foreign, plain_page, send_page

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

LOCAL_NAMES = frozenset({"127.0.0.1", "localhost"})
"""Names of this machine under which the dashboard may be opened."""


class SameOrigin:
    """Refuses requests whose Host is not this server or whose Origin is foreign.

    Host must be one of `names`, with the port the connection came in on. Where a browser
    sends an Origin, it must be that of a page of the same Host. Programs that send none,
    such as `curl`, are answered. A refused visitor gets status 403 and a page that explains it; a
    refused WebSocket gets status 403 before it is accepted. One line is logged on the terminal.
    """

    def __init__(self, app: ASGIApp, names: Collection[str] = LOCAL_NAMES) -> None:
        self.app = app
        self.names = frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass an allowed request on; answer any other with the reason."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        why = refusal(scope, self.names)
        if why is None:
            await self.app(scope, receive, send)
            return
        print(f"steelyard: refused a request: {why}", file=sys.stderr)
        if scope["type"] == "websocket":
            await refuse_websocket(receive, send)
        else:
            await send_page(send, 403, _page(scope, why), (b"connection", b"close"))


def refusal(scope: Scope, names: Collection[str] = LOCAL_NAMES) -> str | None:
    """Return in a sentence why a request is refused; `None` if it may be answered.

    >>> scope = {"scheme": "http", "server": ("127.0.0.1", 8501),
    ...     "headers": [(b"host", b"localhost:8501"), (b"origin", b"http://evil.example")]}
    >>> refusal(scope)
    'it comes from a page of http://evil.example'
    >>> refusal({**scope, "headers": scope["headers"][:1]})
    """
    hosts = headers_named(scope, b"host")
    if len(hosts) != 1:
        return f"it names {len(hosts)} hosts instead of one"
    host = hosts[0].lower()
    name, _, port = host.partition(":")
    if name not in names or port != _own_port(scope):
        return f"it asks for the host {echo_foreign(hosts[0])}"
    own = f"{_page_scheme(scope)}://{host}"
    for origin in headers_named(scope, b"origin"):
        if origin.lower() != own:
            return f"it comes from a page of {echo_foreign(origin)}"
    return None


def headers_named(scope: Scope, name: bytes) -> list[str]:
    """Return the values of a header, as many as were sent."""
    return [value.decode("latin-1").strip() for key, value in scope["headers"] if key == name]


def _own_port(scope: Scope) -> str:
    """Return the port as in a Host header: empty for the scheme's default port."""
    server = scope.get("server")
    port = server[1] if server else None
    usual = {"http": 80, "https": 443}[_page_scheme(scope)]
    return "" if port in (None, usual) else str(port)


def _page_scheme(scope: Scope) -> str:
    return "https" if scope.get("scheme") in ("https", "wss") else "http"


async def refuse_websocket(receive: Receive, send: Send) -> None:
    """Answer a WebSocket with status 403 before it is accepted."""
    # The server turns a close before the acceptance into status 403.
    await receive()
    await send({"type": "websocket.close", "code": 1008})


def _page(scope: Scope, why: str) -> bytes:
    server = scope.get("server")
    address = f"http://localhost:{server[1]}" if server else "http://localhost"
    return plain_page(
        "refused",
        "This request was refused",
        f"Steelyard answers only its own pages on this computer, and {html.escape(why)}.",
        f"To open the dashboard, type {html.escape(address)} into the address bar.",
    )
