"""The two doors: who comes in by the public address, who by the server's own, and nobody else."""

from __future__ import annotations

import io
import ipaddress
import json
from dataclasses import replace
from typing import Any

import pytest
from own_loop import run_apart

from steelyard.model.people import PROGRAM
from steelyard.serving.accounts import Accounts
from steelyard.serving.configuration.public_address import read_public_address
from steelyard.serving.doorway import CLIENT, VISITOR, Doorway, Entrance, find_client, find_refusal
from steelyard.serving.figures import Counters
from steelyard.serving.log import Log

PUBLIC = read_public_address("https://decide.example.org/steelyard/")
PROXY, STRANGER = "10.0.0.7", "192.0.2.9"
ENTRANCE = Entrance(PUBLIC, 8501, [ipaddress.ip_network("10.0.0.0/24")])
OWN = {"host": "127.0.0.1:8501"}
RIGHT = {"host": "decide.example.org"}


def scope(
    path: str, headers: dict[str, str], client: str = PROXY, kind: str = "http"
) -> dict[str, Any]:
    """Return a request."""
    sent = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    found = {"type": kind, "method": "GET", "path": path, "raw_path": path.encode()}
    return {**found, "headers": sent, "client": (client, 1), "query_string": b"w=secret"}


class Visit:
    """One request through the doorway: what came through, what was answered, what was written."""

    def __init__(self, asked: dict[str, Any], entrance: Entrance = ENTRANCE) -> None:
        self.inner: dict[str, Any] | None = None
        self.sent: list[dict[str, Any]] = []
        log, written = Log(None), io.StringIO()
        log._stream = written
        self.accounts = Accounts(log, Counters())

        async def behind(inner: Any, receive: Any, send: Any) -> None:
            self.inner = inner
            cookies = [(b"set-cookie", b"_streamlit_xsrf=2|a; Path=/; SameSite=Lax"), (b"a", b"b")]
            await send({"type": "http.response.start", "status": 200, "headers": cookies})

        async def send(message: Any) -> None:
            self.sent.append(message)

        async def receive() -> Any:
            return {"type": "websocket.connect"}

        run_apart(Doorway(behind, entrance, self.accounts)(asked, receive, send))
        self.written = written.getvalue()

    @property
    def status(self) -> int:
        """The status of the answer."""
        status: int = self.sent[0].get("status", 0)
        return status

    @property
    def text(self) -> str:
        """The page that was answered."""
        return "".join(message.get("body", b"").decode() for message in self.sent)


def test_the_path_in_front_is_taken_off() -> None:
    """Behind the door an address is the same as on a laptop; who asks is found out there."""
    seen = Visit(scope("/steelyard/api/changes", {**RIGHT, "x-forwarded-for": STRANGER}))

    assert seen.inner is not None
    assert (seen.inner["path"], seen.inner["raw_path"]) == ("/api/changes", b"/api/changes")
    assert VISITOR not in seen.inner
    assert seen.inner[CLIENT] == STRANGER


def test_the_bare_path_leads_to_the_first_page() -> None:
    """With what stands behind the ?; so that a link without the last slash works."""
    seen = Visit(scope("/steelyard", RIGHT))

    assert seen.status == 308
    assert (b"location", b"/steelyard/?w=secret") in seen.sent[0]["headers"]


@pytest.mark.parametrize("path", ["/", "/steelyardx/", "/other", "/static/js/x.js", "/healthz"])
def test_beside_the_path_there_is_nothing(path: str) -> None:
    """A proxy that passes more on than was asked of it shows nothing more."""
    seen = Visit(scope(path, RIGHT))

    assert seen.inner is None
    assert seen.status == 404
    assert 'href="/steelyard/"' in seen.text


