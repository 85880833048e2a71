"""Where the steps of a difference stand, in pixels: names, bars, amounts and notes.

Takes texts and colours that are ready to print and only places them; knows nothing of
options or criteria.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from steelyard.charts import theme
from steelyard.charts.drawing.canvas import Canvas
from steelyard.charts.drawing.headings import NARROWEST_WIDE
from steelyard.charts.drawing.letter_widths import text_width
from steelyard.charts.drawing.text import elide, wrap
from steelyard.charts.theme import Mode
from steelyard.results.words.numbers import signed_tenth

ROW, BAR, COMPACT_ROW, COMPACT_BAR = 31.0, 18.0, 46.0, 13.0
HEAD, BEFORE_NET, BESIDE = 22.0, 6.0, 6.0
AMOUNT = 44.0
"""Room for an amount such as −100.0 beside a bar."""


class Stair(NamedTuple):
    """One bar from `begin` to `end`, in points, with its name and a note on the right.

    `place`: the cells it is made of, for a page on which it is clicked.
    """

    name: str
    short: str
    begin: float
    end: float
    colour: str
    note: str
    is_net: bool
    place: str = ""


class Span(NamedTuple):
    """Pixels: where zero is, how many a point takes, and where names end and notes start."""

    zero: float
    scale: float
    names: float
    notes: float


def draw_staircase(
    stairs: Sequence[Stair],
    sides: tuple[str, str],
    colours: tuple[str, str],
    mode: Mode,
    width: float,
) -> Canvas:
    """Return a sheet with the steps and, last of `stairs`, their sum.

    `sides` names who gains to the right and who to the left, in `colours`.
    """
    is_compact = width < NARROWEST_WIDE
    row = COMPACT_ROW if is_compact else ROW
    canvas = Canvas(width, HEAD + row * len(stairs) + BEFORE_NET, mode)
    span = _span(stairs, width, is_compact)
    _draw_head(canvas, span, sides, colours)
    for index, stair in enumerate(stairs):
        y = HEAD + row * index + (BEFORE_NET if stair.is_net else 0)
        _draw_stair(canvas, stair, span, y, is_compact)
        if not stair.is_net:
            below = HEAD + row * (index + 1) + (BEFORE_NET if stairs[index + 1].is_net else 0)
            _draw_riser(canvas, stair, span, y, below, is_compact)
    foot = HEAD + row * (len(stairs) - 1) + 2
    canvas.line("net", 0, foot, width, foot, theme.palette(mode).faint)
    return canvas


def _span(stairs: Sequence[Stair], width: float, is_compact: bool) -> Span:
    if is_compact:
        left, right = 0.0, width
    else:
        name = max(text_width(s.name, theme.LABEL, _weight(s)) for s in stairs)
        note = max(text_width(s.note, theme.AXIS) for s in stairs)
        left = min(name, 0.26 * width) + 14
        right = width - note - 12
    ends = [0.0, *(end for stair in stairs for end in (stair.begin, stair.end))]
    low, high = min(ends), max(ends)
    scale = (right - left - AMOUNT - BESIDE) / max(high - low, 1e-6)
    return Span(left - low * scale, scale, left, right)


def _draw_head(
    canvas: Canvas, span: Span, sides: tuple[str, str], colours: tuple[str, str]
) -> None:
    """Name the two directions; the left one only where a bar could be read without it."""
    first, second = (theme.text_colour(colour, canvas.mode) for colour in colours)
    text, other = f"for {sides[0]} →", f"← for {sides[1]}"
    room = (canvas.width - span.names) / 2 - 6
    x = span.names or 0.0
    canvas.text(
        x, 8, elide(other, room, theme.AXIS, theme.SEMIBOLD), theme.AXIS, second,
        weight=theme.SEMIBOLD,
    )  # fmt: skip
    canvas.text(
        span.notes - (0 if not span.names else 12), 8,
        elide(text, room, theme.AXIS, theme.SEMIBOLD), theme.AXIS, first,
        weight=theme.SEMIBOLD, align="right",
    )  # fmt: skip


def _draw_stair(canvas: Canvas, stair: Stair, span: Span, y: float, is_compact: bool) -> None:
    colours = theme.palette(canvas.mode)
    weight = _weight(stair)
    middle, bar = (y + 31, COMPACT_BAR) if is_compact else (y + ROW / 2, BAR)
    if is_compact:
        note = text_width(stair.note, theme.AXIS)
        room = canvas.width - note - 10
        is_long = text_width(stair.name, theme.VALUE, weight) > room
        name = elide(stair.short if is_long else stair.name, room, theme.VALUE, weight)
        canvas.text(0, y + 13, name, theme.VALUE, colours.ink, weight=weight)
        canvas.text(canvas.width, y + 13, stair.note, theme.AXIS, colours.sub, align="right")
    else:
        lines = wrap(stair.name, span.names - 13, theme.LABEL, weight, most=2)
        for number, line in enumerate(lines):
            line_y = middle + (number - (len(lines) - 1) / 2) * 14
            canvas.text(0, line_y, line, theme.LABEL, colours.ink, weight=weight)
        canvas.text(span.notes + 12, middle, stair.note, theme.AXIS, colours.sub)
    ends = sorted((stair.begin, stair.end))
    x, x2 = (span.zero + end * span.scale for end in ends)
    x, x2 = (x, x2) if x2 - x >= 1.5 else ((x + x2) / 2 - 0.75, (x + x2) / 2 + 0.75)
    amount = signed_tenth(stair.end - stair.begin)
    # What adds nothing speaks for neither side.
    fill = stair.colour if amount[0] != "0" else colours.faint
    canvas.box("bars", x, middle - bar / 2, x2, middle + bar / 2, fill)
    canvas.text(
        x2 + BESIDE, middle, amount, theme.VALUE, colours.ink,
        weight=theme.BOLD if stair.is_net else theme.SEMIBOLD,
    )  # fmt: skip
    details = {"Criterion": stair.name, "Points": amount, "Values": stair.note}
    height = COMPACT_ROW if is_compact else ROW
    says = f"{stair.name}: {amount} points, {stair.note}"
    canvas.hover(0, y, canvas.width, y + height, says, details, stair.place)


def _draw_riser(
    canvas: Canvas, stair: Stair, span: Span, y: float, below: float, is_compact: bool
) -> None:
    """Join the end of a step to the beginning of the next with a thin line."""
    middle, bar = (31.0, COMPACT_BAR) if is_compact else (ROW / 2, BAR)
    x = span.zero + stair.end * span.scale
    start, end = y + middle + bar / 2, below + middle - bar / 2
    if not is_compact:
        canvas.line("risers", x, start, x, end, theme.palette(canvas.mode).faint)


def _weight(stair: Stair) -> theme.Weight:
    return theme.BOLD if stair.is_net else theme.REGULAR
