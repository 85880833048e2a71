"""An empty document: A4, our styles, the title at the head of each page, the origin at its foot.

Headings, lists and captions are the real styles of Word, so that a table of contents can be
made and an organisation's own template laid over it. Knows nothing of decisions.
"""

from __future__ import annotations

from typing import Any

try:
    from docx import Document
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor
except ImportError as missing:
    raise ImportError(
        "documents need the extra `office`: pip install 'steelyard[office]'"
    ) from missing

from steelyard.charts.theme import palette
from steelyard.export.office_text import as_label, shorten

TEXT_INCHES = (21.0 - 2 * 2.2) / 2.54
"""Width of the text on a page."""

_FACE = "Calibri"
_SIZES = {"Title": 24, "Subtitle": 14, "Heading 1": 15, "Heading 2": 12, "Normal": 10.5,
          "List Bullet": 10.5, "Caption": 9, "Header": 9, "Footer": 8}  # fmt: skip


def new_document(title: str, origin: str) -> Any:
    """Return an empty document with head and foot."""
    document = Document()
    _drop_thumbnail(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.0)
    section.header_distance = section.footer_distance = Cm(1.0)
    _set_styles(document)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.style.paragraph_format.tab_stops.clear_all()
    right = section.page_width - section.left_margin - section.right_margin
    head.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT)
    head.text = f"{shorten(as_label(title), 90)}\tPage "
    _add_field(head, "PAGE")
    head.add_run(" of ")
    _add_field(head, "NUMPAGES")
    foot.text = shorten(as_label(origin), 300)
    return document


def rgb(colour: str) -> Any:
    """Return a colour as python-docx takes it."""
    return RGBColor.from_string(colour.lstrip("#").upper())


def shade(properties: Any, colour: str) -> None:
    """Fill a paragraph or cell, given its properties, with a colour."""
    fill = OxmlElement("w:shd")
    fill.set(qn("w:val"), "clear")
    fill.set(qn("w:color"), "auto")
    fill.set(qn("w:fill"), colour.lstrip("#").upper())
    properties.append(fill)


def _set_styles(document: Any) -> None:
    colours = palette("light")
    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.size, style.font.name = Pt(size), _FACE
        style.font.italic = False
        faces = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            faces.attrib.pop(qn(f"w:{kind}"), None)
        is_small = name in ("Header", "Footer", "Caption", "Subtitle")
        style.font.color.rgb = rgb(colours.sub if is_small else colours.ink)
        style.font.bold = name in ("Title", "Heading 1", "Heading 2")
    document.styles["Normal"].paragraph_format.space_after = Pt(5)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(3)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(14)
    document.styles["Heading 1"].paragraph_format.space_after = Pt(4)
    for borders in list(document.styles["Title"].element.iter(qn("w:pBdr"))):
        borders.getparent().remove(borders)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _add_field(paragraph: Any, code: str) -> None:
    """Add a field that Word fills in, such as the number of the page."""
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = text
        run._r.append(element)


def _drop_thumbnail(document: Any) -> None:
    """Leave out the picture of an empty page that comes with the library's template."""
    links = document.part.package.rels
    for key, link in list(links.items()):
        if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del links[key]
