"""Says loudly when a page stands on other scores than the file's own, with a way back."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from steelyard.analysis.totals import Evaluation
from steelyard.results.words.view import describe_view
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, put_choice


def show_standing(session: Session, evaluation: Evaluation) -> None:
    """Show whose weights and scores a page stands on."""
    assert session.criteria_set is not None
    if session.choice.reading is None and session.choice.scenario is None:
        st.caption(as_text(describe_view(session.criteria_set, session.choice, evaluation)))


def show_other_scores(session: Session) -> None:
    """Under a reading or scenario say so above every page, with a way back."""
    if session.criteria_set is None or (
        session.choice.reading is None and session.choice.scenario is None
    ):
        return
    evaluation = session.result.evaluation
    words = as_text(describe_view(session.criteria_set, session.choice, evaluation))
    with st.container(border=True, key="standing", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Not the file's own scores.** {words} This holds for every page.")
        st.button("Back to the file's own scores", on_click=_back, width="content")


def _back() -> None:
    put_choice(replace(st.session_state["choice"], reading=None, scenario=None))
