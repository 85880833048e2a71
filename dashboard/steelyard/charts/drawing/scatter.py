"""Where the scatter's dots, crosses, front and labels stand, in pixels.

Takes values, texts and colours that are ready to print and only places them; knows
nothing of criteria.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from steelyard.charts import theme
from steelyard.charts.drawing.drawing import Drawing, Point
from steelyard.charts.drawing.headings import NARROWEST_WIDE
from steelyard.charts.drawing.label_places import Box, place_beside
from steelyard.charts.drawing.letter_widths import text_width
from steelyard.charts.drawing.text import elide
from steelyard.charts.theme import Mode
from steelyard.results.words.numbers import integer, span

LEFT, TOP, BOTTOM, RIGHT = 34.0, 26.0, 44.0, 12.0
DOT, SMALL_DOT, LABEL_HEIGHT = 13.0, 9.0, 17.0
TALLEST = 460.0
Ends = tuple[float, float, float]


class Dot(NamedTuple):
    """An option: low, likely and high value both ways; an empty label is left out.

    `place`: the cells both values are of, for a page on which it is clicked.
    """

    name: str
    label: str
    colour: str
    x: Ends
    y: Ends
    is_on_front: bool
    place: str = ""


@dataclass(frozen=True)
class Scatter:
    """The picture ready to print, the best option first."""

    mode: Mode
    top: str
    across: str
    up: str
    dots: list[Dot]


@dataclass(frozen=True)
class Plot:
    """The pixels of the square of 0 to 100 both ways."""

    left: float
    top: float
    right: float
    bottom: float

    def x(self, value: float) -> float:
        """Return the pixel across of a value."""
        return self.left + value / 100 * (self.right - self.left)

    def y(self, value: float) -> float:
        """Return the pixel down of a value."""
        return self.bottom - value / 100 * (self.bottom - self.top)


def draw_scatter(sheet: Scatter, width: float) -> Drawing:
    """Return the sheet, as wide as told and at most 460 pixels of plot high."""
    height = min(TALLEST, (width - LEFT - RIGHT) * (0.72 if width >= NARROWEST_WIDE else 1))
    plot = Plot(LEFT, TOP, width - RIGHT, TOP + height)
    canvas = Drawing(width, plot.bottom + BOTTOM, sheet.mode)
    _draw_front(canvas, sheet, plot)
    _draw_axes(canvas, sheet, plot)
    for dot in reversed(sheet.dots):
        _draw_dot(canvas, plot, dot)
    _draw_labels(canvas, sheet, plot)
    return canvas


def _stairs(dots: Sequence[Dot], plot: Plot) -> list[Point]:
    """Return the pixels of the front's corners, from the left edge down to the foot."""
    front = sorted((dot.x[1], dot.y[1]) for dot in dots if dot.is_on_front)
    corners = [(0.0, front[0][1])]
    for index, (x, y) in enumerate(front):
        corners.append((x, y))
        corners.append((x, front[index + 1][1] if index + 1 < len(front) else 0.0))
    return [(plot.x(x), plot.y(y)) for x, y in corners]


def _draw_front(canvas: Drawing, sheet: Scatter, plot: Plot) -> None:
    inks = theme.palette(sheet.mode)
    stairs = _stairs(sheet.dots, plot)
    area = [(plot.x(0), plot.y(0)), *stairs]
    canvas.polygon("surpassed", area, inks.track, opacity=0.75)
    for (x, y), (x2, y2) in pairwise(stairs):
        canvas.stroke("front", x, y, x2, y2, inks.faint, thick=1.5, is_dashed=True)


