"""The small line at the foot of every picture that leaves: where its numbers come from.

It becomes part of the chart itself, so that every form shows it: a drawing, a picture,
and the specification somebody opens in an editor. Knows nothing of what the chart shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from steelyard.charts.drawing.text import wrap
from steelyard.charts.theme import REGULAR, SMALL, Mode, palette
from steelyard.results.words.numbers import plain

LAYER = "origin"
_GAP, _LINE = 14.0, 14.0
"""Pixels: below the chart, and from one line of the foot to the next."""


def with_foot(spec: Mapping[str, Any], line: str, mode: Mode) -> dict[str, Any]:
    """Return a chart's specification with `line` below it, broken to the chart's width.

    The chart is one of ours: a sheet of layers whose width and height are pixels.

    >>> spec = {"width": 300, "height": 90, "layer": []}
    >>> with_foot(spec, "lunch.yaml", "light")["layer"][0]["mark"]["text"]
    ['lunch.yaml']
    """
    lines = wrap(plain(line), float(spec["width"]), SMALL)
    foot: dict[str, Any] = {
        "data": {"name": LAYER},
        "mark": {
            "type": "text", "text": lines, "align": "left", "baseline": "top", "fontSize": SMALL,
            "fontWeight": REGULAR, "lineHeight": _LINE, "color": palette(mode).faint, "aria": False,
        },
        "encoding": {"x": {"value": 0}, "y": {"value": float(spec["height"]) + _GAP}},
    }  # fmt: skip
    datasets = {**spec.get("datasets", {}), LAYER: [{}]}
    return {**spec, "layer": [*spec["layer"], foot], "datasets": datasets}
