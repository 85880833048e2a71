"""Login with a real provider: in, out, over, stolen, replayed, and on two servers at once."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from own_loop import run_apart
from serving.login.openid import Login, Person, serve_provider, serve_with_openid
from serving.socket_visitor import SocketVisitor, open_page
from serving.team import free_port
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus

from steelyard.serving.login.return_address import local_address

ROOT = Path(__file__).resolve().parents[3]
BASE = "/steelyard"
TEXT = (ROOT / "tests" / "browser" / "sets" / "lunch.yaml").read_text(encoding="utf-8")


@dataclass
class Replicas:
    """Two servers at one public address, with one folder and one database."""

    one: Login
    two: Login

    @property
    def url(self) -> str:
        """The public address, which the first of them listens at."""
        return self.one.url

    def at_two(self, person: Person, url: str) -> tuple[int, str, list[str]]:
        """Return status, location and cookies of the second server's answer to a public address."""
        assert url.startswith(self.url)
        answer = self.two.team.ask(
            url.removeprefix(self.url.removesuffix(f"{BASE}/")),
            Host=urlsplit(self.url).netloc,
            **person.cookie_header(url),
        )
        answer.read()
        return (
            answer.status,
            answer.headers["location"] or "",
            answer.headers.get_all("set-cookie") or [],
        )


@pytest.fixture(scope="module")
def replicas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replicas]:
    """Serve one set on two servers, to people who log in with one provider."""
    folder = tmp_path_factory.mktemp("openid")
    (folder / "criteria").mkdir()
    (folder / "criteria" / "lunch.yaml").write_text(TEXT, encoding="utf-8")
    ports = free_port(), free_port()
    url = f"http://localhost:{ports[0]}{BASE}/"
    shared = {"public_url": url, "behind_proxy": True, "folder": str(folder / "criteria")}
    with (
        serve_provider(folder, url) as issuer,
        serve_with_openid(folder / "one", issuer, ports[0], **shared) as one,
        serve_with_openid(folder / "two", issuer, ports[1], **shared) as two,
    ):
        yield Replicas(one, two)


@pytest.fixture
def ada(replicas: Replicas) -> Person:
    """Return somebody who is logged in."""
    person = Person()
    person.log_in(replicas.url, "ada")
    return person


def state_of(replicas: Replicas, person: Person) -> bool:
    """Return whether the first server takes somebody for logged in."""
    found: bool = json.loads(person.get(f"{replicas.url}login/state").text)["logged_in"]
    return found


def database(replicas: Replicas) -> sqlite3.Connection:
    """Return the database that both servers use."""
    return sqlite3.connect(replicas.one.team.folder.parents[1] / "criteria/.steelyard/store.sqlite")


def test_a_page_leads_to_the_login_and_back(replicas: Replicas) -> None:
    """To the very view that was asked for; the cookie is for no script and no other site."""
    person = Person()
    asked = person.get(f"{replicas.url}edit?set=lunch&w=taste.0")
    assert (asked.status_code, asked.headers["cache-control"]) == (303, "no-store")
    assert not state_of(replicas, person)

    answer = person.log_in(f"{replicas.url}edit?set=lunch&w=taste.0", "ada")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"{BASE}/edit?set=lunch&w=taste.0",
    )
    cookie = next(
        header
        for header in answer.headers.get_list("set-cookie")
        if header.startswith("steelyard_session=")
    )
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert f"Path={BASE}" in cookie
    assert person.get(f"{replicas.url}edit").status_code == 200
    assert state_of(replicas, person)
    assert person.get(f"{replicas.url}login?to={BASE}/edit").headers["location"] == f"{BASE}/edit"
    assert replicas.one.team.events("logged in")[-1]["user"] == "ada"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/media/0.pdf"),
        ("PUT", "/_stcore/upload_file/0/0"),
        ("GET", "/static/js/x.js"),
        ("GET", "/api/editor/1/x.js"),
    ],
)
def test_without_a_login_nothing_is_given(replicas: Replicas, method: str, path: str) -> None:
    """No file, no upload and no socket, which a login inside the page would leave open."""
    answer = Person().client.request(method, replicas.url.rstrip("/") + path)
    assert answer.status_code == 403

    async def connect() -> None:
        async with open_page(replicas.one.team.port, BASE, {}, urlsplit(replicas.url).netloc):
            pass

    with pytest.raises(InvalidStatus, match="403"):
        run_apart(connect())


