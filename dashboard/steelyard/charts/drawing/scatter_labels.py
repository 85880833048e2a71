"""Label places in a scatter of 0 to 100 both ways, clear of dots, crosses and the front."""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import pairwise

from steelyard.charts.drawing.placing import Box, Point, is_clear, place_beside
from steelyard.charts.drawing.text import text_width
from steelyard.charts.drawing.vega import Rows
from steelyard.charts.theme import REGULAR, SEMIBOLD, VALUE

LEFT, TOP, BOTTOM, RIGHT = 34.0, 26.0, 44.0, 12.0
DOT, LABEL_HEIGHT = 11.0, 17.0
_LINE = 3.0
"""Pixels that labels keep clear on each side of a line."""


def place_labels(
    rows: Rows, labels: Mapping[str, str], crossed: Container[str], plot: float, height: float
) -> dict[str, Point]:
    """Return each label's left end and middle height, in pixels of the plot, clear of all else.

    `labels`: by option. A label that would cover another is left out. That of an option that is
    not `crossed` is also left out if it would cover anything else or seem to belong to another dot.
    """

    def across(value: float) -> float:
        return value / 100 * plot

    def down(value: float) -> float:
        return height - value / 100 * height

    taken = [
        Box(min(across(x), across(x2)) - _LINE, min(down(y), down(y2)) - _LINE,
            max(across(x), across(x2)) + _LINE, max(down(y), down(y2)) + _LINE)
        for (x, y), (x2, y2) in pairwise(_stairs(rows))
    ]  # fmt: skip
    for row in rows:
        x, y, half = across(row["across_value"]), down(row["up_value"]), DOT / 2
        taken.append(Box(x - half, y - half, x + half, y + half))
        if row["option_id"] in crossed:
            low, high = across(row["across_low"]), across(row["across_high"])
            taken.append(Box(low, y - _LINE, high, y + _LINE))
            taken.append(Box(x - _LINE, down(row["up_high"]), x + _LINE, down(row["up_low"])))
    within = Box(0, -TOP, plot + RIGHT, height)
    dots = [(across(row["across_value"]), down(row["up_value"])) for row in rows]
    written: dict[str, Box] = {}
    for row in sorted(rows, key=lambda row: row["option_id"] not in crossed):
        if (label := labels.get(row["option_id"])) is None:
            continue
        width = text_width(label, VALUE, SEMIBOLD if row["is_on_front"] else REGULAR)
        at_dot = (across(row["across_value"]), down(row["up_value"]))
        box = place_beside(at_dot, width, LABEL_HEIGHT, DOT / 2 + 4, taken, within, dots)
        if row["option_id"] not in crossed and not is_clear(box, at_dot, taken, dots):
            continue
        if not any(_overlap(box, other) for other in written.values()):
            taken.append(box)
            written[row["option_id"]] = box
    return {option: (box.x, (box.y + box.y2) / 2) for option, box in written.items()}


def _overlap(one: Box, other: Box) -> bool:
    return (
        min(one.x2, other.x2) - max(one.x, other.x) > 1
        and min(one.y2, other.y2) - max(one.y, other.y) > 3
    )


def _stairs(rows: Rows) -> list[Point]:
    """Return the corners of the front, from the left edge down to the foot."""
    front = sorted((r["across_value"], r["up_value"]) for r in rows if r["is_on_front"])
    corners = [(0.0, front[0][1])]
    for index, (x, y) in enumerate(front):
        corners.append((x, y))
        corners.append((x, front[index + 1][1] if index + 1 < len(front) else 0.0))
    return corners
