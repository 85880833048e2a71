"""Evidence: what the result rests on, what is left without some of it, and what it cannot show."""

from __future__ import annotations

import streamlit as st

from steelyard.results.words.view import describe_view
from steelyard.views.evidence.appraisal import show_appraisal
from steelyard.views.evidence.claim import show_claims_and_cells
from steelyard.views.evidence.coverage import show_coverage
from steelyard.views.evidence.dissent import show_dissent
from steelyard.views.evidence.striking import show_linchpins, show_striking
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import current_session


def show_page() -> None:
    """Draw the page."""
    session = current_session()
    result = session.result
    st.markdown("# What does the result rest on?", anchors=False)
    st.caption(as_text(describe_view(result.criteria_set, result.choice, result.evaluation)))
    if not session.shown.claims:
        st.markdown("No source is entered for this set, so no claim can be struck out.")
    elif len(result.evaluation.options) < 2:
        st.markdown("There is only one option, so there is no lead to lose.")
    else:
        show_linchpins(session)
        show_striking(session)
    show_claims_and_cells(session)
    show_coverage(session)
    show_dissent(session)
    show_appraisal(session)


if __name__ == "__main__":
    show_page()
