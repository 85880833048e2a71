"""The scorecard as the pages show it: on one without the instrument, and as a file."""

from __future__ import annotations

from functools import partial

import altair as alt
import pandas as pd
import streamlit as st

from steelyard.analysis.totals import Evaluation
from steelyard.analysis.worlds_of import SampledWorlds
from steelyard.charts.scorecard import scorecard, scorecard_alt, scorecard_rows
from steelyard.pictures.picture import NARROW, WIDE
from steelyard.views.cell_picking import HINT, is_pickable
from steelyard.views.pictures import as_drawn, offer, put_chart
from steelyard.views.screen import is_narrow, mode
from steelyard.views.state import Desk, latest_desk


def show_scorecard(desk: Desk, evaluation: Evaluation, worlds: SampledWorlds) -> None:
    """Show the weighted scorecard, in full or, on a phone, without its columns."""
    decision = desk.decision
    assert decision is not None
    shares = worlds.lead_shares
    draw = partial(scorecard, decision, evaluation, lead_shares=shares, total_ranges=worlds.ranges)
    narrow = is_narrow()
    chart = draw(mode(), width=NARROW if narrow else WIDE, compact=narrow, titled=False)
    drawing, words = as_drawn(chart), scorecard_alt(decision, evaluation, shares)
    picks_cells = is_pickable(drawing.spec)
    if picks_cells:
        st.caption(HINT)
    put_chart("scorecard", drawing, words, picks_cells=picks_cells)
    offer_scorecard()


def offer_scorecard() -> None:
    """Offer the scorecard as it stands when it is asked for, as SVG, PNG and CSV."""
    offer(latest_desk(), "scorecard", _printed_scorecard, _scorecard_rows)


def _printed_scorecard(desk: Desk) -> alt.TopLevelMixin:
    subject = desk.subject
    return scorecard(
        subject.decision,
        subject.evaluation,
        "light",
        width=WIDE,
        lead_shares=subject.worlds.lead_shares,
        total_ranges=subject.worlds.ranges,
    )


def _scorecard_rows(desk: Desk) -> pd.DataFrame:
    subject = desk.subject
    return scorecard_rows(subject.decision, subject.evaluation, subject.worlds.lead_shares)
