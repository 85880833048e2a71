"""How the server bears many visitors who each move a weight once a second.

Run by `make bench-browser`; not a test. The visitors speak Streamlit's own protocol over
sockets to a server on this machine and stop by themselves. They share the cores with the
server, so the figures are worse than a server of its own would show.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.browser_results import cpu_seconds, median, note, p95, table, wants_little
from browser.conftest import ROOT, run_dashboard
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

VISITORS = (10, 25, 32)
SECONDS = 20
QUERY = "set=iran-2026&frame=six"
_TO_BE_CONTINUED = ForwardMsg.FINISHED_EARLY_FOR_RERUN
"""The end of a run that only finds out which part of the page has to be drawn again."""
_LONGEST = 60.0
"""Seconds after which a visitor gives up on an answer."""


@dataclass
class Visitor:
    """One session: its socket, what it was told of the instrument, and its waiting times."""

    socket: ClientConnection
    page: str = ""
    component: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    bytes: int = 0

    async def ask(self, state: dict[str, Any] | None = None) -> float:
        """Send a state, or nothing for the first page; return the seconds to the script's end."""
        message = BackMsg()
        message.rerun_script.query_string = QUERY
        message.rerun_script.page_script_hash = self.page
        if state is not None:
            widget = message.rerun_script.widget_states.widgets.add()
            widget.id = self.component
            widget.json_value = json.dumps({"state": state})
        begun = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while True:
            raw = await asyncio.wait_for(self.socket.recv(decode=False), _LONGEST)
            self.bytes += len(raw)
            told = ForwardMsg.FromString(raw)
            kind = told.WhichOneof("type")
            if kind == "new_session":
                self.page = told.new_session.page_script_hash
            elif kind == "delta" and told.delta.new_element.HasField("bidi_component"):
                found = told.delta.new_element.bidi_component
                # Other components stand on the page too; this one is told a problem, as bytes.
                data = json.loads(found.bytes) if found.bytes.startswith(b"{") else {}
                if "problem" in data:
                    self.component, self.data = found.id, data
            elif kind == "script_finished" and told.script_finished != _TO_BE_CONTINUED:
                return time.perf_counter() - begun

    def moved(self) -> dict[str, Any]:
        """Return the state that the instrument would send after one weight has moved."""
        start = self.data["state"]
        criteria = [criterion["id"] for criterion in self.data["problem"]["criteria"]]
        swings = dict(zip(criteria, start["swings"], strict=True))
        swings[random.choice(criteria)] = random.randint(1, 100)
        told = {"key": self.data["key"], "rev": self.data["rev"], "swings": swings}
        return {**told, "lens": None, "locks": [], "disputes": [], "rival": None}


async def visit(port: int, seconds: float) -> Visitor:
    """Open a session, then move a weight once a second; a late answer delays the next."""
    url = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with connect(url, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
        visitor = Visitor(socket)
        await visitor.ask()
        if not visitor.component:
            raise SystemExit("the first page came without the instrument")
        visitor.bytes = 0
        await asyncio.sleep(random.random())
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            begun = time.monotonic()
            visitor.waits.append(await visitor.ask(visitor.moved()))
            await asyncio.sleep(max(0.0, 1 - (time.monotonic() - begun)))
        return visitor


async def many(port: int, count: int, seconds: float) -> list[Visitor]:
    """Let that many visit at once."""
    return list(await asyncio.gather(*(visit(port, seconds) for _ in range(count))))


def memory(process: int) -> float | None:
    """Return the resident MiB of a process, where the system tells."""
    table = Path(f"/proc/{process}/statm")
    if not table.exists():
        return None
    return int(table.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> int:
    """Measure, print and write down."""
    is_short = wants_little(__doc__)
    counts, seconds = ((2,), 3) if is_short else (VISITORS, SECONDS)
    rows: list[tuple[str, ...]] = []
    with (dashboard := run_dashboard(ROOT / "criteria")):
        asyncio.run(visit(dashboard.port, 3))
        for count in counts:
            process = dashboard.process.pid
            before, used = memory(process), cpu_seconds(process)
            visitors = asyncio.run(many(dashboard.port, count, seconds))
            after, later = memory(process), cpu_seconds(process)
            waits = [1000 * wait for visitor in visitors for wait in visitor.waits]
            each = "not measured"
            if before is not None and after is not None:
                each = f"{(after - before) / count:.1f} MiB ({after:.0f} in all)"
            runs = len(waits) + count
            cpu = "not measured"
            if used is not None and later is not None:
                cpu = f"{1000 * (later - used) / runs:.0f} ms"
            sent = sum(visitor.bytes for visitor in visitors) / max(1, len(waits)) / 1024
            rows.append(
                (
                    str(count),
                    f"{median(waits):.0f} ms",
                    f"{p95(waits):.0f} ms",
                    f"{len(waits) / seconds:.0f} of {count}",
                    f"{sent:.0f} KiB",
                    cpu,
                    each,
                )
            )
            print(f"  {count} visitors: {rows[-1]}", flush=True)
    head = (
        "visitors",
        "median",
        "p95",
        "moves a second",
        "sent for a move",
        "CPU for a run",
        "memory for each",
    )
    body = table(head, rows) + (
        f"\n\nFrom a moved weight sent to the script's end, {seconds} s each; one process serves, "
        "another plays all visitors. Target for 32: median < 100 ms, p95 < 500 ms."
    )
    note("Many visitors", body, is_kept=not is_short)
    return 0


if __name__ == "__main__":
    sys.exit(main())
