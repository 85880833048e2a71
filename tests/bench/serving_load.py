"""How a server for a team bears sixty people who log in, ten of them answering as judges.

Run by `make bench-browser`; not a test. `steelyard serve` runs as an operator starts it, with a
database and people named by a proxy; visitors speak Streamlit's own protocol and share the cores
with it, so the figures are worse than a server of its own would show. It stops by itself.
"""

from __future__ import annotations

import asyncio
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.browser_results import cpu_seconds, median, note, p95, table, wants_little
from bench.load import Visitor, memory
from serving.socket_visitor import SocketVisitor, open_page
from serving.team import ROOT, Team, serve_team
from websockets.asyncio.client import ClientConnection

from steelyard.results.words.judging.sheet import TAKE_SEAT

PEOPLE, JUDGES, SECONDS = 60, 10, 60
PAUSE_MOVING, PAUSE_JUDGING = 3.0, 5.0
"""Seconds from the beginning of one act to that of the next, as people take them; half as many to
half as many again by chance. A late answer delays the next act."""

HOST = "decide.example.org"
ROLES = {"reader": ["everybody"], "judge": ["group:judges"], "facilitator": ["user:fay"]}


@dataclass
class Told:
    """What was measured: waiting times in seconds of each kind of act, and what went wrong."""

    first: list[float] = field(default_factory=list)
    moved: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def connect(team: Team, user: str, group: str) -> Any:
    """Return the connection of a page of somebody whom the proxy names."""
    headers = {"X-Forwarded-User": user, "X-Forwarded-Groups": group, "Origin": f"https://{HOST}"}
    return open_page(team.port, "/steelyard", headers, HOST)


async def acts(
    end: float, pause: float, waits: list[float], act: Callable[[], Awaitable[None]]
) -> None:
    """Act now and then until the end, and note how long each took."""
    await asyncio.sleep(random.random() * pause)
    while time.monotonic() < end:
        begun = time.monotonic()
        await act()
        waits.append(time.monotonic() - begun)
        rest = pause * random.uniform(0.5, 1.5) - (time.monotonic() - begun)
        await asyncio.sleep(max(0.0, rest))


async def move_weights(socket: ClientConnection, end: float, told: Told) -> None:
    """Open the first page and move a weight now and then."""
    visitor = Visitor(socket)
    begun = time.monotonic()
    await visitor.ask()
    told.first.append(time.monotonic() - begun)
    if not visitor.component:
        told.errors.append("the first page came without the instrument")
        return

    async def move() -> None:
        await visitor.ask(visitor.moved())

    await acts(end, PAUSE_MOVING, told.moved, move)


async def judge(socket: ClientConnection, end: float, told: Told) -> None:
    """Take a seat and answer cell by cell; what is refused or not taken is an error."""
    visitor = SocketVisitor(socket)
    begun = time.monotonic()
    await visitor.run("judges")
    told.first.append(time.monotonic() - begun)
    buttons = [one.button for one in visitor.elements if one.WhichOneof("type") == "button"]
    seat = next((button.id for button in buttons if button.label == TAKE_SEAT), "")
    if not seat:
        told.errors.append("no seat is offered to a judge")
        return
    await visitor.run("judges", {seat: {"trigger_value": True}})
    sheet = _sheet(visitor)
    if sheet is None:
        told.errors.append("a judge with a seat has no sheet")
        return
    component, data = sheet
    cells, number = data["cells"], 0

    async def answer() -> None:
        nonlocal number
        option, criterion = cells[number % len(cells)]
        number += 1
        low = random.randint(0, 40)
        given = {"low": low, "likely": low + 10, "high": low + 20, "reason": f"Answer {number}."}
        message = {"n": number, "kind": "score", "option": option, "criterion": criterion, **given}
        visitor.sent.clear()
        state = json.dumps({"sent": [message]})
        await visitor.run("judges", {component: {"json_value": state}})
        found = _sheet(visitor)
        if found is None or found[1].get("taken") != number or (found[1]["outcome"] or {})["why"]:
            told.errors.append(f"an answer was not taken: {found and found[1].get('outcome')}")

    await acts(end, PAUSE_JUDGING, told.answered, answer)


