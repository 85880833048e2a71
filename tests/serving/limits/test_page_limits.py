"""Too many pages, too large files, too many runs: refused or put off in words, and counted."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from own_loop import run_apart
from streamlit.proto.BackMsg_pb2 import BackMsg

from steelyard.application import page_names
from steelyard.model.people import ANYBODY, Person
from steelyard.serving.accounts import Accounts
from steelyard.serving.doorway import CLIENT, VISITOR
from steelyard.serving.figures import Counters
from steelyard.serving.limits import page_limits
from steelyard.serving.limits.page_limits import MOST_UPLOADED, PageLimits, SlowedPages
from steelyard.serving.log import Log
from steelyard.serving.route_table import STREAM, RouteTable, make_table
from steelyard.serving.visits import VISIT_HEADER

UPLOAD = "/_stcore/upload_file/s/1"
ADA, BOB = (Person(user, user, ANYBODY.roles) for user in ("ada", "bob"))


class Behind:
    """A server with limits, in front of an application that keeps sockets open until told."""

    def __init__(self, pages: int = 2, runs: int = 1000) -> None:
        self.log = io.StringIO()
        accounts = Accounts(Log(None), Counters())
        accounts.log._stream = self.log
        self.figures = accounts.figures
        self.slowed = SlowedPages()
        self.passed: list[Any] = []
        self.limits = PageLimits(
            self._app,
            RouteTable(make_table(page_names())),
            accounts,
            self.slowed,
            most_pages=pages,
            runs_per_second=runs,
        )

    async def _app(self, scope: Any, receive: Any, send: Any) -> None:
        while True:
            message = await receive()
            self.passed.append(message)
            if message["type"] in ("http.disconnect", "websocket.disconnect"):
                return
            if message["type"] == "http.request" and not message.get("more_body"):
                await send({"type": "http.response.start", "status": 200, "headers": []})
                await send({"type": "http.response.body", "body": b""})
                return

    async def ask(
        self,
        path: str,
        person: Person = ADA,
        method: str = "GET",
        headers: list[tuple[bytes, bytes]] | None = None,
        bodies: tuple[bytes, ...] = (b"",),
    ) -> tuple[int, str]:
        """Return status and text of an answer."""
        sent: list[Any] = []
        given = list(bodies)

        async def receive() -> Any:
            return {"type": "http.request", "body": given.pop(0), "more_body": bool(given)}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "headers": headers or [],
            VISITOR: person,
            CLIENT: "192.0.2.9",
        }
        await self.limits(scope, receive, send)
        body = b"".join(one.get("body", b"") for one in sent)
        return sent[0]["status"], body.decode()

    def events(self) -> list[dict[str, Any]]:
        """Return what the log has."""
        return [json.loads(line) for line in self.log.getvalue().splitlines()]


class Page:
    """A page whose socket is open, or refused."""

    def __init__(self, server: Behind, person: Person = ADA, token: str = "t") -> None:
        self.sent: list[Any] = []
        self.waiting: asyncio.Queue[Any] = asyncio.Queue()
        scope = {
            "type": "websocket",
            "path": STREAM,
            "headers": [(VISIT_HEADER, token.encode())],
            VISITOR: person,
            CLIENT: "192.0.2.9",
        }
        self.task = asyncio.ensure_future(
            server.limits(scope, self.waiting.get, self._note)  # type: ignore[arg-type]
        )

    async def _note(self, message: Any) -> None:
        self.sent.append(message)

    def says(self, **fields: Any) -> None:
        """Send a message of the page."""
        message = BackMsg(**fields)
        self.waiting.put_nowait({"type": "websocket.receive", "bytes": message.SerializeToString()})

    async def close(self) -> None:
        """Close the page."""
        self.waiting.put_nowait({"type": "websocket.disconnect", "code": 1000})
        await self.task


async def until(holds: Callable[[], bool]) -> None:
    """Let others work until something holds."""
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0)


def test_too_many_pages_are_refused_in_words() -> None:
    """The next page says what to close, its socket is refused; another person is let in."""

    async def visit() -> None:
        server = Behind(pages=2)
        pages = [Page(server), Page(server)]
        await until(lambda: server.limits._open["ada", STREAM] == 2)
        status, text = await server.ask("/")
        assert status == 429
        assert "You have 2 pages of this dashboard open" in text
        refused = Page(server)
        refused.waiting.put_nowait({"type": "websocket.connect"})
        await refused.task
        assert refused.sent[0]["type"] != "websocket.accept"
        assert (await server.ask("/", BOB))[0] == 200
        assert (await server.ask("/static/x.js"))[0] == 200

        await pages.pop().close()
        assert (await server.ask("/"))[0] == 200
        await pages.pop().close()
        assert not server.limits._open
        assert b'steelyard_refused_total{why="pages"} 2.0' in server.figures.as_text()

    run_apart(visit())


def test_a_flood_of_runs_is_put_off_and_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run comes in the end, none at once; other messages do not wait."""
    put_off: list[float] = []
    asleep = asyncio.sleep

    async def note(seconds: float) -> None:
        put_off.extend([seconds] if seconds else [])
        await asleep(0)

    monkeypatch.setattr(page_limits.asyncio, "sleep", note)  # type: ignore[attr-defined]

    async def visit() -> None:
        server = Behind(runs=5)
        page = Page(server, token="abc")
        page.says(app_heartbeat=True)
        for _ in range(14):
            page.says(rerun_script={"query_string": ""})
        await until(lambda: len(server.passed) == 15)
        assert len(put_off) == 4
        assert server.slowed.take("abc")
        assert not server.slowed.take("abc")
        assert [event["event"] for event in server.events()] == ["slowed"]
        assert b"steelyard_slowed_total 1.0" in server.figures.as_text()
        await page.close()
        assert not server.slowed._noted

    run_apart(visit())


@pytest.mark.parametrize("is_told", [True, False])
def test_a_file_too_large_is_refused(is_told: bool) -> None:
    """By the size that the request tells, or while it comes in where it tells none."""
    server = Behind()
    piece = b"x" * 2**20
    size = [(b"content-length", str(4 * len(piece)).encode())] if is_told else []

    async def send() -> None:
        status, text = await server.ask(UPLOAD, ADA, "PUT", size, (piece,) * 4)
        assert status == 413
        assert f"{MOST_UPLOADED // 2**20} MB at the most" in text

    run_apart(send())
    taken = sum(len(message.get("body", b"")) for message in server.passed)
    assert taken == (0 if is_told else 2 * len(piece))
    assert b'steelyard_refused_total{why="size"} 1.0' in server.figures.as_text()


def test_a_file_within_the_limit_is_passed_on() -> None:
    """As many bytes as a page may send, and the form around them."""
    server = Behind()

    async def send() -> None:
        whole = b"x" * (MOST_UPLOADED + 1000)
        size = [(b"content-length", str(len(whole)).encode())]
        assert (await server.ask(UPLOAD, ADA, "PUT", size, (whole,)))[0] == 200

    run_apart(send())
