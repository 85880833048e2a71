"""Parts of a chart, for the tests: what its specification says, and what is drawn of it."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

import altair as alt
import vl_convert
from charts.decisions import HOSTILE

from steelyard.charts.chart import AnyChart
from steelyard.charts.drawing.canvas import Sheet, as_spec
from steelyard.charts.drawing.form import ROWS
from steelyard.charts.theme import Mode

Rows = dict[str, list[dict[str, Any]]]
Mark = dict[str, Any]


def sheet_of(chart: AnyChart, *shown: Any, mode: Mode = "light", width: float = 1000) -> Sheet:
    """Return the drawing of what a chart shows."""
    return chart.sheet(shown, mode, width)


def rows_of(chart: alt.TopLevelMixin) -> Rows:
    """Return the rows of every layer by the layer's name."""
    return dict(as_spec(chart)["datasets"])


def texts_of(chart: alt.TopLevelMixin) -> list[str]:
    """Return every text drawn, layer by layer, in the order it was placed."""
    spec = as_spec(chart)
    if ROWS not in spec["datasets"]:
        rows = rows_of(chart)
        return [row["text"] for name in rows if name.startswith("text_") for row in rows[name]]
    texts = (mark.get("text", "") for mark in marks_of(chart, "text"))
    return [text if isinstance(text, str) else "\n".join(text) for text in texts if text != ""]


def marks_of(chart: alt.TopLevelMixin, kind: str, style: str = "") -> list[Mark]:
    """Return what is drawn with marks of a kind, such as `bar`, and of a style, if one is given.

    Each has its place and size in pixels of the plot, its colours and its text, as Vega has them.
    """
    spec = as_spec(chart)
    found: list[Mark] = []
    for number, layer in enumerate(spec["layer"]):
        look = layer["mark"].get("style", [])
        looks = [look] if isinstance(look, str) else look
        if layer["mark"]["type"] == kind and (not style or style in looks):
            found += _drawn(json.dumps(spec)).get(f"layer_{number}_marks", [])
    return found


@lru_cache(maxsize=8)
def _drawn(spec: str) -> dict[str, list[Mark]]:
    """Return name of a group of marks → its marks."""
    scene: Any = vl_convert.vegalite_to_scenegraph(spec, vl_version="6.4")
    named: dict[str, list[Mark]] = {}
    waiting = [scene["scenegraph"]]
    while waiting:
        group = waiting.pop()
        if "name" in group and group.get("marktype") != "group":
            named.setdefault(group["name"], []).extend(group.get("items", []))
        waiting += [item for item in group.get("items", []) if isinstance(item, dict)]
    return named


def lengths(rows: list[dict[str, Any]]) -> list[float]:
    """Return how many pixels across each rectangle of a layer takes."""
    return [row["width"] if "width" in row else row["x2"] - row["x"] for row in rows]


def assert_labels_are_data(chart: alt.TopLevelMixin) -> None:
    """Fail if a user's text is anywhere but in the rows."""
    spec = as_spec(chart)
    rows = spec.pop("datasets")
    skeleton = json.dumps(spec)
    names = (re.escape(json.dumps(label)[1:-1]) for label in HOSTILE)
    assert not any(re.search(rf"{name}(?!\w)", skeleton) for name in names)
    if ROWS not in rows:
        assert "expr" not in skeleton
        assert "signal" not in skeleton
