"""New set: from a spreadsheet, from texts, typed in, or as a copy of the set that is open."""

from __future__ import annotations

import streamlit as st

from steelyard.views.new_set.browser_views import current_import
from steelyard.views.new_set.copying import show_copying
from steelyard.views.new_set.empty_set import show_empty_set
from steelyard.views.new_set.meaning_step import show_meaning_step
from steelyard.views.new_set.opening import show_drop
from steelyard.views.new_set.path import path_session, show_beginning, show_path
from steelyard.views.new_set.table_step import STEP_KEY, show_table_step
from steelyard.views.new_set.writing import go_to_written, has_open_set
from steelyard.views.session.tabs import choose_one

SHEET, TEXTS, EMPTY, COPY = "From a spreadsheet", "From texts", "Empty", "A copy"


def show_page() -> None:
    """Draw the page; only the last button writes the set, but from texts each step does."""
    go_to_written()
    if (session := path_session()) is not None:
        show_path(session)
    else:
        _show_steps()


@st.fragment
def _show_steps() -> None:
    go_to_written()
    if (job := current_import()) is not None:
        if st.session_state.get(STEP_KEY) == "meaning" and job.found is not None:
            show_meaning_step(job)
        else:
            show_table_step(job)
        return
    st.markdown("# New set", anchors=False)
    ways = [SHEET, TEXTS, EMPTY, *([COPY] if has_open_set() else [])]
    way = choose_one("How to begin", ways, "new_set_way")
    if way == TEXTS:
        show_beginning()
    elif way == EMPTY:
        show_empty_set()
    elif way == COPY:
        show_copying()
    else:
        show_drop()


if __name__ == "__main__":
    show_page()
