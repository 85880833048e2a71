"""Accounting of requests and other events: for each a log line and a metric."""

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
    """Who sends a request: from which address, and as which user; empty where nobody logs in."""

    client: str
    user: str = ""

    @property
    def facts(self) -> dict[str, object]:
        """Both as they are written to the log."""
        return {"client": self.client, **({"user": self.user} if self.user else {})}


class Accounts:
    """Log and figures of one server."""

    def __init__(self, log: Log, figures: Counters, *, with_requests: bool = True) -> None:
        self.log, self.figures = log, figures
        self._with_requests = with_requests

    def refused(self, why: Why, client: str, reason: str) -> None:
        """Note a request or message that was refused, with the reason in words."""
        self.figures.refused.labels(why).inc()
        self.log.write("refused", why=why, client=client, reason=reason)

    def answered(
        self, who: Sender, method: str, route: str, kind: str, status: int, seconds: float
    ) -> None:
        """Note a request that was let in and answered."""
        self.figures.requests.labels(kind, str(status)).inc()
        if self._with_requests:
            facts = {"method": method, "route": route, "status": status}
            self.log.write("request", **who.facts, **facts, seconds=round(seconds, 3))

    def page_opened(self, who: Sender) -> None:
        """Note that the socket of a page was opened."""
        self.figures.visitors.inc()
        self.log.write("page opened", **who.facts)

    def page_closed(self, who: Sender, seconds: float) -> None:
        """Note that the socket of a page was closed and how many seconds it was open."""
        self.figures.visitors.dec()
        self.log.write("page closed", **who.facts, seconds=round(seconds, 1))

    def logged_in(self, who: Sender) -> None:
        """Note that somebody has logged in."""
        self.figures.logins.labels("in").inc()
        self.log.write("logged in", **who.facts)

    def logged_out(self, who: Sender) -> None:
        """Note that somebody has logged out."""
        self.figures.logins.labels("out").inc()
        self.log.write("logged out", **who.facts)

    def slowed(self, client: str) -> None:
        """Note that a page asks for more runs than one visitor may have, and waits for them."""
        self.figures.slowed.inc()
        self.log.write("slowed", client=client)

    def saved(self, end: SaveEnd) -> None:
        """Note how a save ended."""
        self.figures.note_save(end)
        self.log.write_save(end)

    def fault(self, error: BaseException) -> None:
        """Note an error in a page."""
        self.figures.faults.inc()
        self.log.write_fault(error)
