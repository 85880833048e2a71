"""Compare: who leads, with weights beside the result, and what every number rests on."""

from __future__ import annotations

import streamlit as st

from steelyard.results.words.simulations import simulations_note
from steelyard.views.cells.cell_panel import show_cell_alone
from steelyard.views.charts.fragments import forget_fragments
from steelyard.views.compare.first_verdict import note_verdict_shown
from steelyard.views.compare.instrument import show_instrument
from steelyard.views.compare.plain_controls import show_lenses, show_weights
from steelyard.views.session.browser_component import has_components
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, current_session, wants_plain_controls


def show_page() -> None:
    """Draw the page."""
    session = current_session()
    has_instrument = has_components() and not wants_plain_controls()
    forget_fragments()
    if has_instrument:
        show_instrument(session)
    else:
        _show_verdict(session)
    note_verdict_shown()
    # Imported late: what draws charts takes long to load, and the verdict does not need it.
    from steelyard.views.compare.below_instrument import offer_scorecard, show_below

    if has_instrument:
        offer_scorecard()
    else:
        _show_plain_controls(session)
    show_below(session)
    st.markdown("## What does a score rest on?", anchors=False)
    show_cell_alone(session)


def _show_plain_controls(session: Session) -> None:
    """Show Streamlit's own sliders and a scorecard in place of the instrument."""
    from steelyard.views.compare.below_instrument import show_scorecard

    with st.container(key="lenses"):
        show_lenses(session)
    with st.container(key="desk"):
        result, weights = st.columns([2.9, 1], gap="medium")
        with result:
            show_scorecard(session)
            st.caption(simulations_note(session.result.simulations))
        with weights, st.container(key="weights"):
            show_weights(session)


def _show_verdict(session: Session) -> None:
    verdict = session.result.verdict
    st.markdown(f"# {as_text(verdict.sentence)}", anchors=False)
    notes = [verdict.because]
    if session.result.evaluation.is_unweighted:
        notes.append("Every weight is 0, so all criteria count the same.")
    st.markdown(as_text(" ".join(note for note in notes if note)))


if __name__ == "__main__":
    show_page()
