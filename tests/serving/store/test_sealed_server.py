"""A server with an open round: what its sockets, answers, figures and log tell everybody else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from own_loop import run_apart
from serving.sealed_rounds import ADA, BEN, FAY, SENTINEL, WORD, Sealed, acting, sealed
from serving.socket_visitor import SocketVisitor, open_page
from serving.team import Team, serve_team
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from steelyard.files.judgements.sealing import close_round
from steelyard.serving.store.address import read_store_address
from steelyard.serving.store.engine import Store
from steelyard.serving.store.log_of_acts import LogOfActs
from steelyard.serving.store.migrating import open_store
from steelyard.views.session.pages import PAGES

PUBLIC = "https://decide.example.org/steelyard/"
HOST = "decide.example.org"
SECRETS = (str(SENTINEL), WORD)
ROLES = {
    "reader": ["everybody"],
    "judge": ["user:ada", "user:ben", "user:eve"],
    "facilitator": ["user:fay", "user:eve"],
    "editor": ["user:eve"],
    "operator": ["user:eve", "user:ola"],
}
SILENCE = 7.0
"""Seconds in which the server asks its database three times for news."""


@pytest.fixture(scope="module")
def replica(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Sealed, Team]]:
    """Give a server, and its rounds as a second replica has them, which is this process."""
    folder = tmp_path_factory.mktemp("sealed")
    place = folder / "criteria" / ".steelyard"
    place.mkdir(parents=True)
    store: Store = open_store(read_store_address("sqlite:///store.sqlite", place))
    with sealed(folder, store) as made:
        made.open_by(FAY, "alder", "birch", "cedar")
        made.answer(BEN)
        made.answer(ADA, SENTINEL, WORD)
        with serve_team(folder, public_url=PUBLIC, login="headers", roles=ROLES) as team:
            # She gets her own sheet, and what is kept between visitors has seen it.
            assert WORD in run_apart(pages_sent(team, "ada"))
            yield made, team
    store.close()


def headers_of(user: str) -> dict[str, str]:
    """Return what the proxy says of somebody."""
    return {"X-Forwarded-User": user}


async def pages_sent(team: Team, user: str) -> str:
    """Return everything that is sent to somebody who opens each page, and Judges in each view."""
    told = []
    for page in PAGES:
        for query in ("view=progress", "view=mine&judge=alder") if page == "judges" else ("",):
            async with open_page(team.port, "/steelyard", headers_of(user), HOST) as socket:
                visitor = SocketVisitor(socket)
                await visitor.run(page, query=f"set=lunch&round=1&{query}")
                told.append(visitor.text)
    return "\n".join(told)


@pytest.mark.parametrize("user", ["ben", "fay", "eve", "rob"])
def test_no_socket_sends_anything(replica: tuple[Sealed, Team], user: str) -> None:
    """To another judge, a facilitator, one with every role and a reader."""
    _, team = replica
    told = run_apart(pages_sent(team, user))
    assert len(told) > 10_000
    for secret in SECRETS:
        assert secret not in told


def test_neither_log_nor_figures_tell_anything(replica: tuple[Sealed, Team]) -> None:
    """And the log of acts has no judge in it."""
    made, team = replica
    said = team.log.read_text(encoding="utf-8")
    figures = team.ask("/metrics").read().decode()
    acts = repr(LogOfActs(made.store, print).read())
    for secret in SECRETS:
        assert secret not in said + figures + acts
    assert team.ask("/readyz").read() == (
        b'{"folder":"fine","saving":"fine","renderer":"fine","store":"fine"}'
    )


async def hear_all(socket: ClientConnection) -> list[str]:
    """Return what is sent until this is cancelled, but for the end of the page's own first run."""
    heard: list[str] = []
    with suppress(asyncio.CancelledError):
        while True:
            raw = await socket.recv()
            kind = raw if isinstance(raw, str) else ForwardMsg.FromString(raw).WhichOneof("type")
            if kind != "session_status_changed":
                heard.append(str(kind))
    return heard


def test_nobody_hears_when_somebody_answers(replica: tuple[Sealed, Team]) -> None:
    """Ben's page hears nothing at the moment Ada answers and hands in; of the closing it does."""
    made, team = replica

    async def told_to_ben() -> list[str]:
        changes = connect(
            f"ws://{HOST}/steelyard/api/changes",
            host="127.0.0.1",
            port=team.port,
            proxy=None,
            additional_headers=headers_of("ben"),
        )
        page = open_page(team.port, "/steelyard", headers_of("ben"), HOST)
        async with changes as news, page as socket:
            visitor = SocketVisitor(socket)
            await visitor.run("judges", query="set=lunch&view=progress")
            told = [str(await asyncio.wait_for(news.recv(), 30))]
            made.answer(ADA, SENTINEL, WORD)
            made.hand_in_by(ADA)
            heard = [asyncio.create_task(hear_all(one)) for one in (news, socket)]
            await asyncio.wait(heard, timeout=SILENCE)
            for task in heard:
                task.cancel()
            assert [await task for task in heard] == [[], []]
            with acting(FAY):
                close_round(made.last().path, "2026-11-30")
            told.append(str(await asyncio.wait_for(news.recv(), 30)))
        return told

    first, second = run_apart(told_to_ben())
    assert first != second


def test_the_rounds_of_a_server_are_in_no_file(replica: tuple[Sealed, Team]) -> None:
    """Beside the criteria file there is the database, and nothing else has an answer."""
    made, _ = replica
    for path in Path(made.file.parent.parent).rglob("*"):
        if path.is_file() and not path.name.startswith("store.sqlite"):
            for secret in SECRETS:
                assert secret.encode() not in path.read_bytes(), path
