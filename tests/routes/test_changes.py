"""The socket that tells pages of changes: who may listen, how many, and how it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from own_loop import run_apart
from starlette.types import Message
from starlette.websockets import WebSocket

from steelyard.routes.changes import Changes
from steelyard.routes.file_watch import FileWatch


class Listener:
    """A page that listens: what it has been sent, and a way to leave."""

    def __init__(self, origin: str | None = "http://localhost:1", breaks: bool = False) -> None:
        self.sent: list[Message] = []
        self.news = asyncio.Event()
        self.incoming: asyncio.Queue[Message] = asyncio.Queue()
        self.incoming.put_nowait({"type": "websocket.connect"})
        self.breaks = breaks
        headers = [(b"host", b"localhost:1")]
        headers += [(b"origin", origin.encode())] if origin else []
        scope = {"type": "websocket", "headers": headers, "path": "/", "subprotocols": []}
        self.socket = WebSocket(scope, self.incoming.get, self._send)

    async def _send(self, message: Message) -> None:
        if self.breaks and message["type"] == "websocket.send":
            raise OSError("gone")
        self.sent.append(message)
        self.news.set()

    async def wait_for(self, count: int) -> None:
        """Wait until so many messages have come."""
        while len(self.sent) < count:
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), 10)

    def leave(self) -> None:
        """Close the page."""
        self.incoming.put_nowait({"type": "websocket.disconnect", "code": 1001})


def run(story: Callable[[FileWatch], Awaitable[None]]) -> None:
    """Run a scenario of listeners with a watch that has a token."""

    async def told() -> None:
        watch = FileWatch()
        watch.token = "first"
        await story(watch)

    run_apart(told())


async def change(watch: FileWatch, token: str) -> None:
    """Let the files change."""
    async with watch._changed:
        watch.token = token
        watch._changed.notify_all()


def test_a_listener_hears_the_state_and_each_change() -> None:
    """The present token comes at once, the next when something changes; then the page goes."""

    async def story(watch: FileWatch) -> None:
        changes, page = Changes(watch), Listener()
        listening = asyncio.create_task(changes.listen(page.socket))
        await page.wait_for(2)
        await change(watch, "second")
        await page.wait_for(3)
        assert [m.get("text") for m in page.sent] == [None, "first", "second"]
        assert changes.listeners == 1
        page.leave()
        await asyncio.wait_for(listening, 10)
        assert changes.listeners == 0

    run(story)


def test_what_a_page_says_is_dropped() -> None:
    """Messages from a page neither end the listening nor are answered."""

    async def story(watch: FileWatch) -> None:
        changes, page = Changes(watch), Listener()
        listening = asyncio.create_task(changes.listen(page.socket))
        await page.wait_for(2)
        page.incoming.put_nowait({"type": "websocket.receive", "text": "hello"})
        await change(watch, "second")
        await page.wait_for(3)
        page.leave()
        await asyncio.wait_for(listening, 10)

    run(story)


def test_listeners_are_bounded() -> None:
    """One more than there is room for is turned away; when one leaves there is room again."""

    async def story(watch: FileWatch) -> None:
        changes = Changes(watch, at_most=1)
        first, second, third = Listener(), Listener(), Listener()
        listening = asyncio.create_task(changes.listen(first.socket))
        await first.wait_for(2)
        await changes.listen(second.socket)
        assert [(m["type"], m["code"]) for m in second.sent] == [("websocket.close", 1013)]
        first.leave()
        await asyncio.wait_for(listening, 10)
        last = asyncio.create_task(changes.listen(third.socket))
        await third.wait_for(2)
        third.leave()
        await asyncio.wait_for(last, 10)

    run(story)


def test_a_broken_connection_is_let_go() -> None:
    """A page whose connection breaks while it is told frees its place and raises nothing."""

    async def story(watch: FileWatch) -> None:
        changes, page = Changes(watch), Listener(breaks=True)
        await asyncio.wait_for(changes.listen(page.socket), 10)
        assert changes.listeners == 0

    run(story)
