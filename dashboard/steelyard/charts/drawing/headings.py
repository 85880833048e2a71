"""A finished sheet: title and subtitle broken into lines that fit, and put on top.

Vega breaks no line by itself. Every chart drawn on a canvas ends here, so that all of
them break lines alike. Knows nothing of what a chart shows.
"""

from __future__ import annotations

import altair as alt

from steelyard.charts import theme
from steelyard.charts.drawing.canvas import Canvas
from steelyard.charts.drawing.text import balance

NARROWEST_WIDE = 560
"""Below so many pixels a chart is drawn in its compact form."""


def with_heading(canvas: Canvas, title: str, subtitle: str, description: str) -> alt.LayerChart:
    """Return the sheet as a chart under its heading; an empty title leaves both lines out.

    >>> chart = with_heading(Canvas(90, 10, "light"), "Hold leads", "Of 100", "In words")
    >>> chart.to_dict()["title"]["text"]
    ['Hold leads']
    """
    lines = balance(title, canvas.width, theme.TITLE, theme.BOLD) if title else []
    return canvas.chart(lines, balance(subtitle, canvas.width, theme.SUBTITLE), description)
