"""Robustness: what would have to be different for another option to lead."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.robustness import (
    WeightTrack,
    find_beliefs,
    track_groups,
    track_weights,
)
from steelyard.analysis.totals import Evaluation
from steelyard.analysis.worlds_of import SampledWorlds, sample_worlds
from steelyard.charts.text import plain
from steelyard.model import CriteriaSet
from steelyard.pictures.picture import HALF
from steelyard.pictures.robustness import (
    picture_beliefs,
    picture_flips,
    picture_lines,
    picture_ranks,
    picture_strips,
)
from steelyard.pictures.weight_parts import opening_track
from steelyard.views.pictures import show_picture
from steelyard.views.robustness_panels import (
    show_heading,
    show_joint_flips,
    show_joint_heading,
    show_score_flips,
    show_score_sets,
)
from steelyard.views.safe_text import as_text
from steelyard.views.state import Desk, this_desk
from steelyard.views.view_words import describe_view
from steelyard.views.weight_maps_panel import show_weight_maps

AROUND, ANY = "Weights near the present ones", "Any weights at all"


def show() -> None:
    """Draw the page."""
    desk = this_desk()
    assert desk.decision is not None
    evaluation, worlds = desk.subject.evaluation, desk.subject.worlds
    _show_verdict(desk, evaluation)
    if len(evaluation.options) < 2:
        st.markdown("There is only one option, so there is no lead to lose.")
        return
    _show_one_weight(desk, evaluation)
    _show_words(desk.decision, evaluation)
    _show_beliefs(desk, evaluation)
    show_weight_maps(desk, evaluation)
    _show_ranks(desk, evaluation, worlds)


def _show_verdict(desk: Desk, evaluation: Evaluation) -> None:
    assert desk.decision is not None
    verdict = desk.subject.verdict
    st.markdown("# How firm is the lead?", anchors=False)
    st.markdown(f"**{as_text(plain(verdict.sentence))}.** {as_text(plain(verdict.because))}")
    st.caption(as_text(plain(describe_view(desk.decision, desk.choice, evaluation))))


def _show_one_weight(desk: Desk, evaluation: Evaluation) -> None:
    decision = desk.decision
    assert decision is not None
    tracks = track_weights(evaluation)
    if len(evaluation.criteria) < 2:
        st.markdown("There is only one criterion, so no weight can be moved.")
        return
    show_heading("Which single weight could change who leads?")
    show_picture(desk, picture_strips(decision, evaluation, tracks))
    with st.container(key="pair_one_weight"):
        left, right = st.columns(2, gap="medium")
    with left:
        show_heading("What happens as one weight grows?")
        show_one_track(desk, evaluation, {**tracks, **track_groups(decision, evaluation)})
    with right:
        show_heading("Which single weight would change the lead first?")
        show_picture(desk, picture_flips(decision, evaluation, tracks), HALF)


@st.fragment
def show_one_track(desk: Desk, evaluation: Evaluation, tracks: dict[str, WeightTrack]) -> None:
    """Show all totals over the weight of the criterion or group that is chosen."""
    decision = desk.decision
    assert decision is not None
    chosen = st.selectbox(
        "The weight that moves",
        list(tracks),
        index=list(tracks).index(opening_track(tracks)),
        key=f"one_weight:{desk.name}:{evaluation.frame}",
        format_func=lambda name: _weight_name(decision, name),
        persist_state="session",
        width=HALF,
    )
    show_picture(desk, picture_lines(decision, evaluation, tracks[chosen]), HALF)


def _weight_name(decision: CriteriaSet, name: str) -> str:
    if name in decision.criteria:
        return decision.criteria[name].name
    return f"{decision.groups[name].name} (whole group)"


def _show_words(decision: CriteriaSet, evaluation: Evaluation) -> None:
    with st.container(key="pair_words"):
        left, right = st.columns(2, gap="medium")
    with left:
        show_joint_heading()
        show_joint_flips(decision, evaluation)
        show_score_sets(decision, evaluation)
    with right:
        show_score_flips(decision, evaluation)


def _show_beliefs(desk: Desk, evaluation: Evaluation) -> None:
    assert desk.decision is not None
    show_heading("What would you have to believe for another option to come first?")
    try:
        found = find_beliefs(evaluation)
    except ArithmeticError:
        st.markdown("This could not be worked out: the solver gave up on these numbers.")
        return
    show_picture(desk, picture_beliefs(desk.decision, evaluation, found))


@st.fragment
def _show_ranks(desk: Desk, evaluation: Evaluation, worlds: SampledWorlds) -> None:
    assert desk.decision is not None
    show_heading("How often does each option stand on each rank?")
    drawn = st.segmented_control(
        "Worlds drawn with",
        [AROUND, ANY],
        default=AROUND,
        required=True,
        key=f"rank_worlds:{desk.name}",
        persist_state="session",
    )
    if drawn == ANY:
        worlds = sample_worlds(desk.decision, evaluation, uniform=True)
    show_picture(desk, picture_ranks(desk.decision, evaluation, worlds))


if __name__ == "__main__":
    show()
