"""Starts the dashboard: the address it listens on, the headers it sends, its warm-up.

Streamlit alone answers any Host and sends no security headers; this wraps it. Nothing
here knows what the pages show.
"""

from __future__ import annotations

import asyncio
import base64
import gc
import hashlib
import re
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from steelyard.files.keeping.saving import forbid_writing, is_writable, writing_allowed
from steelyard.files.library import PACKAGE
from steelyard.routes.changes import Changes
from steelyard.routes.editor_files import EditorFiles
from steelyard.routes.file_watch import FileWatch
from steelyard.views import served

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ADDRESS = "127.0.0.1"
HOSTS = ("127.0.0.1", "localhost")

_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def serve(place: Path, *, port: int, open_browser: bool, read_only: bool = False) -> int:
    """Serve the dashboard on a folder or file until interrupted; return the exit code.

    Listens on this machine only. If the port is taken the next free one is used and
    said so. With `read_only` nothing is ever saved, whatever a page asks for.
    """
    served.choose(place)
    if read_only:
        forbid_writing()
    free = _free_port(port)
    if free is None:
        print(f"steelyard: no free port from {port} to {port + 19}", file=sys.stderr)
        return 2
    url = f"http://{HOSTS[1]}:{free}"
    print(f"Steelyard shows {place}")
    if unsaved := why_nothing_is_saved():
        print(unsaved)
    print(f"Open {url} in a browser. Stop with Ctrl+C.", flush=True)
    if open_browser:
        threading.Thread(target=_open_when_ready, args=(free, url), daemon=True).start()
    script = dashboard_script()
    # Streamlit looks for its configuration beside the script it was started with.
    sys.argv = [str(script)]
    application(script).run(config={"server.port": free, "server.address": ADDRESS})
    return 0


def why_nothing_is_saved() -> str:
    """Return in a sentence why this dashboard saves nothing; empty where it can."""
    if not writing_allowed():
        return "Read-only: nothing can be saved from this dashboard."
    if not any(is_writable(path) for path in served.served_files().values()):
        return "These files and their folder may only be read: nothing can be saved there."
    return ""


def dashboard_script() -> Path:
    """Return the page script: of the clone, or of the installed wheel."""
    shipped = PACKAGE / "shipped" / "dashboard" / "app.py"
    return shipped if shipped.is_file() else PACKAGE.parent / "app.py"


def application(script: Path) -> st.App:
    """Return the dashboard as an ASGI application, with its routes, headers and Host check."""
    watch = FileWatch()
    return st.App(
        script,
        lifespan=_lifespan(watch),
        routes=[Changes(watch).route, *EditorFiles().routes],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS)),
            Middleware(SecurityHeaders),
        ],
        on_script_error=_note_script_error,
    )


class SecurityHeaders:
    """Adds to every answer what keeps a page from loading, or being loaded by, strangers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = [
            (b"content-security-policy", content_security_policy().encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"SAMEORIGIN"),
            (b"referrer-policy", b"no-referrer"),
            (b"cross-origin-opener-policy", b"same-origin"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers to the start of its answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *self.headers]
            await send(message)

        await self.app(scope, receive, send_with_headers)


def content_security_policy() -> str:
    """Return the policy: everything from this server, nothing from anywhere else.

    Streamlit's page has inline boot scripts; they are let through by their hashes, read
    from the installed version. Our own browser component reaches the page as a blob made
    by Streamlit's script; only a script that already runs can make one.
    """
    index = Path(st.__file__).parent / "static" / "index.html"
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
    """Return what runs beside the pages from the server's start to its end."""

    @asynccontextmanager
    async def live(_app: st.App) -> AsyncIterator[None]:
        # What the first page needs is imported while nobody waits for it yet.
        threading.Thread(target=_rehearse, daemon=True).start()
        await watch.refresh()
        following = asyncio.create_task(watch.follow())
        yield
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following

    return live


def _rehearse() -> None:
    from steelyard.views.rehearsal import rehearse

    rehearse()
    # What has been imported stays; sweeping it again and again costs every visitor time.
    gc.collect()
    gc.freeze()


def _open_when_ready(port: int, url: str) -> None:
    """Send the browser off as soon as the server listens; give up after a minute."""
    for _ in range(600):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if probe.connect_ex((ADDRESS, port)) == 0:
                webbrowser.open(url)
                return
        time.sleep(0.1)


def _note_script_error(error: BaseException) -> None:
    """Write an error of ours to the terminal in one line; the page says it in words."""
    print(f"steelyard: {type(error).__name__}: {error}", file=sys.stderr)


def _free_port(first: int) -> int | None:
    for port in range(first, first + 20):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if sys.platform != "win32":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((ADDRESS, port))
            except OSError:
                continue
            return port
    return None
