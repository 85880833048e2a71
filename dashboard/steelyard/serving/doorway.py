"""The outermost check of a request: its client address, and the address it was sent to.

There are two ways in. Visitors use the public address, through the proxy if there is one; the
path prefix that the proxy leaves on every address is removed here, so that everything behind is
the same as on a laptop. An operator's programs use the server's own address. Who sends a request
is determined afterwards, by `login`.
"""

from __future__ import annotations

import html
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from steelyard.model.people import PROGRAM
from steelyard.routes.known_pages import no_such_page
from steelyard.routes.plain_page import echo_foreign, plain_page, send_page
from steelyard.routes.same_origin import headers_named, refuse_websocket
from steelyard.serving.accounts import Accounts, Why
from steelyard.serving.configuration.public_address import PublicAddress
from steelyard.serving.cookies import keep_cookies_here
from steelyard.serving.route_table import OPERATIONS
from steelyard.serving.visits import OURS

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

VISITOR, CLIENT, FOUND = "steelyard.visitor", "steelyard.client", "steelyard.found"
"""Scope keys for the person who sent a request, their address, and the login they were found by."""

_FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"via")


@dataclass(frozen=True)
class Entrance:
    """Which requests are let in: at which addresses, and through which proxies.

    `proxies` is empty if there is no proxy; otherwise only requests that come through one of them
    are let in. `port` is the server's own. With `operations_public`, the operations endpoints are
    answered at the public address too.
    """

    public: PublicAddress
    port: int
    proxies: Sequence[Network]
    operations_public: bool = False


class Doorway:
    """Lets requests in by one of the two addresses, and refuses all others with the reason."""

    def __init__(self, app: ASGIApp, entrance: Entrance, accounts: Accounts) -> None:
        self.app, self.entrance, self.accounts = app, entrance, accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass an allowed request on without its path prefix; answer any other."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        client = find_client(scope, self.entrance.proxies)
        if self._is_for_operators(scope):
            await self.app({**scope, VISITOR: PROGRAM, CLIENT: client}, receive, send)
            return
        refusal = find_refusal(scope, self.entrance)
        if refusal is not None:
            await self._refuse(scope, receive, send, client, *refusal)
            return
        inner = _without_base(scope, self.entrance.public.base)
        if inner is None:
            await self._lead_to_pages(scope, receive, send, client)
            return
        inner = {**inner, CLIENT: client, "headers": _without_ours(scope)}
        if self.entrance.operations_public and inner["path"] in OPERATIONS:
            inner[VISITOR] = PROGRAM

        async def send_with_cookies(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.accept"):
                message = {**message, "headers": keep_cookies_here(message, self.entrance.public)}
            await send(message)

        await self.app(inner, receive, send_with_cookies)

    def _is_for_operators(self, scope: Scope) -> bool:
        """Return whether a request is for an operations endpoint, sent directly to this server."""
        if scope["type"] != "http" or scope["path"] not in OPERATIONS:
            return False
        names = {name for name, _ in scope["headers"]}
        if names & {*_FORWARDED, b"origin"}:
            return False
        return _is_own_host(headers_named(scope, b"host"), self.entrance.port)

    async def _refuse(
        self, scope: Scope, receive: Receive, send: Send, client: str, why: Why, reason: str
    ) -> None:
        self.accounts.refused(why, client, reason)
        if scope["type"] == "websocket":
            await refuse_websocket(receive, send)
            return
        url = html.escape(self.entrance.public.url)
        page = plain_page(
            "refused",
            "This request was refused",
            f'This dashboard is opened at <a href="{url}">{url}</a>. The request was refused '
            f"because {html.escape(reason)}.",
            _ADVICE[why],
        )
        await send_page(send, 403, page, (b"connection", b"close"))

    async def _lead_to_pages(self, scope: Scope, receive: Receive, send: Send, client: str) -> None:
        """Answer a request outside the path prefix: redirect from the bare prefix, else 404."""
        base = self.entrance.public.base
        if scope["type"] == "websocket":
            self.accounts.refused("address", client, "it asks for a socket beside the pages")
            await refuse_websocket(receive, send)
        elif scope["path"] == base:
            query = scope.get("query_string", b"")
            target = f"{base}/".encode() + (b"?" + query if query else b"")
            await send_page(send, 308, b"", (b"location", target))
        else:
            self.accounts.refused("address", client, "it asks for an address beside the pages")
            await send_page(send, 404, no_such_page(scope["path"], f"{base}/"))


_ADVICE: dict[Why, str] = {
    "host": "For the operator: the proxy has to pass the name that was asked for on as Host.",
    "origin": "Open that address itself, not a page that leads there in the background.",
    "proxy": "For the operator: only the addresses in <code>trusted_proxies</code> are answered.",
}


def find_client(scope: Scope, proxies: Sequence[Network]) -> str:
    """Return the client address of a request: as the nearest trusted proxy gives it, else the peer.

    In X-Forwarded-For the last entry that is not a trusted proxy counts; anything before it may be
    forged.
    """
    client = scope["client"][0] if scope.get("client") else ""
    if not _is_among(client, proxies):
        return client
    passed = ",".join(headers_named(scope, b"x-forwarded-for")).split(",")
    for address in reversed([part.strip() for part in passed if part.strip()]):
        if not _is_among(address, proxies):
            return echo_foreign(address)
    return client


def find_refusal(scope: Scope, entrance: Entrance) -> tuple[Why, str] | None:
    """Return why a request is not let in at the public address; `None` if it is."""
    peer = scope["client"][0] if scope.get("client") else ""
    if entrance.proxies and not _is_among(peer, entrance.proxies):
        return "proxy", f"it came from {echo_foreign(peer) or 'nowhere'} and not through the proxy"
    hosts = headers_named(scope, b"host")
    if len(hosts) != 1:
        return "host", f"it names {len(hosts)} hosts instead of one"
    if hosts[0].lower() != entrance.public.host:
        return "host", f"it asks for the host {echo_foreign(hosts[0])}"
    for origin in headers_named(scope, b"origin"):
        if origin.lower() != entrance.public.origin:
            return "origin", f"it comes from a page of {echo_foreign(origin)}"
    return None


def _without_base(scope: Scope, base: str) -> Scope | None:
    """Return a request with the path prefix removed; `None` if its path is not below the prefix."""
    path: str = scope["path"]
    if not path.startswith(f"{base}/"):
        return None
    raw = scope.get("raw_path") or path.encode()
    return {**scope, "path": path[len(base) :], "raw_path": raw[len(base) :]}


def _without_ours(scope: Scope) -> list[tuple[bytes, bytes]]:
    """Return the headers of a request without those that only this server may set."""
    return [(name, value) for name, value in scope["headers"] if not name.lower().startswith(OURS)]


def _is_own_host(hosts: list[str], port: int) -> bool:
    """Return whether the Host header is an IP address or localhost, with this server's port."""
    name, _, named = hosts[0].rpartition(":") if len(hosts) == 1 else ("", "", "")
    if named != str(port):
        return False
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return name.lower() == "localhost"
    return True


def _is_among(address: str, networks: Sequence[Network]) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return any((mapped or found) in network for network in networks)
