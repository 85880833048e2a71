"""Draws charts without a browser, in worker processes if they have been started.

While vl-convert draws, it blocks all other threads of its process, and pages would have to wait.
`start_workers` starts processes that draw instead; without them drawing happens in this process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from steelyard.export.drawings.lettering import set_right_to_left
from steelyard.export.drawings.renderer import (
    draw_here,
    load_vl_convert,
    receive_message,
    send_message,
)

PACKAGE_FOLDER = Path(__file__).resolve().parents[3]
_KEPT = 48
"""Number of cached drawings, so that three pictures made from one drawing need it only once."""


class LostError(Exception):
    """Raised if the drawing process has ended or sends garbage; another one has to draw."""


class DrawingProcess:
    """One drawing process; threads that request a drawing while it is busy wait."""

    def __init__(self) -> None:
        paths = [str(PACKAGE_FOLDER), os.environ.get("PYTHONPATH", "")]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
        # The command is our own interpreter and module, without user input. It runs in a separate
        # session, so that Ctrl+C reaches only the process that started it.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "steelyard.export.drawings.renderer"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        self._lock = threading.Lock()

    @property
    def is_busy(self) -> bool:
        """Whether the process is drawing."""
        return self._lock.locked()

    def draw(self, kind: str, given: str, *numbers: float) -> bytes:
        """Return the result of `draw_here`, drawn in the other process.

        Raises ValueError if it cannot be drawn, LostError if the process is gone.
        """
        with self._lock:
            try:
                assert self._process.stdin is not None
                assert self._process.stdout is not None
                send_message(self._process.stdin, [kind, *numbers], given.encode())
                head, data = receive_message(self._process.stdout)
            except (OSError, ValueError, TypeError) as error:
                raise LostError from error
        if head != ["made"]:
            raise ValueError(data.decode())
        return data

    def stop(self) -> None:
        """End the process as soon as it has finished its current drawing."""
        with self._lock:
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    stream.close()
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self._process.kill()


_lock = threading.Lock()
_workers: list[DrawingProcess] = []


def draw_svg(spec: Mapping[str, Any]) -> str:
    """Return a Vega-Lite specification as SVG; ValueError if it refers to a URL."""
    return _drawn(json.dumps(spec))


def svg_to_png(svg: str, ppi: float, scale: float = 1.0) -> bytes:
    """Return SVG, shrunk by `scale`, as PNG of `ppi` pixels to the inch; 72 is one to one."""
    return _draw("png", svg, ppi, scale)


def svg_to_pdf(svg: str) -> bytes:
    """Return SVG as PDF with its typeface embedded, 72 pixels of it to the inch."""
    return _draw("pdf", svg)


def start_workers(number: int = 1) -> None:
    """Draw in up to `number` processes from now on; they warm up in the background.

    Processes that are already running count. Without the extra `images` none is started.
    """
    try:
        load_vl_convert()
    except ImportError:
        return
    with _lock:
        fresh = [DrawingProcess() for _ in range(number - len(_workers))]
        _workers.extend(fresh)
    for worker in fresh:
        threading.Thread(target=_warm_up, args=(worker,), daemon=True).start()


def stop_workers() -> None:
    """End the drawing processes and draw in this process again."""
    with _lock:
        stopped = list(_workers)
        _workers.clear()
    for worker in stopped:
        worker.stop()


def find_renderer_fault() -> str:
    """Draw a test picture; return in a sentence why none can be drawn, or empty if it worked.

    A drawing process that has ended is replaced. One that is busy is not waited for.
    """
    start_workers()
    if any(worker.is_busy for worker in list(_workers)):
        return ""
    try:
        _draw("svg", json.dumps(_LETTER))
    except (ImportError, ValueError) as error:
        return f"no picture can be drawn: {error}"
    return ""


@lru_cache(maxsize=_KEPT)
def _drawn(spec: str) -> str:
    return set_right_to_left(_draw("svg", spec).decode())


def _draw(kind: str, given: str, *numbers: float) -> bytes:
    """Draw in a free worker, else in the first one; in this process if there is none left."""
    while workers := list(_workers):
        worker = next((w for w in workers if not w.is_busy), workers[0])
        try:
            return worker.draw(kind, given, *numbers)
        except LostError:
            with _lock:
                if worker in _workers:
                    _workers.remove(worker)
    return draw_here(kind, given, *numbers)


_LETTER = {"mark": {"type": "text", "text": "a"}, "data": {"values": [{}]}}


def _warm_up(worker: DrawingProcess) -> None:
    """Warm up by drawing one letter, since the first drawing of a process is the slowest."""
    with suppress(LostError, ValueError):
        svg = worker.draw("svg", json.dumps(_LETTER)).decode()
        worker.draw("png", svg, 72, 1)
