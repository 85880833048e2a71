"""What another site has a visitor's browser send: nothing that changes anything is taken."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator

import pytest
from serving.team import ROOT, Team, serve_team
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from steelyard.application import page_names
from steelyard.serving.route_table import READ, SOCKET, RouteRule, make_table

HOST = "decide.example.org"
PUBLIC = f"https://{HOST}/steelyard/"
FOREIGN = ("https://evil.example", "null", f"http://{HOST}", f"https://{HOST}:8443", "")
"""Origins that are not ours: another site, a sandboxed frame, no https, another port, nothing."""

RULES = make_table(page_names())
CHANGING = [(rule, method) for rule in RULES for method in sorted(rule.methods - READ - SOCKET)]
SOCKETS = [rule for rule in RULES if rule.methods == SOCKET]


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """Serve one set to people whom a proxy names."""
    folder = tmp_path_factory.mktemp("team")
    (folder / "criteria").mkdir()
    shutil.copy(ROOT / "tests" / "browser" / "sets" / "lunch.yaml", folder / "criteria")
    with serve_team(folder, public_url=PUBLIC, login="headers") as team:
        yield team


def address(rule: RouteRule) -> str:
    """Return an address that a rule is about."""
    path = rule.path.replace(":path", "")
    for part in ("session_id", "file_id", "path", "version", "name"):
        path = path.replace(f"{{{part}}}", "x")
    return f"/steelyard{path}"


@pytest.mark.parametrize("origin", FOREIGN)
@pytest.mark.parametrize(
    ("rule", "method"), CHANGING, ids=[f"{method} {rule.path}" for rule, method in CHANGING]
)
def test_no_other_site_changes_anything(
    team: Team, rule: RouteRule, method: str, origin: str
) -> None:
    """Whatever the browser sends along: who is logged in is named by the proxy in any case."""
    headers = {"Host": HOST, "X_Forwarded_User": "ada", "Origin": origin}
    answer = team.ask(address(rule), method=method, **headers)

    assert answer.status == 403
    assert b"was refused because it comes from a page of" in answer.read()


@pytest.mark.parametrize("rule", SOCKETS, ids=[rule.path for rule in SOCKETS])
@pytest.mark.parametrize("origin", FOREIGN[:-1])
def test_no_other_site_opens_a_socket(team: Team, rule: RouteRule, origin: str) -> None:
    """A browser asks nobody before it opens one to another site; the server has to."""
    with (
        pytest.raises(InvalidStatus, match="403"),
        connect(
            f"ws://{HOST}{address(rule)}",
            sock=socket.create_connection(("127.0.0.1", team.port), 30),
            subprotocols=["streamlit"],  # type: ignore[list-item]
            origin=origin,  # type: ignore[arg-type]
            additional_headers={"X-Forwarded-User": "ada"},
        ),
    ):
        pass


def test_an_upload_needs_what_only_our_page_knows(team: Team) -> None:
    """Beside the Origin the token of Streamlit's own: a request without both is refused."""
    answer = team.ask(
        "/steelyard/_stcore/upload_file/x/x", method="PUT", Host=HOST, X_Forwarded_User="ada"
    )
    answer.read()

    assert answer.status in (403, 404)
