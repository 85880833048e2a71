"""A page of a server without a browser: Streamlit's own protocol over a WebSocket."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator, Mapping
from contextlib import AbstractAsyncContextManager, contextmanager

from own_loop import run_apart
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.sync.client import connect as connect_here

PATIENCE = 60.0


def open_page(
    port: int,
    url: str,
    query: str = "",
    headers: Mapping[str, str] | None = None,
    *,
    runs: int = 1,
) -> str:
    """Return what the runs of a page send, as one text; the socket is closed again.

    The server listens at a port of this machine; `url` is the one that it is asked by, such as
    `ws://decide.example.org/steelyard/_stcore/stream`. Runs follow each other at once.
    """
    return run_apart(_open_page(port, url, query, headers or {}, runs))


@contextmanager
def hold_page(port: int, url: str, headers: Mapping[str, str] | None = None) -> Iterator[None]:
    """Keep the socket of a page open, after its first run."""
    with connect_here(
        url,
        sock=socket.create_connection(("127.0.0.1", port), PATIENCE),
        subprotocols=["streamlit"],  # type: ignore[list-item]
        additional_headers=headers,
        max_size=None,
    ) as page:
        page.send(_rerun("").SerializeToString())
        while True:
            sent = ForwardMsg.FromString(page.recv(PATIENCE, decode=False))
            if sent.WhichOneof("type") == "script_finished":
                break
        yield


async def _open_page(port: int, url: str, query: str, headers: Mapping[str, str], runs: int) -> str:
    told: list[str] = []
    async with asyncio.timeout(PATIENCE), _connected(port, url, headers) as page:
        for _ in range(runs):
            await page.send(_rerun(query).SerializeToString())
            kind = ""
            while kind != "script_finished":
                sent = ForwardMsg.FromString(await page.recv(decode=False))
                told.append(str(sent))
                kind = sent.WhichOneof("type") or ""
    return "\n".join(told)


def _connected(
    port: int, url: str, headers: Mapping[str, str]
) -> AbstractAsyncContextManager[ClientConnection]:
    return connect(
        url,
        host="127.0.0.1",
        port=port,
        proxy=None,
        subprotocols=["streamlit"],  # type: ignore[list-item]
        additional_headers=headers,
        max_size=None,
    )


def _rerun(query: str) -> BackMsg:
    message = BackMsg()
    message.rerun_script.query_string = query
    return message
