"""Enforces the limits per visitor: pages open at once, runs a second, bytes of an upload.

It runs after the guard, which decides whether a request is allowed at all. Pages and uploads over
the limit are refused with a page that explains it; runs are delayed, with a notice on the page.
Both are counted.
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
"""Maximum bytes of an uploaded file; the same limit as in `.streamlit/config.toml`."""

_AROUND_A_FILE: Final = 64 * 2**10
"""Bytes allowed in an upload request in addition to the file."""

SAID_AGAIN: Final = 30.0
"""Seconds after which a page that is still being slowed down shows the notice again."""


class SlowedPages:
    """The open pages that were slowed down, with notices still to be shown; by visit token."""

    def __init__(self) -> None:
        self._noted: dict[str, float] = {}
        self._unsaid: set[str] = set()

    def note(self, token: str) -> bool:
        """Record that a page is slowed down; return whether it was not within `SAID_AGAIN`."""
        now = time.monotonic()
        is_new = now - self._noted.get(token, -math.inf) > SAID_AGAIN
        if is_new:
            self._noted[token] = now
            self._unsaid.add(token)
        return is_new

    def take(self, token: str) -> bool:
        """Return whether a page still has to show the notice, and mark it as shown."""
        if token not in self._unsaid:
            return False
        self._unsaid.discard(token)
        return True

    def forget(self, token: str) -> None:
        """Forget a page whose socket is closed."""
        self._noted.pop(token, None)
        self._unsaid.discard(token)


class PageLimits:
    """Refuses pages and uploads over the limit, and throttles the runs of each visitor."""

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
        """Pass on requests within the limits; answer all others."""
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
            # The form parser fails because we cut the request off; ignore that error.
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
    """Return the page for somebody who already has the maximum number of pages open."""
    return plain_page(
        "too many pages",
        "Too many pages are open",
        f"You have {most} pages of this dashboard open, and one person may have no more. Close "
        "one of them, and then load this page again.",
    )
