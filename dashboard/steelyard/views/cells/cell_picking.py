"""What happens when a place of a chart is clicked: the sheet of its score opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from steelyard.analysis.evidence.strike_out import Cell
from steelyard.views.sheets.opening import open_score

PICKED = "picked"
CLICK_HINT = "Choose a score to see its scale, its reasons and what it decides."


def pickable(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a chart's specification in which every place with a cell can be clicked.

    Each click adds the cell to the selection or removes it, so that a second click on the same
    one is reported as well.
    """
    select = {"type": "point", "fields": ["place"], "toggle": "true", "clear": False}
    heard = {"params": [{"name": PICKED, "select": select}]}
    layers = [
        {**layer, **heard, "mark": {**layer["mark"], "cursor": "pointer"}}
        if _has_places(layer)
        else layer
        for layer in spec["layer"]
    ]
    return {**spec, "layer": layers}


def is_pickable(spec: dict[str, Any]) -> bool:
    """Return whether a chart has places with a cell; some drawn for a phone have none."""
    return any(_has_places(layer) for layer in spec.get("layer", ()))


def picker(key: str) -> Callable[[], None]:
    """Return the callback of a chart with that key: it opens the score clicked last."""

    def pick() -> None:
        sent = st.session_state.get(key)
        now = _places(sent["selection"].get(PICKED) if sent else None)
        before: list[str] = st.session_state.get(f"last {key}", [])
        st.session_state[f"last {key}"] = now
        _open(clicked(before, now))

    return pick


def open_place(place: str) -> None:
    """Open the score of a clicked place of a chart, as `picker` does; for callbacks."""
    _open(clicked([], [place]))


def _open(cells: tuple[Cell, ...]) -> None:
    """Open the first of the scores of a place; the sheet leads on to its neighbours."""
    if cells:
        open_score(cells[0])


def clicked(before: list[str], now: list[str]) -> tuple[Cell, ...]:
    """Return the cells by which two lists of clicked places differ: the last added, else removed.

    >>> clicked(["soup.taste"], ["soup.taste", "cake.price"]), clicked(["soup.taste"], [])
    ((('cake', 'price'),), (('soup', 'taste'),))
    >>> clicked([], ["soup.taste cake.taste"])
    (('soup', 'taste'), ('cake', 'taste'))
    """
    changed = [place for place in now if place not in before]
    changed = changed or [place for place in before if place not in now]
    halves = [place.partition(".") for place in (changed[-1] if changed else "").split()]
    return tuple((option, criterion) for option, dot, criterion in halves if dot)


def _has_places(layer: dict[str, Any]) -> bool:
    # Where there is a layer its module is loaded; before the first chart it need not be.
    from steelyard.charts.drawing.canvas import HOVER

    return "detail" in layer.get("encoding", {}) and layer.get("data") == {"name": HOVER}


def _places(picked: Any) -> list[str]:
    entries = picked if isinstance(picked, list) else []
    return [str(entry.get("place", "")) for entry in entries if hasattr(entry, "get")]
