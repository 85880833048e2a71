"""Maps of who leads: a weight split between three parts, and two weights at a time."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.charts.chart import HALF
from steelyard.charts.parts import opening_parts, overlap, parts_of
from steelyard.charts.weights import two_way_maps, winner_map
from steelyard.results.words.names import part_label
from steelyard.views.charts.charts import show_picture
from steelyard.views.robustness.sentence_lists import show_heading
from steelyard.views.session.session import Session


def show_weight_maps(session: Session) -> None:
    """Show both kinds of map side by side, for parts that the reader chooses."""
    if len(session.result.evaluation.criteria) < 3:
        return
    with st.container(key="pair_maps"):
        left, right = st.columns(2, gap="medium")
    with left:
        show_heading("Who leads as three weights trade places?")
        _show_triangle(session)
    with right:
        show_heading("Who leads as two weights move?")
        _show_pairs(session)


@st.fragment
def _show_triangle(session: Session) -> None:
    """Show who leads at every split of a weight between three chosen parts."""
    chosen = _choose_parts(session, "Three to weigh against each other", winner_map.PARTS)
    if len(chosen) < winner_map.PARTS:
        st.markdown("Choose three criteria or groups.")
    elif overlap(chosen):
        st.markdown("A group and one of its own criteria cannot be split: choose another.")
    else:
        show_picture(winner_map.CHART.of(session.result, chosen))


@st.fragment
def _show_pairs(session: Session) -> None:
    """Show who leads as two weights move, for every pair of the chosen parts."""
    chosen = _choose_parts(session, "Two to five, shown in pairs", two_way_maps.MOST_PARTS)
    if len(chosen) < 2:
        st.markdown("Choose at least two criteria or groups.")
    elif overlap(chosen):
        st.markdown("A group and one of its own criteria cannot be split: choose another.")
    elif two_way_maps.fills_all(session.result, chosen):
        st.markdown("Two of these hold every criterion, which leaves no third side: choose others.")
    else:
        show_picture(two_way_maps.CHART.of(session.result, chosen))


def _choose_parts(session: Session, label: str, most: int) -> tuple[Part, ...]:
    result = session.result
    parts = parts_of(result)
    chosen = st.multiselect(
        label,
        list(parts),
        default=opening_parts(result, most),
        max_selections=most,
        key=f"parts_{most}:{session.name}:{result.evaluation.frame}",
        format_func=lambda name: part_label(result.criteria_set, parts[name], is_short=True),
        persist_state="session",
        select_all=False,
        width=HALF,
    )
    return tuple(parts[name] for name in chosen if name in parts)
