"""Table: every score, what it rests on, what options need, and what is left out."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.charts.parts import parts_of
from steelyard.charts.scores import consequence_table, group_bars, pareto
from steelyard.results.words.evidence import coverage_sentence
from steelyard.results.words.names import part_label
from steelyard.views.cells.cell_links import show_link_table
from steelyard.views.cells.cell_panel import show_cell_alone
from steelyard.views.cells.cell_picking import CLICK_HINT, ShownScore, open_cell
from steelyard.views.charts.charts import show_picture
from steelyard.views.session.notices import show_view
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, current_session
from steelyard.views.table.conditions import show_conditions, show_left_out
from steelyard.views.table.score_table import score_lines, score_table

VALUES, SCORES = "Values, 0 to 100", "Scores as in the file"


def show_page() -> None:
    """Draw the page."""
    session = current_session()
    result = session.result
    st.markdown("# What are the scores, and what do they rest on?", anchors=False)
    st.markdown(f"**{as_text(result.verdict_on_totals.sentence)}.**")
    show_view(session)
    struck = " The claims you struck out do not count here." if session.choice.struck else ""
    st.markdown(f"{coverage_sentence(result.coverage)}{struck}")
    _show_table(session)
    st.markdown("## What stands behind a single score?", anchors=False)
    show_cell_alone(session)
    show_conditions(result.criteria_set, result.evaluation)
    _show_pair(session)


@st.fragment
def _show_table(session: Session) -> None:
    """Show values in colour, or the scores they come from on their own scales."""
    evaluation = session.result.evaluation
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
    table = score_table(session.result)
    st.caption(CLICK_HINT)
    name = f"Scores of {len(table)} options on {len(evaluation.criteria)} criteria"
    show_link_table(
        "scores", [*map(str, table.columns)], score_lines(table, evaluation), name, _open_cell
    )
    if session.choice.scenario is not None or session.choice.disputes:
        st.caption("These are the scores before the scenario and before what you disputed.")


def _open_cell(score: ShownScore) -> None:
    open_cell(score.cell)


def _show_pair(session: Session) -> None:
    """Show two aims at once beside what totals are made of, or beside what is left out."""
    criteria_set, evaluation = session.criteria_set, session.result.evaluation
    with st.container(key="pair_table"):
        left, right = st.columns(2, gap="medium")
    with left:
        _show_two_aims(session)
    with right:
        if evaluation.subtotals:
            st.markdown("## What is each total made of?", anchors=False)
            show_picture(group_bars.CHART.of(session.result))
        else:
            show_left_out(criteria_set)
    if evaluation.subtotals:
        show_left_out(criteria_set)


@st.fragment
def _show_two_aims(session: Session) -> None:
    """Show which options none surpasses on both of two chosen aims."""
    evaluation = session.result.evaluation
    st.markdown("## Which options are surpassed on two aims at once?", anchors=False)
    if len(evaluation.options) < 2:
        st.markdown("There is only one option, so nothing can surpass it.")
        return
    parts = parts_of(session.result)
    if len(parts) < 2:
        st.markdown("There is only one criterion in view, so no two aims to hold side by side.")
        return
    first, second = pareto.opening_aims(session.result)
    with st.container(horizontal=True, key="aims"):
        across = _choose_aim(session, parts, "From left to right", first)
        up = _choose_aim(session, parts, "From bottom to top", second)
    if across == up:
        st.markdown("Choose two different aims.")
        return
    aims = pareto.Aims(parts[across], parts[up])
    show_picture(pareto.CHART.of(session.result, aims), picks_cells=True)


def _choose_aim(session: Session, parts: dict[str, Part], label: str, opening: str) -> str:
    chosen: str = st.selectbox(
        label,
        list(parts),
        index=list(parts).index(opening),
        key=f"{label}:{session.name}:{session.result.evaluation.frame}",
        format_func=lambda name: part_label(session.criteria_set, parts[name]),
        persist_state="session",
        width=310,
    )
    return chosen


if __name__ == "__main__":
    show_page()
