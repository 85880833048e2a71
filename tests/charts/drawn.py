"""Whether a finished chart keeps to its sheet."""

from __future__ import annotations

from charts.spec_parts import Mark, marks_of, plot_height

from steelyard.charts.drawing.heading import margin
from steelyard.charts.drawing.vega import Spec

ABOVE = 200.0
"""Pixels above a plot that names of columns take at most."""


def is_inside(spec: Spec) -> bool:
    """Return whether every mark lies on the sheet, give or take three pixels.

    Left, right and below that is the room the chart says it takes there, on which the heading
    and the foot rely. Nothing may begin higher than the heading leaves free.
    """
    bounds = {
        "x": (-margin(spec, "left"), spec["width"] + margin(spec, "right")),
        "y": (-ABOVE, plot_height(spec) + margin(spec, "below")),
    }
    kinds = {layer["mark"]["type"] for layer in spec["layer"]}
    return all(
        low - 3 <= place <= high + 3
        for kind in kinds
        for mark in marks_of(spec, kind)
        for axis, (low, high) in bounds.items()
        for place in _places(mark, axis)
    )


def _places(mark: Mark, axis: str) -> list[float]:
    """Return where a mark begins and ends along an axis, in pixels of the plot."""
    size, shift = {"x": ("width", "dx"), "y": ("height", "dy")}[axis]
    begin = mark.get(axis, 0.0)
    ends = [begin + mark.get(shift, 0.0)]
    ends += [mark[f"{axis}2"]] if f"{axis}2" in mark else []
    return [*ends, begin + mark[size]] if size in mark else ends
