"""Login by headers: whom a trusted proxy names, and nobody else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from own_loop import run_apart
from serving.socket_visitor import SocketVisitor, open_page
from serving.team import Team, serve_team
from websockets.exceptions import InvalidStatus

from steelyard.model.people import Person, TeamRole
from steelyard.serving.login.logins import DeniedError
from steelyard.serving.login.roles import RoleRules
from steelyard.serving.login.trusted_headers import HeaderLogin, HeaderNames

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "tests" / "browser" / "sets" / "lunch.yaml").read_text(encoding="utf-8")
PUBLIC = "https://decide.example.org/steelyard/"
HOST = "decide.example.org"
RULES = RoleRules({"reader": ["everybody"], "editor": ["group:policy"], "judge": ["user:ada"]})
LOGIN = HeaderLogin(HeaderNames("X-Forwarded-User", "X-Name", "X-Groups"), RULES)
ADA = {"X-Forwarded-User": "ada", "X-Forwarded-Groups": "policy"}
BO = {"X-Forwarded-User": "bo"}


def found(*headers: tuple[str, str]) -> Person:
    """Return who a request with these headers is from."""
    sent = [(name.lower().encode(), value.encode()) for name, value in headers]
    return run_apart(LOGIN.find({"headers": sent})).person


def test_the_proxy_names_user_name_and_groups() -> None:
    """Roles follow from user and groups; what is not said in the two others is not needed."""
    ada = found(("X-Forwarded-User", "ada"), ("X-Name", "Ada Łoś"), ("X-Groups", "a, policy"))
    assert ada == Person(
        "ada", "Ada Łoś", frozenset({TeamRole.READER, TeamRole.EDITOR, TeamRole.JUDGE})
    )
    assert found(("X-Forwarded-User", "bo")) == Person("bo", "bo", frozenset({TeamRole.READER}))


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ([], "names no user"),
        ([("X-Forwarded-User", "")], "names no user"),
        ([("X-Forwarded-User", "  ")], "names no user"),
        ([("X-Forwarded-User", "ada"), ("x-forwarded-user", "root")], "names 2 users"),
        ([("X_Forwarded_User", "ada")], "names no user"),
        ([("X-Forwarded-User", "a\tb")], "is no name"),
        ([("X-Forwarded-User", "a\u202eb")], "is no name"),
        ([("X-Forwarded-User", "a" * 201)], "is no name"),
    ],
)
def test_who_is_not_named_is_refused(headers: list[tuple[str, str]], why: str) -> None:
    """And is not let in as somebody without a name; nor is one whose header came twice."""
    with pytest.raises(DeniedError, match=why):
        found(*headers)


def test_a_name_that_is_none_is_not_shown() -> None:
    """Then the user stands there."""
    assert found(("X-Forwarded-User", "ada"), ("X-Name", "x" * 500)).name == "ada"


def test_a_group_is_not_a_user() -> None:
    """Nobody gets the roles of a user by a group of that name, or the other way round."""
    rules = RoleRules({"editor": ["user:ada"], "judge": ["group:ada"]})
    assert rules.roles_of("bo", ["ada", "user:ada", "everybody"]) == {TeamRole.JUDGE}
    assert rules.roles_of("ada", []) == {TeamRole.EDITOR}
    assert rules.roles_of("group:ada", []) == frozenset()


def test_read_only_is_for_all() -> None:
    """Whatever the table says, nobody may save or judge there."""
    roles = RoleRules({"editor": ["everybody"], "reader": ["everybody"]}, read_only=True)
    assert roles.person("ada", "", []).roles == {TeamRole.READER}


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """Serve one set with login by headers, as if behind a proxy on this machine."""
    folder = tmp_path_factory.mktemp("headers")
    (folder / "criteria").mkdir()
    (folder / "criteria" / "lunch.yaml").write_text(TEXT, encoding="utf-8")
    roles = {"reader": ["everybody"], "editor": ["group:policy"], "facilitator": ["user:cy"]}
    with serve_team(folder, public_url=PUBLIC, login="headers", roles=roles) as team:
        yield team


def ask(team: Team, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
    """Return status and text of an answer at the public address."""
    answer = team.ask(path, method=method, Host=HOST, **headers)
    return answer.status, answer.read().decode("utf-8", "replace")


def sent_by(headers: dict[str, str]) -> dict[str, str]:
    """Return headers as arguments."""
    return {name.replace("-", "_"): value for name, value in headers.items()}


@pytest.mark.parametrize("path", ["/steelyard/", "/steelyard/media/0.pdf", "/steelyard/login"])
def test_without_a_user_there_is_nothing(team: Team, path: str) -> None:
    """A page in words with the reason, and one line in the log."""
    before = len(team.events("refused"))
    status, text = ask(team, path)

    assert status == 401
    assert "the proxy names no user in X-Forwarded-User" in text
    (line,) = team.events("refused")[before:]
    assert (line["why"], line["reason"]) == ("login", "the proxy names no user in X-Forwarded-User")


def test_a_user_is_answered_and_written_down(team: Team) -> None:
    """Pages for a reader; health and figures are not for them, nor is a login of our own."""
    assert ask(team, "/steelyard/", **sent_by(BO))[0] == 200
    assert ask(team, "/steelyard/login", **sent_by(BO))[0] == 404
    assert json.loads(ask(team, "/steelyard/login/state", **sent_by(BO))[1]) == {"logged_in": True}
    assert team.events("request")[-1]["user"] == "bo"
    status, text = ask(team, "/steelyard/metrics", **sent_by(BO))
    assert status == 403
    assert "logged in as bo, with the role reader" in text


def test_the_script_knows_whose_page_it_draws(team: Team) -> None:
    """Two people at once, each with their own roles; and the socket of nobody is not opened."""

    async def both() -> tuple[str, str]:
        async with (
            open_page(team.port, "/steelyard", ADA, HOST) as one,
            open_page(team.port, "/steelyard", BO, HOST) as two,
        ):
            ada, bo = SocketVisitor(one), SocketVisitor(two)
            await asyncio.gather(ada.run("edit"), bo.run("edit"))
            await asyncio.gather(ada.run("edit"), bo.run("edit"))
            return ada.text, bo.text

    async def nobody() -> None:
        async with open_page(team.port, "/steelyard", {"X-Steelyard-User": "ada"}, HOST):
            pass

    ada, bo = run_apart(both())
    assert "logged in as ada, with the roles reader and editor" in ada
    assert "Saving needs the role editor" not in ada
    assert "logged in as bo, with the role reader." in bo
    assert "Saving needs the role editor" in bo
    assert "You log out where you logged in." in bo
    assert {"ada", "bo"} <= {line.get("user") for line in team.events("page opened")}
    with pytest.raises(InvalidStatus, match="403"):
        run_apart(nobody())


def test_a_session_is_not_given_to_somebody_else(team: Team) -> None:
    """Not even to whom knows its id: they get one of their own; who left it gets it back."""

    async def visit(headers: dict[str, str], session: str = "") -> str:
        async with open_page(team.port, "/steelyard", headers, HOST, session) as socket:
            visitor = SocketVisitor(socket)
            await visitor.run()
            return visitor.session

    first = run_apart(visit(ADA))
    assert run_apart(visit(BO, first)) != first
    assert run_apart(visit(ADA, first)) == first


def test_a_file_is_given_to_whom_it_was_made_for(team: Team) -> None:
    """Somebody else with the exact address is told there is none, and so for an upload."""

    async def made() -> tuple[str, str, int, int]:
        async with open_page(team.port, "/steelyard", ADA, HOST) as socket:
            ada = SocketVisitor(socket)
            await ada.run("edit")
            link = next(
                element.download_button.url
                for element in ada.elements
                if element.WhichOneof("type") == "download_button" and element.download_button.url
            )
            upload = f"/_stcore/upload_file/{ada.session}/0"
            own = await asyncio.to_thread(put, team, upload, ADA)
            foreign = await asyncio.to_thread(put, team, upload, BO)
            return link, ada.session, own, foreign

    link, _, own, foreign = run_apart(made())
    assert link.startswith("/media/")
    assert ask(team, f"/steelyard{link}", **sent_by(ADA)) == (200, TEXT)
    assert ask(team, f"/steelyard{link}", X_Forwarded_User="di")[0] == 404
    assert team.events("refused")[-1]["why"] == "owner"
    # Let in, and then nothing was in it.
    assert own == 400
    assert foreign == 404


def put(team: Team, path: str, headers: dict[str, str]) -> int:
    """Return the status of an upload of nothing, with the token that Streamlit asks for."""
    health = team.ask("/steelyard/_stcore/health", Host=HOST, **sent_by(headers))
    health.read()
    cookie = str(health.headers["set-cookie"]).partition(";")[0]
    token = {"Cookie": cookie, "X-Xsrftoken": cookie.partition("=")[2]}
    return ask(team, f"/steelyard{path}", "PUT", **sent_by(headers), **sent_by(token))[0]


def test_nobody_gets_a_file_by_typing_its_address(team: Team) -> None:
    """Text in a message to a page is not taken for an address that the page was given."""

    async def typed() -> None:
        async with open_page(team.port, "/steelyard", BO, HOST) as socket:
            await SocketVisitor(socket).run("media/0123456789abcdef.pdf")

    run_apart(typed())
    assert ask(team, "/steelyard/media/0123456789abcdef.pdf", **sent_by(BO))[0] == 404
    assert team.events("refused")[-1]["why"] == "owner"
