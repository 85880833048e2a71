"""Only pages of this server are answered: every Host and Origin but our own is refused."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from own_loop import run_apart

from steelyard.routes.changes import CHANGES_PATH
from steelyard.routes.same_origin import SameOrigin, refusal

ROOT = Path(__file__).resolve().parents[2]
PORT = 8501
OWN = f"localhost:{PORT}"

SOCKETS = ("/_stcore/stream", CHANGES_PATH)

HANDSHAKE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
}


def scope(*headers: tuple[str, str], kind: str = "http", scheme: str = "http") -> dict[str, Any]:
    """Return a request to this server with these headers."""
    sent = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    return {"type": kind, "scheme": scheme, "server": ("127.0.0.1", PORT), "headers": sent}


@pytest.mark.parametrize("host", [OWN, f"127.0.0.1:{PORT}", f"LOCALHOST:{PORT}"])
def test_our_own_page_is_answered(host: str) -> None:
    """Under every name of this machine, with its own origin or with none."""
    assert refusal(scope(("host", host))) is None
    assert refusal(scope(("host", host), ("origin", f"http://{host}"))) is None


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "localhost",
        "localhost:80",
        "localhost:8502",
        f"localhost.evil.example:{PORT}",
        f"localhost:{PORT}@evil.example",
        f"user@localhost:{PORT}",
        f"0.0.0.0:{PORT}",
        f"[::1]:{PORT}",
        "",
    ],
)
def test_a_foreign_host_is_refused(host: str) -> None:
    """A name that points at this machine is not this server; nor is another port."""
    assert refusal(scope(("host", host))) is not None


def test_a_request_names_one_host() -> None:
    """None, or two, leave open which one counts."""
    assert refusal(scope()) is not None
    assert refusal(scope(("host", OWN), ("host", "evil.example"))) is not None


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "",
        "http://localhost",
        "http://localhost:8502",
        f"https://{OWN}",
        f"http://127.0.0.1:{PORT}",
        f"http://0.0.0.0:{PORT}",
        f"http://localhost:{PORT}.evil.example",
        f"http://{OWN}/",
        f"file://{OWN}",
    ],
)
def test_a_foreign_origin_is_refused(kind: str, origin: str) -> None:
    """Exactly the page's own address is let through, for pages and for sockets."""
    assert refusal(scope(("host", OWN), ("origin", origin), kind=kind)) is not None


def test_one_foreign_origin_of_two_is_enough() -> None:
    """Whichever of them is read by what comes next, the request is refused."""
    asked = scope(("host", OWN), ("origin", f"http://{OWN}"), ("origin", "http://evil.example"))
    assert refusal(asked) is not None


def test_behind_https_the_page_is_https() -> None:
    """The scheme of the connection is that of the page."""
    asked = scope(("host", OWN), ("origin", f"https://{OWN}"), scheme="https")
    assert refusal(asked) is None
    assert refusal({**asked, "type": "websocket", "scheme": "wss"}) is None


def answers_of(asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the middleware sends for a request it must not pass on."""
    sent: list[dict[str, Any]] = []

    async def never(*_: object) -> None:
        pytest.fail("a refused request was passed on")

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    run_apart(SameOrigin(never)(asked, receive, send))  # type: ignore[arg-type]
    return sent


def test_a_refused_visitor_gets_a_page_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    """It says why and what to open instead; the terminal has one line; markup stays text."""
    start, body = answers_of(scope(("host", "<b>evil</b>\n.example")))
    page, printed = body["body"].decode(), capsys.readouterr().err

    assert start["status"] == 403
    assert "&lt;b&gt;evil&lt;/b&gt;?.example" in page
    assert f"type http://localhost:{PORT} into the address bar" in page
    assert printed == "steelyard: refused a request: it asks for the host <b>evil</b>?.example\n"


def test_a_refused_socket_is_never_accepted() -> None:
    """It is closed instead of accepted."""
    asked = scope(("host", OWN), ("origin", "http://evil.example"), kind="websocket")
    assert [message["type"] for message in answers_of(asked)] == ["websocket.close"]


# --- the real server ---------------------------------------------------------------------

SERVER = """
import sys
from pathlib import Path
from streamlit import net_util
net_util._AWS_CHECK_IP = net_util._AWS_CHECK_IP_HTTPS = sys.argv[2]
from steelyard import application
if sys.argv[3] == "unguarded":
    application.SameOrigin = lambda app: app
import uvicorn
app = application.application(Path(sys.argv[4]))
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="critical")
"""


@contextmanager
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """Stand in for the outside service; yield its address and what it was asked."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(60)

        def answer() -> None:
            while True:
                try:
                    connection, _ = door.accept()
                except OSError:
                    return
                with connection:
                    asked.append(connection.recv(4096))
                    connection.sendall(
                        b"HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\n192.0.2.7"
                    )

        threading.Thread(target=answer, daemon=True).start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}", asked


@contextmanager
def server(outside: str, guard: str) -> Iterator[int]:
    """Run the dashboard's application in a process of its own; yield its port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    paths = os.pathsep.join([str(ROOT / "dashboard"), os.environ.get("PYTHONPATH", "")])
    process = subprocess.Popen(
        [
            *(sys.executable, "-c", SERVER, str(port), outside, guard),
            str(ROOT / "dashboard" / "app.py"),
        ],
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while status(port, "/_stcore/health", f"localhost:{port}") != 200:
            assert process.poll() is None, "the server ended"
            assert time.monotonic() < deadline, "the server did not answer within a minute"
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def status(port: int, path: str, host: str, **headers: str) -> int | None:
    """Return the status of a request; `None` where nothing answers yet."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Host": host, **headers})
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


@pytest.mark.parametrize(("guard", "is_asked"), [("guarded", False), ("unguarded", True)])
def test_a_foreign_page_makes_the_server_ask_nobody(guard: str, is_asked: bool) -> None:
    """Streamlit alone asks an outside service about a foreign origin; behind the check never."""
    with listener() as (outside, asked), server(outside, guard) as port:
        foreign = {**HANDSHAKE, "Origin": "http://evil.example"}
        for _ in range(2):
            assert status(port, "/_stcore/stream", f"localhost:{port}", **foreign) == 403

    assert bool(asked) == is_asked


def test_every_route_refuses_a_page_on_another_port() -> None:
    """Pages, health, media, uploads, the socket and our own routes: each answers 403."""
    paths = ["/", "/compare", "/_stcore/health", "/_stcore/host-config", "/media/x", "/static/x"]
    with server("http://127.0.0.1:9", "guarded") as port:
        own, other = f"localhost:{port}", {"Origin": f"http://localhost:{port + 1}"}
        found = {path: status(port, path, own, **other) for path in paths}
        sockets = [status(port, path, own, **HANDSHAKE, **other) for path in SOCKETS]

    assert found == dict.fromkeys(paths, 403)
    assert sockets == [403, 403]


def test_no_program_drives_the_dashboard() -> None:
    """Streamlit's interface for agents stays off: it could press every button."""
    with server("http://127.0.0.1:9", "guarded") as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {"Host": f"localhost:{port}", "Content-Type": "application/json"}
        connection.request("POST", "/_stcore/agent/interact", body="{}", headers=headers)
        answer = connection.getresponse()
        said = answer.read()
        connection.close()

    assert answer.status == 403
    assert b"not_available" in said
