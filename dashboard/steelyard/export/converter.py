"""vl-convert with our own typeface: the one door to what draws a chart outside a browser.

Drawing runs in this process, or in another one that `start_workers` has set up: while
vl-convert draws it lets nothing else of its process run, and a page must not stand still.
Knows nothing of charts; it turns specifications into SVG, and SVG into pictures.
"""

from __future__ import annotations

import json
import multiprocessing
import shutil
import tempfile
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

VEGA_LITE = "6.4"
FACES = ("Regular", "It", "Semibold", "Bold")
INSTALL = "pictures need the extra `images`: pip install 'steelyard[images]'"
KEPT = 48
"""Drawings kept, so that the three pictures made from one drawing need it only once."""

Made = TypeVar("Made", str, bytes)
_lock = threading.Lock()
_workers: list[ProcessPoolExecutor] = []


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
    return _somewhere(_png, svg, ppi, scale)


def svg_to_pdf(svg: str) -> bytes:
    """Return SVG as PDF with its typeface embedded, 72 pixels of it to the inch."""
    return _somewhere(_pdf, svg)


def start_workers(number: int = 1) -> None:
    """Draw in `number` processes of their own from now on; they warm up meanwhile.

    Starting them again does nothing. Without the extra `images` nothing is started.
    """
    with _lock:
        if _workers:
            return
        try:
            converter()
        except ImportError:
            return
        spawn = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(number, mp_context=spawn, initializer=_warm_up)
        for _ in range(number):
            pool.submit(_warm_up)
        _workers.append(pool)


def stop_workers() -> None:
    """Draw in this process again."""
    with _lock:
        for pool in _workers:
            pool.shutdown(wait=True, cancel_futures=True)
        _workers.clear()


@lru_cache(maxsize=KEPT)
def _drawn(spec: str) -> str:
    return _somewhere(_svg, spec)


def _somewhere(make: Callable[..., Made], *given: str | float) -> Made:
    """Do a piece of work in a worker if there is one, here otherwise or should it die."""
    for pool in tuple(_workers):
        try:
            return pool.submit(make, *given).result()
        except (BrokenProcessPool, RuntimeError, OSError):
            stop_workers()
    return make(*given)


def _svg(spec: str) -> str:
    drawn: str = converter().vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    return drawn


def _png(svg: str, ppi: float, scale: float) -> bytes:
    made: bytes = converter().svg_to_png(svg, ppi=ppi, scale=scale)
    return made


def _pdf(svg: str) -> bytes:
    made: bytes = converter().svg_to_pdf(svg)
    return made


def _warm_up() -> None:
    point = {"mark": {"type": "text", "text": "a"}, "data": {"values": [{}]}}
    _png(_svg(json.dumps(point)), 72, 1)