@pytest.mark.parametrize(
    ("headers", "client", "why"),
    [
        ({"host": "evil.example"}, PROXY, "host"),
        ({"host": "decide.example.org:8501"}, PROXY, "host"),
        ({"host": "127.0.0.1:8501"}, PROXY, "host"),
        ({}, PROXY, "host"),
        ({**RIGHT, "origin": "https://evil.example"}, PROXY, "origin"),
        ({**RIGHT, "origin": "http://decide.example.org"}, PROXY, "origin"),
        ({**RIGHT, "origin": "null"}, PROXY, "origin"),
        (RIGHT, STRANGER, "proxy"),
        ({**RIGHT, "x-forwarded-for": PROXY}, STRANGER, "proxy"),
    ],
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_foreign_requests_are_refused(
    headers: dict[str, str], client: str, why: str, kind: str
) -> None:
    """Pages get the reason in words, sockets are not opened; the log gets one line of each."""
    seen = Visit(scope("/steelyard/", headers, client, kind))
    (line,) = [json.loads(text) for text in seen.written.splitlines()]

    assert seen.inner is None
    assert (line["event"], line["why"]) == ("refused", why)
    assert "secret" not in seen.written
    if kind == "http":
        assert seen.status == 403
        assert "https://decide.example.org/steelyard/" in seen.text
    else:
        assert seen.sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("origin", ["https://decide.example.org", "https://DECIDE.example.org"])
def test_our_own_page_is_answered(origin: str) -> None:
    """With its own origin, or with none as from a program."""
    assert find_refusal(scope("/steelyard/", {**RIGHT, "origin": origin}), ENTRANCE) is None
    assert find_refusal(scope("/steelyard/", RIGHT), ENTRANCE) is None


def test_without_a_proxy_everybody_on_this_machine_comes_in() -> None:
    """Then the address is that of the server itself."""
    local = replace(ENTRANCE, public=read_public_address("http://localhost:8501/"), proxies=[])

    assert find_refusal(scope("/", {"host": "localhost:8501"}, "127.0.0.1"), local) is None
    assert Visit(scope("/edit", {"host": "localhost:8501"}, "127.0.0.1"), local).inner is not None


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
@pytest.mark.parametrize(
    "host", ["127.0.0.1:8501", "localhost:8501", "10.0.0.3:8501", "[::1]:8501"]
)
def test_operators_ask_at_the_own_address(path: str, host: str) -> None:
    """From wherever the probe comes: it names the server by a number."""
    seen = Visit(scope(path, {"host": host}, STRANGER))

    assert seen.inner is not None
    assert seen.inner[VISITOR] == PROGRAM


@pytest.mark.parametrize(
    "headers",
    [
        {**OWN, "x-forwarded-for": STRANGER},
        {**OWN, "forwarded": "for=x"},
        {**OWN, "via": "1.1 proxy"},
        {**OWN, "origin": "http://127.0.0.1:8501"},
        {"host": "evil.example:8501"},
        {"host": "127.0.0.1:80"},
        {"host": "127.0.0.1"},
        RIGHT,
    ],
)
def test_nobody_else_asks_as_an_operator(headers: dict[str, str]) -> None:
    """Neither through a proxy, nor from a page, nor by a name that was pointed here."""
    seen = Visit(scope("/metrics", headers))
    assert seen.inner is None


def test_operations_may_be_made_public() -> None:
    """Below the public path, for whom the proxy lets in; otherwise they are for team members."""
    public = replace(ENTRANCE, operations_public=True)
    seen = Visit(scope("/steelyard/metrics", RIGHT), public)
    assert seen.inner is not None
    assert seen.inner[VISITOR] == PROGRAM

    usual = Visit(scope("/steelyard/metrics", RIGHT))
    assert usual.inner is not None
    assert VISITOR not in usual.inner


@pytest.mark.parametrize(
    ("forwarded", "client"),
    [
        ("", PROXY),
        (STRANGER, STRANGER),
        (f"1.2.3.4, {STRANGER}, 10.0.0.8", STRANGER),
        ("<script>", "<script>"),
    ],
)
def test_the_client_is_whom_the_nearest_proxy_saw(forwarded: str, client: str) -> None:
    """What a visitor wrote into the header in front of that does not count."""
    headers = {**RIGHT, **({"x-forwarded-for": forwarded} if forwarded else {})}
    assert find_client(scope("/", headers), ENTRANCE.proxies) == client


def test_only_a_trusted_proxy_speaks_for_others() -> None:
    """Anybody else is who they are, whatever they say."""
    asked = scope("/", {**RIGHT, "x-forwarded-for": "1.2.3.4"}, STRANGER)
    assert find_client(asked, ENTRANCE.proxies) == STRANGER


def test_nobody_sends_our_own_headers() -> None:
    """Those by which this server knows whose page it draws are taken off at the door."""
    sent = {**RIGHT, "x-steelyard-visit": "0", "X-Steelyard-User": "616461", "x-other": "1"}
    seen = Visit(scope("/steelyard/", sent))

    assert seen.inner is not None
    assert [name for name, _ in seen.inner["headers"]] == [b"host", b"x-other"]


def test_cookies_stay_here() -> None:
    """Bound to the path and, by https, encrypted; other headers are as they were."""
    seen = Visit(scope("/steelyard/", RIGHT))
    cookie = b"_streamlit_xsrf=2|a; SameSite=Lax; Path=/steelyard; Secure"
    assert seen.sent[0]["headers"] == [(b"set-cookie", cookie), (b"a", b"b")]

    local = replace(ENTRANCE, public=read_public_address("http://localhost:8501/"), proxies=[])
    plain = Visit(scope("/", {"host": "localhost:8501"}), local)
    assert plain.sent[0]["headers"][0][1] == b"_streamlit_xsrf=2|a; SameSite=Lax; Path=/"
