"""What stands on a slide beside its title: paragraphs, lists, labels and real tables.

Every text box is given the largest type at which its text fits. Boxes are left, top, width
and height in inches.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from steelyard.charts.drawing.contrast import text_on
from steelyard.charts.drawing.text import elide
from steelyard.charts.theme import palette
from steelyard.export.office_text import as_label
from steelyard.export.slides.deck import rgb
from steelyard.export.slides.fitting import POINTS, WIDER, fit

Box = tuple[float, float, float, float]
BODY_SIZES = (20, 18, 16, 14, 12, 11)
_INDENT, _SIDE = 0.22, 0.06
"""Inches: of a list, and inside a cell."""


def add_paragraphs(
    slide: Any,
    box: Box,
    texts: Sequence[str],
    *,
    sizes: Sequence[int] = BODY_SIZES,
    colour: str = "",
    bullets: bool = False,
    bold: bool = False,
) -> float:
    """Add paragraphs, or a list, in the largest of `sizes` that fits; return that size."""
    labels = [as_label(text) for text in texts if text.strip()]
    room = box[2] - (_INDENT if bullets else 0)
    fitted, size = fit(labels, room, box[3], sizes, weight=700 if bold else 400)
    shape = slide.shapes.add_textbox(*(Inches(side) for side in box))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for place, text in enumerate(fitted):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = rgb(colour or palette("light").ink)
        paragraph.space_after = Pt(size * 0.5)
        if bullets:
            _bullet(paragraph)
    return size


def _bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    indent = int(Inches(_INDENT))
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    properties.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="Arial"/>'))
    properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def add_badge(slide: Any, box: Box, text: str, colour: str) -> None:
    """Add a short word on a coloured field."""
    shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *(Inches(side) for side in box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()
    shape.shadow.inherit = False
    frame = shape.text_frame
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER
    run = paragraph.add_run()
    run.text = as_label(text)
    run.font.size, run.font.bold = Pt(14), True
    run.font.color.rgb = rgb(text_on(colour))


def add_table(
    slide: Any,
    box: Box,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    numbers: frozenset[int],
    name: str,
) -> tuple[int, float]:
    """Add a table with a row of heads; return how many of `rows` it shows, and where it ends.

    `widths` are in proportion; `numbers` are columns set to the right. Labels are cut to
    what stands on one line, and rows that find no room are left out.
    """
    size, line = _table_size(len(rows), box[3])
    shown = rows[: max(1, int(box[3] / line) - 1)]
    frame = slide.shapes.add_table(
        len(shown) + 1, len(heads), *(Inches(side) for side in (*box[:3], line * (len(shown) + 1)))
    )
    frame.name = as_label(name)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", as_label(name))
    table = frame.table
    _plain_style(table)
    for column, width in enumerate(widths):
        inches = box[2] * width / sum(widths)
        table.columns[column].width = Inches(inches)
        room = (inches - 2 * _SIDE) * POINTS / WIDER[700]
        for row, cells in enumerate([heads, *shown]):
            text = elide(as_label(cells[column]), room, size, 700 if row == 0 else 400)
            cell = table.cell(row, column)
            _fill_cell(cell, text, size, is_head=row == 0, is_number=column in numbers)
    for row in table.rows:
        row.height = Inches(line)
    return len(shown), box[1] + line * (len(shown) + 1)


def _table_size(rows: int, height: float) -> tuple[int, float]:
    for size in (14, 13, 12, 11):
        line = size * 2.05 / 72
        if (rows + 1) * line <= height:
            return size, line
    return 11, 11 * 2.05 / 72


def _fill_cell(cell: Any, text: str, size: int, *, is_head: bool, is_number: bool) -> None:
    colours = palette("light")
    cell.margin_left = cell.margin_right = Inches(_SIDE)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(colours.track if is_head else colours.background)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size), is_head
    run.font.color.rgb = rgb(colours.ink)
    properties = cell._tc.get_or_add_tcPr()
    line = (
        f'<a:lnB {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="{colours.rule[1:]}"/>'
        "</a:solidFill></a:lnB>"
    )
    properties.insert(0, parse_xml(line))


def _plain_style(table: Any) -> None:
    """Take away the library's blue bands; the cells bring their own look."""
    table.horz_banding = False
    style = table._tbl.tblPr.find(qn("a:tableStyleId"))
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
