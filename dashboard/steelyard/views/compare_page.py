"""Compare: who leads, with weights beside the result, and what every number rests on."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.totals import Evaluation
from steelyard.analysis.worlds_of import SampledWorlds
from steelyard.views import instrument_mount as instrument
from steelyard.views.cell_panel import show_cell_alone
from steelyard.views.first_verdict import verdict_is_shown
from steelyard.views.instrument_panel import show_instrument
from steelyard.views.moving import begin_page
from steelyard.views.safe_text import as_text
from steelyard.views.spoken_worlds import describe_worlds
from steelyard.views.state import Desk, this_desk, wants_plain_controls
from steelyard.views.weights_panel import show_lenses, show_weights


def show() -> None:
    """Draw the page."""
    desk = this_desk()
    evaluation, worlds = desk.subject.evaluation, desk.subject.worlds
    has_instrument = instrument.is_available() and not wants_plain_controls()
    begin_page()
    if has_instrument:
        show_instrument(desk, worlds)
    else:
        _show_verdict(desk)
    verdict_is_shown()
    # What draws charts is long in coming when it is first asked for; the verdict is not.
    from steelyard.views.compare_below import show_below
    from steelyard.views.scorecard_panel import offer_scorecard

    if has_instrument:
        offer_scorecard()
    else:
        _show_plainly(desk, evaluation, worlds)
    show_below(desk)
    st.markdown("## What does a score rest on?", anchors=False)
    show_cell_alone(desk, evaluation)


def _show_plainly(desk: Desk, evaluation: Evaluation, worlds: SampledWorlds) -> None:
    """Do without the instrument: Streamlit's own sliders and a chart."""
    from steelyard.views.scorecard_panel import show_scorecard

    with st.container(key="lenses"):
        show_lenses(desk)
    with st.container(key="desk"):
        result, weights = st.columns([2.9, 1], gap="medium")
        with result:
            show_scorecard(desk, evaluation, worlds)
            st.caption(describe_worlds(worlds))
        with weights, st.container(key="weights"):
            show_weights(desk, evaluation)


def _show_verdict(desk: Desk) -> None:
    verdict = desk.subject.verdict
    st.markdown(f"# {as_text(verdict.sentence)}", anchors=False)
    notes = [verdict.because]
    if desk.subject.evaluation.is_unweighted:
        notes.append("Every weight is 0, so all criteria count the same.")
    st.markdown(as_text(" ".join(note for note in notes if note)))


if __name__ == "__main__":
    show()
