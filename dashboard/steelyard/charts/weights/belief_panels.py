"""Where the panels of needed weights stand, in pixels, and the notes below them.

Takes texts and colours that are ready to print and only places them; knows nothing of
options or criteria.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from steelyard.charts import theme
from steelyard.charts.drawing.canvas import Canvas
from steelyard.charts.drawing.contrast import mix
from steelyard.charts.drawing.headings import NARROWEST_WIDE
from steelyard.charts.drawing.letter_widths import text_width
from steelyard.charts.drawing.text import elide, wrap
from steelyard.charts.theme import Mode

ROW, BAR, HEAD, COMPACT_HEAD, BETWEEN = 24.0, 13.0, 54.0, 36.0, 14.0
NARROWEST_PANEL, GAP, NUMBER = 116.0, 18.0, 34.0
MOST, MOST_COMPACT = 6, 3
PALE = 0.55
LINE, BEFORE_NOTES, FOOT = 18.0, 14.0, 6.0


class WeightBar(NamedTuple):
    """A criterion's needed and present weight, 0 to 1, and how both are printed."""

    name: str
    short: str
    needed: float
    present: float
    label: str
    now: str
    has_moved: bool


@dataclass(frozen=True)
class Panel:
    """One option: what has to move, and a bar for every criterion."""

    name: str
    moves: str
    colour: str
    bars: tuple[WeightBar, ...]


def most_panels(width: float) -> int:
    """Return how many panels a sheet of that width has room for.

    >>> most_panels(1000), most_panels(640), most_panels(350)
    (5, 3, 3)
    """
    if width < NARROWEST_WIDE:
        return MOST_COMPACT
    return max(1, min(MOST, int((0.76 * width + GAP) / (NARROWEST_PANEL + GAP))))


def draw_panels(panels: Sequence[Panel], notes: Sequence[str], mode: Mode, width: float) -> Canvas:
    """Return a sheet with the panels, side by side or one below the other, and the notes."""
    lines = [line for note in notes for line in wrap(note, width, theme.VALUE)]
    is_compact = width < NARROWEST_WIDE
    if is_compact:
        panels = [_moved_only(panel) for panel in panels]
        top = sum(COMPACT_HEAD + ROW * len(panel.bars) + BETWEEN for panel in panels)
    else:
        top = HEAD + ROW * len(panels[0].bars) if panels else 0.0
    before = BEFORE_NOTES if panels else 0.0
    canvas = Canvas(width, max(top + before + LINE * len(lines) + FOOT, 20), mode)
    if panels:
        (_draw_below if is_compact else _draw_beside)(canvas, panels)
    colours = theme.palette(mode)
    for number, line in enumerate(lines):
        y = top + before + LINE * (number + 0.5)
        canvas.text(0, y, line, theme.VALUE, colours.sub)
    return canvas


def _moved_only(panel: Panel) -> Panel:
    """Return the panel with the bars that change; all of them where none seems to."""
    moved = tuple(bar for bar in panel.bars if bar.has_moved)
    return Panel(panel.name, panel.moves, panel.colour, moved or panel.bars)


def _draw_beside(canvas: Canvas, panels: Sequence[Panel]) -> None:
    colours, width = theme.palette(canvas.mode), canvas.width
    bars = panels[0].bars
    longest = max(text_width(bar.name, theme.VALUE) for bar in bars)
    names = min(longest, 0.24 * width)
    room = (width - names - 14 + GAP) / len(panels) - GAP
    room = min(room, 240.0)
    for index, bar in enumerate(bars):
        y = HEAD + ROW * (index + 0.5)
        text = bar.short if text_width(bar.name, theme.VALUE) > names else bar.name
        canvas.text(0, y, elide(text, names + 1, theme.VALUE), theme.VALUE, colours.ink)
    scale = (room - NUMBER) / _largest(panels)
    for number, panel in enumerate(panels):
        x = names + 14 + number * (room + GAP)
        _draw_head(canvas, panel, x, 0, room)
        for index, bar in enumerate(panel.bars):
            _draw_bar(canvas, panel, bar, x, HEAD + ROW * (index + 0.5), scale, room)


def _draw_below(canvas: Canvas, panels: Sequence[Panel]) -> None:
    colours, width = theme.palette(canvas.mode), canvas.width
    names = 0.42 * width
    room = width - names
    scale = (room - NUMBER) / _largest(panels)
    y = 0.0
    for panel in panels:
        _draw_head(canvas, panel, 0, y - 8, width)
        for index, bar in enumerate(panel.bars):
            middle = y + COMPACT_HEAD + ROW * (index + 0.5)
            text = bar.short if text_width(bar.name, theme.VALUE) > names - 8 else bar.name
            label = elide(text, names - 8, theme.VALUE)
            canvas.text(0, middle, label, theme.VALUE, colours.ink)
            _draw_bar(canvas, panel, bar, names, middle, scale, room)
        y += COMPACT_HEAD + ROW * len(panel.bars) + BETWEEN


def _draw_head(canvas: Canvas, panel: Panel, x: float, y: float, room: float) -> None:
    lines = wrap(panel.name, room, theme.VALUE, theme.SEMIBOLD, most=2)
    first = y + 24 - 8 * len(lines)
    ink = theme.text_colour(panel.colour, canvas.mode)
    for number, line in enumerate(lines):
        canvas.text(x, first + 16 * number, line, theme.VALUE, ink, weight=theme.SEMIBOLD)
    colours = theme.palette(canvas.mode)
    canvas.text(x, first + 16 * len(lines), elide(panel.moves, room, theme.AXIS), theme.AXIS,
                colours.sub)  # fmt: skip


def _draw_bar(
    canvas: Canvas, panel: Panel, bar: WeightBar, x: float, y: float, scale: float, room: float
) -> None:
    colours = theme.palette(canvas.mode)
    fill = panel.colour if bar.has_moved else mix(colours.grey, colours.background, PALE)
    end, mark = x + bar.needed * scale, x + bar.present * scale
    canvas.box("feet", x - 0.5, y - BAR / 2 - 2, x + 0.5, y + BAR / 2 + 2, colours.faint)
    canvas.box("bars", x, y - BAR / 2, end, y + BAR / 2, fill)
    canvas.box("edges", mark - 2.5, y - BAR / 2 - 3, mark + 2.5, y + BAR / 2 + 3,
               colours.background)  # fmt: skip
    canvas.box("marks", mark - 1, y - BAR / 2 - 3, mark + 1, y + BAR / 2 + 3, colours.ink)
    ink = colours.ink if bar.has_moved else colours.faint
    weight = theme.SEMIBOLD if bar.has_moved else theme.REGULAR
    canvas.text(max(end, mark) + 6, y, bar.label, theme.AXIS, ink, weight=weight)
    details = {
        "Option": panel.name, "Criterion": bar.name, "Needed": bar.label, "Now": bar.now,
    }  # fmt: skip
    says = f"{panel.name}, {bar.name}: {bar.label} needed, {bar.now} now"
    canvas.hover(x, y - ROW / 2, x + room, y + ROW / 2, says, details)


def _largest(panels: Sequence[Panel]) -> float:
    return max(max(bar.needed, bar.present) for panel in panels for bar in panel.bars)
