"""Many people who save at once over two servers: editors, two to a file, and judges.

They speak Streamlit's own protocol, each to one server. Of the two editors of a file each has a
server and a cell; whoever finds that the other one has saved in between opens the page anew and
saves again, as on screen. What was told to be saved is what is counted, and looked for afterwards.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from serving.sealed_rounds import Sealed, acting, person
from serving.socket_visitor import SocketVisitor, open_page
from serving.team import Team
from sqlalchemy import select

from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.judgements.own_sheet import own_answers
from steelyard.results.words.judging.sheet import TAKE_SEAT
from steelyard.serving.store.tables import events

HOST = "decide.example.org"
URL = f"https://{HOST}/steelyard/"
ROLES = {
    "reader": ["everybody"],
    "judge": ["group:judges"],
    "editor": ["group:editors"],
    "facilitator": ["user:fay"],
}
OPTIONS = ("soup", "cake")
"""Which of the two editors of a file has which option."""


@dataclass
class Told:
    """What people were told: of each cell what was saved last, and how long each save took."""

    saved: dict[tuple[str, str], int] = field(default_factory=dict)
    answered: dict[tuple[str, str, str], str] = field(default_factory=dict)
    file_seconds: list[float] = field(default_factory=list)
    answer_seconds: list[float] = field(default_factory=list)
    conflicts: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many saves were told to be done."""
        return len(self.file_seconds) + len(self.answer_seconds)


def connect(team: Team, user: str, group: str) -> Any:
    """Return the connection of a page of somebody whom the proxy names."""
    headers = {"X-Forwarded-User": user, "X-Forwarded-Groups": group, "Origin": f"https://{HOST}"}
    return open_page(team.port, "/steelyard", headers, HOST)


async def edit(team: Team, number: int, saves: int, told: Told) -> None:
    """Save one cell of a file again and again; open the page anew after a conflict."""
    name, option = f"f{number // 2}", OPTIONS[number % 2]
    left = [*range(1, saves + 1)]
    while left:
        async with connect(team, f"editor{number}", "editors") as socket:
            visitor = SocketVisitor(socket)
            await visitor.run("edit", query=f"set={name}")
            while left and await _save_cell(visitor, name, option, left[0], told):
                told.saved[name, option] = left.pop(0)
            told.conflicts += bool(left)


async def _save_cell(
    visitor: SocketVisitor, name: str, option: str, value: int, told: Told
) -> bool:
    """Type a score and press Save; return whether it was told to be saved."""
    begun = time.monotonic()
    grid, data = _component(visitor, "mark", "pattern")
    n = data["done"] + 1
    entry = {"key": f"{option}.taste", "n": n, "text": str(value)}
    sent = {"mark": data["mark"], "edits": [entry], "chosen": "", "held": 0}
    visitor.sent.clear()
    query = f"set={name}"
    await visitor.run("edit", {grid: {"json_value": json.dumps({"sent": sent})}}, query)
    save = next(
        one.button.id
        for one in visitor.elements
        if one.WhichOneof("type") == "button" and one.button.label == "Save"
    )
    await visitor.run("edit", {save: {"trigger_value": True}}, query)
    if f"Saved to {name}.yaml: 1 line changed." not in visitor.text:
        return False
    told.file_seconds.append(time.monotonic() - begun)
    return True


async def judge(team: Team, number: int, saves: int, told: Told) -> None:
    """Take a seat and answer cell after cell."""
    user = f"judge{number}"
    async with connect(team, user, "judges") as socket:
        visitor = SocketVisitor(socket)
        await visitor.run("judges", query="set=lunch")
        seat = next(
            one.button.id
            for one in visitor.elements
            if one.WhichOneof("type") == "button" and one.button.label == TAKE_SEAT
        )
        await visitor.run("judges", {seat: {"trigger_value": True}}, "set=lunch")
        sheet, data = _component(visitor, "cells", "taken")
        for n in range(1, saves + 1):
            begun = time.monotonic()
            option, criterion = data["cells"][n % len(data["cells"])]
            low = random.randint(0, 10)
            said = {"low": low, "likely": low + 1, "high": low + 2, "reason": f"Answer {n}."}
            message = {"n": n, "kind": "score", "option": option, "criterion": criterion, **said}
            visitor.sent.clear()
            state = {sheet: {"json_value": json.dumps({"sent": [message]})}}
            await visitor.run("judges", state, "set=lunch")
            _, now = _component(visitor, "cells", "taken")
            if now["taken"] != n or now["outcome"]["why"]:
                told.faults.append(f"answer {n} of {user} was refused: {now['outcome']}")
                return
            told.answered[user, option, criterion] = str(said["reason"])
            told.answer_seconds.append(time.monotonic() - begun)


def _component(visitor: SocketVisitor, *keys: str) -> tuple[str, dict[str, Any]]:
    """Return id and data of the component that was sent last and whose data have these keys."""
    for element in reversed(visitor.elements):
        if element.WhichOneof("type") != "bidi_component":
            continue
        found = element.bidi_component
        raw = found.bytes if found.WhichOneof("data") == "bytes" else found.json.encode()
        data = json.loads(raw) if raw.startswith(b"{") else {}
        if all(key in data for key in keys):
            return str(found.id), data
    raise AssertionError(f"no component with {keys}")


async def save_at_once(
    teams: Sequence[Team], editors: int, judges: int, saves: int, seconds: float
) -> Told:
    """Have so many people save so often, all at the same time; every second one at each server."""
    told = Told()
    async with asyncio.timeout(seconds):
        await asyncio.gather(
            *(edit(teams[number % 2], number, saves, told) for number in range(editors)),
            *(judge(teams[number % 2], number, saves, told) for number in range(judges)),
        )
    return told


def prepare(folder: Path, text: str, editors: int) -> None:
    """Put a file for each two editors into the folder."""
    for number in range((editors + 1) // 2):
        (folder / f"f{number}.yaml").write_text(text, encoding="utf-8")


def find_lost(made: Sealed, told: Told) -> list[str]:
    """Return what was told to be saved and is not there: in files, sheets and the log of acts."""
    lost = []
    for (name, option), value in told.saved.items():
        loaded = load_criteria_file(made.file.with_name(f"{name}.yaml"))
        assert loaded.criteria_set is not None, f"{name} is torn"
        score = loaded.criteria_set.assessments[option]["taste"].score
        if score.likely != value:
            lost.append(f"{name}, {option}: {value}, and the file has {score.likely}")
    for (user, option, criterion), reason in told.answered.items():
        who = person(user, "judge")
        seat = made.seat(who)
        with acting(who):
            cells = own_answers(made.last(), made.criteria_set, seat).cells
        there = cells.get((option, criterion))
        if there is None or there.reason != reason:
            lost.append(f"{user}, {option}, {criterion}: {reason}, and the sheet has {there}")
    with made.store.reading() as connection:
        noted = len(connection.execute(select(events).where(events.c.kind == "saved")).all())
    if noted < len(told.file_seconds):
        lost.append(f"the log has {noted} saves of {len(told.file_seconds)}")
    return lost
