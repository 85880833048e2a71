"""Every address of the table, asked by every role, before, during and after a round of judges.

The server runs as it does for a team. Who is let in never depends on the round; and while it is
open, no answer has a byte of what somebody else judges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from own_loop import run_apart
from serving.sealed_rounds import ADA, FAY, SENTINEL, WORD, Sealed, acting, sealed
from serving.socket_visitor import SocketVisitor, open_page
from serving.team import Team, serve_team
from serving.test_route_table import ALLOWED, OWNED, RULES

from steelyard.model.people import TeamRole
from steelyard.serving.route_table import RouteRule
from steelyard.serving.store.address import read_store_address
from steelyard.serving.store.migrating import open_store

BASE, HOST = "/steelyard", "decide.example.org"
STATES = ("before", "open", "closed")
ROLES = [*TeamRole, None]


@dataclass
class Stage:
    """A server, its rounds, and the state they are in by now."""

    team: Team
    made: Sealed
    state: str = "before"

    def reach(self, state: str) -> None:
        """Have the round be opened and answered by Ada, then closed."""
        if self.state == "before" and state != "before":
            self.made.open_by(FAY)
            self.made.answer(ADA, SENTINEL, WORD)
            self.made.hand_in_by(ADA)
            self.state = "open"
        if self.state == "open" and state == "closed":
            with acting(FAY):
                self.made.close()
            self.state = "closed"
        assert self.state == state


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Serve a set to one person of each role, with the rounds in the server's own database."""
    folder = tmp_path_factory.mktemp("matrix")
    (folder / "criteria").mkdir()
    roles = {role.value: [f"user:{role.value}"] for role in TeamRole}
    settings = {"public_url": f"https://{HOST}{BASE}/", "login": "headers", "roles": roles}
    with serve_team(folder, **settings) as team:
        address = read_store_address("sqlite:///.steelyard/store.sqlite", folder / "criteria")
        store = open_store(address)
        try:
            with sealed(folder, store) as made:
                yield Stage(team, made)
        finally:
            store.close()


def sender(role: TeamRole | None) -> dict[str, str]:
    """Return the header by which the proxy names somebody with one role, or with none."""
    return {"X-Forwarded-User": role.value if role is not None else "nobody"}


@pytest.mark.parametrize("state", STATES)
def test_the_matrix_of_routes_roles_and_rounds(stage: Stage, state: str) -> None:
    """The status is as the table has it in every state; sockets of pages are asked as well."""
    stage.reach(state)
    for rule in RULES:
        for role in ROLES:
            for method in sorted(rule.methods - {"WEBSOCKET", "PUT", "DELETE", "OPTIONS"}):
                status, body = asked(stage.team, rule, role, method)
                let_in = role in ALLOWED[rule.path] and rule.path not in OWNED
                refused = 404 if role in ALLOWED[rule.path] and rule.path in OWNED else 403
                where = (state, role, method, rule.path, status)
                assert (status != 403) if let_in else (status == refused), where
                assert not tells(body), where

    for role in TeamRole:
        if role not in ALLOWED["/_stcore/stream"]:
            continue
        text = run_apart(page_of(stage.team, sender(role)))
        assert "Lunch" in text
        if state != "closed":
            assert not tells(text.encode()), (state, role)


async def page_of(team: Team, headers: dict[str, str]) -> str:
    """Return everything that the page Judges sends to somebody."""
    async with open_page(team.port, BASE, headers, HOST) as socket:
        visitor = SocketVisitor(socket)
        await visitor.run("judges")
        await visitor.run("judges")
        return visitor.text


def asked(team: Team, rule: RouteRule, role: TeamRole | None, method: str) -> tuple[int, bytes]:
    """Return status and body of an answer at the public address."""
    path = re.sub(r"\{[^}]*\}", "one", rule.path)
    headers = {name.replace("-", "_"): value for name, value in sender(role).items()}
    answer = team.ask(f"{BASE}{path}", method=method, Host=HOST, **headers)
    return answer.status, answer.read()


def tells(body: bytes) -> bool:
    """Return whether something of Ada's sheet is in an answer."""
    return WORD.encode() in body or str(SENTINEL).encode() in body


def test_the_table_is_asked_whole() -> None:
    """Every rule with a plain method is among those asked above; the others are sockets."""
    kinds = {rule.kind for rule in RULES if not rule.methods & {"GET", "HEAD"}}
    assert kinds == {"socket", "upload"}
