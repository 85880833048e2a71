"""Drawing in a process of its own gives the same bytes, and outlives that process."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest

from steelyard.export.drawings import converter, renderer
from steelyard.export.drawings.converter import (
    DrawingProcess,
    LostError,
    draw_svg,
    start_workers,
    stop_workers,
    svg_to_pdf,
    svg_to_png,
)
from steelyard.export.drawings.renderer import answer_requests

SPEC: dict[str, Any] = {
    "data": {"values": [{"a": "Hold", "b": 28}]},
    "mark": "bar",
    "encoding": {"y": {"field": "a"}, "x": {"field": "b", "type": "quantitative"}},
}


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    converter._drawn.cache_clear()
    yield
    stop_workers()
    converter._drawn.cache_clear()


def test_a_worker_draws_the_same_bytes() -> None:
    """SVG and PNG from a process of its own are those of this one."""
    svg = draw_svg(SPEC)
    png = svg_to_png(svg, 144)
    converter._drawn.cache_clear()
    start_workers()
    assert draw_svg(SPEC) == svg
    assert svg_to_png(svg, 144) == png
    assert svg_to_pdf(svg).startswith(b"%PDF")


def test_workers_are_counted() -> None:
    """Asking again starts only those that are missing."""
    start_workers()
    first = list(converter._workers)
    start_workers(2)
    start_workers()
    assert converter._workers[:1] == first
    assert len(converter._workers) == 2


def test_a_worker_that_dies_is_done_without() -> None:
    """What it should have drawn is drawn here, and nobody asks it again."""
    start_workers()
    converter._workers[0]._process.kill()
    assert "Hold" in draw_svg(SPEC)
    assert converter._workers == []


def test_a_fault_in_a_worker_is_the_same_fault_here() -> None:
    """A chart that asks for an address is refused there too, and the worker lives on."""
    start_workers()
    with pytest.raises(ValueError, match=r"example\.invalid"):
        draw_svg({**SPEC, "data": {"url": "http://example.invalid/a.csv"}})
    assert "Hold" in draw_svg(SPEC)
    assert len(converter._workers) == 1


def test_one_drawing_serves_all_pictures_made_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for the same chart again, nothing is drawn again."""
    first = draw_svg(SPEC)
    monkeypatch.setattr(converter, "draw_here", lambda *_: pytest.fail("drawn again"))
    assert draw_svg(dict(SPEC)) == first


def test_without_the_extra_no_worker_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to draw with, so nothing is started."""

    def missing() -> None:
        raise ImportError

    monkeypatch.setattr(converter, "load_vl_convert", missing)
    start_workers()
    assert converter._workers == []


def test_the_process_answers_what_it_is_asked_and_then_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One answer for each question, a fault as words; the end of the stream is its end."""
    asked, answered = io.BytesIO(), io.BytesIO()
    renderer.send_message(asked, ["svg"], b'{"mark": "bar"}')
    renderer.send_message(asked, ["svg"], b"nonsense")
    asked.seek(0)

    def draw(_kind: str, given: str, *_: float) -> bytes:
        if given == "nonsense":
            raise ValueError("no chart")
        return b"<svg/>"

    monkeypatch.setattr(renderer, "draw_here", draw)
    answer_requests(asked, answered)
    answered.seek(0)
    assert renderer.receive_message(answered) == (["made"], b"<svg/>")
    assert renderer.receive_message(answered) == (["failed"], b"no chart")


@pytest.mark.parametrize("nonsense", [b"", b"5\n", b"[]\n", b'["made", 9]\nabc', b"{\n"])
def test_nonsense_is_a_lost_process(nonsense: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever comes back but an answer, the process counts as lost."""
    process = DrawingProcess.__new__(DrawingProcess)
    process._lock = converter.threading.Lock()

    class Talker:
        stdin, stdout = io.BytesIO(), io.BytesIO(nonsense)

    process._process = Talker()  # type: ignore[assignment]
    with pytest.raises(LostError):
        process.draw("svg", "{}")
