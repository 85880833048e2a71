"""The scorecard as the pages show it: on one without the instrument, and as a file."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from steelyard.charts.scores.scorecard import scorecard, scorecard_alt, scorecard_rows
from steelyard.pictures.picture import NARROW, WIDE
from steelyard.views.cells.cell_picking import CLICK_HINT, is_pickable
from steelyard.views.charts.charts import as_drawn, offer, put_chart
from steelyard.views.session.screen import is_narrow, mode
from steelyard.views.session.session import Session, current_session


def show_scorecard(session: Session) -> None:
    """Show the weighted scorecard, in full or, on a phone, without its columns."""
    result = session.result
    shares = result.simulations.lead_shares
    narrow = is_narrow()
    chart = scorecard(
        result.criteria_set,
        result.evaluation,
        mode(),
        width=NARROW if narrow else WIDE,
        compact=narrow,
        titled=False,
        lead_shares=shares,
        total_ranges=result.simulations.ranges,
    )
    drawing = as_drawn(chart)
    words = scorecard_alt(result.criteria_set, result.evaluation, shares)
    picks_cells = is_pickable(drawing.spec)
    if picks_cells:
        st.caption(CLICK_HINT)
    put_chart("scorecard", drawing, words, picks_cells=picks_cells)
    offer_scorecard()


def offer_scorecard() -> None:
    """Offer the scorecard of the moment of the download, as SVG, PDF, PNG and CSV."""
    offer(current_session, "scorecard", _printed_scorecard, _scorecard_rows)


def _printed_scorecard(session: Session) -> alt.TopLevelMixin:
    result = session.result
    return scorecard(
        result.criteria_set,
        result.evaluation,
        "light",
        width=WIDE,
        lead_shares=result.simulations.lead_shares,
        total_ranges=result.simulations.ranges,
    )


def _scorecard_rows(session: Session) -> pd.DataFrame:
    result = session.result
    return scorecard_rows(result.criteria_set, result.evaluation, result.simulations.lead_shares)
