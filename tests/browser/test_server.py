"""What the server answers, to whom, and with which headers."""

from __future__ import annotations

import http.client
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil

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


def test_it_listens_on_this_machine_only(served: Served) -> None:
    """The port is bound to 127.0.0.1, not to every interface."""
    port = urlsplit(served[0]).port
    bound = {
        connection.laddr.ip
        for process in psutil.Process().children(recursive=True)
        for connection in connections_of(process)
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port
    }
    assert bound == {"127.0.0.1"}


def connections_of(process: psutil.Process) -> list[Any]:
    """Return what a process of these tests listens or speaks to; nothing once it has ended."""
    try:
        found: list[Any] = process.net_connections(kind="tcp")
    except psutil.Error:
        return []
    return found
