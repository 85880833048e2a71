"""Where a hundred squares and their counts stand, in pixels.

Takes names, counts and colours and only places them; knows nothing of simulations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from steelyard.charts import theme
from steelyard.charts.drawing.canvas import Canvas
from steelyard.charts.drawing.headings import NARROWEST_WIDE
from steelyard.charts.drawing.text import elide, wrap
from steelyard.charts.theme import Mode

SIDE, LARGEST = 10, 30.0
COUNT_SIZE, LEAST_COUNT_SIZE = 26.0, 17.0
BESIDE, NUMBER_WIDTH = 28.0, 46.0
ROW, COMPACT_ROW = 40.0, 28.0


class Count(NamedTuple):
    """One option: how many of the hundred squares are its own."""

    name: str
    label: str
    squares: int
    colour: str


def draw_squares(counts: Sequence[Count], rest: str, mode: Mode, width: float) -> Canvas:
    """Return a sheet with the squares, filled down the columns, and a line per count.

    `rest` is a note below the counts, and may be empty.
    """
    is_compact = width < NARROWEST_WIDE
    step = min(LARGEST, 0.72 * width / SIDE if is_compact else 0.5 * width / SIDE)
    side = step * SIDE
    row = COMPACT_ROW if is_compact else min(ROW, max(22.0, (side - 40) / len(counts)))
    x, y = (0.0, side + 14) if is_compact else (side + BESIDE, 0.0)
    notes = wrap(rest, width - x, theme.AXIS) if rest else []
    height = max(side, y + row * len(counts) + 8 + 16 * len(notes))
    canvas = Canvas(width, height, mode)
    _draw_grid(canvas, counts, step)
    size = COUNT_SIZE if row >= 34 else LEAST_COUNT_SIZE
    for index, count in enumerate(counts):
        _draw_count(canvas, count, x, y + row * index, row, size)
    below = y + row * len(counts) + 14
    for number, line in enumerate(notes):
        canvas.text(x, below + 16 * number, line, theme.AXIS, theme.palette(mode).sub)
    return canvas


def _draw_grid(canvas: Canvas, counts: Sequence[Count], step: float) -> None:
    gap = step * 0.1
    owners = [count for count in counts for _ in range(count.squares)]
    for place, owner in enumerate(owners):
        x, y = place // SIDE * step, place % SIDE * step
        canvas.box("squares", x, y, x + step - gap, y + step - gap, owner.colour)
        details = {"Option": owner.name, "Simulations": f"{owner.squares} of 100"}
        says = f"{owner.name}: {owner.squares} of 100 simulations"
        if not place or owners[place - 1] is not owner:
            canvas.hover(x, y, x + step, y + step, says, details)


def _draw_count(canvas: Canvas, count: Count, x: float, y: float, row: float, size: float) -> None:
    colours, middle = theme.palette(canvas.mode), y + row / 2
    ink = theme.text_colour(count.colour, canvas.mode)
    number = x + NUMBER_WIDTH
    canvas.text(number, middle, str(count.squares), size, ink, weight=theme.BOLD, align="right")
    label = elide(count.label, canvas.width - number - 12, theme.LABEL)
    canvas.text(number + 12, middle + 1, label, theme.LABEL, colours.ink)
