"""Serves Streamlit's own scripts, styles and fonts directly from the event loop.

Streamlit reads each of its hundred files in a thread. While the first page is being prepared
those threads wait for the interpreter lock over and over, and the visitor with them; read in
the event loop they are sent at once. Only files of one folder, listed at the start, are
served; range and conditional requests are left to Streamlit.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

BELOW = "/static/"
"""Path below which the page requests its files."""

_TYPES = {
    ".js": b"text/javascript; charset=utf-8",
    ".css": b"text/css; charset=utf-8",
    ".woff2": b"font/woff2",
}
# Their names change with their contents, so a browser may keep them for ever.
_FOR_EVER = b"public, immutable, max-age=31536000"
_ONLY_A_PART = {b"range", b"if-range", b"if-none-match", b"if-modified-since"}


class PageFiles:
    """Answers a plain request for one of the files below a folder; passes everything else on."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self.app = app
        self.files = _list_files(folder)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the whole file, or pass the request on to the application."""
        path = self._requested(scope)
        content = _read(path) if path is not None else None
        if path is None or content is None:
            await self.app(scope, receive, send)
            return
        headers = [
            (b"content-type", _TYPES[path.suffix]),
            (b"content-length", str(len(content)).encode()),
            (b"cache-control", _FOR_EVER),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def _requested(self, scope: Scope) -> Path | None:
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        if any(name in _ONLY_A_PART for name, _ in scope["headers"]):
            return None
        return self.files.get(scope["path"])


def _list_files(folder: Path) -> dict[str, Path]:
    """Return the files of known types below a folder, by request path."""
    return {
        BELOW + path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.suffix in _TYPES and path.is_file()
    }


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
