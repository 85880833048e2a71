"""What is told of requests: one line in the log and one figure, together."""

from __future__ import annotations

from typing import Literal

from steelyard.files.saving.under_way import SaveEnd
from steelyard.serving.figures import Figures
from steelyard.serving.log import Log

Why = Literal["host", "origin", "proxy", "address", "route", "role", "message"]


class Accounts:
    """Log and figures of one server."""

    def __init__(self, log: Log, figures: Figures, *, with_requests: bool = True) -> None:
        self.log, self.figures = log, figures
        self._with_requests = with_requests

    def refused(self, why: Why, client: str, reason: str) -> None:
        """Note a request or message that was refused, with the reason in words."""
        self.figures.refused.labels(why).inc()
        self.log.write("refused", why=why, client=client, reason=reason)

    def answered(
        self, client: str, method: str, route: str, kind: str, status: int, seconds: float
    ) -> None:
        """Note a request that was let in and answered."""
        self.figures.requests.labels(kind, str(status)).inc()
        if self._with_requests:
            facts = {"method": method, "route": route, "status": status}
            self.log.write("request", client=client, **facts, seconds=round(seconds, 3))

    def page_opened(self, client: str) -> None:
        """Note that the socket of a page was opened."""
        self.figures.visitors.inc()
        self.log.write("page opened", client=client)

    def page_closed(self, client: str, seconds: float) -> None:
        """Note that the socket of a page was closed after so long."""
        self.figures.visitors.dec()
        self.log.write("page closed", client=client, seconds=round(seconds, 1))

    def saved(self, end: SaveEnd) -> None:
        """Note how a save ended."""
        self.figures.note_save(end)
        self.log.write_save(end)

    def fault(self, error: BaseException) -> None:
        """Note an error in a page."""
        self.figures.faults.inc()
        self.log.write_fault(error)
