"""Charts as SVG, PNG and PDF files with descriptions, and the stamp in each form.

Drawn with the fonts of the optional extra `images` and without the network: a chart that
refers to an address is refused. Title and description are read from the chart itself.

The sealed content is always the whole file without the stamp itself: for SVG and PNG byte by byte,
for a specification its data whatever its layout, for a table its text whatever its line ends.

A PNG file is a signature and a row of chunks; texts are kept in chunks named iTXt (PNG
specification, 11.3.3.4). Files to be read are untrusted, so nothing in them determines how much
memory is allocated.
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape, unescape

from steelyard.export.drawings.converter import draw_svg, svg_to_pdf, svg_to_png
from steelyard.export.stamps.provenance import KEY, Stamp, open_seal, seal

CSV_LINE = "# steelyard: "
"""The beginning of the last line of a table; the stamp follows, percent-encoded.

So it is one cell without commas or quotes, and a comment for programs that ignore comments.
"""

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_CHUNKS = 20_000
_HEADER_END = len(PNG_SIGNATURE) + 25
_SVG_STAMP = re.compile(rb'<metadata id="steelyard">([^<]*)</metadata>')
_NO_STAMP = "this {} has no stamp of Steelyard"


def stamp_svg(svg: bytes, origin: Mapping[str, str]) -> bytes:
    """Return an SVG file with the stamp in `<metadata>`, the last child of its root."""
    stamp = f'<metadata id="steelyard">{escape(seal(origin, svg))}</metadata>'.encode()
    body, end, rest = svg.rpartition(b"</svg>")
    return body + stamp + end + rest


def read_svg_stamp(svg: bytes) -> Stamp:
    """Return the stamp of an SVG file; ValueError if it has none or more than one."""
    stamps = list(_SVG_STAMP.finditer(svg))
    if len(stamps) != 1:
        raise ValueError(_NO_STAMP.format("SVG file"))
    start, end = stamps[0].span()
    text = unescape(stamps[0].group(1).decode("utf-8", "replace"))
    return open_seal(text, svg[:start] + svg[end:])


def stamp_png(png: bytes, origin: Mapping[str, str]) -> bytes:
    """Return a PNG file with the stamp as a text chunk."""
    return label_png(png, {KEY: seal(origin, png)})


def read_png_stamp(png: bytes) -> Stamp:
    """Return the stamp of a PNG file; ValueError if it has none or is not a PNG file."""
    text = read_png_labels(png).get(KEY)
    if text is None:
        raise ValueError(_NO_STAMP.format("PNG file"))
    return open_seal(text, without_label(png, KEY))


def stamp_spec(spec: Mapping[str, Any], origin: Mapping[str, str]) -> bytes:
    """Return a specification as a JSON file with the stamp under `usermeta`."""
    stamp = json.loads(seal(origin, _settled(spec)))
    stamped = {**spec, "usermeta": {KEY: stamp}}
    return (json.dumps(stamped, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def read_spec_stamp(data: bytes) -> Stamp:
    """Return the stamp of a specification; ValueError if it has none or is not JSON."""
    try:
        spec = json.loads(data)
    except (ValueError, RecursionError):
        raise ValueError("this is not a JSON file that can be read") from None
    meta = spec.pop("usermeta", None) if isinstance(spec, dict) else None
    if not isinstance(meta, dict) or KEY not in meta:
        raise ValueError(_NO_STAMP.format("JSON file"))
    return open_seal(json.dumps(meta[KEY]), _settled(spec))


def stamp_csv(table: bytes, origin: Mapping[str, str]) -> bytes:
    """Return a CSV file with the stamp as its last line."""
    stamp = quote(seal(origin, _unended(table)), safe=" {}[]:/-_.~")
    return table + f"{CSV_LINE}{stamp}\r\n".encode()


def read_csv_stamp(table: bytes) -> Stamp:
    """Return the stamp of a CSV file; ValueError if it has none.

    A spreadsheet that saved the file again may have quoted the line or appended commas: that does
    not count as a change of content.
    """
    body, mark, line = table.rpartition(CSV_LINE.encode())
    if not mark:
        raise ValueError(_NO_STAMP.format("table"))
    stamp = unquote(line.decode("utf-8", "replace").strip().rstrip(",;").strip('"'))
    return open_seal(stamp, _unended(body.removesuffix(b'"')))


def _settled(spec: Mapping[str, Any]) -> bytes:
    """Return a specification without its `usermeta` in canonical form."""
    kept = {key: part for key, part in spec.items() if key != "usermeta"}
    return json.dumps(kept, sort_keys=True).encode()


def _unended(table: bytes) -> bytes:
    return table.replace(b"\r\n", b"\n")


def label_png(picture: bytes, metadata: Mapping[str, str]) -> bytes:
    """Return a PNG file with one iTXt chunk per entry, right after its header.

    Raises ValueError for anything else, and for a key that PNG does not allow (1 to 79
    Latin letters).

    >>> label_png(b"GIF", {})
    Traceback (most recent call last):
    ...
    ValueError: not a PNG file
    """
    if not picture.startswith(PNG_SIGNATURE):
        raise ValueError("not a PNG file")
    chunks = b"".join(_text_chunk(key, text) for key, text in metadata.items())
    return picture[:_HEADER_END] + chunks + picture[_HEADER_END:]


def read_png_labels(picture: bytes) -> dict[str, str]:
    """Return the iTXt entries of a PNG file, as `label_png` writes them.

    If a key occurs twice, the first counts. Raises ValueError for anything that is not a PNG file,
    is truncated, or has more chunks than any picture needs.
    """
    labels: dict[str, str] = {}
    for kind, start, end in _chunks(picture):
        found = _entry(picture[start + 8 : end - 4]) if kind == b"iTXt" else None
        if found is not None:
            labels.setdefault(*found)
    return labels


def without_label(picture: bytes, key: str) -> bytes:
    """Return a PNG file without its first iTXt chunk of that key; raises like `read_png_labels`."""
    for kind, start, end in _chunks(picture):
        found = _entry(picture[start + 8 : end - 4]) if kind == b"iTXt" else None
        if found is not None and found[0] == key:
            return picture[:start] + picture[end:]
    return picture


def _chunks(picture: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, first byte and end of every chunk: size (4), kind (4), body, checksum (4)."""
    if not picture.startswith(PNG_SIGNATURE):
        raise ValueError("not a PNG file")
    position, count = len(PNG_SIGNATURE), 0
    while position + 8 <= len(picture):
        size, kind = struct.unpack(">I4s", picture[position : position + 8])
        end, count = position + size + 12, count + 1
        if end > len(picture):
            raise ValueError("the PNG file ends too early")
        if count > MOST_CHUNKS:
            raise ValueError("the PNG file has too many parts")
        yield kind, position, end
        position = end


