"""Compare: who leads, with weights beside the result, and what every number rests on."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.robustness import nearest_flip
from steelyard.analysis.totals import Evaluation, evaluate
from steelyard.analysis.verdict import judge
from steelyard.analysis.worlds_of import SampledWorlds, sample_worlds
from steelyard.model import CriteriaSet
from steelyard.views import instrument_mount as instrument
from steelyard.views.cell_panel import show_cell
from steelyard.views.compare_below import show_below
from steelyard.views.instrument_panel import show_instrument
from steelyard.views.safe_text import as_text
from steelyard.views.scorecard_panel import (
    offer_scorecard,
    show_consequence_table,
    show_scorecard,
)
from steelyard.views.spoken_worlds import describe_worlds
from steelyard.views.state import Desk, this_desk, wants_plain_controls
from steelyard.views.weights_panel import show_lenses, show_weights


def show() -> None:
    """Draw the page."""
    desk = this_desk()
    assert desk.decision is not None
    evaluation = evaluate(desk.decision, desk.choice.view)
    worlds = sample_worlds(desk.decision, evaluation)
    if instrument.is_available() and not wants_plain_controls():
        show_instrument(desk, worlds)
        offer_scorecard(desk, evaluation, worlds)
    else:
        _show_plainly(desk, evaluation, worlds)
    show_below(desk, evaluation, worlds)
    _show_evidence(desk, evaluation)


def _show_plainly(desk: Desk, evaluation: Evaluation, worlds: SampledWorlds) -> None:
    """Do without the instrument: Streamlit's own sliders and a chart."""
    assert desk.decision is not None
    _show_verdict(desk.decision, evaluation, worlds)
    with st.container(key="lenses"):
        show_lenses(desk)
    with st.container(key="desk"):
        result, weights = st.columns([2.9, 1], gap="medium")
        with result:
            show_scorecard(desk, evaluation, worlds)
            st.caption(describe_worlds(worlds))
        with weights, st.container(key="weights"):
            show_weights(desk, evaluation)


def _show_verdict(decision: CriteriaSet, evaluation: Evaluation, worlds: SampledWorlds) -> None:
    flip = nearest_flip(evaluation)
    verdict = judge(decision, evaluation, shares=worlds.lead_shares, flip=flip)
    st.markdown(f"# {as_text(verdict.sentence)}", anchors=False)
    notes = [verdict.because]
    if evaluation.is_unweighted:
        notes.append("Every weight is 0, so all criteria count the same.")
    st.markdown(as_text(" ".join(note for note in notes if note)))


def _show_evidence(desk: Desk, evaluation: Evaluation) -> None:
    st.markdown("## Scores and what they rest on", anchors=False)
    show_consequence_table(desk, evaluation)
    show_cell(desk, evaluation)


if __name__ == "__main__":
    show()
