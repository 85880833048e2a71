"""Table: every score, what it rests on, what options need, and what is left out."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.totals import Evaluation
from steelyard.charts.scores import consequence_table, group_bars
from steelyard.results.words.verdict import judge
from steelyard.views.cells.cell_links import show_link_table
from steelyard.views.cells.cell_panel import show_cell_alone
from steelyard.views.cells.cell_picking import HINT, Sight, open_cell
from steelyard.views.charts.charts import show_picture
from steelyard.views.compare.conditions_panel import show_conditions
from steelyard.views.compare.left_out_panel import show_coverage, show_left_out
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, current_session
from steelyard.views.session.view_notice import show_standing
from steelyard.views.table.score_table import score_lines, score_table
from steelyard.views.table.two_aims_panel import show_two_aims

VALUES, SCORES = "Values, 0 to 100", "Scores as in the file"


def show() -> None:
    """Draw the page."""
    session = current_session()
    assert session.criteria_set is not None
    evaluation = session.result.evaluation
    st.markdown("# What are the scores, and what do they rest on?", anchors=False)
    st.markdown(f"**{as_text(judge(session.criteria_set, evaluation).sentence)}.**")
    show_standing(session, evaluation)
    show_coverage(session)
    _show_table(session, evaluation)
    st.markdown("## What stands behind a single score?", anchors=False)
    show_cell_alone(session, evaluation)
    show_conditions(session.criteria_set, evaluation)
    _show_pair(session, evaluation)


@st.fragment
def _show_table(session: Session, evaluation: Evaluation) -> None:
    """Show values in colour, or the scores they come from on their own scales."""
    assert session.criteria_set is not None
    st.markdown("## How does every option do on every criterion?", anchors=False)
    shown = st.segmented_control(
        "Numbers shown",
        [VALUES, SCORES],
        default=VALUES,
        required=True,
        key=f"numbers:{session.name}",
        persist_state="session",
        label_visibility="collapsed",
    )
    if shown != SCORES:
        # Its own frame scrolls where the columns need more room than a phone has.
        with st.container(key="values_frame_only"):
            show_picture(consequence_table.CHART.of(session.result), picks_cells=True)
        return
    table = score_table(session.criteria_set, evaluation, session.choice.reading)
    st.caption(HINT)
    name = f"Scores of {len(table)} options on {len(evaluation.criteria)} criteria"
    show_link_table(
        "scores", [*map(str, table.columns)], score_lines(table, evaluation), name, _pick
    )
    if session.choice.scenario is not None or session.choice.disputes:
        st.caption("These are the scores before the scenario and before what you disputed.")


def _pick(sight: Sight) -> None:
    open_cell(sight.cell)


def _show_pair(session: Session, evaluation: Evaluation) -> None:
    """Show two aims at once beside what totals are made of, or beside what is left out."""
    assert session.criteria_set is not None
    with st.container(key="pair_table"):
        left, right = st.columns(2, gap="medium")
    with left:
        show_two_aims(session, evaluation)
    with right:
        if evaluation.subtotals:
            st.markdown("## What is each total made of?", anchors=False)
            show_picture(group_bars.CHART.of(session.result))
        else:
            show_left_out(session.criteria_set)
    if evaluation.subtotals:
        show_left_out(session.criteria_set)


if __name__ == "__main__":
    show()
