"""Holds visitors to their limits: pages open at once, runs a second, bytes of an upload.

It runs after the guard, which has decided that they may ask at all. What is too much is
refused with a page in words, or put off and said on the page; both are counted.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter
from typing import TYPE_CHECKING, Final

from steelyard.model.people import Person
from steelyard.routes.plain_page import plain_page, send_page
from steelyard.routes.same_origin import headers_named, refuse_websocket
from steelyard.serving.accounts import Accounts
from steelyard.serving.doorway import CLIENT, VISITOR
from steelyard.serving.limits.pace import Pace
from steelyard.serving.page_socket import message_kind
from steelyard.serving.route_table import STREAM, RouteTable
from steelyard.serving.visits import VISIT_HEADER

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_UPLOADED: Final = 2 * 2**20
"""Bytes of a file that is dropped on a page, as `.streamlit/config.toml` says to the page."""

_AROUND_A_FILE: Final = 64 * 2**10
"""Bytes allowed around the file in the request that sends it."""

SAID_AGAIN: Final = 30.0
"""Seconds after which a page that is still slowed down says so again."""


class SlowedPages:
    """Which open pages were slowed down, and whether they have said so; by their visit's token."""

    def __init__(self) -> None:
        self._noted: dict[str, float] = {}
        self._unsaid: set[str] = set()

    def note(self, token: str) -> bool:
        """Note that a page is slowed down; return whether it was not a moment ago."""
        now = time.monotonic()
        is_new = now - self._noted.get(token, -math.inf) > SAID_AGAIN
        if is_new:
            self._noted[token] = now
            self._unsaid.add(token)
        return is_new

    def take(self, token: str) -> bool:
        """Return whether a page still has to say that it was slowed down; it is to say so now."""
        if token not in self._unsaid:
            return False
        self._unsaid.discard(token)
        return True

    def forget(self, token: str) -> None:
        """Forget a page whose socket is closed."""
        self._noted.pop(token, None)
        self._unsaid.discard(token)


class PageLimits:
    """Refuses what is too much at once, and has the runs of a visitor keep to a pace."""

    def __init__(
        self,
        app: ASGIApp,
        table: RouteTable,
        accounts: Accounts,
        slowed: SlowedPages,
        *,
        most_pages: int,
        runs_per_second: int,
    ) -> None:
        self.app, self.table, self.accounts, self.slowed = app, table, accounts, slowed
        self.most_pages, self.pace = most_pages, Pace(runs_per_second)
        self._open: Counter[tuple[str, str]] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is within the limits; answer anything else."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        person: Person = scope[VISITOR]
        who: str = person.user or scope[CLIENT]
        if scope["type"] == "websocket":
            await self._hold_socket(scope, receive, send, who)
            return
        rule = self.table.find(scope["method"], scope["path"])
        kind = rule.kind if rule is not None else ""
        if kind == "page" and self._open[who, STREAM] >= self.most_pages:
            self._refuse_page(scope[CLIENT])
            await send_page(send, 429, too_many_pages(self.most_pages))
        elif kind == "upload":
            await self._take_upload(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _hold_socket(self, scope: Scope, receive: Receive, send: Send, who: str) -> None:
        key = (who, scope["path"])
        if self._open[key] >= self.most_pages:
            self._refuse_page(scope[CLIENT])
            await refuse_websocket(receive, send)
            return
        token = next(iter(headers_named(scope, VISIT_HEADER)), "")

        async def receive_in_turn() -> Message:
            message = await receive()
            if scope["path"] == STREAM and message["type"] == "websocket.receive":
                await self._wait(message, who, token, scope[CLIENT])
            return message

        self._open[key] += 1
        try:
            await self.app(scope, receive_in_turn, send)
        finally:
            self._open[key] -= 1
            if not self._open[key]:
                del self._open[key]
            self.slowed.forget(token)

    async def _wait(self, message: Message, who: str, token: str, client: str) -> None:
        if message_kind(message.get("bytes")) != "rerun_script":
            return
        if seconds := self.pace.seconds_to_wait(who):
            if self.slowed.note(token):
                self.accounts.slowed(client)
            await asyncio.sleep(seconds)

    def _refuse_page(self, client: str) -> None:
        self.accounts.refused("pages", client, f"{self.most_pages} pages are open already")

    async def _take_upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        most = MOST_UPLOADED + _AROUND_A_FILE
        sizes = headers_named(scope, b"content-length")
        if any(not size.isdecimal() or int(size) > most for size in sizes):
            await self._refuse_upload(scope, send)
            return
        taken, has_begun, is_refused = 0, False, False

        async def receive_within() -> Message:
            nonlocal taken, is_refused
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                is_refused = True
                return {"type": "http.disconnect"}
            return message

        async def send_unless_refused(message: Message) -> None:
            nonlocal has_begun
            if not is_refused:
                has_begun = True
                await send(message)

        try:
            await self.app(scope, receive_within, send_unless_refused)
        except Exception:
            # Cut off in its middle, the reader of a form complains; that is our doing.
            if not is_refused:
                raise
        if is_refused and not has_begun:
            await self._refuse_upload(scope, send)

    async def _refuse_upload(self, scope: Scope, send: Send) -> None:
        size = f"{MOST_UPLOADED // 2**20} MB"
        self.accounts.refused("size", scope[CLIENT], f"a file of more than {size} is sent")
        page = plain_page(
            "too large", "This file is too large", f"A file may have {size} at the most."
        )
        await send_page(send, 413, page, (b"connection", b"close"))


def too_many_pages(most: int) -> bytes:
    """Return the page for somebody who has as many pages open as one person may."""
    return plain_page(
        "too many pages",
        "Too many pages are open",
        f"You have {most} pages of this dashboard open, and one person may have no more. Close "
        "one of them, and then load this page again.",
    )
