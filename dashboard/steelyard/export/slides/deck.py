"""An empty deck: sixteen to nine, one layout, our colours in the theme, the origin at the foot.

Titles, footers and slide numbers are real placeholders, so that an organisation's own
template can be laid over the slides. Knows nothing of decisions.
"""

from __future__ import annotations

import copy
import re
from typing import Any

try:
    from pptx import Presentation
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn
    from pptx.util import Inches, Pt
except ImportError as missing:
    raise ImportError(
        "slides need the extra `office`: pip install 'steelyard[office]'"
    ) from missing

from steelyard.charts.theme import palette
from steelyard.export.office_text import as_label, shorten
from steelyard.export.slides.fitting import fit

WIDTH, HEIGHT = 13.333, 7.5
LEFT, TOP, RIGHT, FOOT = 0.6, 1.75, 12.733, 6.75
"""Inches: the box between title and foot."""

TITLE_BOX = (LEFT, 0.45, RIGHT - LEFT, 1.1)
TITLE_SIZES = (30, 26, 22, 19, 16)
_TITLE_ONLY = 5
_FOOT_BOXES = {15: (LEFT, 6.95, 11.2, 0.3), 13: (RIGHT - 0.8, 6.95, 0.8, 0.3)}
"""Kind of placeholder (footer, slide number) → where it stands."""


def rgb(colour: str) -> Any:
    """Return a colour as python-pptx takes it."""
    make: Any = RGBColor
    return make.from_string(colour.lstrip("#").upper())


class Deck:
    """A deck that is being made, slide by slide."""

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

    def add(self, title: str, notes: str) -> Any:
        """Add a slide with its title, its foot and what the speaker may want to know."""
        slide = self.raw.slides.add_slide(self._layout)
        label = as_label(title)
        texts, size = fit([label], TITLE_BOX[2], TITLE_BOX[3], TITLE_SIZES, weight=700)
        frame = slide.shapes.title.text_frame
        frame.text = texts[0]
        frame.paragraphs[0].runs[0].font.size = Pt(size)
        for holder in self._layout.placeholders:
            kind = int(holder.placeholder_format.type)
            if kind in _FOOT_BOXES:
                slide.shapes._spTree.append(copy.deepcopy(holder._element))
        for holder in slide.placeholders:
            if int(holder.placeholder_format.type) == 15:
                holder.text_frame.text = shorten(as_label(self._origin), 190)
        said = [*([label] if texts[0] != label else []), notes]
        slide.notes_slide.notes_text_frame.text = "\n\n".join(said)
        return slide


def _drop_thumbnail(deck: Any) -> None:
    """Leave out the picture of an empty page that comes with the library's template."""
    package = deck.part.package
    for key, link in list(package._rels.items()):
        if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package._rels.pop(key)


def _set_theme(deck: Any) -> None:
    """Put our colours in the theme, so that what a colleague adds goes with what is there."""
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme, colours = part.blob.decode(), palette("light")
    accents = {f"accent{place}": slot for place, slot in enumerate(colours.slots[:6], start=1)}
    for name, colour in {**accents, "dk2": colours.ink, "lt2": colours.track}.items():
        theme = re.sub(
            rf"(<a:{name}>)<a:srgbClr val=\"\w+\"/>", rf'\1<a:srgbClr val="{colour[1:]}"/>', theme
        )
    part._blob = theme.replace('name="Office Theme"', 'name="Steelyard"').encode()


def _place(holder: Any) -> None:
    """Move the placeholders of master or layout to where they belong on a wide slide."""
    colours = palette("light")
    for shape in list(holder.placeholders):
        kind = int(shape.placeholder_format.type)
        if kind == 1:
            _set_box(shape, TITLE_BOX)
            _style(shape, 30, colours.ink, PP_ALIGN.LEFT, MSO_ANCHOR.MIDDLE, bold=True)
        elif kind in _FOOT_BOXES:
            _set_box(shape, _FOOT_BOXES[kind])
            align = PP_ALIGN.LEFT if kind == 15 else PP_ALIGN.RIGHT
            _style(shape, 9, colours.faint, align, MSO_ANCHOR.MIDDLE, bold=False)
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
