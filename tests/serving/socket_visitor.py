"""A visitor of a server for a team, by Streamlit's own protocol: a page without a browser."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

LONGEST = 60.0


@dataclass
class SocketVisitor:
    """One open page: its socket, and what it was sent."""

    socket: ClientConnection
    sent: list[ForwardMsg] = field(default_factory=list)

    async def run(
        self, page: str = "", widgets: dict[str, dict[str, Any]] | None = None, query: str = ""
    ) -> None:
        """Have the script run for the page of a name; return when the page stands.

        `query`: what the address says after its question mark.
        """
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        for id_, value in (widgets or {}).items():
            state = message.rerun_script.widget_states.widgets.add(id=id_)
            for kind, given in value.items():
                setattr(state, kind, given)
        await self.say(message)
        while True:
            told = await self.hear()
            if told.WhichOneof("type") == "script_finished" and (
                told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                return

    async def say(self, message: BackMsg) -> None:
        """Send a message to the server."""
        await self.socket.send(message.SerializeToString())

    async def hear(self) -> ForwardMsg:
        """Return the next message from the server."""
        raw = await asyncio.wait_for(self.socket.recv(decode=False), LONGEST)
        told = ForwardMsg.FromString(raw)
        self.sent.append(told)
        return told

    @property
    def session(self) -> str:
        """The id of the session, as the page is told it."""
        return next(
            told.new_session.initialize.session_id
            for told in reversed(self.sent)
            if told.WhichOneof("type") == "new_session"
        )

    @property
    def elements(self) -> list[Any]:
        """The elements that the page was given, of all runs."""
        return [
            told.delta.new_element
            for told in self.sent
            if told.WhichOneof("type") == "delta" and told.delta.WhichOneof("type") == "new_element"
        ]

    @property
    def text(self) -> str:
        """Everything the page was sent, as text, without the signs against markup."""
        return "\n".join(str(told) for told in self.sent).replace("\\", "")

    def component_data(self, key: str) -> dict[str, Any]:
        """Return what a component with this key was given last."""
        for element in reversed(self.elements):
            if element.WhichOneof("type") == "bidi_component" and key in element.bidi_component.id:
                found: dict[str, Any] = json.loads(element.bidi_component.bytes)
                return found
        raise AssertionError(f"no component {key}")


def open_page(
    port: int, base: str, headers: dict[str, str], host: str, session: str = ""
) -> connect:
    """Return the connection of a page, to be entered; with a session, as a page that comes back."""
    names = ["streamlit", "x", session] if session else ["streamlit"]
    return connect(
        f"ws://{host}{base}/_stcore/stream",
        host="127.0.0.1",
        port=port,
        proxy=None,
        subprotocols=names,  # type: ignore[arg-type]
        additional_headers=headers,
        max_size=None,
        open_timeout=LONGEST,
    )
