"""Where the lines over one weight stand, in pixels: axes, circles, labels at the ends.

Takes texts and colours that are ready to print and only places them; knows nothing of
options or criteria.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from steelyard.charts import theme
from steelyard.charts.drawing.canvas import Canvas
from steelyard.charts.drawing.headings import NARROWEST_WIDE
from steelyard.charts.drawing.label_stack import spread
from steelyard.charts.drawing.letter_widths import text_width
from steelyard.charts.drawing.text import elide
from steelyard.charts.theme import Mode
from steelyard.results.words.numbers import integer

LEFT, TOP, FOOT = 32.0, 24.0, 46.0
HEIGHT, COMPACT_HEIGHT = 400.0, 330.0
CONNECTOR = 18.0
CIRCLE = 11.0
MOST_LABELS = 14
"""With more options than this only those that matter here are named."""
DASH, GAP = 5.0, 4.0


@dataclass(frozen=True)
class Line:
    """One option's line. `leads`: the stretches of weight on which it is drawn thick."""

    name: str
    label: str
    at_zero: float
    at_one: float
    colour: str
    leads: tuple[tuple[float, float], ...]
    is_shown: bool

    def total(self, weight: float) -> float:
        """Return the total at a weight of 0 to 1."""
        return self.at_zero + (self.at_one - self.at_zero) * weight


class Crossing(NamedTuple):
    """A change of the lead: the weight (0 to 1), the total there, the weight as text."""

    weight: float
    total: float
    label: str


@dataclass(frozen=True)
class Plot:
    """The lines ready to draw, from best to worst."""

    mode: Mode
    lines: Sequence[Line]
    crossings: Sequence[Crossing]
    at: float
    now: str
    axis: str


@dataclass(frozen=True)
class Area:
    """The plot's pixels, and the totals at its lower and upper edge."""

    left: float
    right: float
    top: float
    foot: float
    low: float
    high: float

    def x(self, weight: float) -> float:
        """Return the pixel across of a weight of 0 to 1."""
        return self.left + weight * (self.right - self.left)

    def y(self, total: float) -> float:
        """Return the pixel down of a total."""
        return self.foot - (total - self.low) / (self.high - self.low) * (self.foot - self.top)


def draw_plot(plot: Plot, width: float) -> Canvas:
    """Return a sheet with the lines; totals run over the twenties that hold all of them."""
    is_compact = width < NARROWEST_WIDE
    height = COMPACT_HEIGHT if is_compact else HEIGHT
    canvas = Canvas(width, height, plot.mode)
    labelled = _labelled(plot.lines, is_compact)
    longest = max(text_width(line.label, theme.VALUE, theme.SEMIBOLD) for line in labelled)
    names = min(longest, (0.36 if is_compact else 0.24) * width)
    totals = [end for line in plot.lines for end in (line.at_zero, line.at_one)]
    low = 20.0 * math.floor(round(min(totals) / 20, 9))
    high = 20.0 * math.ceil(round(max(totals) / 20, 9))
    # Flat lines on an edge of twenty would leave a span of nothing.
    if high == low:
        low, high = (low - 20, high) if high >= 100 else (low, high + 20)
    area = Area(LEFT, width - names - CONNECTOR - 6, TOP, height - FOOT, low, high)
    _draw_axes(canvas, plot, area, is_compact)
    _draw_lines(canvas, plot, area, labelled)
    _draw_labels(canvas, labelled, area, names)
    _draw_crossings(canvas, plot, area)
    return canvas


def _draw_axes(canvas: Canvas, plot: Plot, area: Area, is_compact: bool) -> None:
    colours = theme.palette(plot.mode)
    for total in range(int(area.low), int(area.high) + 1, 20):
        y = area.y(total)
        canvas.line("grid", area.left, y, area.right, y, colours.rule)
        canvas.text(area.left - 8, y, integer(total), theme.AXIS, colours.sub, align="right")
    steps = 4 if is_compact else 5
    for step in range(steps + 1):
        x = area.x(step / steps)
        canvas.line("ticks", x, area.foot, x, area.foot + 4, colours.faint)
        label = f"{100 * step // steps}%"
        canvas.text(x, area.foot + 14, label, theme.AXIS, colours.sub, align="center")
    axis = elide(plot.axis, canvas.width, theme.AXIS, theme.SEMIBOLD)
    half = text_width(axis, theme.AXIS, theme.SEMIBOLD) / 2
    canvas.text(
        max((area.left + area.right) / 2, half), area.foot + 34, axis, theme.AXIS, colours.sub,
        weight=theme.SEMIBOLD, align="center",
    )  # fmt: skip
    _draw_now(canvas, plot, area)


