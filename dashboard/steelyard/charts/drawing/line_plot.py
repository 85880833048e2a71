"""Where straight lines between two ends stand, in pixels, with crossings and labels.

Takes numbers, texts and colours that are ready to print and only places them; knows
nothing of readings.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from steelyard.charts import theme
from steelyard.charts.drawing.canvas import Align
from steelyard.charts.drawing.drawing import Drawing
from steelyard.charts.drawing.headings import NARROWEST_WIDE
from steelyard.charts.drawing.label_stack import spread
from steelyard.charts.drawing.letter_widths import text_width
from steelyard.charts.drawing.text import elide
from steelyard.charts.theme import Mode
from steelyard.results.words.numbers import percent

LEFT, TOP, FOOT, LABEL_GAP = 34.0, 30.0, 46.0, 17.0
HEIGHT, NARROW_HEIGHT = 360.0, 280.0
CIRCLE = 11.0


class PlottedLine(NamedTuple):
    """A line from `ends[0]` to `ends[1]`, and the stretches (0 to 1) on which it leads."""

    label: str
    colour: str
    ends: tuple[float, float]
    leads: list[tuple[float, float]]


class Crossing(NamedTuple):
    """Where the leader changes: share, total and the share as printed."""

    share: float
    total: float
    text: str


@dataclass(frozen=True)
class LinePlot:
    """The picture ready to print."""

    mode: Mode
    first: str
    second: str
    share: float
    lines: list[PlottedLine]
    crossings: list[Crossing]


@dataclass(frozen=True)
class Axes:
    """The pixels of the plot, and the totals at its foot and top."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float

    def x(self, share: float) -> float:
        """Return the pixel across of a share of 0 to 1."""
        return self.left + share * (self.right - self.left)

    def y(self, total: float) -> float:
        """Return the pixel down of a total."""
        part = (total - self.low) / (self.high - self.low)
        return self.bottom - part * (self.bottom - self.top)


def draw_lines(sheet: LinePlot, width: float) -> Drawing:
    """Return the sheet; below 560 pixels only lines that lead somewhere have a label."""
    is_wide = width >= NARROWEST_WIDE
    shown = [line for line in sheet.lines if is_wide or line.leads]
    longest = max(text_width(line.label, theme.VALUE, theme.SEMIBOLD) for line in shown)
    names = min(longest, (0.26 if is_wide else 0.34) * width)
    ends = [end for line in sheet.lines for end in line.ends]
    low = max(math.floor(min(ends) / 10) * 10.0, 0.0)
    high = max(math.ceil(max(ends) / 10) * 10.0, low + 10)
    height = max(HEIGHT if is_wide else NARROW_HEIGHT, LABEL_GAP * len(shown))
    axes = Axes(LEFT, width - names - 12, TOP, TOP + height, low, high)
    canvas = Drawing(width, axes.bottom + FOOT, sheet.mode)
    _draw_axes(canvas, sheet, axes)
    for line in sorted(sheet.lines, key=lambda line: bool(line.leads)):
        _draw_line(canvas, line, axes)
    _draw_share(canvas, sheet, axes)
    _draw_crossings(canvas, sheet, axes)
    _draw_labels(canvas, shown, axes, names)
    return canvas


def _draw_axes(canvas: Drawing, sheet: LinePlot, axes: Axes) -> None:
    inks = theme.palette(sheet.mode)
    step = 20 if axes.high - axes.low > 60 else 10
    total = axes.low
    while total <= axes.high:
        y = axes.y(total)
        canvas.line("grid", axes.left, y, axes.right, y, inks.rule)
        canvas.text(axes.left - 7, y, f"{total:.0f}", theme.AXIS, inks.sub, align="right")
        total += step
    room = (canvas.width - 10) / 2
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        align: Align = "left" if share == 0 else "right" if share == 1 else "center"
        x = axes.x(share)
        canvas.text(x, axes.bottom + 14, percent(share), theme.AXIS, inks.sub, align=align)
    for name, x, align in ((sheet.first, axes.left, "left"), (sheet.second, axes.right, "right")):
        text = elide(name, room, theme.VALUE, theme.SEMIBOLD)
        canvas.text(
            x, axes.bottom + 34, text, theme.VALUE, inks.sub, weight=theme.SEMIBOLD, align=align
        )


def _draw_line(canvas: Drawing, line: PlottedLine, axes: Axes) -> None:
    first, second = line.ends
    x, x2 = axes.x(0), axes.x(1)
    layer, opacity = ("leading", 1.0) if line.leads else ("others", 0.4)
    canvas.stroke(
        layer, x, axes.y(first), x2, axes.y(second), line.colour, thick=1.6, opacity=opacity
    )
    for begin, end in line.leads:
        y, y2 = (axes.y(first + (second - first) * share) for share in (begin, end))
        canvas.line("thick", axes.x(begin), y, axes.x(end), y2, line.colour, 4.5)


def _draw_share(canvas: Drawing, sheet: LinePlot, axes: Axes) -> None:
    if not 0 < sheet.share < 1:
        return
    inks = theme.palette(sheet.mode)
    x = axes.x(sheet.share)
    canvas.stroke("now", x, axes.top - 8, x, axes.bottom, inks.ink, is_dashed=True)
    align: Align = "right" if sheet.share > 0.8 else "left"
    canvas.text(
        x + (-4 if align == "right" else 4), 10, f"now {percent(sheet.share)}", theme.AXIS,
        inks.ink, weight=theme.SEMIBOLD, align=align,
    )  # fmt: skip


def _draw_crossings(canvas: Drawing, sheet: LinePlot, axes: Axes) -> None:
    inks = theme.palette(sheet.mode)
    last = -100.0
    for crossing in sheet.crossings:
        x, y = axes.x(crossing.share), axes.y(crossing.total)
        canvas.symbol("crossings", x, y, inks.background, CIRCLE, edge=inks.ink, thick=2)
        if x - last > 34:
            canvas.text(
                x, max(y - 17, 10), crossing.text, theme.VALUE, inks.ink, weight=theme.BOLD,
                align="center",
            )  # fmt: skip
            last = x
        details = {"Leader": "changes", "At": crossing.text}
        says = f"the leader changes at {crossing.text}"
        canvas.hover(x - 9, y - 9, x + 9, y + 9, says, details)


def _draw_labels(canvas: Drawing, lines: list[PlottedLine], axes: Axes, room: float) -> None:
    wanted = [axes.y(line.ends[1]) for line in lines]
    places = spread(wanted, LABEL_GAP, axes.top, axes.bottom)
    for line, y, end in zip(lines, places, wanted, strict=True):
        weight = theme.SEMIBOLD if line.leads else theme.REGULAR
        ink = theme.palette(canvas.mode).faint
        colour = theme.text_colour(line.colour, canvas.mode) if line.leads else ink
        if abs(y - end) > 4:
            canvas.line("leaders", axes.right, end, axes.right + 9, y, ink, 0.7)
        label = elide(line.label, room, theme.VALUE, weight)
        canvas.text(axes.right + 12, y, label, theme.VALUE, colour, weight=weight)
