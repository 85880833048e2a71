"""Perspectives: whether others, or another future, would choose differently."""

from __future__ import annotations

import streamlit as st

from steelyard.charts.perspectives import lens_ranks, perspective_table
from steelyard.results.words.perspectives import MEANING, agreement_sentences, shorten_perspectives
from steelyard.views.charts.charts import show_picture
from steelyard.views.perspectives.readings import show_readings
from steelyard.views.perspectives.scenarios import show_scenarios
from steelyard.views.perspectives.takeover import show_takeover
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


if __name__ == "__main__":
    show_page()
