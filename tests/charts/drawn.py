"""Whether a finished chart keeps to its sheet."""

from __future__ import annotations

import altair as alt

from steelyard.charts.drawing.canvas import as_spec


def is_inside(chart: alt.TopLevelMixin) -> bool:
    """Return whether every mark lies on the sheet, give or take three pixels."""
    spec = as_spec(chart)
    return all(
        -3 <= row[key] <= spec[size] + 3
        for rows in spec["datasets"].values()
        for row in rows
        for key, size in (("x", "width"), ("y", "height"), ("x2", "width"), ("y2", "height"))
        if key in row
    )
