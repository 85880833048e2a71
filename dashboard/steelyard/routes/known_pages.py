"""Middleware that answers 404 for pages that do not exist, with a link to the first page.

Streamlit sends its page for any address; at one that is not a page of its own, the page cannot
find its scripts and stays blank.
"""

from __future__ import annotations

import html
from collections.abc import Collection
from typing import TYPE_CHECKING

from steelyard.routes.plain_page import echo_foreign, plain_page, send_page

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

BESIDE_PAGES = frozenset({"_stcore", "api", "app", "component", "media", "static"})
"""First path segments of files and messages, which are always passed on."""


class KnownPages:
    """Answers requests for pages that do not exist with status 404 and a page that explains it.

    `pages`: the names of the pages; the bare address is one too. Everything else is passed on.
    """

    def __init__(self, app: ASGIApp, pages: Collection[str]) -> None:
        self.app = app
        self.pages = tuple(pages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer that there is no such page."""
        if self._may_be_answered(scope):
            await self.app(scope, receive, send)
            return
        await send_page(send, 404, no_such_page(scope["path"], "/"))

    def _may_be_answered(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != "GET" or not _wants_page(scope):
            return True
        first, *more = scope["path"].removeprefix("/").split("/")
        return first in BESIDE_PAGES or (not more and first in ("", *self.pages))


def no_such_page(path: str, first: str) -> bytes:
    """Return the page for a `path` without a page, with a link to the first one."""
    return plain_page(
        "no such page",
        f"There is no page {echo_foreign(path)} here",
        f'<a href="{html.escape(first)}">Open the dashboard at its first page</a>. The others are '
        "reached from there.",
    )


def _wants_page(scope: Scope) -> bool:
    """Return whether the request accepts HTML: a browser's request for a page does, a script's
    does not."""
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])
