"""Charts as SVG, PNG and PDF files that say what they show.

Drawn with the fonts of the optional extra `images` and without the network: a chart that
refers to an address is refused. Title and description are read from the chart itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

import altair as alt

from steelyard.charts.drawing.canvas import as_spec
from steelyard.export.drawings.chart_stamps import label_png
from steelyard.export.drawings.converter import draw_svg, svg_to_pdf, svg_to_png

MARGIN = 16
"""Pixels around every picture."""

Chart = alt.TopLevelMixin | Mapping[str, Any]


def to_svg(chart: Chart, metadata: Mapping[str, str] | None = None) -> bytes:
    """Return a chart as an SVG file in UTF-8, with title, description and `metadata`.

    `metadata` is written as JSON into `<metadata>`. Raises ImportError, saying what to
    install, without the extra `images`; ValueError for a chart that fetches data.
    """
    spec = drawing_spec(chart)
    return _label_svg(draw_svg(spec), spec, metadata or {}).encode()


def to_png(
    chart: Chart,
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


def to_pdf(chart: Chart) -> bytes:
    """Return a chart as a PDF file whose text can be selected; raises like `to_svg`."""
    return svg_to_pdf(draw_svg(drawing_spec(chart)))


def drawing_spec(chart: Chart) -> dict[str, Any]:
    """Return a chart as the specification that is drawn: with a margin around it."""
    spec = dict(chart) if isinstance(chart, Mapping) else as_spec(chart)
    return {**spec, "padding": MARGIN}


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