def _draw_axes(canvas: Drawing, sheet: Scatter, plot: Plot) -> None:
    inks = theme.palette(sheet.mode)
    for value in (0, 20, 40, 60, 80, 100):
        x, y = plot.x(value), plot.y(value)
        canvas.stroke("grid", plot.left, y, plot.right, y, inks.rule, opacity=0.8)
        canvas.stroke("grid", x, plot.top, x, plot.bottom, inks.rule, opacity=0.8)
        canvas.text(plot.left - 7, y, str(value), theme.AXIS, inks.sub, align="right")
        canvas.text(x, plot.bottom + 13, str(value), theme.AXIS, inks.sub, align="center")
    width = plot.right
    up = elide(f"{sheet.up}: 100 is {sheet.top}", width, theme.VALUE, theme.SEMIBOLD)
    canvas.text(0, 8, up, theme.VALUE, inks.sub, weight=theme.SEMIBOLD)
    across = elide(f"{sheet.across}: 100 is {sheet.top}", width, theme.VALUE, theme.SEMIBOLD)
    canvas.text(
        plot.right, plot.bottom + 34, across, theme.VALUE, inks.sub, weight=theme.SEMIBOLD,
        align="right",
    )  # fmt: skip


def _draw_dot(canvas: Drawing, plot: Plot, dot: Dot) -> None:
    inks = theme.palette(canvas.mode)
    colour = dot.colour if dot.label else inks.grey
    x, y = plot.x(dot.x[1]), plot.y(dot.y[1])
    if dot.label:
        layer, opacity = ("front_ranges", 0.9) if dot.is_on_front else ("ranges", 0.45)
        for ends in (
            (plot.x(dot.x[0]), y, plot.x(dot.x[2]), y),
            (x, plot.y(dot.y[2]), x, plot.y(dot.y[0])),
        ):
            canvas.stroke(layer, *ends, colour, thick=1.4, opacity=opacity)
    size = DOT if dot.label else SMALL_DOT
    canvas.symbol("dots", x, y, colour, size, edge=inks.background)
    values = (integer(dot.x[1]), integer(dot.y[1]))
    details = {
        "Option": dot.name,
        "Across": f"{values[0]} ({span(dot.x[0], dot.x[2])})",
        "Up": f"{values[1]} ({span(dot.y[0], dot.y[2])})",
    }
    says = f"{dot.name}: {values[0]} across, {values[1]} up"
    canvas.hover(x - 9, y - 9, x + 9, y + 9, says, details, dot.place)


def _draw_labels(canvas: Drawing, sheet: Scatter, plot: Plot) -> None:
    within = Box(plot.left, 0, plot.right + RIGHT, plot.bottom)
    taken = [*_taken_by_dots(sheet.dots, plot), *_taken_by_front(sheet.dots, plot)]
    for dot in sheet.dots:
        if not dot.label:
            continue
        weight = theme.SEMIBOLD if dot.is_on_front else theme.REGULAR
        label = elide(dot.label, 0.4 * canvas.width, theme.VALUE, weight)
        width = text_width(label, theme.VALUE, weight)
        at = (plot.x(dot.x[1]), plot.y(dot.y[1]))
        box = place_beside(at, width, LABEL_HEIGHT, DOT / 2 + 4, taken, within)
        taken.append(box)
        colour = theme.text_colour(dot.colour, canvas.mode)
        background = theme.palette(canvas.mode).background
        canvas.box("plates", box.x - 2, box.y, box.x2 + 2, box.y2, background, 0.55)
        canvas.text(box.x, (box.y + box.y2) / 2, label, theme.VALUE, colour, weight=weight)


def _taken_by_front(dots: Sequence[Dot], plot: Plot) -> list[Box]:
    return [
        Box(min(x, x2) - 1, min(y, y2) - 1, max(x, x2) + 1, max(y, y2) + 1)
        for (x, y), (x2, y2) in pairwise(_stairs(dots, plot))
    ]


def _taken_by_dots(dots: Sequence[Dot], plot: Plot) -> list[Box]:
    """Return the boxes of dots, and thin ones of crosses, that labels had better not touch."""
    taken: list[Box] = []
    for dot in dots:
        x, y, half = plot.x(dot.x[1]), plot.y(dot.y[1]), DOT / 2
        taken.append(Box(x - half, y - half, x + half, y + half))
        if dot.label:
            taken.append(Box(plot.x(dot.x[0]), y - 1, plot.x(dot.x[2]), y + 1))
            taken.append(Box(x - 1, plot.y(dot.y[2]), x + 1, plot.y(dot.y[0])))
    return taken
