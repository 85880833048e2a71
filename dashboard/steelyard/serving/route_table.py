"""Every address that is answered and every message that is taken, with the predicate that rules it.

What is not in these tables is refused; `guard` asks them and nobody else decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from starlette.routing import compile_path

from steelyard.files.saving.acts import LOG_PAGE
from steelyard.model.people import Person, Predicate, may_operate, may_read, may_read_log

_Kind = Literal["page", "file", "answer", "upload", "socket", "login", "operations"]
HEALTH, READY, FIGURES = "/healthz", "/readyz", "/metrics"
OPERATIONS = frozenset({HEALTH, READY, FIGURES})
"""What an operator's programs ask; at the address of the server, not at the public one."""

LOGIN, CALLBACK, LOGOUT, LOGIN_STATE = "/login", "/login/callback", "/logout", "/login/state"
"""Where people log in and out, and where an open page asks whether they still are."""

REPLICA = "/api/replica"
"""Where a page asks which of several servers answers it."""

STREAM = "/_stcore/stream"
"""The WebSocket between a page and its script."""

READ = frozenset({"GET", "HEAD"})
SOCKET = frozenset({"WEBSOCKET"})


PAGE_RULES: dict[str, Predicate] = {LOG_PAGE: may_read_log}
"""Page → who may open it, where that is not everybody who may read."""


@dataclass(frozen=True)
class RouteRule:
    """What is answered at one address, to which methods, and to whom.

    `path` is written as Starlette's routes are, with `{name}` for one part and `{name:path}` for
    all that follow. A WebSocket has the method WEBSOCKET. `owned`: whether what is there was made
    for one person, as a file whose address a page of theirs was given, or as a session of theirs.
    """

    kind: _Kind
    path: str
    allows: Predicate
    methods: frozenset[str] = READ
    owned: Literal["", "file", "session"] = ""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The addresses it is about."""
        return compile_path(self.path)[0]


def anybody(_person: Person) -> bool:
    """Allow everybody, logged in or not: the answer reveals nothing about the files."""
    return True


def make_table(pages: Iterable[str]) -> tuple[RouteRule, ...]:
    """Return the rules for a dashboard with pages of these names, each address in one rule."""
    names = tuple(pages)
    return (
        RouteRule("page", "/", may_read),
        *(RouteRule("page", f"/{name}", PAGE_RULES.get(name, may_read)) for name in names),
        # Below the address of a page Streamlit's page looks for its server, finds nothing, and
        # looks above.
        *(
            RouteRule("answer", f"/{name}/_stcore/{asked}", anybody)
            for name in names
            for asked in ("health", "host-config")
        ),
        RouteRule("file", "/static/{path:path}", may_read),
        RouteRule("file", "/favicon.png", may_read),
        RouteRule("file", "/manifest.json", may_read),
        RouteRule("file", "/api/editor/{version}/{name}", may_read),
        # Made for one visitor. The address alone lets nobody in, and it is not written down.
        RouteRule("file", "/media/{file_id:path}", may_read, owned="file"),
        # An open page asks these until its socket can be opened again, as after a new login.
        RouteRule("answer", "/_stcore/health", anybody),
        RouteRule("answer", "/_stcore/host-config", anybody),
        RouteRule("answer", LOGIN_STATE, anybody),
        RouteRule("answer", REPLICA, anybody),
        *(RouteRule("login", path, anybody) for path in (LOGIN, CALLBACK, LOGOUT)),
        RouteRule(
            "upload",
            "/_stcore/upload_file/{session_id}/{file_id}",
            may_read,
            frozenset({"PUT", "DELETE", "OPTIONS"}),
            owned="session",
        ),
        RouteRule("socket", STREAM, may_read, SOCKET),
        RouteRule("socket", "/api/changes", may_read, SOCKET),
        *(RouteRule("operations", path, may_operate) for path in sorted(OPERATIONS)),
    )


MESSAGES: dict[str, Predicate] = {
    # A widget or a component was used; what would be saved is decided where it is saved.
    "rerun_script": may_read,
    "stop_script": may_read,
    # Addresses for an upload, and for a file that is made when it is asked for.
    "file_urls_request": may_read,
    "backend_operation_request": may_read,
    "app_heartbeat": may_read,
}
"""Kind of message on the socket of a page → who may send it. All others are dropped: those that
empty everybody's caches, change how the server runs, or end it."""


class RouteTable:
    """Finds the rule of a request."""

    def __init__(self, rules: Iterable[RouteRule]) -> None:
        self.rules = tuple(rules)
        self._patterns = [(rule.pattern, rule) for rule in self.rules]

    def find(self, method: str, path: str) -> RouteRule | None:
        """Return the rule of a method and path; `None` where nothing is answered."""
        for pattern, rule in self._patterns:
            if method in rule.methods and pattern.fullmatch(path):
                return rule
        return None
