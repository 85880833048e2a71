"""Robustness: what would have to be different for another option to lead."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.sensitivity.robustness import (
    WeightTrack,
    find_beliefs,
    track_groups,
    track_weights,
)
from steelyard.analysis.simulations.sampling import Simulations, sample_simulations
from steelyard.analysis.totals import Evaluation
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
from steelyard.results.words.numbers import plain
from steelyard.results.words.view import describe_view
from steelyard.views.charts.charts import show_picture
from steelyard.views.robustness.robustness_panels import (
    show_heading,
    show_joint_flips,
    show_joint_heading,
    show_score_flips,
    show_score_sets,
)
from steelyard.views.robustness.weight_maps_panel import show_weight_maps
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, current_session

AROUND, ANY = "Weights near the present ones", "Any weights at all"


def show() -> None:
    """Draw the page."""
    session = current_session()
    assert session.criteria_set is not None
    evaluation, simulations = session.result.evaluation, session.result.simulations
    _show_verdict(session, evaluation)
    if len(evaluation.options) < 2:
        st.markdown("There is only one option, so there is no lead to lose.")
        return
    _show_one_weight(session, evaluation)
    _show_words(session.criteria_set, evaluation)
    _show_beliefs(session, evaluation)
    show_weight_maps(session, evaluation)
    _show_ranks(session, evaluation, simulations)


def _show_verdict(session: Session, evaluation: Evaluation) -> None:
    assert session.criteria_set is not None
    verdict = session.result.verdict
    st.markdown("# How firm is the lead?", anchors=False)
    st.markdown(f"**{as_text(plain(verdict.sentence))}.** {as_text(plain(verdict.because))}")
    st.caption(as_text(plain(describe_view(session.criteria_set, session.choice, evaluation))))


def _show_one_weight(session: Session, evaluation: Evaluation) -> None:
    criteria_set = session.criteria_set
    assert criteria_set is not None
    tracks = track_weights(evaluation)
    if len(evaluation.criteria) < 2:
        st.markdown("There is only one criterion, so no weight can be moved.")
        return
    show_heading("Which single weight could change who leads?")
    show_picture(session, picture_strips(criteria_set, evaluation, tracks))
    with st.container(key="pair_one_weight"):
        left, right = st.columns(2, gap="medium")
    with left:
        show_heading("What happens as one weight grows?")
        show_one_track(session, evaluation, {**tracks, **track_groups(criteria_set, evaluation)})
    with right:
        show_heading("Which single weight would change the lead first?")
        show_picture(session, picture_flips(criteria_set, evaluation, tracks), HALF)


@st.fragment
def show_one_track(
    session: Session, evaluation: Evaluation, tracks: dict[str, WeightTrack]
) -> None:
    """Show all totals over the weight of the criterion or group that is chosen."""
    criteria_set = session.criteria_set
    assert criteria_set is not None
    chosen = st.selectbox(
        "The weight that moves",
        list(tracks),
        index=list(tracks).index(opening_track(tracks)),
        key=f"one_weight:{session.name}:{evaluation.frame}",
        format_func=lambda name: _weight_name(criteria_set, name),
        persist_state="session",
        width=HALF,
    )
    show_picture(session, picture_lines(criteria_set, evaluation, tracks[chosen]), HALF)


def _weight_name(criteria_set: CriteriaSet, name: str) -> str:
    if name in criteria_set.criteria:
        return criteria_set.criteria[name].name
    return f"{criteria_set.groups[name].name} (whole group)"


def _show_words(criteria_set: CriteriaSet, evaluation: Evaluation) -> None:
    with st.container(key="pair_words"):
        left, right = st.columns(2, gap="medium")
    with left:
        show_joint_heading()
        show_joint_flips(criteria_set, evaluation)
        show_score_sets(criteria_set, evaluation)
    with right:
        show_score_flips(criteria_set, evaluation)


def _show_beliefs(session: Session, evaluation: Evaluation) -> None:
    assert session.criteria_set is not None
    show_heading("What would you have to believe for another option to come first?")
    try:
        found = find_beliefs(evaluation)
    except ArithmeticError:
        st.markdown("This could not be worked out: the solver gave up on these numbers.")
        return
    show_picture(session, picture_beliefs(session.criteria_set, evaluation, found))


@st.fragment
def _show_ranks(session: Session, evaluation: Evaluation, simulations: Simulations) -> None:
    assert session.criteria_set is not None
    show_heading("How often does each option stand on each rank?")
    drawn = st.segmented_control(
        "Simulations drawn with",
        [AROUND, ANY],
        default=AROUND,
        required=True,
        key=f"rank_simulations:{session.name}",
        persist_state="session",
    )
    if drawn == ANY:
        simulations = sample_simulations(session.criteria_set, evaluation, uniform=True)
    show_picture(session, picture_ranks(session.criteria_set, evaluation, simulations))


if __name__ == "__main__":
    show()
