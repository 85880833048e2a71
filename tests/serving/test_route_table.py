"""Who may do what: every address and every message, asked by every role, and all others refused.

What depends on the state of a round is decided where a round is read and written, not by address:
no rule here may let a role in, or keep it out, because a round is open.
"""

from __future__ import annotations

import asyncio
import io
import re
from typing import Any

import pytest
from own_loop import run_apart
from streamlit.proto.BackMsg_pb2 import BackMsg

from steelyard.application import application, dashboard_script, page_names
from steelyard.files.saving.acts import LOG_PAGE
from steelyard.model.people import NOBODY, Person, TeamRole
from steelyard.serving.accounts import Accounts, Sender
from steelyard.serving.doorway import CLIENT, FOUND, VISITOR
from steelyard.serving.figures import Counters
from steelyard.serving.guard import Guard
from steelyard.serving.log import Log
from steelyard.serving.login.logins import Found, NoLogin
from steelyard.serving.page_socket import PageSocket
from steelyard.serving.route_table import MESSAGES, RouteRule, RouteTable, make_table
from steelyard.serving.visits import Visit, Visits

RULES = make_table([*page_names(), LOG_PAGE])
EVERYBODY: set[TeamRole | None] = {None, *TeamRole}
"""`None` is somebody without a role, or who is not logged in."""

READING: set[TeamRole | None] = {
    TeamRole.READER,
    TeamRole.JUDGE,
    TeamRole.EDITOR,
    TeamRole.FACILITATOR,
}

# Written down by hand: who is let in where. A rule that is not here fails.
ALLOWED: dict[str, set[TeamRole | None]] = {
    "/": READING,
    "/static/{path:path}": READING,
    "/favicon.png": READING,
    "/manifest.json": READING,
    "/api/editor/{version}/{name}": READING,
    "/api/changes": READING,
    "/media/{file_id:path}": READING,
    "/_stcore/health": EVERYBODY,
    "/_stcore/host-config": EVERYBODY,
    "/login": EVERYBODY,
    "/login/callback": EVERYBODY,
    "/login/state": EVERYBODY,
    "/logout": EVERYBODY,
    "/api/replica": EVERYBODY,
    "/_stcore/upload_file/{session_id}/{file_id}": READING,
    "/_stcore/stream": READING,
    "/healthz": {TeamRole.OPERATOR},
    "/readyz": {TeamRole.OPERATOR},
    "/metrics": {TeamRole.OPERATOR},
}
for name in [*page_names(), LOG_PAGE]:
    ALLOWED[f"/{name}"] = READING
    ALLOWED[f"/{name}/_stcore/health"] = EVERYBODY
    ALLOWED[f"/{name}/_stcore/host-config"] = EVERYBODY
ALLOWED[f"/{LOG_PAGE}"] = {TeamRole.FACILITATOR, TeamRole.OPERATOR}

OWNED = {"/media/{file_id:path}", "/_stcore/upload_file/{session_id}/{file_id}"}
"""Addresses of what was made for one person: anybody else is told that there is nothing."""

CLOSED = {
    "/_stcore/metrics",
    "/component/{path:path}",
    "/_stcore/bidi-components/{path:path}",
    "/auth/login",
    "/auth/logout",
    "/oauth2callback",
    "/_stcore/agent/interact",
    "/_stcore/agent/openapi.json",
    "/_stcore/agent/mcp",
}
"""Routes of Streamlit that this dashboard does not need: nobody may ask them."""

NOT_ASKED = {"OPTIONS"}
"""Pages of other origins ask by this method first; they are refused at the door."""

ALLOWED_MESSAGES = {
    "rerun_script": READING,
    "stop_script": READING,
    "file_urls_request": READING,
    "backend_operation_request": READING,
    "app_heartbeat": READING,
}
CLOSED_MESSAGES = {
    "clear_cache",
    "set_run_on_save",
    "load_git_info",
    "debug_disconnect_websocket",
    "debug_shutdown_runtime",
}


