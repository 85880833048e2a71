"""Accounting of requests and other events: one log line and one metric for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from steelyard.files.saving.under_way import SaveEnd
from steelyard.serving.figures import Counters
from steelyard.serving.log import Log

Why = Literal[
    "host",
    "origin",
    "proxy",
    "address",
    "route",
    "role",
    "message",
    "login",
    "owner",
    "rate",
    "pages",
    "size",
]


@dataclass(frozen=True)
class Sender:
    """The sender of a request: address, and user name (empty on a server without login)."""

    client: str
    user: str = ""

    @property
    def facts(self) -> dict[str, object]:
        """Address and user as fields of a log entry."""
        return {"client": self.client, **({"user": self.user} if self.user else {})}


class Accounts:
    """Writes to the log and the metrics of one server."""

    def __init__(self, log: Log, figures: Counters, *, with_requests: bool = True) -> None:
        self.log, self.figures = log, figures
        self._with_requests = with_requests

    def refused(self, why: Why, client: str, reason: str) -> None:
        """Record a request or message that was refused, with the reason in words."""
        self.figures.refused.labels(why).inc()
        self.log.write("refused", why=why, client=client, reason=reason)

    def answered(
        self, who: Sender, method: str, route: str, kind: str, status: int, seconds: float
    ) -> None:
        """Record a request that was let in and answered."""
        self.figures.requests.labels(kind, str(status)).inc()
        if self._with_requests:
            facts = {"method": method, "route": route, "status": status}
            self.log.write("request", **who.facts, **facts, seconds=round(seconds, 3))

    def page_opened(self, who: Sender) -> None:
        """Record that the socket of a page was opened."""
        self.figures.visitors.inc()
        self.log.write("page opened", **who.facts)

    def page_closed(self, who: Sender, seconds: float) -> None:
        """Record that the socket of a page was closed and how many seconds it was open."""
        self.figures.visitors.dec()
        self.log.write("page closed", **who.facts, seconds=round(seconds, 1))

    def logged_in(self, who: Sender) -> None:
        """Record a login."""
        self.figures.logins.labels("in").inc()
        self.log.write("logged in", **who.facts)

    def logged_out(self, who: Sender) -> None:
        """Record a logout."""
        self.figures.logins.labels("out").inc()
        self.log.write("logged out", **who.facts)

    def slowed(self, client: str) -> None:
        """Record that a page was throttled: it asked for more runs than one visitor may have."""
        self.figures.slowed.inc()
        self.log.write("slowed", client=client)

    def saved(self, end: SaveEnd) -> None:
        """Record the outcome of a save."""
        self.figures.note_save(end)
        self.log.write_save(end)

    def fault(self, error: BaseException) -> None:
        """Record an error in a page."""
        self.figures.faults.inc()
        self.log.write_fault(error)
