"""The blocks of a document: paragraphs, lists, real tables, pictures with a text for each.

Turns the content of the brief into Word's own elements. Knows nothing of decisions.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt

from steelyard.charts.drawing.canvas import with_heading
from steelyard.charts.drawing.text import text_width
from steelyard.charts.theme import palette
from steelyard.export.brief.parts import Drawing, Section, Table
from steelyard.export.document.page import TEXT_INCHES, rgb, shade
from steelyard.export.drawings.images import MARGIN, to_png
from steelyard.export.office_text import as_label

PPI = 220
_SCALE = 0.63
"""Points on paper to the pixel of a chart: its labels print at nine points."""
_CELL_SIZE = 9.0
_CELL_SIDE = 0.06
_WIDER = 1.15


def add_section(document: Any, section: Section) -> None:
    """Add one section: heading, sentences, picture, table."""
    document.add_heading(as_label(section.heading), level=1)
    style = "List Bullet" if section.is_list else None
    for sentence in section.sentences:
        paragraph = document.add_paragraph(as_label(sentence), style=style)
        paragraph.paragraph_format.keep_with_next = section.picture is not None
    if section.picture is not None:
        add_picture(document, section.picture)
    if section.table is not None:
        add_table(document, section.table)


def add_picture(document: Any, drawing: Drawing) -> None:
    """Add a picture, its words as alt text, and the small line of its heading below it."""
    # Also what shares a page with a neighbour in print has the whole width to itself here.
    width, picture = TEXT_INCHES * 72 / _SCALE - 2 * MARGIN, drawing.picture
    chart = with_heading(picture.draw("light", width), "", "", picture.words)
    drawn = to_png(chart, PPI, scale=_SCALE)
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    inline = paragraph.add_run().add_picture(io.BytesIO(drawn))
    if inline.width > Inches(TEXT_INCHES):
        inline.height = int(inline.height * Inches(TEXT_INCHES) / inline.width)
        inline.width = Inches(TEXT_INCHES)
    inline._inline.docPr.set("descr", as_label(drawing.words)[:4000])
    document.add_paragraph(as_label(picture.subtitle(width)), style="Caption")


def add_table(document: Any, content: Table) -> None:
    """Add a table whose heads are repeated on every page it reaches."""
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
    for column, width in enumerate(widths):
        table.columns[column].width = Inches(width)
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
    run.font.color.rgb = rgb(colours.ink)
    properties = cell._tc.get_or_add_tcPr()
    borders, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "4"), ("color", colours.rule[1:].upper())):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    properties.append(borders)
    if is_head:
        shade(properties, colours.track)


def _column_widths(content: Table) -> list[float]:
    """Return inches: as little as it needs for a column of weight 0, shares of the rest else."""
    wide = content.wide or (1,) * len(content.heads)
    needed = [
        _needed([row[column] for row in (content.heads, *content.rows)]) if weight == 0 else 0.0
        for column, weight in enumerate(wide)
    ]
    rest = TEXT_INCHES - sum(needed)
    return [
        inches or rest * weight / max(1, sum(wide))
        for inches, weight in zip(needed, wide, strict=True)
    ]


def _needed(texts: Sequence[str]) -> float:
    """Return the inches in which the longest cell stands on a line, and a long head on two."""
    head, *cells = texts
    widths = [text_width(text, _CELL_SIZE, 400) for text in cells]
    longest_word = max((text_width(word, _CELL_SIZE, 700) for word in head.split()), default=0.0)
    points = max([longest_word, text_width(head, _CELL_SIZE, 700) / 3, *widths]) * _WIDER
    return min(points / 72 + 2 * _CELL_SIDE + 0.1, TEXT_INCHES / 4)
