"""The kind of an exported file, and how its stamp and its visible figures are read.

The kind is determined by the content alone, never by the name. Files to be read are untrusted; one
that Steelyard does not make raises ValueError and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import unescape

from steelyard.export.dmsy import read_dmsy_stamp
from steelyard.export.drawings.images import (
    CSV_LINE,
    PNG_SIGNATURE,
    read_csv_stamp,
    read_png_stamp,
    read_spec_stamp,
    read_svg_stamp,
)
from steelyard.export.forms import FORMS, ExportForm
from steelyard.export.stamps.pdf_stamp import read_pdf_stamp
from steelyard.export.stamps.provenance import KEY, Stamp
from steelyard.files.spreadsheet.opening.dmsy import is_dmsy

Figures = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Kind:
    """One kind of file: how its stamp and figures are read, and the export forms that have it.

    `forms`: ids of the forms whose files are of this kind; of forms of a picture if the stamp
    names one. `texts`: its text piece by piece, to find where two files differ.
    """

    name: str
    read: Callable[[bytes], Stamp]
    forms: tuple[str, ...]
    figures: Callable[[bytes], Figures] | None = None
    texts: Callable[[bytes], list[str]] | None = None


def kind_of(data: bytes) -> Kind:
    """Return the kind of a file; ValueError for one that Steelyard never makes."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(PNG_SIGNATURE):
        return Kind("PNG picture", read_png_stamp, ("png", "print"))
    if head.startswith(b"%PDF-"):
        return Kind("PDF file", read_pdf_stamp, ("pdf", "brief"))
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _office(data)
    # A table may begin with any user text, but ends with its stamp.
    if data.rstrip().rpartition(b"\n")[2].lstrip(b'"').startswith(CSV_LINE.encode()):
        return _table(data)
    if _SVG_START.match(head):
        return Kind("SVG picture", read_svg_stamp, ("svg",), None, _texts_of_svg)
    if head[:15].lower() == b"<!doctype html>" or head[:5].lower() == b"<html":
        return _live_page()
    if head.startswith(b"{"):
        return _json(data)
    if b"\n<!-- steelyard: " in data:
        from steelyard.export.brief.markdown import read_markdown_stamp

        return Kind("brief as text", read_markdown_stamp, ("markdown",), None, _lines)
    if b"\n# steelyard matrix: " in data and is_dmsy(head.decode("utf-8", "replace")):
        return Kind("DMSY file", read_dmsy_stamp, ("dmsy",), None, _lines)
    return _table(data)


_HEAD = 4000
# What may come before the root of an XML file: a declaration, comments, a document type.
_SVG_START = re.compile(
    rb"(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE\s+svg[^>]*>\s*)*<svg[\s/>]", re.DOTALL
)


def _office(data: bytes) -> Kind:
    from steelyard.export.stamps.office_stamp import read_office_stamp, read_parts

    parts = read_parts(data)
    for form in FORMS.values():
        if form.office_part and any(name.startswith(form.office_part) for name in parts):
            return Kind(form.name.lower(), read_office_stamp, (form.id,), _figures_of(form))
    raise ValueError("a ZIP file, but none that Steelyard makes")


def _live_page() -> Kind:
    from steelyard.export.live_page.reading_back import figures_of_live_page, read_live_page

    return Kind("live page", read_live_page, ("live",), figures_of_live_page)


def _json(data: bytes) -> Kind:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise ValueError("this is not a JSON file that can be read") from None
    meta = found.get("usermeta") if isinstance(found, dict) else None
    if isinstance(meta, dict) and KEY in meta:
        if "totals" in found:
            figures = _figures_of(FORMS["numbers-json"])
            return Kind("numbers", read_spec_stamp, ("numbers-json",), figures, _lines)
        return Kind("Vega-Lite drawing", read_spec_stamp, ("vega",), None, _lines)
    raise ValueError("a JSON file, but none that Steelyard makes")


def _figures_of(form: ExportForm) -> Callable[[bytes], Figures] | None:
    """Return the function that reads totals back from this form; `None` if there is none."""
    read = form.figures
    return None if read is None else lambda data: {"totals": read(data)}


def _table(data: bytes) -> Kind:
    from steelyard.export.numbers import NUMBER_COLUMNS

    if data.lstrip(b"\xef\xbb\xbf").startswith(",".join(NUMBER_COLUMNS).encode()):
        figures = _figures_of(FORMS["numbers-csv"])
        return Kind("numbers", read_csv_stamp, ("numbers-csv",), figures, _lines)
    return Kind("table", read_csv_stamp, ("csv",), None, _lines)


def _texts_of_svg(data: bytes) -> list[str]:
    found = re.findall(rb"<text[^>]*>([^<]*)</text>", data)
    return [unescape(text.decode("utf-8", "replace")) for text in found]


def _lines(data: bytes) -> list[str]:
    """Return the lines of a text without its stamp."""
    text = data.decode("utf-8", "replace").split('"usermeta"')[0]
    marks = (CSV_LINE, "<!-- steelyard: ", "# steelyard matrix: ")
    return [s for line in text.splitlines() if (s := line.strip()) and not s.startswith(marks)]
