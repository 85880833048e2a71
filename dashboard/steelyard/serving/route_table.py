"""All addresses that are answered and messages that are accepted, each with its access predicate.

Anything not in these tables is refused; `guard` is the only module that enforces them.
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
"""Endpoints for an operator's programs; at the server's own address, not at the public one."""

LOGIN, CALLBACK, LOGOUT, LOGIN_STATE = "/login", "/login/callback", "/logout", "/login/state"
"""Addresses for logging in and out, and for an open page to check its login."""

REPLICA = "/api/replica"
"""Address that returns which of several servers has answered."""

STREAM = "/_stcore/stream"
"""The WebSocket between a page and its script."""

READ = frozenset({"GET", "HEAD"})
SOCKET = frozenset({"WEBSOCKET"})


PAGE_RULES: dict[str, Predicate] = {LOG_PAGE: may_read_log}
"""Page → predicate of who may open it; all other pages are open to everybody who may read."""


@dataclass(frozen=True)
class RouteRule:
    """The rule of one address: the methods that are answered, and to whom.

    `path` has the syntax of Starlette's routes, with `{name}` for one segment and `{name:path}`
    for all the rest. A WebSocket has the method WEBSOCKET. `owned`: whether the resource belongs
    to one person, as a `file` whose address one of their pages was given, or as a `session`.
    """

    kind: _Kind
    path: str
    allows: Predicate
    methods: frozenset[str] = READ
    owned: Literal["", "file", "session"] = ""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The regular expression that matches the rule's addresses."""
        return compile_path(self.path)[0]


def anybody(_person: Person) -> bool:
    """Allow everybody, logged in or not: the answer reveals nothing about the files."""
    return True


def make_table(pages: Iterable[str]) -> tuple[RouteRule, ...]:
    """Return the rules for a dashboard with pages of these names, one rule per address."""
    names = tuple(pages)
    return (
        RouteRule("page", "/", may_read),
        *(RouteRule("page", f"/{name}", PAGE_RULES.get(name, may_read)) for name in names),
        # Streamlit's page looks for its server below its own address first; it has to find nothing
        # there, and then looks above.
        *(
            RouteRule("answer", f"/{name}/_stcore/{asked}", anybody)
            for name in names
            for asked in ("health", "host-config")
        ),
        RouteRule("file", "/static/{path:path}", may_read),
        RouteRule("file", "/favicon.png", may_read),
        RouteRule("file", "/manifest.json", may_read),
        RouteRule("file", "/api/editor/{version}/{name}", may_read),
        # Made for one visitor. The address alone grants no access, and it is not logged.
        RouteRule("file", "/media/{file_id:path}", may_read, owned="file"),
        # An open page polls these until its socket can be reopened, for example after a new login.
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
    # A widget or a component was used; permission to save is checked when something is saved.
    "rerun_script": may_read,
    "stop_script": may_read,
    # Addresses for an upload, and for a file that is generated on request.
    "file_urls_request": may_read,
    "backend_operation_request": may_read,
    "app_heartbeat": may_read,
}
"""Kind of message on a page's socket → who may send it. All others are dropped; among them are
those that clear everybody's caches, change how the server runs, or stop it."""


class RouteTable:
    """Looks up the rule of a request."""

    def __init__(self, rules: Iterable[RouteRule]) -> None:
        self.rules = tuple(rules)
        self._patterns = [(rule.pattern, rule) for rule in self.rules]

    def find(self, method: str, path: str) -> RouteRule | None:
        """Return the rule for a method and path; `None` if there is none."""
        for pattern, rule in self._patterns:
            if method in rule.methods and pattern.fullmatch(path):
                return rule
        return None
