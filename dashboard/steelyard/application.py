"""The dashboard as one ASGI application: pages, further routes, security headers, background work.

Streamlit by itself answers any Host and sends no security headers; the middleware adds both.
"""

from __future__ import annotations

import asyncio
import base64
import gc
import hashlib
import re
import sys
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config

from steelyard.files.library import PACKAGE
from steelyard.files.saving.acts import LOG_PAGE, are_acts_kept
from steelyard.routes.changes import Changes
from steelyard.routes.editor_files import EditorFiles
from steelyard.routes.file_watch import FileWatch
from steelyard.routes.known_pages import KnownPages
from steelyard.routes.page_files import PageFiles
from steelyard.routes.same_origin import SameOrigin

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

STATIC = Path(st.__file__).parent / "static"
"""Folder of Streamlit's page and of the files that the page requests."""

_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_SHORT_SWITCH = 0.0005
"""Thread switch interval in seconds while the first page is prepared: requests come first."""


def dashboard_script() -> Path:
    """Return the page script: of the clone, or of the installed wheel."""
    shipped = PACKAGE / "shipped" / "dashboard" / "app.py"
    return shipped if shipped.is_file() else PACKAGE.parent / "app.py"


def application(
    script: Path,
    front: Sequence[Middleware] | None = None,
    hosts: Sequence[str] = (),
    on_script_error: Callable[[BaseException], None] | None = None,
) -> st.App:
    """Return the dashboard as an ASGI application.

    `front` is the middleware that decides which requests come in, that of `parts` by default;
    where it lets in other names than those of this machine, `hosts` are these, without ports.
    `on_script_error` is called with errors in a page; by default they go to the terminal.
    """
    given = parts(front)
    if on_script_error is not None:
        given["on_script_error"] = on_script_error
    app = st.App(script, **given)
    if hosts:
        config.set_option("server.allowedHosts", [*hosts])
    return app


def parts(front: Sequence[Middleware] | None = None) -> dict[str, Any]:
    """Return the arguments of `st.App`: routes, middleware, lifespan, and what to do about errors.

    `steelyard` and `streamlit run dashboard/app.py` pass the same ones, so both start the same
    application. By default only this machine is answered.
    """
    watch = FileWatch()
    if front is None:
        # The outermost comes first, so that refusals carry the headers too.
        front = [Middleware(SecurityHeaders), Middleware(SameOrigin)]
    return {
        "lifespan": _lifespan(watch),
        "routes": [Changes(watch).route, *EditorFiles().routes],
        "middleware": [
            *front,
            Middleware(KnownPages, pages=page_names()),
            Middleware(PageFiles, folder=STATIC / "static"),
        ],
        "on_script_error": _note_script_error,
    }


def page_names() -> list[str]:
    """Return the names of the pages from their folders, since importing them takes seconds.

    The log is a page only where acts are written down.
    """
    names = {page.parent.name for page in (PACKAGE / "views").glob("*/page.py")}
    return sorted(names if are_acts_kept() else names - {LOG_PAGE})


class SecurityHeaders:
    """Adds headers to every answer: a page loads from this server only and is framed by it only.

    With `https` also the one that has browsers come by https alone, for a year. Where `shared`,
    an answer that does not say whether it may be kept is for one visitor and must not be cached.
    """

    def __init__(self, app: ASGIApp, https: bool = False, shared: bool = False) -> None:
        self.app, self.shared = app, shared
        self.headers = [
            (b"content-security-policy", content_security_policy().encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"SAMEORIGIN"),
            (b"referrer-policy", b"no-referrer"),
            (b"permissions-policy", _NO_DEVICES.encode()),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
        ]
        if https:
            self.headers.append((b"strict-transport-security", b"max-age=31536000"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers to the start of its answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [*message.get("headers", [])]
                if self.shared and not any(name.lower() == b"cache-control" for name, _ in given):
                    given.append((b"cache-control", b"private, no-store"))
                message["headers"] = [*given, *self.headers]
            await send(message)

        await self.app(scope, receive, send_with_headers)


_NO_DEVICES = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
    )
)
"""Browser features that no page here may use, whatever runs in it."""


def content_security_policy() -> str:
    """Return the policy: everything from this server, nothing from anywhere else.

    Streamlit's page has inline boot scripts; they are let through by their hashes, read
    from the installed version. Our own browser component reaches the page as a blob made
    by Streamlit's script; only a script that already runs can make one.
    """
    index = STATIC / "index.html"
    scripts = _INLINE_SCRIPT.findall(index.read_bytes()) if index.is_file() else []
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in scripts
    )
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {hashes}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


def _lifespan(watch: FileWatch) -> Callable[[st.App], AbstractAsyncContextManager[None]]:
    """Return the lifespan of the application: what runs beside the pages while the server is up."""

    @asynccontextmanager
    async def live(_app: st.App) -> AsyncIterator[None]:
        # What the first page needs is imported before the first visitor comes.
        threading.Thread(target=_warm_up, daemon=True).start()
        await watch.refresh()
        following = asyncio.create_task(watch.follow())
        yield
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following

    return live


def _warm_up() -> None:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_SHORT_SWITCH)
    try:
        from steelyard.views.charts.warm_up import warm_up

        warm_up()
    finally:
        sys.setswitchinterval(usual)
        # Imported modules stay for good: excluding them makes later collections short.
        gc.freeze()
        gc.enable()


def _note_script_error(error: BaseException) -> None:
    """Write an error in a page to the terminal in one line; the page shows it in words."""
    print(f"steelyard: {type(error).__name__}: {error}", file=sys.stderr)
