"""A WebSocket that sends open pages the current token, at once and after each change of a file.

A WebSocket and not an event stream, because browsers allow only six plain connections to one
address over all tabs, and because the server closes its WebSockets when it stops. The server's
ping finds dead connections. Messages from the page are ignored.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from steelyard.routes.file_watch import FileWatch
from steelyard.views.session.live_reload import CHANGES_PATH

LISTENERS_AT_MOST = 500
"""Maximum number of pages connected at once; others are refused and try again later."""

_TRY_AGAIN_LATER = 1013


class Changes:
    """The route, and a count of the pages connected to it."""

    def __init__(self, watch: FileWatch, at_most: int = LISTENERS_AT_MOST) -> None:
        self.watch = watch
        self.at_most = at_most
        self.listeners = 0

    @property
    def route(self) -> WebSocketRoute:
        """The Starlette route."""
        return WebSocketRoute(CHANGES_PATH, self.listen)

    async def listen(self, socket: WebSocket) -> None:
        """Send the token now and after each change, until the page or the server closes."""
        if self.listeners >= self.at_most:
            await socket.close(_TRY_AGAIN_LATER)
            return
        self.listeners += 1
        try:
            await socket.accept()
            await self._send_until_gone(socket)
        finally:
            self.listeners -= 1

    async def _send_until_gone(self, socket: WebSocket) -> None:
        sending = asyncio.create_task(self._send_tokens(socket))
        listening = asyncio.create_task(_until_gone(socket))
        try:
            await asyncio.wait({sending, listening}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (sending, listening):
                task.cancel()
                with suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
                    await task

    async def _send_tokens(self, socket: WebSocket) -> None:
        last = ""
        while True:
            last = await self.watch.next_after(last)
            await socket.send_text(last)


async def _until_gone(socket: WebSocket) -> None:
    """Return when the connection is closed; messages from the page are dropped."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass
