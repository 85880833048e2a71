"""Dissent: what rival readings score otherwise for one option, and the claims against it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from steelyard.charts.chart import HALF
from steelyard.results.result import Result
from steelyard.results.words.names import OWN
from steelyard.results.words.numbers import integer
from steelyard.results.words.perspectives import UNCHANGED, describe_places, score_and_value
from steelyard.results.words.scores import scale_words
from steelyard.views.cells.cell_links import Link, LinkedText, show_link_table
from steelyard.views.cells.cell_panel import show_claim
from steelyard.views.cells.cell_picking import ShownScore
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session


def show_dissent(session: Session) -> None:
    """Show the readings beside the base for a chosen option, and what speaks against it."""
    criteria_set = session.criteria_set
    st.markdown("## Who disagrees, and where?", anchors=False)
    option = st.selectbox(
        "Option in dispute",
        session.result.evaluation.ranking,
        key=f"dissent:{session.name}",
        format_func=lambda name: criteria_set.options[name].name,
        persist_state="session",
        width=HALF,
    )
    if option is None:
        return
    if criteria_set.readings:
        heads, rows = _score_rows(session.result, option)
        label = criteria_set.options[option].label
        show_link_table("dissent", heads, rows, f"Scores of {label} in every reading")
        st.caption(
            "Each cell: the score on its own scale, then the value it turns into, where 100 is "
            f"always {as_text(criteria_set.measure.top)}. A dash: the reading leaves it as it is. "
            "Weights are the same throughout."
        )
        _show_readings(session.result, option)
    else:
        st.markdown("The file holds no rival reading of its scores.")
    _show_counter_claims(session, option)


def _score_rows(result: Result, option: str) -> tuple[list[str], list[list[LinkedText]]]:
    """Return heads and rows; every score leads to what it rests on in its reading."""
    criteria_set = result.criteria_set
    evaluations = result.readings.evaluations
    names = [
        OWN if p.reading is None else criteria_set.readings[p.reading].name for p in evaluations
    ]
    rows: list[list[LinkedText]] = []
    for criterion in result.evaluation.criteria:
        entry, cell = criteria_set.criteria[criterion], (option, criterion)
        cells: list[LinkedText] = []
        for name, (perspective, evaluation) in zip(names, evaluations.items(), strict=True):
            words = score_and_value(criteria_set, evaluation, perspective, cell)
            choice = replace(result.choice, reading=perspective.reading)
            link = Link(words, (ShownScore(cell, name, choice),))
            cells.append((words if words == UNCHANGED else link,))
        rows.append([(f"{entry.name} ({scale_words(criteria_set, entry)})",), *cells])
    found = list(evaluations.values())
    rows.append([("Total",), *((integer(one.totals[option]),) for one in found)])
    rows.append([("Rank",), *((str(one.ranks[option]),) for one in found)])
    return ["Criterion", *names], rows


def _show_readings(result: Result, option: str) -> None:
    """Show for each reading who leads in it and why it scores this option otherwise."""
    criteria_set = result.criteria_set
    label = criteria_set.options[option].label
    for perspective, evaluation in result.readings.evaluations.items():
        if perspective.reading is None:
            continue
        reading = criteria_set.readings[perspective.reading]
        author = f", by {as_text(reading.by)}" if reading.by else ""
        places = as_text(describe_places(criteria_set, evaluation, option))
        st.markdown(f"**{as_text(reading.name)}**{author}: {places}. {as_text(reading.summary)}")
        row = reading.assessments.get(option, {})
        in_view = result.evaluation.criteria
        reasons = [(c, row[c].reason) for c in in_view if c in row and row[c].reason]
        if reasons:
            with st.expander(f"Its reasons on {as_text(label)}"):
                for criterion, reason in reasons:
                    name = as_text(criteria_set.criteria[criterion].name)
                    st.markdown(f"- **{name}.** {as_text(reason)}")


def _show_counter_claims(session: Session, option: str) -> None:
    result = session.result
    if not result.evidence.claims:
        return
    label = as_text(result.criteria_set.options[option].label)
    found = result.find_bearers(option)
    if not found.against:
        st.markdown(f"**No claim speaks against {label}** on the criteria in view.")
        return
    count = len(found.against)
    claims = "1 claim that speaks" if count == 1 else f"{count} claims that speak"
    box = st.expander(f"{claims} against {label}", key=f"against:{session.name}", on_change="rerun")
    if box.open:
        with box:
            for claim in found.against:
                show_claim(session.shown, claim, "dissent")
