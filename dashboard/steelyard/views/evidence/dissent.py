"""Dissent: what rival readings score otherwise for one option, and the claims against it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from steelyard.analysis.evidence.bearing import find_bearers
from steelyard.analysis.perspectives.perspectives import Perspective, Perspectives, through_readings
from steelyard.analysis.totals import Evaluation, find_assessment
from steelyard.charts.chart import HALF
from steelyard.model import CriteriaSet
from steelyard.results.appraisal import Evidence
from steelyard.results.words.numbers import integer, listing
from steelyard.results.words.scores import scale_words, score_words
from steelyard.views.cells.cell_links import Line, Link, show_link_table
from steelyard.views.cells.cell_picking import Sight
from steelyard.views.cells.claim_panel import show_claim
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session

UNCHANGED = "–"


def show_dissent(session: Session, evaluation: Evaluation, evidence: Evidence) -> None:
    """Show the readings beside the base for a chosen option, and what speaks against it."""
    criteria_set = session.criteria_set
    assert criteria_set is not None
    st.markdown("## Who disagrees, and where?", anchors=False)
    option = st.selectbox(
        "Option in dispute",
        evaluation.ranking,
        key=f"dissent:{session.name}",
        format_func=lambda name: criteria_set.options[name].name,
        persist_state="session",
        width=HALF,
    )
    if option is None:
        return
    if criteria_set.readings:
        seen = through_readings(criteria_set, session.choice.view)
        heads, rows = _table(session, evaluation, seen, option)
        label = criteria_set.options[option].label
        show_link_table("dissent", heads, rows, f"Scores of {label} in every reading")
        st.caption(
            "Each cell: the score on its own scale, then the value it turns into, where 100 is "
            f"always {as_text(criteria_set.measure.top)}. A dash: the reading leaves it as it is. "
            "Weights are the same throughout."
        )
        _show_readings(criteria_set, evaluation, seen, option)
    else:
        st.markdown("The file holds no rival reading of its scores.")
    _show_counter_claims(session, evaluation, evidence, option)


def _table(
    session: Session, evaluation: Evaluation, seen: Perspectives, option: str
) -> tuple[list[str], list[list[Line]]]:
    """Return heads and rows; every score leads to what it rests on in its reading."""
    criteria_set = session.criteria_set
    assert criteria_set is not None
    readings = [perspective.reading for perspective in seen.evaluations]
    names = ["As in the file" if r is None else criteria_set.readings[r].name for r in readings]
    rows: list[list[Line]] = []
    for criterion in evaluation.criteria:
        entry, cell = criteria_set.criteria[criterion], (option, criterion)
        cells: list[Line] = []
        for name, (perspective, found) in zip(names, seen.evaluations.items(), strict=True):
            words = _score_and_value(criteria_set, found, perspective, cell)
            through = replace(session.choice, reading=perspective.reading)
            link = Link(words, (Sight(cell, name, through),))
            cells.append((words if words == UNCHANGED else link,))
        rows.append([(f"{entry.name} ({scale_words(criteria_set, entry)})",), *cells])
    found_in = list(seen.evaluations.values())
    rows.append([("Total",), *((integer(one.totals[option]),) for one in found_in)])
    rows.append([("Rank",), *((str(one.ranks[option]),) for one in found_in)])
    return ["Criterion", *names], rows


def _score_and_value(
    criteria_set: CriteriaSet, found: Evaluation, perspective: Perspective, cell: tuple[str, str]
) -> str:
    option, criterion = cell
    reading = perspective.reading
    if reading is not None and criterion not in criteria_set.readings[reading].assessments.get(
        option, {}
    ):
        return UNCHANGED
    score = score_words(find_assessment(criteria_set, option, criterion, reading))
    return f"{score} → {integer(found.values[option][criterion])}"


def _show_readings(
    criteria_set: CriteriaSet, evaluation: Evaluation, seen: Perspectives, option: str
) -> None:
    """Show for each reading who leads in it and why it scores this option otherwise."""
    label = criteria_set.options[option].label
    for perspective, found in seen.evaluations.items():
        if perspective.reading is None:
            continue
        reading = criteria_set.readings[perspective.reading]
        leaders = listing(criteria_set.options[leader].label for leader in found.leaders)
        verb = "lead" if len(found.leaders) > 1 else "leads"
        place = (
            ""
            if option in found.leaders
            else f"; {as_text(label)} is at rank {found.ranks[option]} on "
            f"{integer(found.totals[option])}"
        )
        st.markdown(
            f"**{as_text(reading.name)}**{_by(reading.by)}: {as_text(leaders)} {verb} on "
            f"{integer(found.totals[found.ranking[0]])}{place}. {as_text(reading.summary)}"
        )
        row = reading.assessments.get(option, {})
        reasons = [(c, row[c].reason) for c in evaluation.criteria if c in row and row[c].reason]
        if reasons:
            with st.expander(f"Its reasons on {as_text(label)}"):
                for criterion, reason in reasons:
                    name = as_text(criteria_set.criteria[criterion].name)
                    st.markdown(f"- **{name}.** {as_text(reason)}")


def _by(author: str | None) -> str:
    return f", by {as_text(author)}" if author else ""


def _show_counter_claims(
    session: Session, evaluation: Evaluation, evidence: Evidence, option: str
) -> None:
    criteria_set = session.criteria_set
    assert criteria_set is not None
    if not evidence.claims:
        return
    label = as_text(criteria_set.options[option].label)
    found = find_bearers(evidence.claims, option, evaluation.criteria)
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
