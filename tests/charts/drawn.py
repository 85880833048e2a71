"""Whether a finished chart keeps to its sheet."""

from __future__ import annotations

import altair as alt
from charts.spec_parts import marks_of

from steelyard.charts.drawing.canvas import as_spec, margin
from steelyard.charts.drawing.form import ROWS


def is_inside(chart: alt.TopLevelMixin) -> bool:
    """Return whether every mark lies on the sheet, give or take three pixels."""
    spec = as_spec(chart)
    if ROWS in spec["datasets"]:
        left, right = -margin(spec, "left"), spec["width"] + margin(spec, "right")
        kinds = {layer["mark"]["type"] for layer in spec["layer"]}
        return all(
            left - 3 <= mark[key] <= right + 3
            for kind in kinds
            for mark in marks_of(chart, kind)
            for key in ("x", "x2")
            if key in mark
        )
    return all(
        -3 <= row[key] <= spec[size] + 3
        for rows in spec["datasets"].values()
        for row in rows
        for key, size in (("x", "width"), ("y", "height"), ("x2", "width"), ("y2", "height"))
        if key in row
    )