def _entry(body: bytes) -> tuple[str, str] | None:
    """Return key and text of an uncompressed iTXt chunk; `None` for any other."""
    key, _, rest = body.partition(b"\0")
    parts = rest[2:].split(b"\0", 2)
    if rest[:2] != b"\0\0" or len(parts) < 3:
        return None
    return key.decode("latin-1"), parts[2].decode(errors="replace")


def _text_chunk(key: str, text: str) -> bytes:
    name = key.encode("latin-1", errors="replace")
    if not 1 <= len(name) <= 79 or b"\0" in name or b"?" in name:
        raise ValueError(f"not a key of PNG metadata: {key!r}")
    body = b"iTXt" + name + b"\0\0\0\0\0" + text.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


MARGIN = 16
"""Pixels around every picture."""


def to_svg(chart: Mapping[str, Any], metadata: Mapping[str, str] | None = None) -> bytes:
    """Return a chart as an SVG file in UTF-8, with title, description and `metadata`.

    `metadata` is written as JSON into `<metadata>`. Raises ImportError, saying what to
    install, without the extra `images`; ValueError for a chart that fetches data.
    """
    spec = drawing_spec(chart)
    return _label_svg(draw_svg(spec), spec, metadata or {}).encode()


def to_png(
    chart: Mapping[str, Any],
    ppi: float = 144,
    metadata: Mapping[str, str] | None = None,
    *,
    scale: float = 1.0,
) -> bytes:
    """Return a chart as a PNG file of `ppi` pixels to the inch (72 is one to one).

    `scale`: its size in print, as a multiple of its own size at 72 pixels to the inch.
    Title, description and `metadata` are written as iTXt chunks, key by key. Raises like
    `to_svg`, and ValueError for a key that PNG does not allow (1 to 79 Latin letters).
    """
    spec = drawing_spec(chart)
    drawn = svg_to_png(draw_svg(spec), ppi, scale)
    return label_png(drawn, {**_titles(spec), **(metadata or {})})


def to_pdf(chart: Mapping[str, Any]) -> bytes:
    """Return a chart as a PDF file whose text can be selected; raises like `to_svg`."""
    return svg_to_pdf(draw_svg(drawing_spec(chart)))


def drawing_spec(chart: Mapping[str, Any]) -> dict[str, Any]:
    """Return the specification to be drawn: the chart with a margin around it."""
    return {**chart, "padding": MARGIN}


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
