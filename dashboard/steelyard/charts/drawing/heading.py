"""The heading of an exported chart, and the margins that a chart keeps beside its plot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from steelyard.charts.drawing.text import apart, balance
from steelyard.charts.theme import BOLD, SUBTITLE, TITLE


def with_heading(spec: Mapping[str, Any], title: str, subtitle: str, words: str) -> dict[str, Any]:
    """Return a specification with a heading, and `words` as its description for screen readers.

    Title and subtitle are wrapped to the chart's width, since Vega does not wrap; an empty
    title leaves both out.

    >>> with_heading({"width": 90, "layer": []}, "Hold leads", "Of 100", "In words")["title"]
    {'text': ['Hold leads'], 'subtitle': ['Of 100']}
    """
    headed = {**spec, "description": words}
    if title:
        left, width = margin(spec, "left"), whole_width(spec)
        lines = {"text": apart(balance(title, width, TITLE, BOLD)),
                 "subtitle": apart(balance(subtitle, width, SUBTITLE))}  # fmt: skip
        headed["title"] = {**lines, **({"dx": -left} if left else {})}
    # The rows, which are long, come last in a file.
    rows = headed.pop("datasets", None)
    return headed if rows is None else {**headed, "datasets": rows}


def margin(spec: Mapping[str, Any], side: str) -> float:
    """Return the pixels that a chart keeps free beside its plot: `left`, `right` or `below`."""
    return next((float(p["value"]) for p in spec.get("params", ()) if p["name"] == side), 0.0)


def whole_width(spec: Mapping[str, Any]) -> float:
    """Return the width of a chart including the words beside its plot, in pixels."""
    return float(spec["width"]) + margin(spec, "left") + margin(spec, "right")
