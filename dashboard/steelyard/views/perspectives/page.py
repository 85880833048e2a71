"""Perspectives: whether others, or another future, would choose differently."""

from __future__ import annotations

import streamlit as st

from steelyard.results.words.verdict import judge
from steelyard.views.compare.takeover_panel import show_takeover
from steelyard.views.perspectives.lenses_panel import show_lens_comparison
from steelyard.views.perspectives.readings_panel import show_readings
from steelyard.views.perspectives.scenarios_panel import show_scenarios
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import current_session
from steelyard.views.session.view_notice import show_standing


def show() -> None:
    """Draw the page."""
    session = current_session()
    assert session.criteria_set is not None
    evaluation = session.result.evaluation
    st.markdown("# Would others, or another future, choose differently?", anchors=False)
    st.markdown(f"**{as_text(judge(session.criteria_set, evaluation).sentence)}.**")
    show_standing(session, evaluation)
    show_lens_comparison(session)
    show_readings(session)
    show_scenarios(session)
    show_takeover(session, evaluation)


if __name__ == "__main__":
    show()
