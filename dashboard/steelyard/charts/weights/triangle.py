"""Where the winner map's triangle, dots and key stand, in pixels.

Takes texts, colours and splits that are ready to print and only places them; knows
nothing of options, criteria or lenses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from steelyard.analysis.sensitivity.weight_map import Shares
from steelyard.charts import theme
from steelyard.charts.drawing.contrast import text_on
from steelyard.charts.drawing.dots_apart import move_apart
from steelyard.charts.drawing.drawing import Drawing, Point
from steelyard.charts.drawing.headings import NARROWEST_WIDE
from steelyard.charts.drawing.label_places import Box, place_inside
from steelyard.charts.drawing.letter_widths import text_width
from steelyard.charts.drawing.text import elide, wrap
from steelyard.charts.theme import Mode
from steelyard.results.words.numbers import percents

SLOPE = 3**0.5 / 2
BADGE, DIAMOND, DOT = 17.0, 15.0, 5.0
LINE, HEAD, FOOT = 23.0, 36.0, 46.0
MOST_AREAS = 8


class Area(NamedTuple):
    """A region: who leads there, its share as printed, its colour and its corners."""

    label: str
    share: str
    colour: str
    corners: Sequence[Shares]


class Mark(NamedTuple):
    """A named split, shown as a numbered dot."""

    label: str
    at: Shares


@dataclass(frozen=True)
class Triangle:
    """A winner map ready to print; `joint` is the weight a corner gets."""

    mode: Mode
    corners: tuple[str, str, str]
    joint: str
    areas: list[Area]
    present: Shares | None
    lenses: list[Mark]


@dataclass(frozen=True)
class Frame:
    """The triangle's pixels: its lower left corner and the length of a side."""

    left: float
    bottom: float
    side: float

    def at(self, split: Shares) -> Point:
        """Return the pixel of a split; the first part stands at the top."""
        return (
            self.left + (split[2] + split[0] / 2) * self.side,
            self.bottom - split[0] * self.side * SLOPE,
        )


def draw_triangle(sheet: Triangle, width: float) -> Drawing:
    """Return the sheet; from 560 pixels on the key stands to the right of the triangle."""
    is_wide = width >= NARROWEST_WIDE
    side = min(0.6 * width, 500.0) if is_wide else width - 24
    frame = Frame(12.0, HEAD + side * SLOPE, side)
    lines = _key_lines(sheet)
    below = frame.bottom + FOOT
    height = max(below, lines * LINE + 8) if is_wide else below + lines * LINE + 8
    canvas = Drawing(width, height, sheet.mode)
    badges = _place_badges(sheet, frame)
    _draw_areas(canvas, sheet, frame, badges)
    _draw_corners(canvas, sheet, frame)
    _draw_marks(canvas, sheet, frame, badges)
    key = (frame.left + side + 44, 8.0) if is_wide else (0.0, below)
    _draw_key(canvas, sheet, key)
    return canvas


def _draw_areas(canvas: Drawing, sheet: Triangle, frame: Frame, badges: Sequence[Point]) -> None:
    colours = theme.palette(sheet.mode)
    taken = [_around(point, BADGE) for point in badges]
    if sheet.present is not None:
        taken.append(_around(frame.at(sheet.present), DIAMOND))
    for area in sheet.areas:
        canvas.polygon("areas", [frame.at(corner) for corner in area.corners], area.colour)
    for step in (0.25, 0.5, 0.75):
        for split in _grid_line(step):
            (x, y), (x2, y2) = (frame.at(end) for end in split)
            canvas.stroke("grid", x, y, x2, y2, colours.background, opacity=0.3)
    for area in sheet.areas:
        outline = [frame.at(corner) for corner in area.corners]
        width = text_width(area.label, theme.VALUE, theme.SEMIBOLD) + 12
        spot = place_inside(outline, width, theme.VALUE + 8, taken)
        if spot is not None:
            canvas.text(
                *spot, area.label, theme.VALUE, text_on(area.colour), weight=theme.SEMIBOLD,
                align="center",
            )  # fmt: skip


def _grid_line(step: float) -> list[tuple[Shares, Shares]]:
    """Return the three lines on which one part has a share of `step`."""
    rest = 1 - step
    return [
        ((step, rest, 0), (step, 0, rest)),
        ((rest, step, 0), (0, step, rest)),
        ((rest, 0, step), (0, rest, step)),
    ]


def _draw_corners(canvas: Drawing, sheet: Triangle, frame: Frame) -> None:
    colours = theme.palette(sheet.mode)
    top, left, right = (f"all {sheet.joint} on {name}" for name in sheet.corners)
    x, y = frame.left + frame.side / 2, frame.bottom - frame.side * SLOPE
    line = elide(top, frame.side + 20, theme.VALUE, theme.SEMIBOLD)
    canvas.text(x, y - 14, line, theme.VALUE, colours.ink, weight=theme.SEMIBOLD, align="center")
    room = frame.side / 2 - 4
    for number, text in enumerate(wrap(left, room, theme.VALUE, theme.SEMIBOLD, most=2)):
        canvas.text(
            frame.left - 12, frame.bottom + 14 + 16 * number, text, theme.VALUE, colours.ink,
            weight=theme.SEMIBOLD,
        )  # fmt: skip
    for number, text in enumerate(wrap(right, room, theme.VALUE, theme.SEMIBOLD, most=2)):
        canvas.text(
            frame.left + frame.side + 12, frame.bottom + 14 + 16 * number, text, theme.VALUE,
            colours.ink, weight=theme.SEMIBOLD, align="right",
        )  # fmt: skip


