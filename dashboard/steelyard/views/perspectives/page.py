"""Perspectives: whether others, or another future, would choose differently."""

from __future__ import annotations

import streamlit as st

from steelyard.charts.chart import HALF
from steelyard.charts.perspectives import lens_ranks, perspective_table
from steelyard.results.result import Result
from steelyard.results.words.lead.fragility import GAVE_UP
from steelyard.results.words.perspectives import (
    MEANING,
    agreement_sentences,
    scenario_sentences,
    shorten_perspectives,
)
from steelyard.results.words.scores.ranking import rank_sentence, takeover_score_sentences
from steelyard.results.words.weights import belief_sentence, locked_sentences
from steelyard.views.cells.cell_links import as_line, show_links
from steelyard.views.charts.charts import show_picture
from steelyard.views.perspectives.cases import show_readings, show_scenarios
from steelyard.views.session.notices import show_view
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, current_session


def show_page() -> None:
    """Draw the page."""
    session = current_session()
    st.markdown("# Would others, or another future, choose differently?", anchors=False)
    st.markdown(f"**{as_text(session.result.verdict_on_totals.sentence)}.**")
    show_view(session)
    _show_lenses(session)
    show_readings(session)
    show_scenarios(session)
    show_takeover(session)


def _show_lenses(session: Session) -> None:
    """Show ranks and totals through every lens, and how far the lenses agree."""
    criteria_set, lenses = session.criteria_set, session.result.lenses
    st.markdown("## Would people who weigh things differently agree?", anchors=False)
    if not criteria_set.lenses:
        st.markdown("This file has no lenses, that is, no weights of other people to look through.")
        return
    aside = " Weights moved by you are set aside here." if session.choice.swings else ""
    st.caption(f"A lens is one kind of reader's weights. It never changes a score.{aside}")
    show_picture(lens_ranks.CHART.of(session.result))
    with st.expander("Whose lenses these are"):
        for lens in criteria_set.lenses.values():
            seat = f" ({as_text(lens.seat)})" if lens.seat else ""
            st.markdown(f"- **{as_text(lens.name)}**{seat}. {as_text(lens.reason)}")
    st.markdown("## What total does each option get through each lens?", anchors=False)
    show_picture(perspective_table.TOTALS_BY_LENS.of(session.result))
    st.markdown("## How alike are the rankings?", anchors=False)
    sentences = agreement_sentences(criteria_set, shorten_perspectives(lenses))
    st.markdown("\n".join(f"- {as_text(sentence)}" for sentence in sentences))
    st.caption(as_text(MEANING))


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
            unlocked = locked_sentences(criteria_set, result.locked)
            _list("Other weights", "scores as they are", [_weights(result, option), *unlocked])
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


if __name__ == "__main__":
    show_page()
