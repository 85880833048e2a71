"""The scorecard for a telephone: name, total, lead share and a bar with its range.

Criteria are left out: on a narrow screen their columns would be slivers. At most 350
pixels wide; what it says is the same as in the wide form.
"""

from __future__ import annotations

import altair as alt

from steelyard.charts import theme
from steelyard.charts.drawing.canvas import Canvas
from steelyard.charts.drawing.text import balance, elide
from steelyard.charts.scores.scorecard_parts import Content, draw_total, total_details
from steelyard.results.words.numbers import integer

ROW, BAR, HEAD = 50.0, 9.0, 18.0
RANK_WIDTH, SHARE_WIDTH, TOTAL_WIDTH = 26.0, 52.0, 34.0
NAME_SIZE, TOTAL_SIZE = 15.0, 16.0


def draw_compact(content: Content, width: float) -> alt.LayerChart:
    """Return the compact scorecard, `width` pixels wide and 50 pixels an option high."""
    canvas = Canvas(width, HEAD + ROW * len(content.evaluation.options), content.mode)
    total_right = width - (SHARE_WIDTH if content.shares else 0)
    faint = content.palette.faint
    canvas.text(total_right, HEAD / 2, "total", theme.AXIS, faint, align="right")
    if content.shares:
        canvas.text(width, HEAD / 2, "leads in", theme.AXIS, faint, align="right")
    for index, option in enumerate(content.evaluation.ranking):
        _draw_row(canvas, content, option, HEAD + ROW * index, total_right)
    subtitle = f"Total, 0 to 100. Line: {content.range_note}."
    if content.shares:
        subtitle += " Leads in: share of simulations."
    title = balance(content.title, width, theme.TITLE, theme.BOLD) if content.title else []
    return canvas.chart(title, balance(subtitle, width, theme.SUBTITLE), content.alt)


def _draw_row(canvas: Canvas, content: Content, option: str, y: float, total_right: float) -> None:
    colours, text_y = content.palette, y + 17
    is_first = option in content.is_first
    weight = theme.SEMIBOLD if is_first else theme.REGULAR
    room = total_right - TOTAL_WIDTH - RANK_WIDTH
    name = elide(content.label_of(option), room, NAME_SIZE, weight)
    canvas.text(0, text_y, content.ranks[option], theme.LABEL, colours.faint)
    canvas.text(RANK_WIDTH, text_y, name, NAME_SIZE, colours.ink, weight=weight)
    total = integer(content.evaluation.totals[option])
    canvas.text(
        total_right, text_y, total, TOTAL_SIZE, colours.ink, weight=theme.BOLD, align="right"
    )
    if content.shares:
        share = content.shares[option]
        canvas.text(canvas.width, text_y, share, theme.LABEL, colours.sub, align="right")
    draw_total(canvas, content, option, 0, y + 30, canvas.width, BAR)
    canvas.line("rules", 0, y + ROW - 1, canvas.width, y + ROW - 1, colours.rule)
    says = f"{content.ranks[option]} {content.name_of(option)}, total {total}"
    canvas.hover(0, y, canvas.width, y + ROW, says, total_details(content, option))
