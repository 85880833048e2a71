"""vl-convert with our own typeface: the one door to what draws a chart outside a browser.

Drawing runs in this process, or in others that `start_workers` has set up: while
vl-convert draws it lets nothing else of its process run, and a page must not stand still.
Knows nothing of charts; it turns specifications into SVG, and SVG into pictures.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from steelyard.export.drawings.drawing_process import DrawingProcess, LostError
from steelyard.export.drawings.right_to_left import set_right_to_left

VEGA_LITE = "6.4"
FACES = ("Regular", "It", "Semibold", "Bold")
INSTALL = "pictures need the extra `images`: pip install 'steelyard[images]'"
KEPT = 48
"""Drawings kept, so that the three pictures made from one drawing need it only once."""

_lock = threading.Lock()
_workers: list[DrawingProcess] = []


def face_files() -> list[Path]:
    """Return the font files of the four faces; ImportError says what to install."""
    try:
        import font_source_sans_pro
    except ImportError as missing:
        raise ImportError(INSTALL) from missing
    folder = Path(font_source_sans_pro.font_directory)
    return [folder / f"SourceSansPro-{face}.ttf" for face in FACES]


@cache
def converter() -> ModuleType:
    """Return vl-convert with our four faces, and only these, registered.

    Raises ImportError, saying what to install, without the extra `images`.
    """
    files = face_files()
    try:
        import vl_convert
    except ImportError as missing:
        raise ImportError(INSTALL) from missing
    # The package's folder holds each face twice and many more weights; which of the
    # twins were drawn would depend on the order of the folder.
    faces = Path(tempfile.mkdtemp(prefix="steelyard-fonts-"))
    for file in files:
        shutil.copy(file, faces)
    vl_convert.register_font_directory(str(faces))
    return vl_convert


def draw_svg(spec: Mapping[str, Any]) -> str:
    """Return a Vega-Lite specification as SVG; ValueError where it asks for an address."""
    return _drawn(json.dumps(spec))


def svg_to_png(svg: str, ppi: float, scale: float = 1.0) -> bytes:
    """Return SVG, shrunk by `scale`, as PNG of `ppi` pixels to the inch; 72 is one to one."""
    return _somewhere("png", svg, ppi, scale)


def svg_to_pdf(svg: str) -> bytes:
    """Return SVG as PDF with its typeface embedded, 72 pixels of it to the inch."""
    return _somewhere("pdf", svg)


def draw_here(kind: str, given: str, *numbers: float) -> bytes:
    """Return a specification as `svg`, or SVG as `png` (`numbers`: ppi, scale) or `pdf`.

    In this process, and nothing else of it runs meanwhile. ValueError for what cannot be
    drawn, ImportError without the extra `images`.
    """
    if kind == "svg":
        drawn: str = converter().vegalite_to_svg(given, vl_version=VEGA_LITE, allowed_base_urls=[])
        return drawn.encode()
    if kind == "png":
        ppi, scale = numbers
        return bytes(converter().svg_to_png(given, ppi=ppi, scale=scale))
    return bytes(converter().svg_to_pdf(given))


def start_workers(number: int = 1) -> None:
    """Draw in up to `number` processes of their own from now on; they warm up meanwhile.

    Those already there are counted. Without the extra `images` nothing is started.
    """
    try:
        converter()
    except ImportError:
        return
    with _lock:
        fresh = [DrawingProcess() for _ in range(number - len(_workers))]
        _workers.extend(fresh)
    for worker in fresh:
        threading.Thread(target=_warm_up, args=(worker,), daemon=True).start()


def stop_workers() -> None:
    """Draw in this process again."""
    with _lock:
        stopped = list(_workers)
        _workers.clear()
    for worker in stopped:
        worker.stop()


@lru_cache(maxsize=KEPT)
def _drawn(spec: str) -> str:
    return set_right_to_left(_somewhere("svg", spec).decode())


def _somewhere(kind: str, given: str, *numbers: float) -> bytes:
    """Do a piece of work in the least busy worker, or here where none is left."""
    while workers := list(_workers):
        worker = next((w for w in workers if not w.is_busy), workers[0])
        try:
            return worker.draw(kind, given, *numbers)
        except LostError:
            with _lock:
                if worker in _workers:
                    _workers.remove(worker)
    return draw_here(kind, given, *numbers)


def _warm_up(worker: DrawingProcess) -> None:
    point = {"mark": {"type": "text", "text": "a"}, "data": {"values": [{}]}}
    with suppress(LostError, ValueError):
        svg = worker.draw("svg", json.dumps(point)).decode()
        worker.draw("png", svg, 72, 1)
