"""The frame around every page: layout, style, navigation, and what is said of the open file."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from steelyard.views.cell_drawer import await_cells
from steelyard.views.edit.drafts import changed_drafts
from steelyard.views.edit.own_shelf import show_shelf
from steelyard.views.edit.text_panel import take_all_typed
from steelyard.views.live_reload import follow, say_what_happened
from steelyard.views.made_files import release_other_views
from steelyard.views.problems_panel import show_notices, show_problems
from steelyard.views.screen import ask_screen
from steelyard.views.standing import show_other_scores
from steelyard.views.state import open_desk
from steelyard.views.style import STYLE
from steelyard.views.weights_panel import show_choosers
from steelyard.views.world_limit import NEEDS_WORLDS, has_too_many_options, show_limit

_HERE = Path(__file__).parent
PAGES = {
    "compare": "Compare",
    "robustness": "Robustness",
    "perspectives": "Perspectives",
    "table": "Table",
    "evidence": "Evidence",
    "edit": "Edit",
    "export": "Export",
}
"""Page → its title; the page `x` is the file `x_page.py` and has the address /x."""


_BARE = "start"
"""Kept by Streamlit for the page at the bare address, where its own name must stay free."""


def show_pages() -> None:
    """Draw what is common to all pages, then the page the visitor is on."""
    st.set_page_config(
        page_title="Steelyard",
        page_icon=str(_HERE / "icon.svg"),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    st.html(STYLE)
    first = next(iter(PAGES))
    pages = [
        st.Page(
            _HERE / f"{page}_page.py",
            title=title,
            url_path=page if page != first else _BARE,
            default=page == first,
        )
        for page, title in PAGES.items()
    ]
    # The first page is found at the bare address, and by its name like the others.
    named = st.Page(_HERE / f"{first}_page.py", title=PAGES[first], url_path=first)
    current = st.navigation([*pages, named], position="hidden")
    follow()
    if show_shelf(st.query_params.get("set")):
        return
    desk = open_desk()
    if desk is None:
        st.error("There is no criteria file in the folder this dashboard serves.")
        return
    take_all_typed()
    release_other_views(desk)
    with st.container(horizontal=True, vertical_alignment="bottom", key="top"):
        with st.container(horizontal=True, key="pages", width="content"):
            for page in pages:
                place = "here" if page.title == current.title else "to"
                with st.container(key=f"{place}_{page.title}", width="content"):
                    st.page_link(page, label=_label(page.title), width="content")
        show_choosers(desk)
    say_what_happened(desk.name, desk.now, desk.shown)
    show_problems(desk)
    show_notices(desk)
    show_other_scores(desk)
    ask_screen()
    if (
        desk.decision is not None
        and current.title in NEEDS_WORLDS
        and has_too_many_options(desk.decision)
    ):
        show_limit(desk.decision, current.title, desk.now.path.name)
    elif desk.decision is not None or current.url_path == "edit":
        current.run()
        await_cells()


def _label(title: str) -> str:
    """Return a page's name; that of the edit page has a mark while work is unsaved."""
    return f"{title} •" if title == PAGES["edit"] and changed_drafts() else title
