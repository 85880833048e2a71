"""Says loudly when a page stands on other scores than the file's own, with a way back."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from steelyard.analysis.totals import Evaluation
from steelyard.results.words.view import describe_view
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Desk, put_choice


def show_standing(desk: Desk, evaluation: Evaluation) -> None:
    """Show whose weights and scores a page stands on."""
    assert desk.criteria_set is not None
    if desk.choice.reading is None and desk.choice.scenario is None:
        st.caption(as_text(describe_view(desk.criteria_set, desk.choice, evaluation)))


def show_other_scores(desk: Desk) -> None:
    """Under a reading or scenario say so above every page, with a way back."""
    if desk.criteria_set is None or (desk.choice.reading is None and desk.choice.scenario is None):
        return
    evaluation = desk.result.evaluation
    words = as_text(describe_view(desk.criteria_set, desk.choice, evaluation))
    with st.container(border=True, key="standing", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Not the file's own scores.** {words} This holds for every page.")
        st.button("Back to the file's own scores", on_click=_back, width="content")


def _back() -> None:
    put_choice(replace(st.session_state["choice"], reading=None, scenario=None))
