"""Parts of a chart, for the tests: what its specification says, and what is drawn of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import vl_convert
from charts.decisions import HOSTILE

from steelyard.charts.chart import AnyChart
from steelyard.charts.drawing.vega import Spec
from steelyard.charts.theme import Mode

Rows = dict[str, list[dict[str, Any]]]
Mark = dict[str, Any]


def sheet_of(chart: AnyChart, *shown: Any, mode: Mode = "light", width: float = 1000) -> Spec:
    """Return the drawing of what a chart shows."""
    return chart.draw(shown, mode, width)


def rows_of(chart: Spec) -> Rows:
    """Return the rows of every layer by the layer's name."""
    return dict(chart["datasets"])


def texts_of(chart: Spec) -> list[str]:
    """Return every text drawn, layer by layer, in the order it was placed."""
    texts = (mark.get("text", "") for mark in marks_of(chart, "text"))
    return [text if isinstance(text, str) else "\n".join(text) for text in texts if text != ""]


def marks_of(chart: Spec, kind: str, style: str = "") -> list[Mark]:
    """Return what is drawn with marks of a kind, such as `bar`, and of a style, if one is given.

    Each has its place and size in pixels of the plot, its colours and its text, as Vega has them.
    """
    spec = chart
    found: list[Mark] = []
    for number, layer in enumerate(spec["layer"]):
        look = layer["mark"].get("style", [])
        looks = [look] if isinstance(look, str) else look
        if layer["mark"]["type"] == kind and (not style or style in looks):
            found += _drawn(json.dumps(spec)).get(f"layer_{number}_marks", [])
    return found


def plot_height(chart: Spec) -> float:
    """Return the height of the plot without what is above and below it."""
    return float(_scene(json.dumps(chart))["items"][0]["height"])


@lru_cache(maxsize=8)
def _scene(spec: str) -> dict[str, Any]:
    """Return all marks as Vega has placed them."""
    scene: Any = vl_convert.vegalite_to_scenegraph(spec, vl_version="6.4")
    return dict(scene["scenegraph"])


@lru_cache(maxsize=8)
def _drawn(spec: str) -> dict[str, list[Mark]]:
    """Return name of a group of marks → its marks."""
    named: dict[str, list[Mark]] = {}
    waiting = [_scene(spec)]
    while waiting:
        group = waiting.pop()
        if "name" in group and group.get("marktype") != "group":
            named.setdefault(group["name"], []).extend(group.get("items", []))
        waiting += [item for item in group.get("items", []) if isinstance(item, dict)]
    return named


def lengths(rows: list[dict[str, Any]]) -> list[float]:
    """Return how many pixels across each rectangle of a layer takes."""
    return [row["width"] if "width" in row else row["x2"] - row["x"] for row in rows]


EXPRESSIONS = {"expr", "calculate", "filter", "test", "labelExpr", "signal"}
"""The keys under which Vega reads code."""

WORDS_OF_CODE = {
    "datum", "isValid", "format", "length", "split", "scale", "luminance", "rgb", "paper", "max",
    "min", "abs", "height", "width", "r", "g", "b", "sequence", "floor", "join", "replace",
    "regexp", "ink", "quiet", "regular", "semibold", "bold", "medium", "large",
    "faint", "track", "grey",
}  # fmt: skip
"""What our own expressions are made of, beside columns of the rows, numbers and texts."""


def assert_labels_are_data(chart: Spec) -> None:
    """Fail if a user's text is anywhere but in the rows, or an expression is not one of ours."""
    spec = {key: part for key, part in chart.items() if key != "datasets"}
    skeleton = json.dumps(spec)
    names = (re.escape(json.dumps(label)[1:-1]) for label in HOSTILE)
    assert not any(re.search(rf"{name}(?!\w)", skeleton) for name in names)
    found = list(_expressions(spec))
    assert found
    for expression in found:
        code = re.sub(r"'[^']*'", "''", expression)
        assert re.fullmatch(r"[\w\s.,?:!=<>&|()+*/%\[\]'-]*", code), expression
        used = set(re.findall(r"(?<![\w.])[A-Za-z_]\w*", code))
        assert used <= WORDS_OF_CODE, used - WORDS_OF_CODE


def _expressions(part: Any) -> Iterator[str]:
    """Return every text that Vega would read as code."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in EXPRESSIONS and isinstance(value, str):
                yield value
            yield from _expressions(value)
    elif isinstance(part, list):
        for value in part:
            yield from _expressions(value)
