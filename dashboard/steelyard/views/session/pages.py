"""The frame around every page: layout, style, navigation, and what is said of the open file."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from steelyard.views.cells.cell_drawer import await_cells
from steelyard.views.compare.weights_panel import show_choosers
from steelyard.views.edit.browser_storage import show_shelf
from steelyard.views.edit.drafts import changed_drafts
from steelyard.views.edit.text_panel import take_all_typed
from steelyard.views.export.made_files import release_other_views
from steelyard.views.session.live_reload import follow, say_what_happened
from steelyard.views.session.problems_panel import show_notices, show_problems
from steelyard.views.session.screen import ask_screen
from steelyard.views.session.session import open_session
from steelyard.views.session.simulation_limit import (
    NEEDS_SIMULATIONS,
    has_too_many_options,
    show_limit,
)
from steelyard.views.session.style import STYLE
from steelyard.views.session.view_notice import show_other_scores

_VIEWS = Path(__file__).parent.parent
PAGES = {
    "compare": "Compare",
    "robustness": "Robustness",
    "perspectives": "Perspectives",
    "table": "Table",
    "evidence": "Evidence",
    "edit": "Edit",
    "export": "Export",
}
"""Page → its title; the page `x` is the file `x/page.py` and has the address /x."""


_BARE = "start"
"""Kept by Streamlit for the page at the bare address, where its own name must stay free."""


def show_pages() -> None:
    """Draw what is common to all pages, then the page the visitor is on."""
    st.set_page_config(
        page_title="Steelyard",
        page_icon=str(_VIEWS / "icon.svg"),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    st.html(STYLE)
    first = next(iter(PAGES))
    pages = [
        st.Page(
            _VIEWS / page / "page.py",
            title=title,
            url_path=page if page != first else _BARE,
            default=page == first,
        )
        for page, title in PAGES.items()
    ]
    # The first page is found at the bare address, and by its name like the others.
    named = st.Page(_VIEWS / first / "page.py", title=PAGES[first], url_path=first)
    current = st.navigation([*pages, named], position="hidden")
    follow()
    if show_shelf(st.query_params.get("set")):
        return
    session = open_session()
    if session is None:
        st.error("There is no criteria file in the folder this dashboard serves.")
        return
    take_all_typed()
    release_other_views(session)
    with st.container(horizontal=True, vertical_alignment="bottom", key="top"):
        with st.container(horizontal=True, key="pages", width="content"):
            for page in pages:
                place = "here" if page.title == current.title else "to"
                with st.container(key=f"{place}_{page.title}", width="content"):
                    st.page_link(page, label=_label(page.title), width="content")
        show_choosers(session)
    say_what_happened(session.name, session.now, session.shown)
    show_problems(session)
    show_notices(session)
    show_other_scores(session)
    ask_screen()
    if (
        session.criteria_set is not None
        and current.title in NEEDS_SIMULATIONS
        and has_too_many_options(session.criteria_set)
    ):
        show_limit(session.criteria_set, current.title, session.now.path.name)
    elif session.criteria_set is not None or current.url_path == "edit":
        current.run()
        await_cells()


def _label(title: str) -> str:
    """Return a page's name; that of the edit page has a mark while work is unsaved."""
    return f"{title} •" if title == PAGES["edit"] and changed_drafts() else title
