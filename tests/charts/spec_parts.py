"""Parts of a chart's specification, for the tests of charts drawn on a canvas."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
from charts.decisions import HOSTILE

from steelyard.charts.drawing.canvas import as_spec

Rows = dict[str, list[dict[str, Any]]]


def rows_of(chart: alt.TopLevelMixin) -> Rows:
    """Return the rows of every layer by the layer's name."""
    return dict(as_spec(chart)["datasets"])


def texts_of(chart: alt.TopLevelMixin) -> list[str]:
    """Return every text drawn, in the order it was placed."""
    rows = rows_of(chart)
    return [row["text"] for name in rows if name.startswith("text_") for row in rows[name]]


def lengths(rows: list[dict[str, Any]]) -> list[float]:
    """Return how many pixels across each rectangle of a layer takes."""
    return [row["x2"] - row["x"] for row in rows]


def assert_labels_are_data(chart: alt.TopLevelMixin) -> None:
    """Fail if a user's text is anywhere but in the rows."""
    spec = as_spec(chart)
    spec.pop("datasets")
    skeleton = json.dumps(spec)
    assert not any(json.dumps(label)[1:-1] in skeleton for label in HOSTILE)
    assert "expr" not in skeleton
    assert "signal" not in skeleton
