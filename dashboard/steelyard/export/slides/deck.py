"""A deck and the elements of its slides: titles, paragraphs, lists, labels and real tables.

Sixteen to nine, one layout, our colours in the theme, the origin at the foot. Titles, footers
and slide numbers are real placeholders, so that an organisation's own template can be applied.
Every text gets the largest type size at which it fits its box, and is shortened if none does; it
is measured with a margin, using the widths of another face, since the face on a colleague's
machine is unknown. Boxes are left, top, width and height in inches; type sizes are in points.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from typing import Any

try:
    from pptx import Presentation
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn
    from pptx.util import Inches, Pt
except ImportError as missing:
    raise ImportError(
        "slides need the extra `office`: pip install 'steelyard[office]'"
    ) from missing

from steelyard.charts.drawing.text import elide, text_width
from steelyard.charts.theme import palette
from steelyard.export.safe_text import as_label, shorten_label

WIDTH, HEIGHT = 13.333, 7.5
LEFT, TOP, RIGHT, FOOT = 0.56, 1.5, 12.78, 6.85
"""Edges in inches of the area between title and foot."""

QUESTION_BOX = (LEFT, 0.3, RIGHT - LEFT, 0.32)
TITLE_BOX = (LEFT, 0.6, RIGHT - LEFT, 0.86)
TITLE_SIZES = (27, 24, 21, 18, 15)
_TITLE_ONLY = 5
_FOOT_BOXES = {15: (LEFT, 6.95, 11.3, 0.3), 13: (RIGHT - 0.8, 6.95, 0.8, 0.3)}
"""Kind of placeholder (footer, slide number) → its box."""


def slide_colour(colour: str) -> Any:
    """Convert a colour for python-pptx."""
    make: Any = RGBColor
    return make.from_string(colour.lstrip("#").upper())


class Deck:
    """A deck under construction, slide by slide."""

    def __init__(self, origin: str) -> None:
        self.raw: Any = Presentation()
        self.raw.slide_width, self.raw.slide_height = Inches(WIDTH), Inches(HEIGHT)
        self._layout: Any = self.raw.slide_layouts[_TITLE_ONLY]
        for layout in list(self.raw.slide_layouts):
            if layout.name != self._layout.name:
                self.raw.slide_layouts.remove(layout)
        self._origin = origin
        _drop_thumbnail(self.raw)
        _set_theme(self.raw)
        for holder in (self.raw.slide_master, self._layout):
            _place(holder)

    def add(self, question: str, title: str, notes: str) -> Any:
        """Add a slide with a question, the title that answers it, its foot and speaker notes."""
        slide = self.raw.slides.add_slide(self._layout)
        if question:
            colour = palette("light").sub
            add_points(slide, QUESTION_BOX, [("", question)], sizes=(16, 14, 12), colour=colour)
        label = as_label(title)
        texts, size = fit_text([label], TITLE_BOX[2], TITLE_BOX[3], TITLE_SIZES, weight=700)
        frame = slide.shapes.title.text_frame
        frame.text = texts[0]
        frame.paragraphs[0].runs[0].font.size = Pt(size)
        for holder in self._layout.placeholders:
            kind = int(holder.placeholder_format.type)
            if kind in _FOOT_BOXES:
                slide.shapes._spTree.append(copy.deepcopy(holder._element))
        for holder in slide.placeholders:
            if int(holder.placeholder_format.type) == 15:
                holder.text_frame.text = shorten_label(as_label(self._origin), 150)
        said = [*([label] if texts[0] != label else []), notes]
        slide.notes_slide.notes_text_frame.text = "\n\n".join(said)
        return slide


def _drop_thumbnail(deck: Any) -> None:
    """Remove the thumbnail that comes with the library's template."""
    package = deck.part.package
    for key, link in list(package._rels.items()):
        if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package._rels.pop(key)


def _set_theme(deck: Any) -> None:
    """Put our colours in the theme, so that anything a colleague adds matches."""
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme, colours = part.blob.decode(), palette("light")
    accents = {f"accent{place}": slot for place, slot in enumerate(colours.slots[:6], start=1)}
    for name, colour in {**accents, "dk2": colours.ink, "lt2": colours.track}.items():
        theme = re.sub(
            rf"(<a:{name}>)<a:srgbClr val=\"\w+\"/>", rf'\1<a:srgbClr val="{colour[1:]}"/>', theme
        )
    part._blob = theme.replace('name="Office Theme"', 'name="Steelyard"').encode()


