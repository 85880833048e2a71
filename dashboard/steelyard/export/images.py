"""Charts as SVG and PNG files that say what they show and where they come from.

Drawn by vl-convert in this process, with the fonts of the optional extra `images`, and
without the network: a chart that asks for an address is refused. Must not know what a
chart is about; title and description are read from the chart itself.
"""

from __future__ import annotations

import json
import re
import shutil
import struct
import tempfile
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.sax.saxutils import escape

import altair as alt

from steelyard.charts.canvas import as_spec

MARGIN = 16
VEGA_LITE = "6.4"
FACES = ("Regular", "It", "Semibold", "Bold")
INSTALL = "pictures need the extra `images`: pip install 'steelyard[images]'"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def to_svg(
    chart: alt.TopLevelMixin | Mapping[str, Any], metadata: Mapping[str, str] | None = None
) -> bytes:
    """Return a chart as an SVG file in UTF-8, with title, description and `metadata`.

    `metadata` is written as JSON into `<metadata>`. Raises ImportError, saying what to
    install, without the extra `images`; ValueError for a chart that fetches data.
    """
    spec = _spec(chart)
    drawn = _converter().vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    return _label_svg(drawn, spec, metadata or {}).encode()


def to_png(
    chart: alt.TopLevelMixin | Mapping[str, Any],
    ppi: float = 144,
    metadata: Mapping[str, str] | None = None,
) -> bytes:
    """Return a chart as a PNG file of `ppi` pixels to the inch (72 is one to one).

    Title, description and `metadata` are written as iTXt chunks, key by key. Raises like
    `to_svg`, and ValueError for a key that PNG does not allow (1 to 79 Latin letters).
    """
    spec = _spec(chart)
    drawn = _converter().vegalite_to_png(
        spec, vl_version=VEGA_LITE, ppi=ppi, scale=1, allowed_base_urls=[]
    )
    return label_png(drawn, {**_titles(spec), **(metadata or {})})


def label_png(picture: bytes, metadata: Mapping[str, str]) -> bytes:
    """Return a PNG file with one iTXt chunk per entry, right after its header.

    >>> label_png(b"GIF", {})
    Traceback (most recent call last):
    ...
    ValueError: not a PNG file
    """
    if not picture.startswith(_SIGNATURE):
        raise ValueError("not a PNG file")
    header_end = len(_SIGNATURE) + 25
    chunks = b"".join(_text_chunk(key, text) for key, text in metadata.items())
    return picture[:header_end] + chunks + picture[header_end:]


def read_png_labels(picture: bytes) -> dict[str, str]:
    """Return the iTXt entries of a PNG file, as `label_png` writes them.

    Raises ValueError for anything that is not a PNG file or ends too early.
    """
    if not picture.startswith(_SIGNATURE):
        raise ValueError("not a PNG file")
    labels: dict[str, str] = {}
    position = len(_SIGNATURE)
    while position + 8 <= len(picture):
        size, kind = struct.unpack(">I4s", picture[position : position + 8])
        body = picture[position + 8 : position + 8 + size]
        if len(body) < size:
            raise ValueError("the PNG file ends too early")
        if kind == b"iTXt":
            key, _, rest = body.partition(b"\0")
            if rest[:2] == b"\0\0":
                labels[key.decode("latin-1")] = rest[2:].split(b"\0", 2)[2].decode()
        position += size + 12
    return labels


def _text_chunk(key: str, text: str) -> bytes:
    name = key.encode("latin-1", errors="replace")
    if not 1 <= len(name) <= 79 or b"\0" in name or b"?" in name:
        raise ValueError(f"not a key of PNG metadata: {key!r}")
    body = b"iTXt" + name + b"\0\0\0\0\0" + text.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


def _label_svg(drawn: str, spec: Mapping[str, Any], metadata: Mapping[str, str]) -> str:
    titles = _titles(spec)
    labels = "".join(
        f"<{tag}>{escape(titles[key])}</{tag}>"
        for tag, key in (("title", "Title"), ("desc", "Description"))
        if titles.get(key)
    )
    if metadata:
        labels += f"<metadata>{escape(json.dumps(dict(metadata), ensure_ascii=False))}</metadata>"
    return re.sub(r"(<svg\b[^>]*>)", lambda tag: tag.group(1) + labels, drawn, count=1)


def _titles(spec: Mapping[str, Any]) -> dict[str, str]:
    title = spec.get("title", "")
    lines = title.get("text", "") if isinstance(title, Mapping) else title
    found = {
        "Title": lines if isinstance(lines, str) else " ".join(lines),
        "Description": str(spec.get("description", "")),
    }
    return {key: text for key, text in found.items() if text}


def _spec(chart: alt.TopLevelMixin | Mapping[str, Any]) -> dict[str, Any]:
    spec = dict(chart) if isinstance(chart, Mapping) else as_spec(chart)
    return {**spec, "padding": MARGIN}


@cache
def _converter() -> ModuleType:
    """Return vl-convert with our four faces, and only these, registered."""
    try:
        import font_source_sans_pro
        import vl_convert
    except ImportError as missing:
        raise ImportError(INSTALL) from missing
    # The package's folder holds each face twice and many more weights; which of the
    # twins were drawn would depend on the order of the folder.
    faces = Path(tempfile.mkdtemp(prefix="steelyard-fonts-"))
    for face in FACES:
        shutil.copy(Path(font_source_sans_pro.font_directory, f"SourceSansPro-{face}.ttf"), faces)
    vl_convert.register_font_directory(str(faces))
    return vl_convert
