"""Maps of who leads: a weight split between three parts, and two weights at a time."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.charts.weights.two_way_maps import MOST_PARTS
from steelyard.pictures.picture import HALF
from steelyard.pictures.robustness import picture_map, picture_pairs
from steelyard.pictures.weight_parts import fills_all, opening_parts, overlap, parts_of
from steelyard.results.words.names import part_label
from steelyard.views.charts.charts import show_picture
from steelyard.views.robustness.sentence_lists import show_heading
from steelyard.views.session.session import Session


def show_weight_maps(session: Session) -> None:
    """Show both kinds of map side by side, for parts that the reader chooses."""
    result = session.result
    if len(result.evaluation.criteria) < 3:
        return
    parts = parts_of(result.criteria_set, result.evaluation)
    with st.container(key="pair_maps"):
        left, right = st.columns(2, gap="medium")
    with left:
        show_heading("Who leads as three weights trade places?")
        _show_triangle(session, parts)
    with right:
        show_heading("Who leads as two weights move?")
        _show_pairs(session, parts)


@st.fragment
def _show_triangle(session: Session, parts: dict[str, Part]) -> None:
    """Show who leads at every split of a weight between three chosen parts."""
    result = session.result
    chosen = _choose_parts(session, parts, "Three to weigh against each other", 3)
    if len(chosen) < 3:
        st.markdown("Choose three criteria or groups.")
    elif overlap(chosen):
        st.markdown("A group and one of its own criteria cannot be split: choose another.")
    else:
        lenses = {
            perspective.lens: evaluation.weights
            for perspective, evaluation in result.lenses.evaluations.items()
            if perspective.lens is not None
        }
        weight_map = result.map_weights(chosen)
        picture = picture_map(result.criteria_set, result.evaluation, weight_map, lenses)
        show_picture(session, picture, HALF)


@st.fragment
def _show_pairs(session: Session, parts: dict[str, Part]) -> None:
    """Show who leads as two weights move, for every pair of the chosen parts."""
    result = session.result
    chosen = _choose_parts(session, parts, "Two to five, shown in pairs", MOST_PARTS)
    if len(chosen) < 2:
        st.markdown("Choose at least two criteria or groups.")
    elif overlap(chosen):
        st.markdown("A group and one of its own criteria cannot be split: choose another.")
    elif fills_all(result.evaluation, chosen):
        st.markdown("Two of these hold every criterion, which leaves no third side: choose others.")
    else:
        maps = result.map_pairs(chosen)
        picture = picture_pairs(result.criteria_set, result.evaluation, chosen, maps)
        show_picture(session, picture, HALF)


def _choose_parts(session: Session, parts: dict[str, Part], label: str, most: int) -> list[Part]:
    criteria_set, evaluation = session.criteria_set, session.result.evaluation
    chosen = st.multiselect(
        label,
        list(parts),
        default=opening_parts(evaluation, parts, most),
        max_selections=most,
        key=f"parts_{most}:{session.name}:{evaluation.frame}",
        format_func=lambda name: part_label(criteria_set, parts[name], is_short=True),
        persist_state="session",
        select_all=False,
        width=HALF,
    )
    return [parts[name] for name in chosen if name in parts]