class Behind:
    """What lies behind the guard, and whether anything was let through to it."""

    def __init__(self) -> None:
        self.reached = False

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Note that a request came through."""
        self.reached = True


def books() -> Accounts:
    """Return accounts that write into the air."""
    log = Log(None)
    log._stream = io.StringIO()
    return Accounts(log, Counters())


def person(role: TeamRole | None, user: str = "") -> Person:
    """Return somebody with one role, or with none."""
    return Person(user, "", frozenset() if role is None else frozenset({role}))


def passes(method: str, path: str, role: TeamRole | None, user: str = "") -> tuple[bool, int]:
    """Return whether the guard lets a request through, and the status it answers itself."""
    behind, sent = Behind(), [0]
    asking = person(role, user)
    guard = Guard(behind, RouteTable(RULES), books(), "/x", NoLogin(asking), Visits())
    kind = "websocket" if method == "WEBSOCKET" else "http"
    scope = {"type": kind, "method": method, "path": path, "headers": [], CLIENT: ""}
    scope |= {VISITOR: asking, FOUND: Found(asking, user), "query_string": b""}

    async def send(message: Any) -> None:
        sent.append(message.get("status", 0))

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    run_apart(guard(scope, receive, send))
    return behind.reached, max(sent)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind} {rule.path}")
def test_the_matrix_of_routes_and_roles(rule: RouteRule) -> None:
    """Every address lets in exactly the roles written down for it, by exactly its methods."""
    path = re.sub(r"\{[^}]*\}", "one", rule.path)
    for role in EVERYBODY:
        for method in sorted(rule.methods):
            status = 0 if method == "WEBSOCKET" else 403
            expected = (True, 0) if role in ALLOWED[rule.path] else (False, status)
            assert (method, role, *passes(method, path, role)) == (method, role, *expected)
            if rule.path in OWNED and expected[0]:
                expected = (False, 404)
            named = passes(method, path, role, "ada")
            assert (method, role, "ada", *named) == (method, role, "ada", *expected)
    for method in {"GET", "PUT", "POST", "DELETE", "PATCH"} - rule.methods:
        assert passes(method, path, TeamRole.EDITOR) == (False, 404)


@pytest.mark.parametrize(
    "path",
    [
        *sorted(re.sub(r"\{[^}]*\}", "one", path) for path in CLOSED),
        "/nowhere",
        "/edit/more",
        "/index.html",
        "/app/static/x",
        "/_stcore/stream/",
        "/healthz/",
        "//",
        "/api",
        "/edit\n",
    ],
)
def test_what_has_no_rule_is_refused(path: str) -> None:
    """Whoever asks, and by whatever method: with a page that says there is nothing."""
    for role in TeamRole:
        assert passes("GET", path, role) == (False, 404)
        assert passes("POST", path, role) == (False, 404)
        assert passes("WEBSOCKET", path, role) == (False, 0)


def test_every_route_there_is_has_a_rule() -> None:
    """A route that Streamlit or we add has to be ruled, or closed by name, before this passes."""
    table = RouteTable(RULES)
    unruled = []
    for path, method in run_apart(routes_of_the_dashboard()):
        asked = re.sub(r"\{[^}]*\}", "one", path)
        if path not in CLOSED and method not in NOT_ASKED and table.find(method, asked) is None:
            unruled.append((method, path))

    assert unruled == []
    assert {rule.path for rule in RULES} == set(ALLOWED)
    assert {rule.path for rule in RULES if rule.owned} == OWNED


async def routes_of_the_dashboard() -> list[tuple[str, str]]:
    """Return path and method of every route of the whole application, once it has started."""
    app = application(dashboard_script())
    messages: asyncio.Queue[Any] = asyncio.Queue()
    started = asyncio.Event()
    messages.put_nowait({"type": "lifespan.startup"})

    async def send(message: Any) -> None:
        if message["type"] == "lifespan.startup.complete":
            started.set()

    running = asyncio.create_task(app({"type": "lifespan", "state": {}}, messages.get, send))
    await asyncio.wait_for(started.wait(), 60)
    # Streamlit says nowhere in public which routes it has.
    assert app._starlette_app is not None
    routes = [route for route in app._starlette_app.routes if getattr(route, "path", "")]
    found = [
        (route.path, method)  # type: ignore[attr-defined]
        for route in routes
        for method in getattr(route, "methods", None) or ["WEBSOCKET"]
        if not (method in {"POST", "PATCH"} and route.path in CLOSED)  # type: ignore[attr-defined]
    ]
    messages.put_nowait({"type": "lifespan.shutdown"})
    await running
    return found


def test_every_message_there_is_has_a_rule() -> None:
    """Of the kinds of messages this Streamlit knows, each is allowed or closed by name."""
    kinds = {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}

    assert kinds == set(MESSAGES) | CLOSED_MESSAGES
    assert set(MESSAGES) == set(ALLOWED_MESSAGES)


@pytest.mark.parametrize("kind", sorted({*ALLOWED_MESSAGES, *CLOSED_MESSAGES}))
def test_the_matrix_of_messages_and_roles(kind: str) -> None:
    """Each role's messages come through or are dropped; what follows is taken all the same."""
    field = BackMsg.DESCRIPTOR.fields_by_name[kind]
    message = BackMsg()
    if field.message_type is not None:
        getattr(message, kind).SetInParent()
    else:
        setattr(message, kind, True)
    for role in TeamRole:
        wanted = role in ALLOWED_MESSAGES.get(kind, set())
        taken = run_apart(received([message.SerializeToString()], role))
        assert len(taken) == int(wanted), (kind, role)


def test_nonsense_on_the_socket_is_dropped() -> None:
    """Text, broken bytes and messages without a kind never come as far as Streamlit."""
    assert run_apart(received([b"", b"\xff\xff\xff", b"\x00"], TeamRole.EDITOR)) == []


async def received(sent: list[bytes], role: TeamRole) -> list[bytes]:
    """Return which of the messages a page sends come through the guard."""
    queue = [{"type": "websocket.receive", "bytes": one} for one in sent]
    queue.append({"type": "websocket.receive", "text": "hello"})
    queue.append({"type": "websocket.disconnect"})

    async def receive() -> Any:
        return queue.pop(0)

    async def send(message: Any) -> None:
        pass

    socket = PageSocket(receive, send, Visit(Found(person(role))), Sender(""), books())
    taken = []
    while (message := await socket.receive())["type"] != "websocket.disconnect":
        taken.append(message["bytes"])
    return taken


def test_a_role_nobody_names_may_do_nothing() -> None:
    """A visitor without roles is refused wherever anything of the files could be seen."""
    nobody = NOBODY
    assert {rule.path for rule in RULES if rule.allows(nobody)} == {
        path for path, allowed in ALLOWED.items() if None in allowed
    }
    assert not any(allows(nobody) for allows in MESSAGES.values())
