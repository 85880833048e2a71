"""Prometheus metrics of a running server; none of them identifies a visitor."""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.process_collector import ProcessCollector

from steelyard.files.saving.under_way import SaveEnd

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
TEXT_TYPE = CONTENT_TYPE_PLAIN_0_0_4


class Counters:
    """Counters of this process, all with names that begin with `steelyard_`."""

    def __init__(self) -> None:
        # The creation time of each counter is useless here and would double the output.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._all = CollectorRegistry()
        ProcessCollector(registry=self._all)
        self.visitors = Gauge("steelyard_visitors", "Pages that are open now", registry=self._all)
        self.runs = Histogram(
            "steelyard_run_seconds",
            "Seconds from a visitor's act until the page stands",
            buckets=_SECONDS,
            registry=self._all,
        )
        self.requests = Counter(
            "steelyard_requests", "Requests answered", ["kind", "status"], registry=self._all
        )
        self.refused = Counter(
            "steelyard_refused", "Requests and messages refused", ["why"], registry=self._all
        )
        self.saves = Counter(
            "steelyard_saves", "Saves by how they ended", ["outcome"], registry=self._all
        )
        self.slowed = Counter(
            "steelyard_slowed", "Times that a page was slowed down", registry=self._all
        )
        self.faults = Counter("steelyard_faults", "Errors in a page", registry=self._all)
        self.logins = Counter(
            "steelyard_logins", "People who logged in or out", ["how"], registry=self._all
        )
        for outcome in ("saved", "conflict", "refused"):
            self.saves.labels(outcome)

    def note_save(self, end: SaveEnd) -> None:
        """Count a save."""
        self.saves.labels(end.outcome).inc()

    def as_text(self) -> bytes:
        """Return all metrics in Prometheus' text format."""
        return generate_latest(self._all)
