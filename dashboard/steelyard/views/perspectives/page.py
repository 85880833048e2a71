"""Perspectives: whether others, or another future, would choose differently."""

from __future__ import annotations

import streamlit as st

from steelyard.charts.perspectives import lens_ranks, perspective_table
from steelyard.results.words.findings import (
    MATRIX_TITLE,
    SCENARIOS_TITLE,
    lead_matrix,
    lead_matrix_note,
    perspectives_finding,
    scenario_leads,
    scenarios_note,
)
from steelyard.results.words.glossary import ABOUT_LENSES
from steelyard.results.words.perspectives import (
    MEANING,
    SET_ASIDE,
    agreement_sentences,
    shorten_perspectives,
)
from steelyard.views.charts.charts import show_picture
from steelyard.views.perspectives.cases import show_readings, show_scenarios
from steelyard.views.perspectives.judges import show_judges
from steelyard.views.perspectives.lead_table import show_leads
from steelyard.views.session.notices import show_view
from steelyard.views.session.safe_text import as_text, with_terms
from steelyard.views.session.session import Session, current_session
from steelyard.views.session.tabs import Tab, choose_one, show_finding, show_tabs

RANKS, TOTALS = "Ranks and totals", "Totals, shaded"


def show_page() -> None:
    """Draw the page."""
    session = current_session()
    result = session.result
    heading, because = perspectives_finding(result)
    show_finding("Would others, or another future, choose differently?", heading)
    if because:
        st.markdown(with_terms(because))
    show_view(session)
    criteria_set = session.criteria_set
    if criteria_set.lenses or criteria_set.readings or criteria_set.scenarios:
        _show_leads(session)
    show_judges(session)
    show_tabs(
        "perspectives",
        {
            "readings": Tab(
                f"Readings ({len(criteria_set.readings)})", lambda: show_readings(session)
            ),
            "lenses": Tab(f"Lenses ({len(criteria_set.lenses)})", lambda: _show_lenses(session)),
            "scenarios": Tab(
                f"Scenarios ({len(criteria_set.scenarios)})", lambda: show_scenarios(session)
            ),
        },
    )


def _show_leads(session: Session) -> None:
    """Show who leads with whose weights and scores, and beside it in which scenario."""
    result = session.result
    has_scenarios = bool(session.criteria_set.scenarios)
    with st.container(key="leads"):
        columns = st.columns([2, 1] if has_scenarios else 1, gap="medium")
    with columns[0]:
        corner = "whose weights ↓ whose scores →"
        show_leads("matrix", MATRIX_TITLE, corner, lead_matrix(result), result)
        st.caption(with_terms(lead_matrix_note(result)))
    if has_scenarios:
        with columns[1]:
            table = scenario_leads(result)
            show_leads("scenarios", SCENARIOS_TITLE, "what happens", table, result)
            st.caption(with_terms(scenarios_note(result)))


def _show_lenses(session: Session) -> None:
    """Show ranks and totals through every lens, and how far the lenses agree."""
    criteria_set, lenses = session.criteria_set, session.result.lenses
    if not criteria_set.lenses:
        st.markdown(
            with_terms(
                "This file has no lenses, that is, no weights of other people to look through."
            )
        )
        return
    aside = f" {SET_ASIDE}" if session.choice.swings else ""
    st.caption(with_terms(f"{ABOUT_LENSES}{aside}"))
    _show_lens_picture(session)
    with st.expander("How alike the rankings are"):
        sentences = agreement_sentences(criteria_set, shorten_perspectives(lenses))
        st.markdown("\n".join(f"- {as_text(sentence)}" for sentence in sentences))
        st.caption(as_text(MEANING))
    with st.expander("Whose lenses these are"):
        for lens in criteria_set.lenses.values():
            seat = f" ({as_text(lens.seat)})" if lens.seat else ""
            st.markdown(f"- **{as_text(lens.name)}**{seat}. {as_text(lens.reason)}")


@st.fragment
def _show_lens_picture(session: Session) -> None:
    """Show how options rank through every lens, or their totals shaded."""
    shown = choose_one("Picture of the lenses", [RANKS, TOTALS], f"lens_picture:{session.name}")
    chart = perspective_table.TOTALS_BY_LENS if shown == TOTALS else lens_ranks.CHART
    show_picture(chart.of(session.result))


if __name__ == "__main__":
    show_page()
