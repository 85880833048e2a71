"""One box: what would have to be true for a chosen option to come first."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.perspectives.scenario_search import find_scenario_sets
from steelyard.analysis.sensitivity.robustness import (
    find_beliefs,
    find_score_changes,
    find_score_changes_together,
)
from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import HALF
from steelyard.results.words.perspectives import scenario_sentences
from steelyard.results.words.scores import rank_sentence, takeover_score_sentences
from steelyard.results.words.weights import belief_sentence
from steelyard.views.cells.cell_links import as_line, show_links
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session


@st.fragment
def show_takeover(session: Session, evaluation: Evaluation) -> None:
    """Let the reader pick an option, and say what weights, scores or scenarios it needs."""
    criteria_set = session.criteria_set
    assert criteria_set is not None
    st.markdown("## What would have to be true for another option to come first?", anchors=False)
    if len(evaluation.options) < 2:
        st.markdown("There is only one option, so it comes first whatever is true.")
        return
    option = st.selectbox(
        "Option",
        evaluation.ranking,
        index=evaluation.ranking.index(_opening(session, evaluation)),
        key=f"takeover:{session.name}",
        format_func=lambda name: criteria_set.options[name].name,
        persist_state="session",
        width=HALF,
    )
    with st.container(border=True, key="takeover"):
        st.markdown(f"**{as_text(rank_sentence(criteria_set, evaluation, option))}**")
        if option in evaluation.leaders:
            st.markdown("Choose another option to see what it would take to overtake.")
            return
        changes = find_score_changes(criteria_set, evaluation)
        together = find_score_changes_together(criteria_set, evaluation)
        search = find_scenario_sets(criteria_set, option, session.choice.view)
        instead = " in place of the chosen one" if session.choice.scenario else ""
        weights, scores, scenarios = st.columns(3, gap="medium")
        with weights:
            _list("Other weights", "scores as they are", [_weights(session, evaluation, option)])
        with scores:
            st.markdown("**Other scores**, weights as they are")
            said = takeover_score_sentences(criteria_set, option, changes, together)
            show_links("takeover", [as_line(sentence) for sentence in said])
        with scenarios:
            sentences = scenario_sentences(criteria_set, search)
            _list("Scenarios", f"coming true together{instead}", sentences)
    st.caption(
        "Where one of the three is possible, it is enough by itself. None of this says how "
        "likely it is."
    )


def _opening(session: Session, evaluation: Evaluation) -> str:
    """Return the rival that is held against the leader elsewhere, else the runner-up."""
    rival = session.choice.rival
    return rival if rival is not None and rival in evaluation.options else evaluation.ranking[1]


def _weights(session: Session, evaluation: Evaluation, option: str) -> str:
    assert session.criteria_set is not None
    try:
        belief = find_beliefs(evaluation)[option]
    except ArithmeticError:
        return "This could not be worked out: the solver gave up on these numbers."
    return belief_sentence(session.criteria_set, evaluation, belief)


def _list(heading: str, rest: str, sentences: list[str]) -> None:
    lines = "\n".join(f"- {as_text(sentence)}" for sentence in sentences)
    st.markdown(f"**{heading}**, {rest}\n\n{lines}")
