"""The log: one line of JSON for each event, without anything that could grant access.

It holds no query string, cookie, header or file content: an address that contains a view's
weights, a session or a visitor's file is logged as the pattern of its route.
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
"""Maximum number of characters of a text in the log."""


class Log:
    """Appends events to a file, or writes them to standard error."""

    def __init__(self, file: Path | None) -> None:
        self._turn = threading.Lock()
        self._stream: IO[str] = (
            sys.stderr if file is None else file.open("a", encoding="utf-8", newline="\n")
        )

    def write(self, event: str, **facts: object) -> None:
        """Append one event; a failed write is ignored, so that it interrupts nobody's work."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"at": now, "event": event, **_bounded(facts)}, ensure_ascii=False)
        with self._turn:
            try:
                self._stream.write(f"{line}\n")
                self._stream.flush()
            except (OSError, ValueError):
                return

    def write_save(self, end: SaveEnd) -> None:
        """Append the outcome of a save: file, user, and the first digits of its new SHA-256."""
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
        """Append an error in a page; the page itself shows a message about it."""
        self.write("fault", error=type(error).__name__, text=str(error))


class LogHandler(logging.Handler):
    """Writes warnings and errors from libraries to the same log."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Append one record of a library."""
        self._log.write(
            "report", by=record.name, level=record.levelname.lower(), text=record.getMessage()
        )


def _bounded(facts: dict[str, object]) -> dict[str, object]:
    return {
        key: visible_text(value[:LONGEST_TEXT]) if isinstance(value, str) else value
        for key, value in facts.items()
    }
