"""The log: one line of JSON for each event, bounded, and only ever appended to."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from steelyard.files.saving.under_way import SaveEnd
from steelyard.serving.accounts import Accounts
from steelyard.serving.figures import Counters
from steelyard.serving.log import LONGEST_TEXT, Log, LogHandler


def test_each_event_is_a_line(tmp_path: Path) -> None:
    """Appended to what stands there; texts from outside cannot begin a line of their own."""
    file = tmp_path / "server.log"
    file.write_text('{"event": "earlier"}\n', encoding="utf-8")
    log = Log(file)
    log.write("refused", reason='a\n{"event": "made up"}\u202e', client="x" * 1000)
    log.write("stopped")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]

    assert [line["event"] for line in lines] == ["earlier", "refused", "stopped"]
    assert lines[1]["reason"] == 'a\\u000a{"event": "made up"}\\u202e'
    assert len(lines[1]["client"]) == LONGEST_TEXT
    assert lines[1]["at"].endswith("+00:00")


def test_how_saves_end_is_written(tmp_path: Path) -> None:
    """File, beginning of the digest and seconds; or the sentence the visitor was shown."""
    log = Log(tmp_path / "server.log")
    accounts = Accounts(log, Counters())
    accounts.saved(SaveEnd("a.yaml", "saved", 0.1234, "ab" * 32))
    accounts.saved(SaveEnd("a.yaml", "conflict", 0.2, why="a.yaml was changed by somebody else."))
    first, second = map(json.loads, (tmp_path / "server.log").read_text().splitlines())

    assert (first["event"], first["sha256"], first["seconds"]) == ("saved", "ab" * 6, 0.123)
    assert (second["event"], second["why"]) == (
        "save conflict",
        "a.yaml was changed by somebody else.",
    )


def test_requests_may_be_left_out(tmp_path: Path) -> None:
    """They are counted all the same; refusals are written in any case."""
    figures = Counters()
    accounts = Accounts(Log(tmp_path / "log"), figures, with_requests=False)
    accounts.answered("1.2.3.4", "GET", "/", "page", 200, 0.1)
    accounts.refused("host", "1.2.3.4", "it asks for the host x")
    (line,) = (tmp_path / "log").read_text(encoding="utf-8").splitlines()

    assert json.loads(line)["event"] == "refused"
    assert b'steelyard_requests_total{kind="page",status="200"} 1.0' in figures.as_text()


def test_reports_of_libraries_are_written_too(tmp_path: Path) -> None:
    """Warnings and worse; what they only say in passing is not."""
    handler = LogHandler(Log(tmp_path / "log"))
    for level in (logging.INFO, logging.WARNING):
        record = logging.LogRecord("lib", level, "", 1, "disk %s", ("full",), None)
        if level >= handler.level:
            handler.handle(record)
    (line,) = map(json.loads, (tmp_path / "log").read_text(encoding="utf-8").splitlines())

    assert (line["event"], line["by"], line["text"]) == ("report", "lib", "disk full")


def test_a_log_that_fails_stops_nobody(tmp_path: Path) -> None:
    """A full disk loses lines and nothing else."""
    log = Log(tmp_path / "log")
    log._stream.close()
    log.write("saved")
