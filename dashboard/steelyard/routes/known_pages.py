"""Middleware that answers the address of a page that does not exist, with a link to the first one.

Streamlit sends its page for any address; at one that is not its own the page cannot find its
scripts and stays blank.
"""

from __future__ import annotations

import html
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

BESIDE_PAGES = frozenset({"_stcore", "api", "app", "component", "media", "static"})
"""First parts of the addresses of files and messages, which are always passed on."""

LONGEST_ECHO = 60


class KnownPages:
    """Answers requests for pages that do not exist with status 404 and a page in words.

    `pages`: the names of the pages; the bare address is one too. All else is passed on.
    """

    def __init__(self, app: ASGIApp, pages: Collection[str]) -> None:
        self.app = app
        self.pages = tuple(pages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer that there is no such page."""
        if self._may_be_answered(scope):
            await self.app(scope, receive, send)
            return
        body = self._page(scope["path"]).encode("utf-8", "replace")
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
        ]
        await send({"type": "http.response.start", "status": 404, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _may_be_answered(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != "GET" or not _wants_page(scope):
            return True
        first, *more = scope["path"].removeprefix("/").split("/")
        return first in BESIDE_PAGES or (not more and first in ("", *self.pages))

    def _page(self, path: str) -> str:
        shown = "".join(letter if letter.isprintable() else "?" for letter in path)
        if len(shown) > LONGEST_ECHO:
            shown = f"{shown[:LONGEST_ECHO]}…"
        return (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>Steelyard: no such page'
            '</title><meta name="viewport" content="width=device-width">'
            f"<h1>There is no page {html.escape(shown)} here</h1>"
            '<p><a href="/">Open the dashboard at its first page</a>. The others are reached '
            "from there.</p></html>"
        )


def _wants_page(scope: Scope) -> bool:
    """Return whether the request accepts HTML, as a browser's does for a page and a script's does
    not."""
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])
