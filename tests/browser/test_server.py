"""What the server answers, to whom, and with which headers."""

from __future__ import annotations

import http.client
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

Served = tuple[str, Path]


def answer(url: str, path: str, host: str | None = None) -> http.client.HTTPResponse:
    """Ask the server for a path, under a name of our choice."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=20)
    connection.request("GET", path, headers={"Host": host or f"localhost:{parts.port}"})
    return connection.getresponse()


def test_a_foreign_host_is_refused(served: Served) -> None:
    """A page that points a name of its own at this machine gets nothing."""
    assert answer(served[0], "/", host="evil.example").status == 403
    assert answer(served[0], "/").status == 200


def test_a_foreign_origin_gets_no_socket(served: Served) -> None:
    """Another site cannot open the dashboard's socket from a visitor's browser."""
    port = urlsplit(served[0]).port
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {
        "Host": f"localhost:{port}",
        "Origin": "http://evil.example",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version": "13",
    }
    connection.request("GET", "/_stcore/stream", headers=headers)

    assert connection.getresponse().status == 403


def test_every_answer_carries_the_headers(served: Served) -> None:
    """The policy lets in this server alone; nobody else may frame the page."""
    headers = answer(served[0], "/").headers
    policy = headers["content-security-policy"]

    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert "http:" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.skipif(sys.platform != "linux", reason="reads the kernel's table of sockets")
def test_it_listens_on_this_machine_only(served: Served) -> None:
    """The port is bound to 127.0.0.1, not to every interface."""
    port = urlsplit(served[0]).port
    assert port is not None
    listening = "0A"
    bound = set()
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        lines = table.read_text().splitlines()[1:] if table.exists() else []
        for line in lines:
            local, state = line.split()[1], line.split()[3]
            if state == listening and local.endswith(f":{port:04X}"):
                bound.add(local.split(":")[0])

    assert bound == {"0100007F"}
