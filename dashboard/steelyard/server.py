"""Starts the dashboard: binds an address, opens the browser, loads the application, serves it.

The address is bound first and the browser started at once: while it starts, everything else
is loaded, and its first requests wait in the backlog. So whatever takes long to load is
imported only after that.
"""

from __future__ import annotations

import gc
import socket
import sys
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import Any

from steelyard.files.saving.save import (
    TIME_LIMIT,
    forbid_writing,
    is_writable,
    writing_allowed,
)
from steelyard.files.saving.under_way import wait_for_saves
from steelyard.views.session import served_files as served

ADDRESS = "127.0.0.1"
NAME = "localhost"
USUAL_PORT = 8501
OTHER_PORTS = 19
"""Ports after the usual one that are tried where it is taken."""

BACKLOG = 128
"""Connections that may wait while the server is still loading."""

LONGEST_MESSAGE = 64 * 2**20
"""Bytes in one message from a page: more than all of a visitor's own files together."""

PING_SECONDS = 30.0


def serve(place: Path, *, port: int | None, open_browser: bool, read_only: bool = False) -> int:
    """Serve the dashboard on a folder or file until interrupted; return the exit code.

    Listens on this machine only. A `port` that is given is used, or the start fails with a
    sentence; for `None` it is the usual one or, where that is taken, the next free one, and the
    terminal says so. With `read_only` nothing is ever saved, whatever a page requests.
    """
    served.choose(place)
    if read_only:
        forbid_writing()
    first, last = (USUAL_PORT, USUAL_PORT + OTHER_PORTS) if port is None else (port, port)
    listener = bind_socket(first, last)
    if listener is None:
        print(f"steelyard: {_no_port(first, last)}", file=sys.stderr)
        return 2
    with listener:
        taken = listener.getsockname()[1]
        url = f"http://{NAME}:{taken}"
        print(f"Steelyard shows {place}")
        if taken != first:
            print(f"Port {first} is in use, so this dashboard has port {taken}.")
        if unsaved := why_read_only():
            print(unsaved)
        print(f"Open {url} in a browser. Stop with Ctrl+C.", flush=True)
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
        # Ctrl+C is how it is stopped, not an error.
        with suppress(KeyboardInterrupt):
            _run(listener)
    return 0


def why_read_only() -> str:
    """Return in a sentence why this dashboard saves nothing; empty where it can."""
    if not writing_allowed():
        return "Read-only: nothing can be saved from this dashboard."
    files = served.served_files().values() or [served.served_folder() / "new.yaml"]
    if not any(is_writable(path) for path in files):
        return "These files and their folder may only be read: nothing can be saved there."
    return ""


def _no_port(first: int, last: int) -> str:
    if first == last:
        return f"port {first} is in use or may not be used; name another with --port"
    return f"no free port from {first} to {last}; name another with --port"


def bind_socket(first: int, last: int, address: str = ADDRESS) -> socket.socket | None:
    """Return a socket that listens at the first free port from `first` to `last`.

    On this machine only, unless `address` is another one of it. `None` if no port is free. The
    protocol is named because asyncio sets TCP_NODELAY only where it is TCP; without that option
    small packets are delayed, and every answer has two of them, every run of a page a hundred.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    for port in range(first, last + 1):
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            if sys.platform != "win32":
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((address, port))
            listener.listen(BACKLOG)
        except OSError:
            listener.close()
            continue
        return listener
    return None


def _run(listener: socket.socket) -> None:
    """Load the dashboard and answer requests until interrupted."""
    # Imported modules stay for good: collecting garbage while they load only costs time.
    gc.disable()

    from steelyard.application import application, dashboard_script

    serve_application(listener, application(dashboard_script()), dashboard_script())


def serve_application(
    listener: socket.socket, app: Any, script: Path, *, stop_seconds: int | None = None
) -> None:
    """Answer requests with an ASGI application until the process is told to stop.

    `script` is the page script. Saves that are under way are finished, for `stop_seconds` at the
    most; open pages are asked to come back later. With `None` that is the time limit of a save.
    """
    import uvicorn

    # Streamlit runs the page script with sys.argv: our own arguments must not reach it.
    sys.argv = [str(script)]
    config = uvicorn.Config(
        app,
        ws="websockets-sansio",
        ws_max_size=LONGEST_MESSAGE,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        ws_per_message_deflate=False,
        # Streamlit configures logging.
        log_config=None,
        access_log=False,
        server_header=False,
        # Who is behind a proxy is found out in `serving`.
        proxy_headers=False,
        timeout_graceful_shutdown=stop_seconds,
    )
    try:
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        wait_for_saves(TIME_LIMIT if stop_seconds is None else stop_seconds)
