"""A drawer beside any page that shows what one or two scores rest on.

The page keeps its place, and closing the drawer returns to it. Two scores are compared side
by side: of two options, or of two readings.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from steelyard.instrument.script_modules import join_as_module
from steelyard.results.words.basis import BASIS
from steelyard.views.cells.cell_panel import show_one_cell, show_option
from steelyard.views.cells.cell_picking import DRAWER_KEY, ShownScore, take_requested_scores
from steelyard.views.session.browser_component import has_components
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, current_session

ONE, SEVERAL = 600, 1040
"""Widths in pixels of a drawer with one score and with several."""


@st.fragment(key=DRAWER_KEY)
def show_requested_scores() -> None:
    """Show in a drawer the scores that were requested; nothing where none were."""
    scores = take_requested_scores()
    if scores:
        width = ONE if len(scores) == 1 else SEVERAL
        # The same title for every score: with another one the browser would rebuild the drawer
        # and lose the keyboard focus.
        st.dialog(BASIS, width=width, position="right")(_show_scores)(current_session(), scores)


def _show_scores(session: Session, scores: tuple[ShownScore, ...]) -> None:
    with st.container(key="cells_shown"):
        if len(scores) == 1:
            _show_one_score(session, scores[0])
            show_option(session.criteria_set, scores[0].cell[0])
        else:
            for column, score in zip(st.columns(len(scores), gap="large"), scores, strict=True):
                with column:
                    _show_one_score(session, score)
    if has_components():
        with st.container(key="unseen_scroller"):
            _mount()(key="cells_scroller")


def _show_one_score(session: Session, score: ShownScore) -> None:
    if score.choice is not None:
        session = replace(session, choice=score.choice)
    if score.named:
        st.markdown(f"### {as_text(score.named)}", anchors=False)
    show_one_cell(session, score.cell)


@lru_cache
def _mount() -> Any:
    return st.components.v2.component(
        "steelyard_cells_scroller", html="<i></i>", js=join_as_module("views/cells/cell_drawer.js")
    )
