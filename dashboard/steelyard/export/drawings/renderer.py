"""vl-convert with our own typeface, and the program that draws with it in its own process.

Turns a Vega-Lite specification into SVG, and SVG into PNG or PDF. Imports no other module of
ours, so that the program starts quickly and no import cycle is possible.

The program reads requests from its standard input and writes the answers to its standard
output. A message is one line of JSON, a list whose last entry is the number of bytes that
follow, and then these bytes:

    request  ["svg", n]            and a specification
             ["png", ppi, scale, n] and SVG
             ["pdf", n]            and SVG
    answer   ["made", n]           and the file
             ["failed", n]         and a sentence

The program ends at the end of its input: when the process that started it closes the stream or
dies.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import IO

VEGA_LITE = "6.4"
_FACES = ("Regular", "It", "Semibold", "Bold")
_INSTALL = "pictures need the extra `images`: pip install 'steelyard[images]'"


def face_files() -> list[Path]:
    """Return the font files of the four faces; ImportError says what to install."""
    try:
        import font_source_sans_pro
    except ImportError as missing:
        raise ImportError(_INSTALL) from missing
    folder = Path(font_source_sans_pro.font_directory)
    return [folder / f"SourceSansPro-{face}.ttf" for face in _FACES]


@cache
def load_vl_convert() -> ModuleType:
    """Return vl-convert with our four faces, and only these, registered.

    Raises ImportError, saying what to install, without the extra `images`.
    """
    files = face_files()
    try:
        import vl_convert
    except ImportError as missing:
        raise ImportError(_INSTALL) from missing
    # The package's folder has each face twice, and many more weights; which of the duplicates is
    # used would depend on the order of the folder.
    faces = Path(tempfile.mkdtemp(prefix="steelyard-fonts-"))
    for file in files:
        shutil.copy(file, faces)
    vl_convert.register_font_directory(str(faces))
    return vl_convert


def draw_here(kind: str, given: str, *numbers: float) -> bytes:
    """Return a specification as `svg`, or SVG as `png` (`numbers`: ppi, scale) or `pdf`.

    Draws in this process and blocks all its other threads meanwhile. Raises ValueError if it
    cannot be drawn, ImportError without the extra `images`.
    """
    if kind == "svg":
        drawn: str = load_vl_convert().vegalite_to_svg(
            given, vl_version=VEGA_LITE, allowed_base_urls=[]
        )
        return drawn.encode()
    if kind == "png":
        ppi, scale = numbers
        return bytes(load_vl_convert().svg_to_png(given, ppi=ppi, scale=scale))
    return bytes(load_vl_convert().svg_to_pdf(given))


def send_message(stream: IO[bytes], head: list[str | float], data: bytes) -> None:
    """Write one message to a stream."""
    stream.write(json.dumps([*head, len(data)]).encode() + b"\n" + data)
    stream.flush()


def receive_message(stream: IO[bytes]) -> tuple[list[str | float], bytes]:
    """Return head and bytes of the next message; ValueError at the end of the stream."""
    *head, size = json.loads(stream.readline() or b"null") or [0]
    data = stream.read(int(size))
    if not head or len(data) < int(size):
        raise ValueError("the stream has ended")
    return head, data


def answer_requests(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Serve drawing requests one after the other until the stream ends."""
    while True:
        try:
            (kind, *numbers), data = receive_message(requests)
        except ValueError:
            return
        try:
            made = draw_here(str(kind), data.decode(), *(float(number) for number in numbers))
        except (ValueError, ImportError) as error:
            send_message(answers, ["failed"], str(error).encode())
        else:
            send_message(answers, ["made"], made)


if __name__ == "__main__":
    answer_requests(sys.stdin.buffer, sys.stdout.buffer)
