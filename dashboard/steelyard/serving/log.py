"""The log: one line of JSON for each event, with nothing in it that lets anybody in.

No query, no cookie, no header, no content of a file: an address with a view's weights, a session
or a file made for one visitor is written as the pattern of its route.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from steelyard.files.problems import visible_text
from steelyard.files.saving.under_way import SaveEnd

LONGEST_TEXT = 300
"""Characters of a text in the log."""


class Log:
    """Writes events to a file, which is only ever appended to, or to the error stream."""

    def __init__(self, file: Path | None) -> None:
        self._turn = threading.Lock()
        self._stream: IO[str] = (
            sys.stderr if file is None else file.open("a", encoding="utf-8", newline="\n")
        )

    def write(self, event: str, **facts: object) -> None:
        """Append one event; a log that can no longer be written to interrupts nobody's work."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"at": now, "event": event, **_bounded(facts)}, ensure_ascii=False)
        with self._turn:
            try:
                self._stream.write(f"{line}\n")
                self._stream.flush()
            except (OSError, ValueError):
                return

    def write_save(self, end: SaveEnd) -> None:
        """Append how a save ended: of which file, by whom, the beginning of its new SHA-256."""
        facts: dict[str, object] = {"file": end.file, "seconds": round(end.seconds, 3)}
        if end.user:
            facts["user"] = end.user
        if end.outcome == "saved":
            facts["sha256"] = end.sha256[:12]
        else:
            facts["why"] = end.why
        self.write(
            {"saved": "saved", "conflict": "save conflict"}.get(end.outcome, "save refused"),
            **facts,
        )

    def write_fault(self, error: BaseException) -> None:
        """Append an error of a page; the page shows it in words."""
        self.write("fault", error=type(error).__name__, text=str(error))


class LogHandler(logging.Handler):
    """Puts what libraries report, warnings and worse, into the same log."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Append one report."""
        self._log.write(
            "report", by=record.name, level=record.levelname.lower(), text=record.getMessage()
        )


def _bounded(facts: dict[str, object]) -> dict[str, object]:
    return {
        key: visible_text(value[:LONGEST_TEXT]) if isinstance(value, str) else value
        for key, value in facts.items()
    }
