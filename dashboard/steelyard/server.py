"""Starts the dashboard: takes an address, sends the browser there, and serves.

The address is taken first and the browser sent off at once: while it starts, all else is
loaded, and what it asks for meanwhile waits in line. So whatever is long to load is
imported only after that. Nothing here knows what the pages show.
"""

from __future__ import annotations

import gc
import socket
import sys
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path

from steelyard.files.saving.save import forbid_writing, is_writable, writing_allowed
from steelyard.views.session import served_files as served

ADDRESS = "127.0.0.1"
NAME = "localhost"
IN_LINE = 128
"""Connections that may wait while the server is still loading."""

LONGEST_MESSAGE = 64 * 2**20
"""Bytes a page may send at once: more than all the files of a visitor's own, given back."""

PING_SECONDS = 30.0


def serve(place: Path, *, port: int, open_browser: bool, read_only: bool = False) -> int:
    """Serve the dashboard on a folder or file until interrupted; return the exit code.

    Listens on this machine only. If the port is taken the next free one is used and
    said so. With `read_only` nothing is ever saved, whatever a page asks for.
    """
    served.choose(place)
    if read_only:
        forbid_writing()
    door = open_door(port)
    if door is None:
        print(f"steelyard: no free port from {port} to {port + 19}", file=sys.stderr)
        return 2
    with door:
        url = f"http://{NAME}:{door.getsockname()[1]}"
        print(f"Steelyard shows {place}")
        if unsaved := why_nothing_is_saved():
            print(unsaved)
        print(f"Open {url} in a browser. Stop with Ctrl+C.", flush=True)
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
        # This is how it is stopped, not a fault.
        with suppress(KeyboardInterrupt):
            _answer(door)
    return 0


def why_nothing_is_saved() -> str:
    """Return in a sentence why this dashboard saves nothing; empty where it can."""
    if not writing_allowed():
        return "Read-only: nothing can be saved from this dashboard."
    if not any(is_writable(path) for path in served.served_files().values()):
        return "These files and their folder may only be read: nothing can be saved there."
    return ""


def open_door(first: int) -> socket.socket | None:
    """Return a socket that listens on this machine, at `first` or the next free port of 20.

    It is told to be TCP by name: only then are its connections told not to hold back small
    parcels, of which every answer has two and every run of a page a hundred.
    """
    for port in range(first, first + 20):
        door = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            if sys.platform != "win32":
                door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind((ADDRESS, port))
            door.listen(IN_LINE)
        except OSError:
            door.close()
            continue
        return door
    return None


def _answer(door: socket.socket) -> None:
    """Load the dashboard and answer whoever comes, until interrupted."""
    # What is imported stays, and need not be swept for rubbish while it comes in.
    gc.disable()
    import uvicorn

    from steelyard.application import application, dashboard_script

    script = dashboard_script()
    # The pages are run as programs of their own: our arguments are not theirs.
    sys.argv = [str(script)]
    config = uvicorn.Config(
        application(script),
        ws="websockets-sansio",
        ws_max_size=LONGEST_MESSAGE,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        ws_per_message_deflate=False,
        # Streamlit sees to what is written to the terminal.
        log_config=None,
        access_log=False,
        server_header=False,
    )
    uvicorn.Server(config).run(sockets=[door])
