"""Where the stamp stands in each form of a chart, and what of the file it is sealed over.

Content is always all of the file but the stamp itself: for SVG and PNG byte by byte, for
a specification its data whatever its layout, for a table its text whatever its line ends.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape, unescape

from steelyard.export.drawings.png_text import label_png, read_png_labels, without_label
from steelyard.export.stamp import KEY, Stamp, open_seal, seal

CSV_LINE = "# steelyard: "
"""Begins the last line of a table; the stamp follows, escaped as in an address.

So it is one cell without commas or quotes, and a comment to whatever knows comments.
"""

_SVG_STAMP = re.compile(rb'<metadata id="steelyard">([^<]*)</metadata>')
_NO_STAMP = "this {} has no stamp of Steelyard"


def stamp_svg(svg: bytes, origin: Mapping[str, str]) -> bytes:
    """Return an SVG file with the stamp in `<metadata>`, the last child of its root."""
    stamp = f'<metadata id="steelyard">{escape(seal(origin, svg))}</metadata>'.encode()
    body, end, rest = svg.rpartition(b"</svg>")
    return body + stamp + end + rest


def read_svg_stamp(svg: bytes) -> Stamp:
    """Return the stamp of an SVG file; ValueError where it has none or more than one."""
    found = list(_SVG_STAMP.finditer(svg))
    if len(found) != 1:
        raise ValueError(_NO_STAMP.format("SVG file"))
    start, end = found[0].span()
    text = unescape(found[0].group(1).decode("utf-8", "replace"))
    return open_seal(text, svg[:start] + svg[end:])


def stamp_png(png: bytes, origin: Mapping[str, str]) -> bytes:
    """Return a PNG file with the stamp as a text chunk."""
    return label_png(png, {KEY: seal(origin, png)})


def read_png_stamp(png: bytes) -> Stamp:
    """Return the stamp of a PNG file; ValueError where it has none or is no PNG file."""
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
    """Return the stamp of a specification; ValueError where it has none or is no JSON."""
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
    """Return the stamp of a CSV file; ValueError where it has none.

    A spreadsheet that has saved the file anew may have put the line in quotes, or commas
    behind it: that is no change of content.
    """
    body, mark, line = table.rpartition(CSV_LINE.encode())
    if not mark:
        raise ValueError(_NO_STAMP.format("table"))
    stamp = unquote(line.decode("utf-8", "replace").strip().rstrip(",;").strip('"'))
    return open_seal(stamp, _unended(body.removesuffix(b'"')))


def _settled(spec: Mapping[str, Any]) -> bytes:
    """Return a specification without its `usermeta` in one fixed layout."""
    kept = {key: part for key, part in spec.items() if key != "usermeta"}
    return json.dumps(kept, sort_keys=True).encode()


def _unended(table: bytes) -> bytes:
    return table.replace(b"\r\n", b"\n")
