"""Compare: who leads, with weights beside the result, and what every number rests on."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.totals import Evaluation, evaluate
from steelyard.analysis.verdict import judge
from steelyard.model import CriteriaSet
from steelyard.views.cell_panel import show_cell
from steelyard.views.pictures import show_consequence_table, show_scorecard
from steelyard.views.problems_panel import show_notices, show_problems
from steelyard.views.safe_text import as_text
from steelyard.views.state import Desk, open_desk
from steelyard.views.weights_panel import show_choosers, show_lenses, show_weights


def show() -> None:
    """Draw the page."""
    desk = open_desk()
    if desk is None:
        st.error("There is no criteria file in the folder this dashboard serves.")
        return
    show_choosers(desk)
    show_problems(desk)
    show_notices(desk)
    if desk.decision is None:
        return
    evaluation = evaluate(desk.decision, desk.choice.view)
    _show_verdict(desk.decision, evaluation)
    with st.container(key="lenses"):
        show_lenses(desk)
    with st.container(key="desk"):
        result, weights = st.columns([2.9, 1], gap="medium")
        with result:
            show_scorecard(desk, evaluation)
        with weights, st.container(key="weights"):
            show_weights(desk, evaluation)
    _show_evidence(desk, evaluation)


def _show_verdict(decision: CriteriaSet, evaluation: Evaluation) -> None:
    verdict = judge(decision, evaluation)
    st.markdown(f"# {as_text(verdict.sentence)}", anchors=False)
    notes = [verdict.because]
    if evaluation.is_unweighted:
        notes.append("Every weight is 0, so all criteria count the same.")
    st.markdown(as_text(" ".join(note for note in notes if note)))


def _show_evidence(desk: Desk, evaluation: Evaluation) -> None:
    st.markdown("## Scores and what they rest on", anchors=False)
    show_consequence_table(desk, evaluation)
    show_cell(desk, evaluation)


if __name__ == "__main__":
    show()
