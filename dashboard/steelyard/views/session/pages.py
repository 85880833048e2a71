"""The frame around every page: layout, navigation, pickers of file and frame, notices."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from steelyard.analysis.totals import ALL_CRITERIA
from steelyard.views.cells.cell_panel import show_requested_scores
from steelyard.views.edit.browser_storage import show_file_store
from steelyard.views.edit.drafts import changed_drafts
from steelyard.views.edit.text_panel import put_typed_text_into_drafts
from steelyard.views.export.made_files import release_other_views
from steelyard.views.session.live_reload import follow_files, show_file_news
from steelyard.views.session.notices import (
    NEEDS_SIMULATIONS,
    has_too_many_options,
    show_limit,
    show_notices,
    show_other_scores,
    show_problems,
    show_unusable_names,
)
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.screen import follow_screen
from steelyard.views.session.session import (
    Session,
    current_session,
    open_session,
    put_choice,
    put_file,
)
from steelyard.views.session.style import STYLE

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
    """Draw what is common to all pages, then the page that the address names."""
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
    follow_files()
    is_waiting = show_file_store(st.query_params.get("set"))
    if is_waiting:
        return
    session = open_session()
    if session is None:
        show_unusable_names()
        st.error("There is no criteria file in the folder this dashboard serves.")
        return
    put_typed_text_into_drafts()
    release_other_views(session)
    with st.container(horizontal=True, vertical_alignment="bottom", key="top"):
        with st.container(horizontal=True, key="pages", width="content"):
            for page in pages:
                place = "here" if page.title == current.title else "to"
                with st.container(key=f"{place}_{page.title}", width="content"):
                    st.page_link(page, label=_label(page.title), width="content")
        _show_choosers(session)
    show_file_news(session.name, session.now, session.shown)
    show_unusable_names()
    show_problems(session)
    show_notices(session)
    show_other_scores(session)
    follow_screen()
    if (
        session.is_usable
        and current.title in NEEDS_SIMULATIONS
        and has_too_many_options(session.criteria_set)
    ):
        show_limit(session.criteria_set, current.title, session.now.path.name)
    elif session.is_usable or current.url_path == "edit":
        current.run()
        show_requested_scores()


def _label(title: str) -> str:
    """Return a page's name; that of the edit page has a mark while work is unsaved."""
    return f"{title} •" if title == PAGES["edit"] and changed_drafts() else title


def _show_choosers(session: Session) -> None:
    """Show the pickers of file and frame; no frame where nothing in the file is usable."""
    # Keys of this file alone: the browser sends what its pickers show with every request, and
    # one under way while another file is opened must not choose the file of before again.
    file_key, frame_key = f"file:{session.name}", f"frame:{session.name}"
    st.session_state[file_key] = session.name
    st.selectbox(
        "Criteria set",
        session.names,
        key=file_key,
        format_func=lambda name: _file_label(session, name),
        on_change=_take_file,
        args=(file_key, session.name),
        width=300,
    )
    if not session.is_usable:
        return
    frames = {frame: entry.name for frame, entry in session.criteria_set.frames.items()}
    if len(frames) > 1:
        st.session_state[frame_key] = session.result.evaluation.frame
        st.segmented_control(
            "Which criteria count",
            list(frames),
            key=frame_key,
            format_func=lambda frame: as_text(frames.get(frame, ALL_CRITERIA)),
            required=True,
            on_change=_take_frame,
            args=(frame_key, session.name),
        )


def _file_label(session: Session, name: str) -> str:
    """Return the title of the open file, and the file name of the others."""
    is_open = session.is_usable and name == session.name
    return session.criteria_set.title if is_open else name


def _take_file(key: str, shown: str) -> None:
    """Open the chosen file; the one that this picker shows anyway was chosen by nobody."""
    if st.session_state[key] != shown:
        put_file(st.session_state[key])


def _take_frame(key: str, shown: str) -> None:
    """Count other criteria, unless another file has been opened meanwhile."""
    if current_session().name == shown:
        put_choice(replace(current_session().choice, frame=st.session_state[key]))
