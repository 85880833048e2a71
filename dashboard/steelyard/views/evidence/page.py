"""Evidence: what the result rests on, what is left without some of it, and what it cannot show."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.totals import evaluate
from steelyard.results.appraisal import appraise
from steelyard.results.evidence_basis import evidence_of
from steelyard.results.words.view import describe_view
from steelyard.views.evidence.appraisal import show_appraisal
from steelyard.views.evidence.claim import show_claims_and_cells
from steelyard.views.evidence.coverage import show_coverage
from steelyard.views.evidence.dissent import show_dissent
from steelyard.views.evidence.strike import show_linchpins, show_striking
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import current_session


def show() -> None:
    """Draw the page."""
    session = current_session()
    criteria_set = session.criteria_set
    assert criteria_set is not None
    evaluation = evaluate(criteria_set, session.choice.view)
    evidence = evidence_of(session.shown, session.choice.struck)
    findings = appraise(criteria_set, evaluation, evidence)
    st.markdown("# What does the result rest on?", anchors=False)
    st.caption(as_text(describe_view(criteria_set, session.choice, evaluation)))
    if not session.shown.claims:
        st.markdown("No source is entered for this set, so no claim can be struck out.")
    elif len(evaluation.options) < 2:
        st.markdown("There is only one option, so there is no lead to lose.")
    else:
        show_linchpins(session)
        show_striking(session, evaluation)
    show_claims_and_cells(session, evaluation)
    show_coverage(session, evaluation, evidence, findings)
    show_dissent(session, evaluation, evidence)
    show_appraisal(session, evaluation, findings)


if __name__ == "__main__":
    show()
