"""A page of a server without a browser: Streamlit's own protocol over a WebSocket."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

PATIENCE = 60.0


def open_page(
    port: int, url: str, query: str = "", headers: Mapping[str, str] | None = None
) -> str:
    """Return what the first run of a page sends, as one text; the socket is closed again.

    The server listens at a port of this machine; `url` is the one that it is asked by, such as
    `ws://decide.example.org/steelyard/_stcore/stream`.
    """
    return asyncio.run(_open_page(port, url, query, headers or {}))


async def _open_page(port: int, url: str, query: str, headers: Mapping[str, str]) -> str:
    message = BackMsg()
    message.rerun_script.query_string = query
    told: list[str] = []
    async with (
        asyncio.timeout(PATIENCE),
        connect(
            url,
            host="127.0.0.1",
            port=port,
            proxy=None,
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers=headers,
            max_size=None,
        ) as socket,
    ):
        await socket.send(message.SerializeToString())
        while True:
            sent = ForwardMsg.FromString(await socket.recv(decode=False))
            told.append(str(sent))
            if sent.WhichOneof("type") == "script_finished":
                return "\n".join(told)
