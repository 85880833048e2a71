"""Perspectives: whether others, or another future, would choose differently."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.verdict import judge
from steelyard.views.lenses_panel import show_lens_comparison
from steelyard.views.readings_panel import show_readings
from steelyard.views.safe_text import as_text
from steelyard.views.scenarios_panel import show_scenarios
from steelyard.views.standing import show_standing
from steelyard.views.state import this_desk
from steelyard.views.takeover_panel import show_takeover


def show() -> None:
    """Draw the page."""
    desk = this_desk()
    assert desk.decision is not None
    evaluation = desk.subject.evaluation
    st.markdown("# Would others, or another future, choose differently?", anchors=False)
    st.markdown(f"**{as_text(judge(desk.decision, evaluation).sentence)}.**")
    show_standing(desk, evaluation)
    show_lens_comparison(desk)
    show_readings(desk)
    show_scenarios(desk)
    show_takeover(desk, evaluation)


if __name__ == "__main__":
    show()
