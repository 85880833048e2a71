"""Second step of an import, *What do the numbers mean?*, with the first ranking beside it."""

from __future__ import annotations

import streamlit as st

from steelyard.files.spreadsheet.draft_set import draft_set
from steelyard.views.new_set.browser_views import show_meaning
from steelyard.views.new_set.importing import Import, unconfirmed
from steelyard.views.new_set.ranking import show_ranking
from steelyard.views.new_set.table_step import STEP_KEY, show_guesses, show_undo
from steelyard.views.new_set.writing import show_writing
from steelyard.views.session.safe_text import as_text


def show_meaning_step(job: Import) -> None:
    """Show the step."""
    assert job.found is not None
    count, rest = len(job.found.criteria), len(unconfirmed(job))
    st.markdown("# What do the numbers mean?", anchors=False)
    st.markdown(
        f"{count - rest} of {count} criteria are confirmed. Which end is best is never taken from "
        "a guess: what is not confirmed stands in the file as unconfirmed, and every page names it."
    )
    if job.refused:
        st.warning(f"Not taken: {as_text(job.refused)}.")
    meaning, beside = st.columns([1.9, 1], gap="medium")
    with meaning:
        show_meaning(job)
        st.caption(
            "Ends of a scale are proposed by rounding outwards and stay when an option is added. "
            "A swing belongs to the step from the worst to the best end."
        )
    with beside:
        show_ranking(draft_set(job.found))
        show_guesses(job)
        show_writing(job)
        with st.container(horizontal=True, key="import_back"):
            st.button("Back to the table", on_click=_go_back)
            show_undo(job)


def _go_back() -> None:
    st.session_state[STEP_KEY] = "table"
