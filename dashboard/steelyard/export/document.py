"""A view as an editable document: the brief with real headings, tables and pictures.

A4, our styles, the title at the head of each page, the origin at its foot. Headings, lists
and captions use Word's built-in styles, so that a table of contents can be generated and an
organisation's own template applied.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

try:
    from docx import Document
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Cm, Inches, Pt, RGBColor
except ImportError as missing:
    raise ImportError(
        "documents need the extra `office`: pip install 'steelyard[office]'"
    ) from missing

from steelyard.charts.chart import Picture
from steelyard.charts.drawing.heading import with_heading
from steelyard.charts.drawing.text import text_width
from steelyard.charts.theme import palette
from steelyard.export.brief.content import ANNEX, brief_of
from steelyard.export.brief.parts import Brief, BriefTable, Section
from steelyard.export.drawings.images import MARGIN, to_png, to_svg
from steelyard.export.safe_text import as_label, shorten_label
from steelyard.export.stamps.office_stamp import stamp_office
from steelyard.export.stamps.provenance import provenance
from steelyard.results.result import Result
from steelyard.results.words.basis import CARE
from steelyard.results.words.brief.second import ANNEX_TITLE
from steelyard.results.words.brief.top import TO_CHECK, about_words

_TEXT_INCHES = (21.0 - 2 * 2.2) / 2.54
"""Width of the text on a page."""

_FACE = "Calibri"
_SIZES = {"Title": 24, "Subtitle": 14, "Heading 1": 15, "Heading 2": 12, "Normal": 10.5,
          "List Bullet": 10.5, "Caption": 9, "Header": 9, "Footer": 8}  # fmt: skip

_PPI = 220
_SCALE = 0.63
"""Points on paper per pixel of a chart, so that its labels print at nine points."""
_CELL_SIZE = 9.0
_CELL_SIDE = 0.06
_WIDER = 1.15


def to_document(result: Result) -> bytes:
    """Return the whole brief as a DOCX file, stamped; nothing cut, the same bytes every time.

    Raises ImportError, saying what to install, without the extra `office`.
    """
    brief = brief_of(result)
    document = _new_document(brief.title, f"{brief.origin} · {TO_CHECK}")
    document.add_paragraph(as_label(" · ".join(brief.identity)), style="Caption")
    if brief.question:
        document.add_paragraph(as_label(brief.question), style="Subtitle")
    document.add_paragraph(as_label(brief.sentence), style="Title")
    if brief.exploratory:
        banner = document.add_paragraph(as_label(brief.exploratory))
        _shade(banner._p.get_or_add_pPr(), palette("light").regret_ramp[0])
    if brief.whose:
        document.add_paragraph(as_label(brief.whose))
    _add_tiles(document, brief)
    _add_text(document, f"{brief.opening} ", CARE, f" {brief.care}")
    for page in (1, 2):
        for section in brief.on_page(page):
            _add_section(document, section)
    document.add_heading(ANNEX_TITLE, level=1)
    for section in brief.on_page(ANNEX):
        # The chart of the ranking shows every score.
        if section.key != "scores":
            _add_section(document, section, level=2)
    buffer = io.BytesIO()
    document.save(buffer)
    return stamp_office(buffer.getvalue(), provenance(result), brief.title)


def _add_text(document: Any, before: str, lead: str, after: str) -> Any:
    """Add a paragraph whose middle part is in bold."""
    paragraph = document.add_paragraph()
    for text, is_bold in ((before, False), (lead, True), (after, False)):
        if text:
            # `as_label` strips the spaces at the ends, which a run within a sentence needs.
            label = as_label(text)
            spaced = f"{' ' * text.startswith(' ')}{label}{' ' * text.endswith(' ')}"
            paragraph.add_run(spaced).bold = is_bold
    return paragraph


def _add_tiles(document: Any, brief: Brief) -> None:
    """Add the verdicts of the frames side by side, each with the colour of its leader above."""
    table = document.add_table(rows=1, cols=len(brief.tiles))
    table.autofit = False
    pairs = zip(brief.tiles, brief.tile_colours, strict=True)
    for cell, (tile, colour) in zip(table.rows[0].cells, pairs, strict=True):
        cell.width = Inches(_TEXT_INCHES / len(brief.tiles))
        properties = cell._tc.get_or_add_tcPr()
        _border(properties, "top", colour, 24)
        _shade(properties, palette("light").track)
        about = cell.paragraphs[0]
        about.add_run(as_label(about_words(tile))).font.size = Pt(_CELL_SIZE)
        says = cell.add_paragraph().add_run(as_label(tile.says))
        says.bold, says.font.size = True, Pt(12)
        cell.add_paragraph(as_label(tile.text))
    document.add_paragraph()


def _add_section(document: Any, section: Section, level: int = 1) -> None:
    """Add one section: heading, points, picture, table, and the text below."""
    document.add_heading(as_label(section.heading), level=level)
    is_list = len(section.points) > 1
    for point in section.points:
        paragraph = _add_text(document, "", point.lead, f"{' ' * bool(point.lead)}{point.text}")
        if is_list:
            paragraph.style = document.styles["List Bullet"]
    if section.picture is not None:
        _add_picture(document, section.picture, section.words)
    if section.table is not None:
        _add_table(document, section.table)
    for point in section.below:
        paragraph = _add_text(document, "", point.lead, f"{' ' * bool(point.lead)}{point.text}")
        paragraph.style = document.styles["Caption"]
    for point in section.after:
        _add_text(document, "", point.lead, point.text)


def _add_picture(document: Any, picture: Picture, words: str) -> None:
    """Add a picture as SVG over a PNG for programs without it, and the small line of its heading.

    `words` are its alt text.
    """
    width = _TEXT_INCHES * 72 / _SCALE - 2 * MARGIN
    chart = with_heading(picture.draw("light", width), "", "", picture.words)
    drawn = to_png(chart, _PPI, scale=_SCALE)
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    inline = paragraph.add_run().add_picture(io.BytesIO(drawn))
    if inline.width > Inches(_TEXT_INCHES):
        inline.height = int(inline.height * Inches(_TEXT_INCHES) / inline.width)
        inline.width = Inches(_TEXT_INCHES)
    inline._inline.docPr.set("descr", as_label(words)[:4000])
    _put_svg(document, inline, to_svg(chart))
    document.add_paragraph(as_label(picture.subtitle(width)), style="Caption")


def _put_svg(document: Any, inline: Any, svg: bytes) -> None:
    """Attach an SVG file to a picture that serves as fallback for programs without SVG."""
    package = document.part.package
    name = PackURI(f"/word/media/drawing{len(package.image_parts._image_parts)}.svg")
    part = Part(name, "image/svg+xml", svg, package)
    link = document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    blip = next(inline._inline.iter(qn("a:blip")))
    blip.append(
        parse_xml(
            f"<a:extLst {nsdecls('a', 'r')}>"
            '<a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
            'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
            f'r:embed="{link}"/></a:ext></a:extLst>'
        )
    )


def _add_table(document: Any, content: BriefTable) -> None:
    """Add a table whose heads are repeated on every page."""
    widths = _column_widths(content)
    table = document.add_table(rows=0, cols=len(content.heads))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for place, cells in enumerate((content.heads, *content.rows)):
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if place == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for column, text in enumerate(cells):
            cell = row.cells[column]
            cell.width = Inches(widths[column])
            _fill(cell, text, is_head=place == 0, is_number=column in content.numbers)
            marks = content.colours[place - 1][column] if place and content.colours else ()
            if marks:
                _border(cell._tc.get_or_add_tcPr(), "left", marks[0], 36)
    for column, width in enumerate(widths):
        table.columns[column].width = Inches(width)
    if content.below:
        below = document.add_paragraph(as_label(content.below), style="Caption")
        below.paragraph_format.space_before = Pt(2)


def _fill(cell: Any, text: str, *, is_head: bool, is_number: bool) -> None:
    colours = palette("light")
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.space_before = Pt(1)
    paragraph.paragraph_format.keep_with_next = is_head
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(as_label(text))
    run.font.size, run.font.bold = Pt(_CELL_SIZE), is_head
    run.font.color.rgb = _colour(colours.ink)
    properties = cell._tc.get_or_add_tcPr()
    _border(properties, "bottom", colours.rule, 4)
    if is_head:
        _shade(properties, colours.track)


def _border(properties: Any, side: str, colour: str, eighths: int) -> None:
    """Draw one border of a cell; its thickness is in eighths of a point."""
    borders = properties.find(qn("w:tcBorders"))
    if borders is None:
        borders = OxmlElement("w:tcBorders")
        properties.append(borders)
    line = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", str(eighths)), ("color", colour[1:].upper())):
        line.set(qn(f"w:{key}"), value)
    borders.insert(0, line)


def _column_widths(content: BriefTable) -> list[float]:
    """Return widths in inches: for a column of weight 0 what its text needs, else a share."""
    wide = content.wide or (1,) * len(content.heads)
    needed = [
        _needed([row[column] for row in (content.heads, *content.rows)]) if weight == 0 else 0.0
        for column, weight in enumerate(wide)
    ]
    rest = _TEXT_INCHES - sum(needed)
    return [
        inches or rest * weight / max(1, sum(wide))
        for inches, weight in zip(needed, wide, strict=True)
    ]


def _needed(texts: Sequence[str]) -> float:
    """Return the width in inches that fits the longest cell on one line, a long head on two."""
    head, *cells = texts
    widths = [text_width(text, _CELL_SIZE, 400) for text in cells]
    longest_word = max((text_width(word, _CELL_SIZE, 700) for word in head.split()), default=0.0)
    # A word that does not fit would be broken; bold faces elsewhere can be a third wider than ours.
    longest_word *= _WIDER
    points = max([longest_word, text_width(head, _CELL_SIZE, 700) / 3, *widths]) * _WIDER
    return min(points / 72 + 2 * _CELL_SIDE + 0.1, _TEXT_INCHES / 4)


def _new_document(title: str, origin: str) -> Any:
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
    head.text = f"{shorten_label(as_label(title), 90)}\tPage "
    _add_field(head, "PAGE")
    head.add_run(" of ")
    _add_field(head, "NUMPAGES")
    foot.text = shorten_label(as_label(origin), 300)
    return document


def _colour(colour: str) -> Any:
    """Convert a colour for python-docx."""
    return RGBColor.from_string(colour.lstrip("#").upper())


def _shade(properties: Any, colour: str) -> None:
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
        style.font.color.rgb = _colour(colours.sub if is_small else colours.ink)
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
    """Remove the thumbnail that comes with the library's template."""
    links = document.part.package.rels
    for key, link in list(links.items()):
        if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del links[key]
