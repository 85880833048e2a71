"""Two aims at once: the options by any two criteria or groups that the reader chooses."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.analysis.totals import Evaluation
from steelyard.charts.parts import parts_of
from steelyard.charts.scores import pareto
from steelyard.model import CriteriaSet
from steelyard.views.charts.charts import show_picture
from steelyard.views.session.session import Session


@st.fragment
def show_two_aims(session: Session, evaluation: Evaluation) -> None:
    """Show which options none surpasses on both of two chosen aims."""
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
        across = _choose(session, evaluation, parts, "From left to right", first)
        up = _choose(session, evaluation, parts, "From bottom to top", second)
    if across == up:
        st.markdown("Choose two different aims.")
        return
    aims = pareto.Aims(parts[across], parts[up])
    show_picture(pareto.CHART.of(session.result, aims), picks_cells=True)


def _choose(
    session: Session, evaluation: Evaluation, parts: dict[str, Part], label: str, opening: str
) -> str:
    criteria_set = session.criteria_set
    assert criteria_set is not None
    chosen: str = st.selectbox(
        label,
        list(parts),
        index=list(parts).index(opening),
        key=f"{label}:{session.name}:{evaluation.frame}",
        format_func=lambda name: _part_name(criteria_set, parts[name]),
        persist_state="session",
        width=310,
    )
    return chosen


def _part_name(criteria_set: CriteriaSet, part: Part) -> str:
    if part.group is not None:
        return f"{criteria_set.groups[part.group].name} (whole group)"
    return criteria_set.criteria[part.criteria[0]].name
