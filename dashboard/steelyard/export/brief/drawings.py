"""Charts for print: drawn at the width they will have, as SVG without title or margin.

What a chart says in its own title stands in the text of the brief, where it can be found,
copied and read aloud. One pixel of a chart is a little more than half a point on paper, so
that its labels print at nearly eight points and its smallest type at more than six.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from steelyard.charts.drawing.canvas import with_heading
from steelyard.export.brief.parts import Drawing
from steelyard.export.drawings.images import MARGIN, to_svg

WIDE, COLUMN, DENSE = 0.6, 0.64, 0.53
"""Points on paper for a pixel: of a picture over the page, in a column, and where many rows
leave no other way."""

_SIZE = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)" height="([\d.]+)" viewBox="[^"]*"[^>]*>')


@dataclass(frozen=True)
class Drawn:
    """A chart as SVG, the small line its own heading had below the title, and what it is."""

    svg: str
    caption: str
    words: str

    @property
    def blank(self) -> str:
        """A picture of the same size with nothing in it: enough to see what fits."""
        return f"{self.svg[: self.svg.index('>') + 1]}</svg>"


def draw(drawing: Drawing, points: float) -> Drawn:
    """Return a picture drawn to be set `points` wide.

    Raises ImportError, saying what to install, without the extra `images`.
    """
    pixel = DENSE if drawing.is_dense else WIDE if drawing.is_wide else COLUMN
    width, picture = points / pixel, drawing.picture
    chart = with_heading(picture.draw("light", width), "", "", picture.words)
    said = f"{picture.subtitle(width)} {drawing.note}".strip()
    return Drawn(_cropped(to_svg(chart).decode()), said, drawing.words)


def _cropped(svg: str) -> str:
    """Return an SVG file without the margin that pictures have when they stand alone."""
    found = _SIZE.search(svg)
    if found is None:
        return svg
    width, height = (float(number) - 2 * MARGIN for number in found.groups())
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" version="1.1" '
        f'width="{width:g}" height="{height:g}" '
        f'viewBox="{MARGIN} {MARGIN} {width:g} {height:g}">'
    )
    return svg[: found.start()] + head + svg[found.end() :]
