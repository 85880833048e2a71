"""Tells every open page that a file has changed: a socket on which tokens come down.

A socket and not an event stream: browsers allow one address six plain connections over
all tabs, and the server closes its sockets by itself when it stops. The server's ping
finds out those that are gone. Nothing is read from the page.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from urllib.parse import urlsplit

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from steelyard.routes.file_watch import FileWatch
from steelyard.views.session.live_reload import CHANGES_PATH

LISTENERS_AT_MOST = 500
"""Pages told at once; more are turned away and ask again later."""

_TRY_AGAIN_LATER = 1013
_NOT_ALLOWED = 1008


class Changes:
    """The route and everybody who listens on it."""

    def __init__(self, watch: FileWatch, at_most: int = LISTENERS_AT_MOST) -> None:
        self.watch = watch
        self.at_most = at_most
        self.listeners = 0

    @property
    def route(self) -> WebSocketRoute:
        """The route as Starlette takes it."""
        return WebSocketRoute(CHANGES_PATH, self.listen)

    async def listen(self, socket: WebSocket) -> None:
        """Send the token now and after each change, until the page or the server goes."""
        if not is_own_origin(socket.headers.get("origin"), socket.headers.get("host")):
            await socket.close(_NOT_ALLOWED)
            return
        if self.listeners >= self.at_most:
            await socket.close(_TRY_AGAIN_LATER)
            return
        self.listeners += 1
        try:
            await socket.accept()
            await self._tell_until_gone(socket)
        finally:
            self.listeners -= 1

    async def _tell_until_gone(self, socket: WebSocket) -> None:
        telling = asyncio.create_task(self._tell(socket))
        listening = asyncio.create_task(_until_gone(socket))
        try:
            await asyncio.wait({telling, listening}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (telling, listening):
                task.cancel()
                with suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
                    await task

    async def _tell(self, socket: WebSocket) -> None:
        seen = ""
        while True:
            seen = await self.watch.next_after(seen)
            await socket.send_text(seen)


def is_own_origin(origin: str | None, host: str | None) -> bool:
    """Return whether a page of this very address asks; programs send no origin at all.

    >>> is_own_origin("http://localhost:8501", "localhost:8501")
    True
    >>> is_own_origin("http://evil.example", "localhost:8501")
    False
    """
    return origin is None or urlsplit(origin).netloc == host


async def _until_gone(socket: WebSocket) -> None:
    """Return when the connection is closed; whatever the page says is dropped."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass
