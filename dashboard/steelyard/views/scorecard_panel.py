"""The scorecard and the consequence table as the pages show them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from steelyard.analysis.totals import Evaluation
from steelyard.analysis.worlds_of import SampledWorlds
from steelyard.charts.consequence_table import (
    consequence_table,
    consequence_table_alt,
    consequence_table_rows,
)
from steelyard.charts.scorecard import scorecard, scorecard_alt, scorecard_rows
from steelyard.pictures.picture import FULL, NARROW, WIDE
from steelyard.views.pictures import draw_chart, mode, offer
from steelyard.views.state import Desk


def show_scorecard(desk: Desk, evaluation: Evaluation, worlds: SampledWorlds) -> None:
    """Show the weighted scorecard, in full or, on a phone, without its columns."""
    decision = desk.decision
    assert decision is not None
    shares = worlds.lead_shares
    draw = partial(scorecard, decision, evaluation, lead_shares=shares, total_ranges=worlds.ranges)
    draw_chart(
        "scorecard",
        draw(mode(), width=WIDE, titled=False),
        draw(mode(), width=NARROW, compact=True, titled=False),
        scorecard_alt(decision, evaluation, shares),
    )
    offer_scorecard(desk, evaluation, worlds)


def offer_scorecard(desk: Desk, evaluation: Evaluation, worlds: SampledWorlds) -> None:
    """Offer the scorecard as it stands as SVG, PNG and CSV."""
    decision = desk.decision
    assert decision is not None
    shares, ranges = worlds.lead_shares, worlds.ranges
    offer(
        desk,
        "scorecard",
        lambda: scorecard(
            decision, evaluation, "light", width=WIDE, lead_shares=shares, total_ranges=ranges
        ),
        lambda: scorecard_rows(decision, evaluation, shares),
    )


def show_consequence_table(desk: Desk, evaluation: Evaluation) -> None:
    """Show the values of every option on every criterion, with ranges and confidence."""
    decision = desk.decision
    assert decision is not None
    reading = desk.choice.reading
    chart = consequence_table(decision, evaluation, mode(), width=FULL, reading=reading)
    with st.container(key="consequence_table"):
        draw_chart("values", chart, None, consequence_table_alt(decision, evaluation))
    offer(
        desk,
        "values",
        lambda: consequence_table(decision, evaluation, "light", width=FULL, reading=reading),
        lambda: consequence_table_rows(decision, evaluation, reading),
    )