def test_roles_follow_from_the_groups_of_the_provider(replicas: Replicas, ada: Person) -> None:
    """The script of a page knows its visitor, with the name that the provider says."""

    async def page(person: Person) -> str:
        netloc = urlsplit(replicas.url).netloc
        cookie = person.cookie_header(replicas.url)
        async with open_page(replicas.one.team.port, BASE, cookie, netloc) as socket:
            visitor = SocketVisitor(socket)
            await visitor.run()
            return visitor.text

    text = run_apart(page(ada))
    assert "You are logged in as Ada (ada), with the roles reader and editor." in text
    assert "/logout?key=" in text
    bo = Person()
    bo.log_in(replicas.url, "bo")
    assert "You are logged in as Bo (bo), with the role reader." in run_apart(page(bo))


def test_an_answer_is_taken_once(replicas: Replicas) -> None:
    """Neither the same browser nor another one comes in by an answer that was used."""
    person = Person()
    back = person.begin(replicas.url, "ada")
    thief = Person()
    assert thief.get(back).status_code == 400
    assert not state_of(replicas, thief)
    # Whoever tries an answer of somebody else uses it up: it would have let them in as that.
    assert person.get(back).status_code == 400

    person = Person()
    back = person.begin(replicas.url, "ada")
    assert person.get(back).status_code == 303
    again = person.get(back)
    assert again.status_code == 400
    assert "was finished already" in again.text


def test_a_state_nobody_began_is_refused(replicas: Replicas) -> None:
    """So nobody is logged in as somebody else by a link; the log has a line, without the code."""
    answer = Person().get(f"{replicas.url}login/callback?state=made-up&code=hush")
    assert answer.status_code == 400
    line = replicas.one.team.events("refused")[-1]
    assert line["why"] == "login"
    assert "hush" not in replicas.one.team.log.read_text(encoding="utf-8")


def test_another_provider_is_not_believed(replicas: Replicas) -> None:
    """An answer that says it is from another issuer than the one that was asked."""
    person = Person()
    back = person.begin(replicas.url, "ada")
    answer = person.get(f"{back[: back.index('&iss=')]}&iss=http%3A%2F%2Fevil.example")
    assert answer.status_code == 400
    assert "Another provider answers: http://evil.example." in answer.text


def test_what_the_provider_refuses_is_said(replicas: Replicas) -> None:
    """In its own words, made harmless."""
    person = Person()
    back = person.begin(replicas.url, "ada")
    state = parse_qs(urlsplit(back).query)["state"][0]
    answer = person.get(
        f"{replicas.url}login/callback?state={state}&error=access_denied&error_description=<b>no"
    )
    assert answer.status_code == 400
    assert "The provider refuses this login: &lt;b&gt;no." in answer.text


@pytest.mark.parametrize("change", ["", "x", "../", "é", "'; drop table login_sessions"])
def test_a_changed_cookie_lets_nobody_in(replicas: Replicas, ada: Person, change: str) -> None:
    """It is a random number that is looked up; nothing in it is believed."""
    token = ada.client.cookies["steelyard_session"]
    headers = {"cookie": f"steelyard_session={token[:-1]}{change}".encode()}
    thief = Person()
    answer = thief.client.get(f"{replicas.url}login/state", headers=headers)
    assert answer.json() == {"logged_in": False}
    assert state_of(replicas, ada)


def test_a_login_begun_on_one_server_ends_on_the_other(replicas: Replicas) -> None:
    """And holds on both, and so does its end."""
    person = Person()
    back = person.begin(replicas.url, "ada")
    status, location, cookies = replicas.at_two(person, back)
    assert (status, location) == (303, f"{BASE}/")
    cookie = next(one for one in cookies if one.startswith("steelyard_session="))
    person.client.cookies.set(
        "steelyard_session", cookie.partition("=")[2].partition(";")[0], "localhost.local", BASE
    )
    assert state_of(replicas, person)
    assert replicas.at_two(person, f"{replicas.url}edit")[0] == 200

    page = person.get(f"{replicas.url}logout").text
    key = page.partition("/logout?key=")[2].partition('"')[0]
    kept = dict(person.cookie_header(replicas.url))
    assert "You are logged out" in person.get(f"{replicas.url}logout?key={key}").text
    # With the cookie of before, which the browser has thrown away.
    assert wait_until_out(replicas, kept)


def wait_until_out(replicas: Replicas, cookie: dict[str, str]) -> bool:
    """Wait until the second server takes nobody with a cookie for logged in."""
    for _ in range(200):
        answer = replicas.two.team.ask(
            f"{BASE}/login/state", Host=urlsplit(replicas.url).netloc, **cookie
        )
        if not json.loads(answer.read())["logged_in"]:
            return True
        run_apart(asyncio.sleep(0.1))
    return False


