"""The scorecard as the pages show it: on one without the instrument, and as a file."""

from __future__ import annotations

import streamlit as st

from steelyard.charts.chart import NARROW, WIDE, Picture
from steelyard.charts.scores import scorecard
from steelyard.views.cells.cell_picking import CLICK_HINT, is_pickable
from steelyard.views.charts.charts import drawn, offer, put_chart
from steelyard.views.session.screen import is_narrow, mode
from steelyard.views.session.session import Session, current_session


def show_scorecard(session: Session) -> None:
    """Show the weighted scorecard without a heading: in full or, on a phone, without columns."""
    picture = scorecard.CHART.of(session.result)
    chart = drawn(picture, mode(), NARROW if is_narrow() else WIDE)
    picks_cells = is_pickable(chart.spec)
    if picks_cells:
        st.caption(CLICK_HINT)
    put_chart(picture.key, chart, has_heading=False, picks_cells=picks_cells)
    offer_scorecard()


def offer_scorecard() -> None:
    """Offer the scorecard of the moment of the download, as SVG, PDF, PNG and CSV."""

    def picture() -> Picture:
        return scorecard.CHART.of(current_session().result)

    offer(picture)
