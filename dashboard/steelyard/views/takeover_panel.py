"""One box: what would have to be true for a chosen option to come first."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.robustness import (
    find_beliefs,
    find_score_changes,
    find_score_changes_together,
)
from steelyard.analysis.scenario_search import find_scenario_sets
from steelyard.analysis.totals import Evaluation
from steelyard.pictures.picture import HALF
from steelyard.views.cell_links import as_line, show_links
from steelyard.views.safe_text import as_text
from steelyard.views.state import Desk
from steelyard.views.takeover_words import (
    place_sentence,
    scenario_sentences,
    score_sentences,
    weight_sentence,
)


@st.fragment
def show_takeover(desk: Desk, evaluation: Evaluation) -> None:
    """Let the reader pick an option, and say what weights, scores or scenarios it needs."""
    decision = desk.decision
    assert decision is not None
    st.markdown("## What would have to be true for another option to come first?", anchors=False)
    if len(evaluation.options) < 2:
        st.markdown("There is only one option, so it comes first whatever is true.")
        return
    option = st.selectbox(
        "Option",
        evaluation.ranking,
        index=evaluation.ranking.index(_opening(desk, evaluation)),
        key=f"takeover:{desk.name}",
        format_func=lambda name: decision.options[name].name,
        persist_state="session",
        width=HALF,
    )
    with st.container(border=True, key="takeover"):
        st.markdown(f"**{as_text(place_sentence(decision, evaluation, option))}**")
        if option in evaluation.leaders:
            st.markdown("Choose another option to see what it would take to overtake.")
            return
        changes = find_score_changes(decision, evaluation)
        together = find_score_changes_together(decision, evaluation)
        search = find_scenario_sets(decision, option, desk.choice.view)
        instead = " in place of the chosen one" if desk.choice.scenario else ""
        weights, scores, scenarios = st.columns(3, gap="medium")
        with weights:
            _list("Other weights", "scores as they are", [_weights(desk, evaluation, option)])
        with scores:
            st.markdown("**Other scores**, weights as they are")
            said = score_sentences(decision, option, changes, together)
            show_links("takeover", [as_line(sentence) for sentence in said])
        with scenarios:
            sentences = scenario_sentences(decision, search)
            _list("Scenarios", f"coming true together{instead}", sentences)
    st.caption(
        "Where one of the three is possible, it is enough by itself. None of this says how "
        "likely it is."
    )


def _opening(desk: Desk, evaluation: Evaluation) -> str:
    """Return the rival that is held against the leader elsewhere, else the runner-up."""
    rival = desk.choice.rival
    return rival if rival is not None and rival in evaluation.options else evaluation.ranking[1]


def _weights(desk: Desk, evaluation: Evaluation, option: str) -> str:
    assert desk.decision is not None
    try:
        belief = find_beliefs(evaluation)[option]
    except ArithmeticError:
        return "This could not be worked out: the solver gave up on these numbers."
    return weight_sentence(desk.decision, evaluation, belief)


def _list(heading: str, rest: str, sentences: list[str]) -> None:
    lines = "\n".join(f"- {as_text(sentence)}" for sentence in sentences)
    st.markdown(f"**{heading}**, {rest}\n\n{lines}")
