"""The component with which the browser draws a chart itself, without Vega.

For charts that are redrawn while a weight moves: Vega compiles a chart anew for every change
of a row, while a sheet is only rectangles, lines and words in places already computed.
Exports draw the same sheet with Vega.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import streamlit as st

from steelyard.instrument.script_modules import join_as_module
from steelyard.results.words.basis import BASIS
from steelyard.views.cells.cell_picking import open_place
from steelyard.views.session.browser_component import message_of


def show_sheet(
    key: str, sheet: Mapping[str, Any], heading: tuple[str, str], words: str, name: str
) -> None:
    """Put a sheet on the page under its heading, title and subtitle.

    `sheet`: the specification of a `charts.drawing.canvas.Sheet`. `words`: the chart for screen
    readers. `name`: what the chart is called. A click on a mark that stands for scores shows
    their basis.
    """
    message = {
        "name": name, "title": heading[0], "subtitle": heading[1], "words": words, "basis": BASIS,
        **strokes(sheet),
    }  # fmt: skip
    # As bytes: Streamlit searches anything else for tables, value by value.
    data = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
    mounted = f"moving_{key}"

    def take_place() -> None:
        place = message_of(mounted, "place")
        if isinstance(place, str):
            open_place(place)

    _mount()(key=mounted, data=data, on_place_change=take_place)


def strokes(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of a sheet's specification that the browser needs to draw it.

    `layers` are drawn in their order, each with one `mark` and its `rows`.

    >>> layer = {"data": {"name": "bars"}, "mark": {"type": "rect"}, "encoding": {}}
    >>> sheet = {"width": 9, "height": 5, "config": {"font": "serif"}, "layer": [layer],
    ...     "datasets": {"bars": [{"x": 0, "y": 0, "x2": 4, "y2": 5, "colour": "#000000"}]}}
    >>> strokes(sheet)["layers"][0]["rows"][0]["x2"]
    4
    """
    layers = [
        {"mark": layer["mark"], "rows": sheet["datasets"][layer["data"]["name"]]}
        for layer in sheet["layer"]
    ]
    size = {side: sheet[side] for side in ("width", "height")}
    return {**size, "font": sheet["config"]["font"], "layers": layers}


@lru_cache
def _mount() -> Any:
    return st.components.v2.component(
        "steelyard_sheet",
        html='<figure class="moving-chart"></figure>',
        js=join_as_module("views/charts/sheet_component.js"),
        isolate_styles=False,
    )
