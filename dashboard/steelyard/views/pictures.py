"""The two pictures of the first page, each with its words and its ways to take it away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import altair as alt
import pandas as pd
import streamlit as st

from steelyard.analysis.totals import Evaluation
from steelyard.analysis.worlds_of import SampledWorlds
from steelyard.charts.canvas import as_spec
from steelyard.charts.consequence_table import (
    consequence_table,
    consequence_table_alt,
    consequence_table_rows,
)
from steelyard.charts.scorecard import scorecard, scorecard_alt, scorecard_rows
from steelyard.charts.theme import Mode
from steelyard.export.images import to_png, to_svg
from steelyard.export.provenance import provenance
from steelyard.export.tables import to_csv
from steelyard.views.state import Desk

WIDE, FULL, NARROW = 1000, 1340, 350
PRINT_PPI = 216


def mode() -> Mode:
    """Return whether the visitor sees the light or the dark theme."""
    return "dark" if st.context.theme.type == "dark" else "light"


def show_scorecard(desk: Desk, evaluation: Evaluation, worlds: SampledWorlds) -> None:
    """Show the weighted scorecard, in full or, on a phone, without its columns."""
    decision = desk.decision
    assert decision is not None
    shares = worlds.lead_shares
    words = scorecard_alt(decision, evaluation, shares)
    draw = partial(scorecard, decision, evaluation, lead_shares=shares, total_ranges=worlds.ranges)
    with st.container(key="wide_scorecard"):
        _draw(draw(mode(), width=WIDE, titled=False), words)
    with st.container(key="compact_scorecard"):
        _draw(draw(mode(), width=NARROW, compact=True, titled=False), words)
    offer_scorecard(desk, evaluation, worlds)


def offer_scorecard(desk: Desk, evaluation: Evaluation, worlds: SampledWorlds) -> None:
    """Offer the scorecard as it stands as SVG, PNG and CSV."""
    decision = desk.decision
    assert decision is not None
    shares, ranges = worlds.lead_shares, worlds.ranges
    _offer(
        desk,
        evaluation,
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
    with st.container(key="consequence_table"):
        chart = consequence_table(decision, evaluation, mode(), width=FULL)
        _draw(chart, consequence_table_alt(decision, evaluation))
    _offer(
        desk,
        evaluation,
        "values",
        lambda: consequence_table(decision, evaluation, "light", width=FULL),
        lambda: consequence_table_rows(decision, evaluation),
    )


def _draw(chart: alt.LayerChart, words: str) -> None:
    """Put a chart on the page; its words go to the page's own place for them."""
    spec = as_spec(chart)
    spec.pop("description", None)
    st.vega_lite_chart(spec, theme=None, width="content", alt=words)


def _offer(
    desk: Desk,
    evaluation: Evaluation,
    what: str,
    chart: Callable[[], alt.TopLevelMixin],
    table: Callable[[], pd.DataFrame],
) -> None:
    """Offer a picture as SVG and PNG and its data as CSV; made only when asked for."""
    origin = provenance(desk.shown, evaluation, desk.choice.lens)
    forms: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
        ("SVG", "image/svg+xml", lambda: to_svg(chart(), metadata=origin)),
        ("PNG", "image/png", lambda: to_png(chart(), ppi=PRINT_PPI, metadata=origin)),
        ("CSV", "text/csv", lambda: to_csv(table())),
    )
    with st.container(horizontal=True, key=f"take_{what}"):
        for name, mime, make in forms:
            st.download_button(
                f"{what.capitalize()} as {name}",
                data=make,
                file_name=f"{desk.name}-{what}.{name.lower()}",
                mime=mime,
                type="tertiary",
                icon=":material/download:",
                on_click="ignore",
                key=f"take_{what}_{name}",
            )
