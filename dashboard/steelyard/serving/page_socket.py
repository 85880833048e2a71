"""The socket between a page and its script: filters messages and measures the runs."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from steelyard.serving.accounts import Accounts, Sender
from steelyard.serving.route_table import MESSAGES
from steelyard.serving.visits import Visit

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Send

LONGEST_END = 400
"""Messages longer than this many bytes cannot be the end of a run and are not parsed."""


class PageSocket:
    """Passes on the messages a visitor may send, drops others; records opening, runs, closing."""

    def __init__(
        self, receive: Receive, send: Send, visit: Visit, who: Sender, accounts: Accounts
    ) -> None:
        self._receive, self._send = receive, send
        self._visit, self._who, self._accounts = visit, who, accounts
        self._opened = self._asked = 0.0
        self.holds: Callable[[], Awaitable[bool]] | None = None
        """Returns whether the visitor is still logged in; called for each message."""
        self.note_sent: Callable[[bytes], None] | None = None
        """Called with each message to the page."""

    async def receive(self) -> Message:
        """Return the next allowed message; a disconnect once the visitor is logged out."""
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            if self.holds is not None and not await self.holds():
                self._visit.has_ended = True
                return {"type": "websocket.disconnect", "code": 1008}
            if self._may_pass(message):
                return message

    async def send(self, message: Message) -> None:
        """Send a message to the page."""
        if message["type"] == "websocket.accept" and not self._opened:
            self._opened = time.monotonic()
            self._accounts.page_opened(self._who)
        elif self._asked and _is_end_of_run(message):
            self._accounts.figures.runs.observe(time.monotonic() - self._asked)
            self._asked = 0.0
        if message["type"] == "websocket.send" and self.note_sent is not None:
            self.note_sent(message.get("bytes") or b"")
        await self._send(message)

    def note_end(self) -> None:
        """Record that the socket was closed, if it was ever open."""
        if self._opened:
            self._accounts.page_closed(self._who, time.monotonic() - self._opened)

    def _may_pass(self, message: Message) -> bool:
        kind = message_kind(message.get("bytes"))
        allows = MESSAGES.get(kind)
        if allows is None or not allows(self._visit.found.person):
            reason = f"its page sends {kind or 'nonsense'}"
            self._accounts.refused("message", self._who.client, reason)
            return False
        if kind == "rerun_script" and not self._asked:
            self._asked = time.monotonic()
        return True


def message_kind(sent: bytes | None) -> str:
    """Return the kind of a message from a page; empty for anything else."""
    try:
        return BackMsg.FromString(sent or b"").WhichOneof("type") or ""
    except DecodeError:
        return ""


def _is_end_of_run(message: Message) -> bool:
    sent = message.get("bytes") or b""
    if message["type"] != "websocket.send" or not 0 < len(sent) <= LONGEST_END:
        return False
    return bool(ForwardMsg.FromString(sent).WhichOneof("type") == "script_finished")