@pytest.mark.parametrize(
    "key", ["", "?key=", "?key=0123456789abcdef0123456789abcdef", "?key=%C3%A9"]
)
def test_nobody_is_logged_out_by_a_link(replicas: Replicas, ada: Person, key: str) -> None:
    """What another page can know is not enough: it is asked first."""
    answer = ada.get(f"{replicas.url}logout{key}")
    assert answer.status_code == 200
    assert "Log out?" in answer.text
    assert state_of(replicas, ada)


@pytest.mark.parametrize("how", ["over", "logged out"])
def test_a_socket_is_cut_when_its_login_ends(replicas: Replicas, ada: Person, how: str) -> None:
    """At the next message, or soon without one; and nobody comes in again with that cookie."""
    netloc, port = urlsplit(replicas.url).netloc, replicas.one.team.port
    cookie = ada.cookie_header(replicas.url)

    async def watch() -> None:
        async with open_page(port, BASE, cookie, netloc) as socket:
            visitor = SocketVisitor(socket)
            await visitor.run()
            if how == "over":
                with database(replicas) as connection:
                    connection.execute("UPDATE login_sessions SET expires = '2000-01-01'")
            else:
                page = await asyncio.to_thread(ada.get, f"{replicas.url}logout")
                key = page.text.partition("/logout?key=")[2].partition('"')[0]
                await asyncio.to_thread(ada.get, f"{replicas.url}logout?key={key}")
            message = BackMsg()
            message.rerun_script.page_name = "edit"
            with pytest.raises(ConnectionClosed):
                await talk_for_ever(visitor, message)

    run_apart(watch())
    assert replicas.one.team.events("refused")[-1]["reason"] == "its login has ended"
    with pytest.raises(InvalidStatus, match="403"):
        run_apart(connect_once(port, cookie, netloc))


async def talk_for_ever(visitor: SocketVisitor, message: BackMsg) -> None:
    """Send a message again and again, and hear what comes."""
    while True:
        await visitor.say(message)
        await visitor.hear()


async def connect_once(port: int, cookie: dict[str, str], netloc: str) -> None:
    """Open a page's socket and close it."""
    async with open_page(port, BASE, cookie, netloc):
        pass


def test_a_login_that_is_over_leads_to_a_new_one(replicas: Replicas, ada: Person) -> None:
    """The page is asked for again after it; who had a long view of weights gets that back."""
    assert state_of(replicas, ada)
    with database(replicas) as connection:
        connection.execute("UPDATE login_sessions SET expires = '2000-01-01'")
    for _ in range(100):
        if not state_of(replicas, ada):
            break
        run_apart(asyncio.sleep(0.1))
    answer = ada.get(f"{replicas.url}edit?set=lunch")
    assert answer.headers["location"] == f"{BASE}/login?to={BASE}/edit%3Fset%3Dlunch"


def test_tokens_are_not_kept(replicas: Replicas, ada: Person) -> None:
    """Whoever reads the database or the log cannot come in with what is there."""
    token = ada.client.cookies["steelyard_session"]
    with database(replicas) as connection:
        rows = str(connection.execute("SELECT * FROM login_sessions").fetchall())
    assert token not in rows
    assert token not in replicas.one.team.log.read_text(encoding="utf-8")


def test_a_wrong_issuer_is_said(tmp_path: Path, replicas: Replicas) -> None:
    """The provider calls itself otherwise than the configuration does: nobody is sent there."""
    port = free_port()
    issuer = replicas.one.issuer.replace("127.0.0.1", "localhost")
    with serve_with_openid(tmp_path, issuer, port) as login:
        answer = Person().get(f"{login.url}login")
        assert answer.status_code == 502
        assert f"The provider calls itself {replicas.one.issuer}, not {issuer}." in answer.text


@pytest.mark.parametrize(
    "asked",
    [
        "https://evil.example/x/",
        "//evil.example/x/",
        "/x//evil.example",
        "/\\evil.example",
        "/x/\\evil.example",
        "/x/../y",
        "/xy/",
        "/other",
        "javascript:alert(1)",
        "/x/edit\nSet-Cookie: a=b",
        "http:/x/",
        "/x/" + "a" * 5000,
        "/x/login",
        "/x/logout?key=1",
        "/x/login/callback?state=1",
        "",
    ],
)
def test_nobody_is_sent_elsewhere(asked: str) -> None:
    """After a login one goes on here, whatever a link to it said."""
    assert local_address(asked, "/x") == "/x/"


@pytest.mark.parametrize("asked", ["/x/", "/x/edit?set=a&w=b.1~2", "/x/edit?w=%2F%2Fe"])
def test_the_page_asked_for_is_gone_back_to(asked: str) -> None:
    """With all of its view."""
    assert local_address(asked, "/x") == asked