def _place_badges(sheet: Triangle, frame: Frame) -> list[Point]:
    """Return where the numbers go: at their splits, moved off each other and the diamond."""
    wanted = [frame.at(mark.at) for mark in sheet.lenses]
    if sheet.present is None:
        return move_apart(wanted, BADGE + 1)
    # The diamond gives way in the reckoning too, but is drawn where it belongs.
    return move_apart([*wanted, frame.at(sheet.present)], BADGE + 1)[:-1]


def _draw_marks(canvas: Drawing, sheet: Triangle, frame: Frame, badges: Sequence[Point]) -> None:
    colours = theme.palette(sheet.mode)
    for mark, (x, y) in zip(sheet.lenses, badges, strict=True):
        true_x, true_y = frame.at(mark.at)
        if abs(true_x - x) + abs(true_y - y) > BADGE / 2:
            canvas.line("strings", true_x, true_y, x, y, colours.ink)
            canvas.symbol("places", true_x, true_y, colours.ink, DOT, edge=colours.background)
    for number, (mark, (x, y)) in enumerate(zip(sheet.lenses, badges, strict=True), start=1):
        _badge(canvas, x, y, number)
        _hover(canvas, sheet, mark.label, mark.at, x, y)
    if sheet.present is not None:
        x, y = frame.at(sheet.present)
        _diamond(canvas, x, y)
        _hover(canvas, sheet, "present weights", sheet.present, x, y)


def _badge(canvas: Drawing, x: float, y: float, number: int) -> None:
    colours = theme.palette(canvas.mode)
    canvas.symbol("badges", x, y, colours.ink, BADGE, edge=colours.background)
    canvas.text(
        x, y + 0.5, str(number), theme.SMALL, colours.background, weight=theme.BOLD,
        align="center",
    )  # fmt: skip


def _diamond(canvas: Drawing, x: float, y: float) -> None:
    colours = theme.palette(canvas.mode)
    canvas.symbol(
        "present", x, y, colours.background, DIAMOND, shape="diamond", edge=colours.ink, thick=2.5
    )


def _key_lines(sheet: Triangle) -> float:
    areas = min(len(sheet.areas), MOST_AREAS + 1)
    marks = len(sheet.lenses) + (sheet.present is not None)
    return areas + 1 + (marks + 1.4 if marks else 0)


def _draw_key(canvas: Drawing, sheet: Triangle, start: Point) -> None:
    colours = theme.palette(sheet.mode)
    x, y = start
    room = canvas.width - x
    canvas.text(x, y + 4, "Share of the triangle", theme.VALUE, colours.faint)
    for area in sheet.areas[:MOST_AREAS]:
        y += LINE
        canvas.symbol("keys", x + 8, y + 4, area.colour, 13, shape="square")
        label = elide(area.label, room - 72, theme.LABEL)
        canvas.text(x + 24, y + 4, label, theme.LABEL, colours.ink)
        canvas.text(
            x + min(room, 320), y + 4, area.share, theme.LABEL, colours.ink,
            weight=theme.SEMIBOLD, align="right",
        )  # fmt: skip
    if len(sheet.areas) > MOST_AREAS:
        y += LINE
        rest = f"and {len(sheet.areas) - MOST_AREAS} more, all smaller"
        canvas.text(x + 24, y + 4, rest, theme.LABEL, colours.sub)
    if not sheet.lenses and sheet.present is None:
        return
    y += LINE * 1.4
    head = "Where weights stand" if sheet.lenses else "Where the weights stand"
    canvas.text(x, y + 4, head, theme.VALUE, colours.faint)
    if sheet.present is not None:
        y += LINE
        _diamond(canvas, x + 8, y + 4)
        canvas.text(
            x + 24, y + 4, "Present weights", theme.LABEL, colours.ink, weight=theme.SEMIBOLD
        )
    for number, mark in enumerate(sheet.lenses, start=1):
        y += LINE
        _badge(canvas, x + 8, y + 4, number)
        label = elide(mark.label, room - 24, theme.LABEL)
        canvas.text(x + 24, y + 4, label, theme.LABEL, colours.ink)


def _hover(canvas: Drawing, sheet: Triangle, who: str, split: Shares, x: float, y: float) -> None:
    shares = zip(percents(split), sheet.corners, strict=True)
    words = ", ".join(f"{share} {name}" for share, name in shares)
    half = BADGE / 2
    details = {"Who": who, "Split": words}
    canvas.hover(x - half, y - half, x + half, y + half, f"{who}: {words}", details)


def _around(point: Point, size: float) -> Box:
    x, y = point
    return Box(x - size / 2, y - size / 2, x + size / 2, y + size / 2)
