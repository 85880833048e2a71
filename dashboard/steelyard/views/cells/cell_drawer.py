"""Scores beside the page that shows them: what each rests on, in a drawer.

The page stays where it is, and closing the drawer leads back to it. One score, or two to
be held against each other: of two options, or of two readings. Every page has the part
that waits for them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from steelyard.views.cells.cell_panel import show_one_cell, show_option
from steelyard.views.cells.cell_picking import BESIDE, Sight, take_asked_beside
from steelyard.views.compare.instrument_mount import is_available
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, moved_session

TITLE = "What it rests on"
"""The same for every score: were it another each time, the browser would build the drawer
anew and forget where the keyboard was."""

ONE, SEVERAL = 600, 1040
"""Pixels; no more than the screen has."""


@st.fragment(key=BESIDE)
def await_cells() -> None:
    """Show beside the page whatever scores were asked for; nothing where none were."""
    sights = take_asked_beside()
    if sights:
        width = ONE if len(sights) == 1 else SEVERAL
        st.dialog(TITLE, width=width, position="right")(_show_sights)(moved_session(), sights)


def _show_sights(session: Session, sights: tuple[Sight, ...]) -> None:
    assert session.criteria_set is not None
    with st.container(key="cells_shown"):
        if len(sights) == 1:
            _show_sight(session, sights[0])
            show_option(session.criteria_set, sights[0].cell[0])
        else:
            for column, sight in zip(st.columns(len(sights), gap="large"), sights, strict=True):
                with column:
                    _show_sight(session, sight)
    if is_available():
        with st.container(key="unseen_scroller"):
            _mount()(key="cells_scroller")


def _show_sight(session: Session, sight: Sight) -> None:
    if sight.choice is not None:
        session = replace(session, choice=sight.choice)
    if sight.named:
        st.markdown(f"### {as_text(sight.named)}", anchors=False)
    show_one_cell(session, session.result.evaluation, sight.cell)


@lru_cache
def _mount() -> Any:
    return st.components.v2.component("steelyard_cells_scroller", html="<i></i>", js=_SCRIPT)


_SCRIPT = """
// Where nothing in the drawer can take the keyboard, the drawer itself has to, to be scrolled.
export default function () {
  let node = document.querySelector(".st-key-cells_shown");
  while (node && !/auto|scroll/.test(getComputedStyle(node).overflowY)) node = node.parentElement;
  if (node) node.tabIndex = 0;
}
"""
