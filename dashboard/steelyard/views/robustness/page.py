"""Robustness: what would have to be different for another option to lead."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.charts.chart import HALF
from steelyard.charts.simulations import rank_shares
from steelyard.charts.weights import (
    beliefs,
    nearest_flips,
    two_way_maps,
    weight_lines,
    winner_map,
    winner_strips,
)
from steelyard.charts.weights.two_way_maps import opening_parts, overlap, parts_of
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.lead.fragility import GAVE_UP
from steelyard.results.words.names import criterion_name, part_label
from steelyard.results.words.text import plain
from steelyard.results.words.view import describe_view
from steelyard.views.charts.charts import show_picture
from steelyard.views.robustness.sentence_lists import (
    show_joint_flips,
    show_joint_heading,
    show_score_flips,
    show_score_sets,
)
from steelyard.views.session.safe_text import with_terms
from steelyard.views.session.session import Session, current_session
from steelyard.views.session.tabs import Tab, choose_one, show_finding, show_tabs

_FEW = 8
"""Greatest number of criteria with which the picture of all weights is above the tabs."""
AROUND, ANY = "Weights near the present ones", "Any weights at all"


def show_page() -> None:
    """Draw the page."""
    session = current_session()
    _show_verdict(session)
    result = session.result
    if len(result.evaluation.options) < 2:
        st.markdown("There is only one option, so there is no lead to lose.")
        return
    tabs = {}
    if len(result.evaluation.criteria) > 1:
        if len(result.evaluation.criteria) <= _FEW:
            show_picture(winner_strips.CHART.of(result))
        tabs["weight"] = Tab("One weight", lambda: _show_one_weight(session))
        tabs["weights"] = Tab("Several weights", lambda: _show_weights(session))
        if len(result.evaluation.criteria) > 2:
            tabs["maps"] = Tab("Maps of weights", lambda: show_weight_maps(session))
    else:
        st.markdown("There is only one criterion, so no weight can be moved.")
    tabs["scores"] = Tab("Scores", lambda: _show_scores(result))
    tabs["options"] = Tab("Other options", lambda: _show_beliefs(session))
    tabs["ranks"] = Tab("Ranks", lambda: _show_ranks(session))
    show_tabs("robustness", tabs)


def _show_verdict(session: Session) -> None:
    result = session.result
    verdict = result.verdict
    show_finding("How firm is the lead?", plain(verdict.sentence))
    st.markdown(with_terms(plain(verdict.because)))
    if verdict.packages:
        st.markdown(with_terms(plain(verdict.packages)))
    view = describe_view(result.criteria_set, result.choice, result.evaluation)
    st.caption(with_terms(plain(view)))


def _show_one_weight(session: Session) -> None:
    if len(session.result.evaluation.criteria) > _FEW:
        show_picture(winner_strips.CHART.of(session.result))
    with st.container(key="pair_one_weight"):
        left, right = st.columns(2, gap="medium")
    with left:
        _show_one_track(session)
    with right:
        show_picture(nearest_flips.CHART.of(session.result))


@st.fragment
def _show_one_track(session: Session) -> None:
    """Show all totals over the weight of the criterion or group that is chosen."""
    result = session.result
    names = list(weight_lines.tracks_of(result))
    chosen = st.selectbox(
        "The weight that moves",
        names,
        index=names.index(weight_lines.opening_track(result)),
        key=f"one_weight:{session.name}:{result.evaluation.frame}",
        format_func=lambda name: _weight_name(result.criteria_set, name),
        persist_state="session",
        width=HALF,
    )
    show_picture(weight_lines.CHART.of(result, chosen))


def _weight_name(criteria_set: CriteriaSet, name: str) -> str:
    if name in criteria_set.criteria:
        return criterion_name(criteria_set, name)
    return f"{criteria_set.groups[name].name} (whole group)"


def _show_weights(session: Session) -> None:
    show_joint_heading()
    show_joint_flips(session.result)


def _show_scores(result: Result) -> None:
    with st.container(key="pair_words"):
        left, right = st.columns(2, gap="medium")
    with left:
        show_score_flips(result)
    with right:
        show_score_sets(result)


def _show_beliefs(session: Session) -> None:
    if session.result.beliefs is None:
        st.markdown(GAVE_UP)
        return
    show_picture(beliefs.CHART.of(session.result))


@st.fragment
def _show_ranks(session: Session) -> None:
    key = f"rank_simulations:{session.name}"
    drawn = choose_one("Simulations drawn with", [AROUND, ANY], key, has_label=True)
    show_picture(rank_shares.CHART.of(session.result, drawn == ANY))


def show_weight_maps(session: Session) -> None:
    """Show both kinds of map side by side, for parts that the reader chooses."""
    with st.container(key="pair_maps"):
        left, right = st.columns(2, gap="medium")
    with left:
        _show_triangle(session)
    with right:
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


if __name__ == "__main__":
    show_page()
