"""The scorecard and the consequence table as the pages show them."""

from __future__ import annotations

from functools import partial

import altair as alt
import pandas as pd
import streamlit as st

from steelyard.analysis.totals import Evaluation
from steelyard.analysis.worlds_of import SampledWorlds
from steelyard.charts.consequence_table import (
    consequence_table,
    consequence_table_rows,
)
from steelyard.charts.scorecard import scorecard, scorecard_alt, scorecard_rows
from steelyard.pictures.picture import FULL, NARROW, WIDE
from steelyard.pictures.table import picture_values
from steelyard.views.cell_picking import HINT
from steelyard.views.pictures import as_drawn, drawn, mode, offer, put_chart
from steelyard.views.screen import is_narrow
from steelyard.views.state import Desk, latest_desk


def show_scorecard(desk: Desk, evaluation: Evaluation, worlds: SampledWorlds) -> None:
    """Show the weighted scorecard, in full or, on a phone, without its columns."""
    decision = desk.decision
    assert decision is not None
    shares = worlds.lead_shares
    draw = partial(scorecard, decision, evaluation, lead_shares=shares, total_ranges=worlds.ranges)
    narrow = is_narrow()
    chart = draw(mode(), width=NARROW if narrow else WIDE, compact=narrow, titled=False)
    put_chart("scorecard", as_drawn(chart), scorecard_alt(decision, evaluation, shares))
    offer_scorecard()


def offer_scorecard() -> None:
    """Offer the scorecard as it stands when it is asked for, as SVG, PNG and CSV."""
    offer(latest_desk(), "scorecard", _printed_scorecard, _scorecard_rows)


def show_consequence_table(desk: Desk) -> None:
    """Show the values of every option on every criterion, with ranges and confidence."""
    decision, evaluation = desk.subject.decision, desk.subject.evaluation
    picture = picture_values(decision, evaluation, desk.choice.reading)
    with st.container(key="consequence_table"):
        chart = drawn(desk, picture, mode(), FULL)
        st.caption(HINT)
        put_chart("values", chart, picture.words, name=picture.name, picks_cells=True)


def offer_consequence_table() -> None:
    """Offer the values as they stand when they are asked for, as SVG, PNG and CSV."""
    offer(latest_desk(), "values", _printed_values, _values_rows)


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


def _printed_values(desk: Desk) -> alt.TopLevelMixin:
    subject, reading = desk.subject, desk.choice.reading
    return consequence_table(
        subject.decision, subject.evaluation, "light", width=FULL, reading=reading
    )


def _values_rows(desk: Desk) -> pd.DataFrame:
    subject = desk.subject
    return consequence_table_rows(subject.decision, subject.evaluation, desk.choice.reading)
