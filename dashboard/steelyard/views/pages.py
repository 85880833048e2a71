"""The frame around every page: layout, style, navigation, and what is said of the open file."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from steelyard.views.problems_panel import show_notices, show_problems
from steelyard.views.standing import show_other_scores
from steelyard.views.state import open_desk
from steelyard.views.style import STYLE
from steelyard.views.weights_panel import show_choosers

_HERE = Path(__file__).parent
PAGES = {
    "compare": "Compare",
    "robustness": "Robustness",
    "perspectives": "Perspectives",
    "table": "Table",
    "evidence": "Evidence",
}
"""Page → its title; the page `x` is the file `x_page.py` and has the address /x."""


def show_pages() -> None:
    """Draw what is common to all pages, then the page the visitor is on."""
    st.set_page_config(
        page_title="Steelyard",
        page_icon=str(_HERE / "icon.svg"),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    st.html(STYLE)
    pages = [
        st.Page(
            _HERE / f"{page}_page.py",
            title=title,
            url_path=page,
            default=page == next(iter(PAGES)),
        )
        for page, title in PAGES.items()
    ]
    current = st.navigation(pages, position="hidden")
    desk = open_desk()
    if desk is None:
        st.error("There is no criteria file in the folder this dashboard serves.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="top"):
        with st.container(horizontal=True, key="pages", width="content"):
            for page in pages:
                place = "here" if page == current else "to"
                with st.container(key=f"{place}_{page.title}", width="content"):
                    st.page_link(page, label=page.title, width="content")
        show_choosers(desk)
    show_problems(desk)
    show_notices(desk)
    show_other_scores(desk)
    if desk.decision is not None:
        current.run()
