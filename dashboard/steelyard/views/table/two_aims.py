"""Two aims at once: the options by any two criteria or groups that the reader chooses."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.pictures.picture import HALF
from steelyard.pictures.table import picture_pareto
from steelyard.pictures.weight_parts import opening_aims, parts_of
from steelyard.results.words.part_names import part_label
from steelyard.views.charts.charts import show_picture
from steelyard.views.session.session import Session


@st.fragment
def show_two_aims(session: Session) -> None:
    """Show which options none surpasses on both of two chosen aims."""
    criteria_set, evaluation = session.criteria_set, session.result.evaluation
    st.markdown("## Which options are surpassed on two aims at once?", anchors=False)
    if len(evaluation.options) < 2:
        st.markdown("There is only one option, so nothing can surpass it.")
        return
    parts = parts_of(criteria_set, evaluation)
    if len(parts) < 2:
        st.markdown("There is only one criterion in view, so no two aims to hold side by side.")
        return
    first, second = opening_aims(evaluation, parts)
    with st.container(horizontal=True, key="aims"):
        across = _choose_aim(session, parts, "From left to right", first)
        up = _choose_aim(session, parts, "From bottom to top", second)
    if across == up:
        st.markdown("Choose two different aims.")
        return
    picture = picture_pareto(criteria_set, evaluation, parts[across], parts[up])
    show_picture(session, picture, HALF, picks_cells=True)


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
