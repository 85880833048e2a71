"""Clicks on the marks of a chart, which open the sheet of the clicked score."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from steelyard.model import Cell
from steelyard.views.sheets.opening import open_score

PICKED = "picked"
CLICK_HINT = "Choose a score to see its scale, its reasons and what it decides."


def pickable(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a chart's specification with every mark that has a cell made clickable.

    Each click adds the cell to the selection or removes it, so that a second click on the same
    one is reported as well.
    """
    return {**spec, "layer": [_heard(layer) for layer in spec["layer"]]}


def _heard(layer: dict[str, Any]) -> dict[str, Any]:
    if not _has_cells(layer):
        return layer
    select = {"type": "point", "fields": ["cell"], "toggle": "true", "clear": False}
    return {
        **layer,
        "mark": {**layer["mark"], "cursor": "pointer"},
        "params": [{"name": PICKED, "select": select}],
    }


def is_pickable(spec: dict[str, Any]) -> bool:
    """Return whether a chart has marks with a cell; some charts drawn for a phone have none."""
    return cell_layer(spec) >= 0


def cell_layer(spec: dict[str, Any]) -> int:
    """Return the index of the layer whose marks have cells; −1 if there is none."""
    rows = spec.get("datasets", {}).get("rows")
    if isinstance(rows, list) and not any(row.get("cell") for row in rows):
        return -1
    layers = enumerate(spec.get("layer", ()))
    return next((number for number, layer in layers if _has_cells(layer)), -1)


def picker(key: str) -> Callable[[], None]:
    """Return a callback that opens the score last clicked in the chart with that key."""

    def pick() -> None:
        sent = st.session_state.get(key)
        now = _places(sent["selection"].get(PICKED) if sent else None)
        before: list[str] = st.session_state.get(f"last {key}", [])
        st.session_state[f"last {key}"] = now
        _open(clicked(before, now))

    return pick


def _open(cells: tuple[Cell, ...]) -> None:
    """Open the first of a mark's scores; its sheet leads on to the neighbouring scores."""
    if cells:
        open_score(cells[0])


def clicked(before: list[str], now: list[str]) -> tuple[Cell, ...]:
    """Return the cells of the mark last added to a list of clicked marks, else of one removed.

    >>> clicked(["soup.taste"], ["soup.taste", "cake.price"]), clicked(["soup.taste"], [])
    ((('cake', 'price'),), (('soup', 'taste'),))
    >>> clicked([], ["soup.taste cake.taste"])
    (('soup', 'taste'), ('cake', 'taste'))
    """
    changed = [place for place in now if place not in before]
    changed = changed or [place for place in before if place not in now]
    halves = [place.partition(".") for place in (changed[-1] if changed else "").split()]
    return tuple((option, criterion) for option, dot, criterion in halves if dot)


def _has_cells(layer: dict[str, Any]) -> bool:
    """Return whether a layer's marks stand for cells."""
    detail = layer.get("encoding", {}).get("detail")
    return isinstance(detail, dict) and detail.get("field") == "cell"


def _places(picked: Any) -> list[str]:
    entries = picked if isinstance(picked, list) else []
    return [str(entry.get("cell", "")) for entry in entries if hasattr(entry, "get")]
