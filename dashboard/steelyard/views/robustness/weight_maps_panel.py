"""Maps of who leads: a weight split between three parts, and two weights at a time."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.perspectives.perspectives import through_lenses
from steelyard.analysis.sensitivity.weight_map import Part, map_pairs, map_weights
from steelyard.analysis.totals import Evaluation
from steelyard.charts.weights.two_way_maps import MOST_PARTS
from steelyard.model import CriteriaSet
from steelyard.pictures.picture import HALF
from steelyard.pictures.robustness import picture_map, picture_pairs
from steelyard.pictures.weight_parts import fills_all, opening_parts, overlap, parts_of
from steelyard.views.charts.charts import show_picture
from steelyard.views.robustness.robustness_panels import show_heading
from steelyard.views.session.session import Session


def show_weight_maps(session: Session, evaluation: Evaluation) -> None:
    """Show both kinds of map side by side, for parts that the reader chooses."""
    assert session.criteria_set is not None
    if len(evaluation.criteria) < 3:
        return
    parts = parts_of(session.criteria_set, evaluation)
    with st.container(key="pair_maps"):
        left, right = st.columns(2, gap="medium")
    with left:
        show_heading("Who leads as three weights trade places?")
        show_triangle(session, evaluation, parts)
    with right:
        show_heading("Who leads as two weights move?")
        show_pairs(session, evaluation, parts)


@st.fragment
def show_triangle(session: Session, evaluation: Evaluation, parts: dict[str, Part]) -> None:
    """Show who leads at every split of a weight between three chosen parts."""
    criteria_set = session.criteria_set
    assert criteria_set is not None
    chosen = _choose(session, evaluation, parts, "Three to weigh against each other", 3)
    if len(chosen) < 3:
        st.markdown("Choose three criteria or groups.")
    elif overlap(chosen):
        st.markdown("A group and one of its own criteria cannot be split: choose another.")
    else:
        lenses = {
            seen.lens: view.weights
            for seen, view in through_lenses(criteria_set, session.choice.view).evaluations.items()
            if seen.lens is not None
        }
        weight_map = map_weights(evaluation, chosen)
        show_picture(session, picture_map(criteria_set, evaluation, weight_map, lenses), HALF)


@st.fragment
def show_pairs(session: Session, evaluation: Evaluation, parts: dict[str, Part]) -> None:
    """Show who leads as two weights move, for every pair of the chosen parts."""
    criteria_set = session.criteria_set
    assert criteria_set is not None
    chosen = _choose(session, evaluation, parts, "Two to five, shown in pairs", MOST_PARTS)
    if len(chosen) < 2:
        st.markdown("Choose at least two criteria or groups.")
    elif overlap(chosen):
        st.markdown("A group and one of its own criteria cannot be split: choose another.")
    elif fills_all(evaluation, chosen):
        st.markdown("Two of these hold every criterion, which leaves no third side: choose others.")
    else:
        maps = map_pairs(evaluation, chosen)
        show_picture(session, picture_pairs(criteria_set, evaluation, chosen, maps), HALF)


def _choose(
    session: Session, evaluation: Evaluation, parts: dict[str, Part], label: str, most: int
) -> list[Part]:
    criteria_set = session.criteria_set
    assert criteria_set is not None
    chosen = st.multiselect(
        label,
        list(parts),
        default=opening_parts(evaluation, parts, most),
        max_selections=most,
        key=f"parts_{most}:{session.name}:{evaluation.frame}",
        format_func=lambda name: _part_name(criteria_set, parts[name]),
        persist_state="session",
        select_all=False,
        width=HALF,
    )
    return [parts[name] for name in chosen if name in parts]


def _part_name(criteria_set: CriteriaSet, part: Part) -> str:
    if part.group is not None:
        return f"{criteria_set.groups[part.group].name} (whole group)"
    return criteria_set.criteria[part.criteria[0]].label
