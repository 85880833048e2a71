"""What happens when a value is clicked: its score opens in the page's panel or in the drawer.

The panel of a single score, where the page has one, is scrolled into view and gets the
keyboard focus. On pages without a panel, and for values made of two scores, the drawer beside
the page opens.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

import streamlit as st
from streamlit.errors import StreamlitAPIException

from steelyard.analysis.evidence.strike_out import Cell
from steelyard.instrument.script_modules import join_as_module
from steelyard.results.choice import Choice
from steelyard.views.session.browser_component import has_components
from steelyard.views.session.session import Session, current_session

PANEL_KEY = "one_cell"
"""Key of the fragment that shows one score."""

DRAWER_KEY = "cells_beside"
"""Key of the fragment of every page that shows the drawer with scores."""

PICKED = "picked"
CLICK_HINT = (
    "Click a value to see what it rests on, or choose it from the lists Option and Criterion."
)

_REQUESTED, _REQUESTED_BESIDE, _CALLS = "cell_asked", "cells_asked_beside", "cell_calls"


class ShownScore(NamedTuple):
    """A score to be shown: with the page's choice, or with another one that is called `named`."""

    cell: Cell
    named: str = ""
    choice: Choice | None = None


def chooser_keys(session: Session) -> tuple[str, str]:
    """Return the keys of the lists in which an option and a criterion are chosen."""
    frame = session.result.evaluation.frame
    return f"cell_option:{session.name}", f"cell_criterion:{session.name}:{frame}"


def open_cell(cell: Cell) -> None:
    """Show a cell in the page's panel and scroll to it; for callbacks.

    Does nothing for a cell that is not in view. Draws only the panel again where the page has
    one, else the page.
    """
    if not _is_in_view(cell):
        return
    st.session_state[_REQUESTED] = cell
    st.session_state[_CALLS] = st.session_state.get(_CALLS, 0) + 1
    with suppress(StreamlitAPIException):
        st.rerun(PANEL_KEY)


def open_beside(*scores: ShownScore) -> None:
    """Show one or more scores in the drawer beside the page; for callbacks.

    Does nothing unless all of them are in view.
    """
    if not scores or not all(_is_in_view(score.cell) for score in scores):
        return
    st.session_state[_REQUESTED_BESIDE] = scores
    with suppress(StreamlitAPIException):
        st.rerun(DRAWER_KEY)


def take_requested_scores() -> tuple[ShownScore, ...]:
    """Return the scores requested for the drawer; each request is returned once."""
    scores: tuple[ShownScore, ...] = st.session_state.pop(_REQUESTED_BESIDE, ())
    return scores


def choose_requested_cell(keys: tuple[str, str]) -> None:
    """Set the two lists to the requested cell, if there is one, before they are drawn.

    Set in the callback of a fragment, the values would not reach the browser.
    """
    cell: Cell | None = st.session_state.pop(_REQUESTED, None)
    if cell is not None:
        st.session_state[keys[0]], st.session_state[keys[1]] = cell


def show_panel_scroller(name: str) -> None:
    """Put on the page the component that scrolls to the panel and gives it the focus."""
    if has_components():
        with st.container(key="unseen_calls"):
            data = {"calls": st.session_state.get(_CALLS, 0), "name": name}
            _mount()(key="cell_arrival", data=data)


def pickable(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a chart's specification in which every place with a cell can be clicked.

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
    """Return whether a chart has places with a cell; some drawn for a phone have none."""
    return cell_layer(spec) >= 0


def cell_layer(spec: dict[str, Any]) -> int:
    """Return the number of the layer whose marks have cells; −1 where there is none."""
    rows = spec.get("datasets", {}).get("rows")
    if isinstance(rows, list) and not any(row.get("cell") for row in rows):
        return -1
    layers = enumerate(spec.get("layer", ()))
    return next((number for number, layer in layers if _has_cells(layer)), -1)


def picker(key: str) -> Callable[[], None]:
    """Return the callback of a chart with that key: it opens the cell clicked last.

    A place of several cells opens in the drawer, since the panel shows only one.
    """

    def pick() -> None:
        sent = st.session_state.get(key)
        now = _places(sent["selection"].get(PICKED) if sent else None)
        before: list[str] = st.session_state.get(f"last {key}", [])
        st.session_state[f"last {key}"] = now
        _open(clicked(before, now))

    return pick


def open_place(place: str) -> None:
    """Show the scores of a clicked place of a chart, as `picker` does; for callbacks."""
    _open(clicked([], [place]))


def _open(cells: tuple[Cell, ...]) -> None:
    if len(cells) == 1:
        open_cell(cells[0])
    elif cells:
        open_beside(*map(ShownScore, cells))


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


def _is_in_view(cell: Cell) -> bool:
    evaluation = current_session().result.evaluation
    return cell[0] in evaluation.options and cell[1] in evaluation.criteria


def _has_cells(layer: dict[str, Any]) -> bool:
    """Return whether a layer's marks stand for cells."""
    detail = layer.get("encoding", {}).get("detail")
    return isinstance(detail, dict) and detail.get("field") == "cell"


def _places(picked: Any) -> list[str]:
    entries = picked if isinstance(picked, list) else []
    return [str(entry.get("cell", "")) for entry in entries if hasattr(entry, "get")]


@lru_cache
def _mount() -> Any:
    return st.components.v2.component(
        "steelyard_cell_arrival", html="<i></i>", js=join_as_module("views/cells/cell_arrival.js")
    )
