"""One box: what would have to be true for a chosen option to come first."""

from __future__ import annotations

import streamlit as st

from steelyard.charts.chart import HALF
from steelyard.results.result import Result
from steelyard.results.words.lead import GAVE_UP
from steelyard.results.words.perspectives import scenario_sentences
from steelyard.results.words.scores import rank_sentence, takeover_score_sentences
from steelyard.results.words.weights import belief_sentence
from steelyard.views.cells.cell_links import as_line, show_links
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session


@st.fragment
def show_takeover(session: Session) -> None:
    """Let the reader pick an option, and say what weights, scores or scenarios it needs."""
    result = session.result
    criteria_set, evaluation = result.criteria_set, result.evaluation
    st.markdown("## What would have to be true for another option to come first?", anchors=False)
    if len(evaluation.options) < 2:
        st.markdown("There is only one option, so it comes first whatever is true.")
        return
    option = st.selectbox(
        "Option",
        evaluation.ranking,
        index=evaluation.ranking.index(_first_shown(result)),
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
        instead = " in place of the chosen one" if session.choice.scenario else ""
        weights, scores, scenarios = st.columns(3, gap="medium")
        with weights:
            _list("Other weights", "scores as they are", [_weights(result, option)])
        with scores:
            st.markdown("**Other scores**, weights as they are")
            said = takeover_score_sentences(
                criteria_set, option, result.score_changes, result.score_sets
            )
            show_links("takeover", [as_line(sentence) for sentence in said])
        with scenarios:
            sentences = scenario_sentences(criteria_set, result.search_scenarios(option))
            _list("Scenarios", f"coming true together{instead}", sentences)
    st.caption(
        "Where one of the three is possible, it is enough by itself. None of this says how "
        "likely it is."
    )


def _first_shown(result: Result) -> str:
    """Return the rival that the leader is held against elsewhere, else the runner-up."""
    rival, evaluation = result.choice.rival, result.evaluation
    return rival if rival is not None and rival in evaluation.options else evaluation.ranking[1]


def _weights(result: Result, option: str) -> str:
    if result.beliefs is None:
        return GAVE_UP
    return belief_sentence(result.criteria_set, result.evaluation, result.beliefs[option])


def _list(heading: str, rest: str, sentences: list[str]) -> None:
    lines = "\n".join(f"- {as_text(sentence)}" for sentence in sentences)
    st.markdown(f"**{heading}**, {rest}\n\n{lines}")