def _sheet(visitor: SocketVisitor) -> tuple[str, dict[str, Any]] | None:
    """Return id and data of the judge's sheet as it was sent last."""
    for element in reversed(visitor.elements):
        if element.WhichOneof("type") == "bidi_component":
            raw = element.bidi_component.bytes
            data = json.loads(raw) if raw.startswith(b"{") else {}
            if "cells" in data and "taken" in data:
                return element.bidi_component.id, data
    return None


async def visit(team: Team, number: int, judges: int, end: float, told: Told) -> None:
    """Be one person for a while; whatever ends that early is an error."""
    is_judge = number < judges
    try:
        async with connect(team, f"u{number}", "judges" if is_judge else "") as socket:
            await (judge if is_judge else move_weights)(socket, end, told)
    except Exception as error:  # noqa: BLE001  it is counted, and the others go on
        told.errors.append(f"{type(error).__name__}: {error}")


async def many(team: Team, people: int, judges: int, seconds: float) -> tuple[Told, float]:
    """Let all of them come within a few seconds; return what was told, and the memory in MiB."""
    told = Told()
    spread = min(10.0, seconds / 3)
    end = time.monotonic() + spread + seconds
    tasks = []
    for number in range(people):
        tasks.append(asyncio.ensure_future(visit(team, number, judges, end, told)))
        await asyncio.sleep(spread / people)
    await asyncio.sleep(max(0.0, end - 1 - time.monotonic()))
    held = memory(team.process.pid) or float("nan")
    await asyncio.gather(*tasks)
    return told, held


def prepare(folder: Path, judges: int) -> None:
    """Put the set to be served into a folder, with a round open for so many judges."""
    (folder / "criteria").mkdir()
    file = folder / "criteria" / "iran-2026.yaml"
    shutil.copy(ROOT / "criteria" / "iran-2026.yaml", file)
    command = [sys.executable, "-m", "steelyard.cli", "judges", "open", str(file)]
    subprocess.run([*command, "--judges", str(judges)], check=True, timeout=120)


def row(name: str, waits: list[float]) -> tuple[str, ...]:
    """Return one kind of act as a row."""
    times = [1000 * wait for wait in waits]
    return (name, str(len(times)), f"{median(times):.0f} ms", f"{p95(times):.0f} ms")


def main() -> int:
    """Measure, print and write down; exit code 1 if anything went wrong for anybody."""
    is_short = wants_little(__doc__)
    people, judges, seconds = (4, 2, 8) if is_short else (PEOPLE, JUDGES, SECONDS)
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        prepare(folder, judges)
        public = f"https://{HOST}/steelyard/"
        with serve_team(folder, public_url=public, login="headers", roles=ROLES) as team:
            asyncio.run(many(team, 1, 0, 3))
            process = team.process.pid
            before, used = memory(process) or float("nan"), cpu_seconds(process) or float("nan")
            told, held = asyncio.run(many(team, people, judges, seconds))
            cpu = (cpu_seconds(process) or float("nan")) - used
            bad = [*told.errors, *(str(one) for one in team.events("fault"))]
            slowed = len(team.events("slowed"))
    runs = len(told.first) + len(told.moved) + len(told.answered)
    rows = [
        row("first page", told.first),
        row("weight moved", told.moved),
        row("answer of a judge saved", told.answered),
    ]
    each = 1000 * cpu / max(1, runs)
    body = table(("act", "times", "median", "p95"), rows) + (
        f"\n\n{people} people, {judges} of them judging, for {seconds} s; an act every "
        f"{PAUSE_MOVING:.0f} s, of judges every {PAUSE_JUDGING:.0f} s. Errors: {len(bad)}; pages "
        f"slowed down: {slowed}. Memory: {before:.0f} MiB with nobody, {held:.0f} MiB with all, "
        f"{(held - before) / people:.1f} MiB a person. Processor: {each:.0f} ms "
        "an act. Target: p95 < 1 s for what is done on a page, no error."
    )
    for error in bad[:10]:
        print(error, file=sys.stderr)
    note("A server for a team", body, is_kept=not is_short)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
