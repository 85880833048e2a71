"""Where the labels of a scatter of 0 to 100 both ways stand, clear of dots, crosses and front."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from steelyard.charts.drawing.placing import Box, Point, place_beside
from steelyard.charts.drawing.text import text_width
from steelyard.charts.drawing.vega import as_rows
from steelyard.charts.theme import REGULAR, SEMIBOLD, VALUE

LEFT, TOP, BOTTOM, RIGHT = 34.0, 26.0, 44.0, 12.0
DOT, LABEL_HEIGHT = 11.0, 17.0


def place_labels(
    frame: pd.DataFrame, labels: Sequence[str], plot: float, height: float
) -> list[tuple[float | None, float | None]]:
    """Return where each label begins and its middle, in pixels of the plot, clear of all else."""

    def across(value: float) -> float:
        return value / 100 * plot

    def down(value: float) -> float:
        return height - value / 100 * height

    corners = _stairs(frame)
    taken = [
        Box(min(across(x), across(x2)) - 1, min(down(y), down(y2)) - 1,
            max(across(x), across(x2)) + 1, max(down(y), down(y2)) + 1)
        for (x, y), (x2, y2) in pairwise(corners)
    ]  # fmt: skip
    for label, row in zip(labels, as_rows(frame), strict=True):
        x, y, half = across(row["across_value"]), down(row["up_value"]), DOT / 2
        taken.append(Box(x - half, y - half, x + half, y + half))
        if label:
            taken.append(Box(across(row["across_low"]), y - 1, across(row["across_high"]), y + 1))
            taken.append(Box(x - 1, down(row["up_high"]), x + 1, down(row["up_low"])))
    written: list[Box] = []
    within = Box(0, -TOP, plot + RIGHT, height)
    places: list[tuple[float | None, float | None]] = []
    for label, row in zip(labels, as_rows(frame), strict=True):
        if not label:
            places.append((None, None))
            continue
        width = text_width(label, VALUE, SEMIBOLD if row["is_on_front"] else REGULAR)
        at_dot = (across(row["across_value"]), down(row["up_value"]))
        box = place_beside(at_dot, width, LABEL_HEIGHT, DOT / 2 + 4, taken, within)
        if any(_overlap(box, other) for other in written):
            places.append((None, None))
            continue
        taken.append(box)
        written.append(box)
        places.append((box.x, (box.y + box.y2) / 2))
    return places


def _overlap(one: Box, other: Box) -> bool:
    return (
        min(one.x2, other.x2) - max(one.x, other.x) > 1
        and min(one.y2, other.y2) - max(one.y, other.y) > 3
    )


def _stairs(frame: pd.DataFrame) -> list[Point]:
    """Return the corners of the front, from the left edge down to the foot."""
    found = frame[frame["is_on_front"]]
    front = sorted(zip(found["across_value"], found["up_value"], strict=True))
    corners = [(0.0, front[0][1])]
    for index, (x, y) in enumerate(front):
        corners.append((x, y))
        corners.append((x, front[index + 1][1] if index + 1 < len(front) else 0.0))
    return corners
