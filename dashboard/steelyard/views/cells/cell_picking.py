"""From a value on the page to what it rests on: in the page's panel, or beside the page.

Whoever shows a value says which one was picked; this puts it where the panel of a single
score looks, and has the browser bring that panel before the reader. Pages without a panel,
and values that two scores make together, are answered beside the page. Touches no weight.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

import streamlit as st
from streamlit.errors import StreamlitAPIException

from steelyard.analysis.evidence.strike_out import Cell
from steelyard.analysis.totals import Evaluation
from steelyard.results.choice import Choice
from steelyard.views.compare.instrument_mount import is_available
from steelyard.views.session.session import Session, moved_session

PANEL = "one_cell"
"""The part of a page that shows one score and can be drawn again alone."""

BESIDE = "cells_beside"
"""The part of every page that shows scores beside it when it is drawn again alone."""

PICKED = "picked"
HINT = "Click a value to see what it rests on, or choose it from the lists Option and Criterion."

_ASKED, _ASKED_BESIDE, _CALLS = "cell_asked", "cells_asked_beside", "cell_calls"
_SCRIPT = """
let seen = null;
export default function ({ data }) {
  const isCalled = seen !== null && data.calls > seen;
  seen = data.calls;
  const panel = document.querySelector(".st-key-cell");
  const top = document.querySelector(".st-key-cell_choosers");
  if (!isCalled || !panel || !top) return;
  // What is still being drawn on the way pushes it on.
  let frames = 20;
  const bring = () => {
    const { top: at } = top.getBoundingClientRect();
    if (at < 0 || at > innerHeight * 0.5) top.scrollIntoView({ block: "start" });
    if (frames--) requestAnimationFrame(bring);
  };
  bring();
  panel.tabIndex = -1;
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", data.name);
  panel.focus({ preventScroll: true });
}
"""


class Sight(NamedTuple):
    """A score to be shown: as the page sees it, or through another choice, called `named`."""

    cell: Cell
    named: str = ""
    choice: Choice | None = None


def cell_keys(session: Session, evaluation: Evaluation) -> tuple[str, str]:
    """Return where the session keeps the option and the criterion that are chosen."""
    return f"cell_option:{session.name}", f"cell_criterion:{session.name}:{evaluation.frame}"


def open_cell(cell: Cell) -> None:
    """Choose a cell and call its panel before the reader; for callbacks.

    A cell that is not in view changes nothing. Only the panel is drawn again where it can
    be, else the page.
    """
    if not _is_in_view(cell):
        return
    st.session_state[_ASKED] = cell
    st.session_state[_CALLS] = st.session_state.get(_CALLS, 0) + 1
    with suppress(StreamlitAPIException):
        st.rerun(PANEL)


def open_beside(*sights: Sight) -> None:
    """Show one or more scores beside the page, which stays where it is; for callbacks.

    Nothing happens unless all of them are in view.
    """
    if not sights or not all(_is_in_view(sight.cell) for sight in sights):
        return
    st.session_state[_ASKED_BESIDE] = sights
    with suppress(StreamlitAPIException):
        st.rerun(BESIDE)


def take_asked_beside() -> tuple[Sight, ...]:
    """Return the scores that were asked for beside the page, once."""
    sights: tuple[Sight, ...] = st.session_state.pop(_ASKED_BESIDE, ())
    return sights


def take_asked(keys: tuple[str, str]) -> None:
    """Set the two choosers to the cell that was asked for, if one was; before they are drawn.

    Set in a callback that draws a part again, the browser would not be told of it.
    """
    cell: Cell | None = st.session_state.pop(_ASKED, None)
    if cell is not None:
        st.session_state[keys[0]], st.session_state[keys[1]] = cell


def answer_calls(name: str) -> None:
    """Put on the page what scrolls to the panel and hands it the keyboard when it is called."""
    if is_available():
        with st.container(key="unseen_calls"):
            data = {"calls": st.session_state.get(_CALLS, 0), "name": name}
            _mount()(key="cell_arrival", data=data)


def pickable(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a chart's specification in which every place with a cell can be clicked.

    Each click adds the cell to those picked or takes it out again, so that a second click on
    the same one is heard as well.
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
    """Return whether a chart has places with a cell: drawn for a phone some have not."""
    return any(_has_places(layer) for layer in spec.get("layer", ()))


def picker(key: str) -> Callable[[], None]:
    """Return the callback of a chart with that key: it opens the cell clicked last.

    A place of several cells is shown beside the page: a panel holds but one.
    """

    def pick() -> None:
        sent = st.session_state.get(key)
        now = _places(sent["selection"].get(PICKED) if sent else None)
        before: list[str] = st.session_state.get(f"last {key}", [])
        st.session_state[f"last {key}"] = now
        _open(clicked(before, now))

    return pick


def open_place(place: str) -> None:
    """Show what a clicked place of a chart is made of; for callbacks, as `picker` does it."""
    _open(clicked([], [place]))


def _open(cells: tuple[Cell, ...]) -> None:
    if len(cells) == 1:
        open_cell(cells[0])
    elif cells:
        open_beside(*map(Sight, cells))


def clicked(before: list[str], now: list[str]) -> tuple[Cell, ...]:
    """Return the cells by which two lists of picked places differ: the last one added, else gone.

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
    session = moved_session()
    if session.criteria_set is None:
        return False
    evaluation = session.result.evaluation
    return cell[0] in evaluation.options and cell[1] in evaluation.criteria


def _has_places(layer: dict[str, Any]) -> bool:
    # Where there is a layer its module is loaded; before the first chart it need not be.
    from steelyard.charts.drawing.canvas import HOVER

    return "detail" in layer.get("encoding", {}) and layer.get("data") == {"name": HOVER}


def _places(picked: Any) -> list[str]:
    entries = picked if isinstance(picked, list) else []
    return [str(entry.get("place", "")) for entry in entries if hasattr(entry, "get")]


@lru_cache
def _mount() -> Any:
    return st.components.v2.component("steelyard_cell_arrival", html="<i></i>", js=_SCRIPT)
