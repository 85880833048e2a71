"""Health, readiness and figures, as an operator's programs get them."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from own_loop import run_apart

from steelyard.export.drawings import converter
from steelyard.files.saving.under_way import SaveEnd
from steelyard.serving import operations
from steelyard.serving.figures import Counters
from steelyard.serving.operations import Operations, find_folder_fault, find_saving_fault


def answer(path: str, checks: dict[str, Any], figures: Counters | None = None) -> tuple[int, str]:
    """Return status and text of an answer; 0 where it was left to the dashboard."""
    sent: list[Any] = []

    async def behind(scope: Any, receive: Any, send: Any) -> None:
        pass

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    app = Operations(behind, checks, figures or Counters())
    run_apart(app({"type": "http", "method": "GET", "path": path, "headers": []}, receive, send))
    if not sent:
        return 0, ""
    return sent[0]["status"], b"".join(one.get("body", b"") for one in sent).decode()


def test_alive_is_alive() -> None:
    """Whatever does not work: a server that answers need not be started anew."""
    assert answer("/healthz", {"folder": lambda: "gone"}) == (200, "alive\n")


def test_ready_is_said_part_by_part() -> None:
    """503 as soon as one does not work, with a sentence for it."""
    fine = {"folder": lambda: "", "saving": lambda: ""}
    assert answer("/readyz", fine) == (200, '{"folder":"fine","saving":"fine"}')

    status, text = answer("/readyz", {**fine, "saving": lambda: "nothing can be saved: …"})
    assert status == 503
    assert json.loads(text) == {"folder": "fine", "saving": "nothing can be saved: …"}


def test_what_does_not_answer_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """A drive that has gone away holds nobody up for ever."""
    monkeypatch.setattr(operations, "PATIENCE", 0.05)

    def hang() -> str:
        time.sleep(0.5)
        return ""

    status, text = answer("/readyz", {"folder": hang})
    assert (status, json.loads(text)) == (503, {"folder": "no answer within 0.05 seconds"})


def test_a_folder_that_cannot_be_read_is_found(tmp_path: Path) -> None:
    """One that has gone, or a file in it that is a link to nowhere."""
    assert find_folder_fault(tmp_path) == ""
    assert (
        find_folder_fault(tmp_path / "none")
        == "the files cannot be read: no such file or directory"
    )


def test_a_folder_that_cannot_be_written_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless the server is not meant to save."""
    assert find_saving_fault(tmp_path) == ""
    assert "nothing can be saved" in find_saving_fault(tmp_path / "none" / "a.yaml")
    monkeypatch.setattr(operations, "writing_allowed", lambda: False)
    assert find_saving_fault(tmp_path / "none" / "a.yaml") == ""


def test_a_renderer_that_cannot_draw_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its reason is said; a picture that is drawn is no fault."""
    monkeypatch.setattr(converter, "start_workers", lambda: None)
    assert converter.find_renderer_fault() == ""

    def refuse(kind: str, given: str) -> bytes:
        raise ImportError("pictures need the extra `images`")

    monkeypatch.setattr(converter, "_draw", refuse)
    assert "pictures need the extra" in converter.find_renderer_fault()


def test_figures_are_as_prometheus_reads_them() -> None:
    """Saves by how they ended, refusals by their reason; every figure bears our name."""
    figures = Counters()
    figures.note_save(SaveEnd("a.yaml", "saved", 0.1, "ab"))
    figures.note_save(SaveEnd("a.yaml", "conflict", 0.1, why="…"))
    figures.refused.labels("host").inc(2)
    figures.runs.observe(0.2)
    status, text = answer("/metrics", {}, figures)

    assert status == 200
    assert 'steelyard_saves_total{outcome="saved"} 1.0' in text
    assert 'steelyard_saves_total{outcome="conflict"} 1.0' in text
    assert 'steelyard_saves_total{outcome="refused"} 0.0' in text
    assert 'steelyard_refused_total{why="host"} 2.0' in text
    assert "steelyard_run_seconds_count 1.0" in text
    assert "_created" not in text


def test_everything_else_is_left_to_the_dashboard() -> None:
    """Also what only begins like one of these addresses."""
    assert answer("/healthz/x", {}) == (0, "")
    assert answer("/", {}) == (0, "")