def _place(holder: Any) -> None:
    """Move the placeholders of master or layout to their positions on a wide slide."""
    colours = palette("light")
    for shape in list(holder.placeholders):
        kind = int(shape.placeholder_format.type)
        if kind == 1:
            _set_box(shape, TITLE_BOX)
            _style(shape, TITLE_SIZES[0], colours.ink, PP_ALIGN.LEFT, MSO_ANCHOR.TOP, bold=True)
        elif kind in _FOOT_BOXES:
            _set_box(shape, _FOOT_BOXES[kind])
            align = PP_ALIGN.LEFT if kind == 15 else PP_ALIGN.RIGHT
            _style(shape, 11, colours.sub, align, MSO_ANCHOR.MIDDLE, bold=False)
        elif kind == 2:
            _set_box(shape, (LEFT, TOP, RIGHT - LEFT, FOOT - TOP))
        else:
            shape._element.getparent().remove(shape._element)


def _set_box(shape: Any, box: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = (Inches(side) for side in box)


def _style(shape: Any, size: int, colour: str, align: Any, anchor: Any, *, bold: bool) -> None:
    """Write the style into the list styles of a placeholder, from which slides inherit it."""
    frame = shape.text_frame
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = 0
    body = frame._txBody
    for old in body.findall(qn("a:lstStyle")):
        body.remove(old)
    side = "l" if align == PP_ALIGN.LEFT else "r"
    body.insert(
        1,
        parse_xml(
            f'<a:lstStyle {nsdecls("a")}><a:lvl1pPr marL="0" indent="0" algn="{side}">'
            f'<a:defRPr sz="{size * 100}" b="{int(bold)}"><a:solidFill>'
            f'<a:srgbClr val="{colour[1:].upper()}"/></a:solidFill></a:defRPr>'
            "</a:lvl1pPr></a:lstStyle>"
        ),
    )


POINTS = 72.0
WIDER = {400: 1.2, 700: 1.28}
"""Font weight → width of the widest likely substitute for Calibri, relative to our widths."""
_LEADING = 1.25
_FEWEST_LETTERS = 60


def fit_text(
    texts: Sequence[str],
    width: float,
    height: float,
    sizes: Sequence[int],
    gap: float = 0.5,
    weight: int = 400,
) -> tuple[list[str], int]:
    """Return the paragraphs and the first of `sizes` at which they fit the box.

    `gap` is the space between paragraphs, in lines. If even the last size is too large, the longest
    paragraphs are shortened, down to 60 letters, and then the last ones left out.

    >>> fit_text(["One line"], 5.0, 1.0, (20, 16))
    (['One line'], 20)
    """
    for size in sizes:
        if _height(texts, width, size, gap, weight) <= height:
            return list(texts), size
    size, kept = sizes[-1], list(texts)
    while _height(kept, width, size, gap, weight) > height:
        longest = max(kept, key=len)
        if len(longest) > _FEWEST_LETTERS:
            kept[kept.index(longest)] = shorten_label(
                longest, max(_FEWEST_LETTERS, len(longest) - 40)
            )
        elif len(kept) > 1:
            kept.pop()
        else:
            break
    return kept, size


def lines_of(text: str, width: float, size: float, weight: int = 400) -> int:
    """Return how many lines a text takes in a box of this width in inches."""
    room, lines, used = width * POINTS, 1, 0.0
    space = text_width(" ", size, weight) * WIDER[weight]
    for word in text.split():
        wide = text_width(word, size, weight) * WIDER[weight]
        if used and used + space + wide > room:
            lines, used = lines + 1, 0.0
        # A word longer than a line is broken at the end of the line.
        lines += int(wide // room)
        used += (space if used else 0.0) + wide % room
    return lines


def size_of_longest(
    texts: Sequence[str], inches: float, sizes: Sequence[int], weight: int = 400
) -> int:
    """Return the largest size at which each text fits on one line; the last if none does."""
    room = inches * POINTS / WIDER[weight]
    for size in sizes:
        if all(text_width(text, size, weight) <= room for text in texts):
            return size
    return sizes[-1]


def _height(texts: Sequence[str], width: float, size: float, gap: float, weight: int) -> float:
    lines = sum(lines_of(text, width, size, weight) for text in texts)
    return (lines * _LEADING + max(0, len(texts) - 1) * gap) * size / POINTS


SlideBox = tuple[float, float, float, float]
BODY_SIZES = (17, 16, 15, 14, 13, 12, 11)
_SIDE = 0.06
"""Padding of a cell in inches."""


def add_points(
    slide: Any,
    box: SlideBox,
    points: Sequence[tuple[str, str]],
    *,
    sizes: Sequence[int] = BODY_SIZES,
    colour: str = "",
    lead_colour: str = "",
    is_centred: bool = False,
) -> int:
    """Add paragraphs, each with a bold lead and the rest, in the largest size that fits.

    Return that size. `is_centred`: halfway down the box.
    """
    pairs = [(as_label(lead), as_label(text)) for lead, text in points]
    pairs = [pair for pair in pairs if "".join(pair).strip()]
    joined = [" ".join(filter(None, pair)) for pair in pairs]
    is_bold = bool(pairs) and all(lead for lead, _ in pairs)
    fitted, size = fit_text(joined, box[2], box[3], sizes, weight=700 if is_bold else 400)
    shape = slide.shapes.add_textbox(*(Inches(side) for side in box))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if is_centred else MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    ink = colour or palette("light").ink
    for place, (text, (lead, _)) in enumerate(zip(fitted, pairs, strict=False)):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        head = lead if text.startswith(lead) else ""
        for part, is_lead in ((head, True), (text[len(head) :].strip(), False)):
            if part:
                gap = " " if is_lead and len(text) > len(head) else ""
                tone = lead_colour or ink if is_lead else ink
                add_run(paragraph, f"{part}{gap}", size, tone, bold=is_lead)
        if place < len(fitted) - 1:
            paragraph.space_after = Pt(size * 0.5)
    return size


def add_run(paragraph: Any, text: str, size: float, colour: str, *, bold: bool) -> None:
    """Add a run of text to a paragraph."""
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = slide_colour(colour)


def add_block(slide: Any, box: SlideBox, colour: str) -> None:
    """Add a plain rectangle, such as the coloured edge of a text; it is purely decorative."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(side) for side in box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = slide_colour(colour)
    shape.line.fill.background()
    shape.shadow.inherit = False
    about = shape._element.nvSpPr.cNvPr
    about.append(
        parse_xml(
            f'<a:extLst {nsdecls("a")}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
            '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/'
            'decorative" val="1"/></a:ext></a:extLst>'
        )
    )


def add_slide_table(
    slide: Any,
    box: SlideBox,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    numbers: frozenset[int],
    name: str,
    strong: frozenset[int] = frozenset(),
) -> tuple[int, float]:
    """Add a table with a row of heads; return how many of `rows` it shows, and the row height.

    `widths` are relative; `numbers` are right-aligned columns, `strong` rows in bold. Labels are
    cut to fit on one line, and rows without room are left out.
    """
    size, line = _table_size(len(rows), box[3])
    shown = rows[: max(1, int(box[3] / line) - 1)]
    frame = slide.shapes.add_table(
        len(shown) + 1, len(heads), *(Inches(side) for side in (*box[:3], line * (len(shown) + 1)))
    )
    frame.name = as_label(name)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", as_label(name))
    table = frame.table
    plain_style(table)
    for column, width in enumerate(widths):
        inches = box[2] * width / sum(widths)
        table.columns[column].width = Inches(inches)
        room = (inches - 2 * _SIDE) * POINTS / WIDER[700]
        for row, cells in enumerate([heads, *shown]):
            is_bold = row == 0 or row - 1 in strong
            text = elide(as_label(cells[column]), room, size, 700 if is_bold else 400)
            cell = table.cell(row, column)
            _fill_cell(cell, text, size, is_bold=is_bold, is_number=column in numbers)
    for row in table.rows:
        row.height = Inches(line)
    return len(shown), line


def _table_size(rows: int, height: float) -> tuple[int, float]:
    for size in (16, 14, 13, 12, 11):
        line = max(size * 1.85 / 72, min(0.4, height / (rows + 1)))
        if (rows + 1) * line <= height + 1e-9:
            return size, line
    return 11, 11 * 1.85 / 72


def _fill_cell(cell: Any, text: str, size: int, *, is_bold: bool, is_number: bool) -> None:
    colours = palette("light")
    cell.margin_left = cell.margin_right = Inches(_SIDE)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.background()
    # A row that grew would no longer be aligned with its bar.
    cell.text_frame.word_wrap = False
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
    add_run(paragraph, text, size, colours.ink, bold=is_bold)
    properties = cell._tc.get_or_add_tcPr()
    line = (
        f'<a:lnB {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="{colours.rule[1:]}"/>'
        "</a:solidFill></a:lnB>"
    )
    properties.insert(0, parse_xml(line))


def plain_style(table: Any) -> None:
    """Remove the library's blue bands; the cells have their own style."""
    table.horz_banding = False
    style = table._tbl.tblPr.find(qn("a:tableStyleId"))
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
