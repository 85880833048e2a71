"""Says loudly when a page stands on other scores than the file's own, with a way back."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from steelyard.analysis.totals import Evaluation
from steelyard.views.safe_text import as_text
from steelyard.views.state import Desk, put_choice
from steelyard.views.view_words import describe_view


def show_standing(desk: Desk, evaluation: Evaluation) -> None:
    """Show whose weights and scores these are; under a reading or scenario, set apart."""
    decision = desk.decision
    assert decision is not None
    words = as_text(describe_view(decision, desk.choice, evaluation))
    if desk.choice.reading is None and desk.choice.scenario is None:
        st.caption(words)
        return
    with st.container(border=True, key="standing", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Not the file's own scores.** {words} This holds for every page.")
        st.button("Back to the file's own scores", on_click=_back, width="content")


def _back() -> None:
    put_choice(replace(st.session_state["choice"], reading=None, scenario=None))
