"""Compare: who leads, with weights beside the result, and what every number rests on."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.simulations.sampling import Simulations
from steelyard.analysis.totals import Evaluation
from steelyard.results.words.simulations import simulations_note
from steelyard.views.cells.cell_panel import show_cell_alone
from steelyard.views.charts.fragments import begin_page
from steelyard.views.compare import instrument_mount as instrument
from steelyard.views.compare.first_verdict import verdict_is_shown
from steelyard.views.compare.instrument_panel import show_instrument
from steelyard.views.compare.weights_panel import show_lenses, show_weights
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, current_session, wants_plain_controls


def show() -> None:
    """Draw the page."""
    session = current_session()
    evaluation, simulations = session.result.evaluation, session.result.simulations
    has_instrument = instrument.is_available() and not wants_plain_controls()
    begin_page()
    if has_instrument:
        show_instrument(session, simulations)
    else:
        _show_verdict(session)
    verdict_is_shown()
    # What draws charts is long in coming when it is first asked for; the verdict is not.
    from steelyard.views.compare.compare_below import show_below
    from steelyard.views.compare.scorecard_panel import offer_scorecard

    if has_instrument:
        offer_scorecard()
    else:
        _show_plainly(session, evaluation, simulations)
    show_below(session)
    st.markdown("## What does a score rest on?", anchors=False)
    show_cell_alone(session, evaluation)


def _show_plainly(session: Session, evaluation: Evaluation, simulations: Simulations) -> None:
    """Do without the instrument: Streamlit's own sliders and a chart."""
    from steelyard.views.compare.scorecard_panel import show_scorecard

    with st.container(key="lenses"):
        show_lenses(session)
    with st.container(key="desk"):
        result, weights = st.columns([2.9, 1], gap="medium")
        with result:
            show_scorecard(session, evaluation, simulations)
            st.caption(simulations_note(simulations))
        with weights, st.container(key="weights"):
            show_weights(session, evaluation)


def _show_verdict(session: Session) -> None:
    verdict = session.result.verdict
    st.markdown(f"# {as_text(verdict.sentence)}", anchors=False)
    notes = [verdict.because]
    if session.result.evaluation.is_unweighted:
        notes.append("Every weight is 0, so all criteria count the same.")
    st.markdown(as_text(" ".join(note for note in notes if note)))


if __name__ == "__main__":
    show()
