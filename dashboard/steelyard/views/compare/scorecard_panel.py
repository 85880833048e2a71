"""The scorecard as the pages show it: on one without the instrument, and as a file."""

from __future__ import annotations

from functools import partial

import altair as alt
import pandas as pd
import streamlit as st

from steelyard.analysis.simulations.sampling import Simulations
from steelyard.analysis.totals import Evaluation
from steelyard.charts.scores.scorecard import scorecard, scorecard_alt, scorecard_rows
from steelyard.pictures.picture import NARROW, WIDE
from steelyard.views.cells.cell_picking import HINT, is_pickable
from steelyard.views.charts.charts import as_drawn, offer, put_chart
from steelyard.views.session.screen import is_narrow, mode
from steelyard.views.session.session import Session, latest_session


def show_scorecard(session: Session, evaluation: Evaluation, simulations: Simulations) -> None:
    """Show the weighted scorecard, in full or, on a phone, without its columns."""
    criteria_set = session.criteria_set
    assert criteria_set is not None
    shares = simulations.lead_shares
    draw = partial(
        scorecard, criteria_set, evaluation, lead_shares=shares, total_ranges=simulations.ranges
    )
    narrow = is_narrow()
    chart = draw(mode(), width=NARROW if narrow else WIDE, compact=narrow, titled=False)
    drawing, words = as_drawn(chart), scorecard_alt(criteria_set, evaluation, shares)
    picks_cells = is_pickable(drawing.spec)
    if picks_cells:
        st.caption(HINT)
    put_chart("scorecard", drawing, words, picks_cells=picks_cells)
    offer_scorecard()


def offer_scorecard() -> None:
    """Offer the scorecard as it stands when it is asked for, as SVG, PNG and CSV."""
    offer(latest_session(), "scorecard", _printed_scorecard, _scorecard_rows)


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
