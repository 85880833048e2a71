"""The address the dashboard takes, and the browser it sends there."""

from __future__ import annotations

import asyncio
import socket
import threading
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import pytest
from own_loop import run_apart

from steelyard import server
from steelyard.views.session import served_files as served


@pytest.fixture
def free() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind((server.ADDRESS, 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder with one file; what is served is as before afterwards."""
    chosen = list(served._chosen)
    monkeypatch.setattr(server, "_run", lambda _listener: None)
    (tmp_path / "a.yaml").write_text("format: 1\n")
    yield tmp_path
    served._chosen[:] = chosen


def test_a_taken_port_is_passed_over(free: int) -> None:
    """The next free one is taken, and nobody else's."""
    with socket.socket() as other:
        other.bind((server.ADDRESS, free))
        other.listen()
        listener = server.bind_socket(free, free + 19)
        assert listener is not None
        with listener:
            assert free < listener.getsockname()[1] < free + 20


def test_without_a_free_port_nothing_is_served(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said in a sentence, as wrong use."""
    monkeypatch.setattr(server, "bind_socket", lambda _first, _last: None)

    assert server.serve(place, port=None, open_browser=False) == 2
    assert "no free port from 8501 to 8520; name another" in capsys.readouterr().err


def test_a_port_that_is_named_is_kept(
    place: Path, free: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where it is taken the start fails with a sentence; no other port is used instead."""
    with socket.create_server((server.ADDRESS, free)):
        assert server.serve(place, port=free, open_browser=False) == 2
    said = capsys.readouterr()

    assert f"port {free} is in use or may not be used; name another with --port" in said.err
    assert said.out == ""


def test_another_port_than_the_usual_one_is_said(
    place: Path, free: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only the default port is ever replaced by the next one, and the terminal names both."""
    monkeypatch.setattr(server, "USUAL_PORT", free)
    with socket.create_server((server.ADDRESS, free)):
        assert server.serve(place, port=None, open_browser=False) == 0

    assert f"Port {free} is in use, so this dashboard has port " in capsys.readouterr().out


def test_an_early_connection_waits_in_the_backlog(free: int) -> None:
    """A connection is taken up before anything answers, so a browser may be sent at once."""
    listener = server.bind_socket(free, free + 19)
    assert listener is not None
    with listener, socket.create_connection(listener.getsockname(), timeout=10) as early:
        assert early.getpeername() == listener.getsockname()


def test_small_packets_are_not_held_back(free: int) -> None:
    """A connection through the socket sends at once what it is given (TCP_NODELAY)."""
    held_back: list[bool] = []

    async def take(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken: socket.socket = writer.get_extra_info("socket")
        held_back.append(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0)
        writer.close()

    async def visit() -> None:
        listener = server.bind_socket(free, free + 19)
        assert listener is not None
        async with await asyncio.start_server(take, sock=listener):
            reader, writer = await asyncio.open_connection(*listener.getsockname())
            await reader.read()
            writer.close()

    run_apart(visit())
    assert held_back == [False]


def test_the_browser_is_sent_to_the_address_that_was_taken(
    place: Path, free: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The terminal names the same address; with `--no-browser` nothing is opened."""
    opened: list[str] = []
    is_opened = threading.Event()

    def open_page(url: str) -> bool:
        opened.append(url)
        is_opened.set()
        return True

    monkeypatch.setattr(webbrowser, "open", open_page)
    assert server.serve(place, port=free, open_browser=False) == 0
    assert opened == []
    assert server.serve(place, port=free, open_browser=True) == 0
    assert is_opened.wait(10)
    assert opened[0].startswith("http://localhost:")
    assert f"Open {opened[0]} in a browser" in capsys.readouterr().out


def test_stopping_it_is_no_fault(place: Path, free: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C ends the command as one that did what it was asked to."""

    def answer(_listener: socket.socket) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(server, "_run", answer)
    assert server.serve(place, port=free, open_browser=False) == 0