def _draw_now(canvas: Canvas, plot: Plot, area: Area) -> None:
    ink, x, y = theme.palette(plot.mode).ink, area.x(plot.at), area.top - 6
    while y < area.foot:
        canvas.line("now", x, y, x, min(y + DASH, area.foot), ink, 1.5)
        y += DASH + GAP
    half = text_width(plot.now, theme.AXIS, theme.SEMIBOLD) / 2
    middle = min(max(x, half), canvas.width - half)
    canvas.text(middle, 8, plot.now, theme.AXIS, ink, weight=theme.SEMIBOLD, align="center")


def _draw_lines(canvas: Canvas, plot: Plot, area: Area, labelled: Sequence[Line]) -> None:
    # The best come last, so that they lie on top.
    for line in reversed(plot.lines):
        layer, thick = ("shown", 2.0) if line.is_shown else ("rest", 1.2)
        y, y2 = area.y(line.at_zero), area.y(line.at_one)
        canvas.line(layer, area.left, y, area.right, y2, line.colour, thick)
        if line not in labelled:
            _add_hover(canvas, line, area, y2)
    for line in plot.lines:
        for begin, end in line.leads:
            y, y2 = area.y(line.total(begin)), area.y(line.total(end))
            canvas.line("edge", area.x(begin), y, area.x(end), y2, line.colour, 5)


def _add_hover(canvas: Canvas, line: Line, area: Area, y: float) -> None:
    """Let the last stretch of a line, and what stands beside it at height `y`, be pointed at."""
    extent = f"{integer(line.at_zero)} at 0%, {integer(line.at_one)} at 100%"
    details = {"Option": line.name, "Total": extent}
    says = f"{line.name}: {extent}"
    canvas.hover(area.right - 40, y - 8, canvas.width, y + 8, says, details)


def _labelled(lines: Sequence[Line], is_compact: bool) -> list[Line]:
    """Return the lines that get a name: all if few and there is room, else those shown."""
    is_roomy = not is_compact and len(lines) <= MOST_LABELS
    return [line for line in lines if is_roomy or line.is_shown]


def _draw_labels(canvas: Canvas, lines: Sequence[Line], area: Area, names: float) -> None:
    colours, size = theme.palette(canvas.mode), theme.VALUE
    ends = [area.y(line.at_one) for line in lines]
    # Lines that end together are named in the order they come in.
    order = sorted(range(len(lines)), key=lambda i: (ends[i], area.y(lines[i].at_zero)))
    places = spread([ends[index] for index in order], 16, 8, area.foot)
    for index, y in zip(order, places, strict=True):
        line = lines[index]
        weight = theme.SEMIBOLD if line.is_shown else theme.REGULAR
        ink = theme.text_colour(line.colour, canvas.mode) if line.is_shown else colours.sub
        start = area.right + CONNECTOR
        canvas.line("connectors", area.right + 2, ends[index], start - 3, y, colours.grey)
        label = elide(line.label, names + 1, size, weight)
        canvas.text(start, y, label, size, ink, weight=weight)
        _add_hover(canvas, line, area, y)


def _draw_crossings(canvas: Canvas, plot: Plot, area: Area) -> None:
    colours = theme.palette(plot.mode)
    taken = -math.inf
    for crossing in plot.crossings:
        x, y = area.x(crossing.weight), area.y(crossing.total)
        canvas.dot(x, y, colours.background, CIRCLE, is_filled=True)
        canvas.dot(x, y, colours.ink, CIRCLE, is_filled=False)
        half = text_width(crossing.label, theme.VALUE, theme.BOLD) / 2
        middle = max(x, area.left + half)
        is_above = middle - half > taken + 4 and y - 18 > area.top - 8
        text_y = y - 18 if is_above else y + 19
        taken = middle + half if is_above else taken
        box = (middle - half - 2, text_y - 8, middle + half + 2, text_y + 8)
        canvas.box("backs", *box, colours.background, 0.85)
        canvas.text(
            middle, text_y, crossing.label, theme.VALUE, colours.ink,
            weight=theme.BOLD, align="center",
        )  # fmt: skip
