"""Evidence: what the result rests on, how it holds without parts of it, and what it cannot show."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from steelyard.analysis.evidence.bearing import SPEAKERS
from steelyard.charts.chart import HALF
from steelyard.charts.scores import coverage_map
from steelyard.results.evidence_basis import source_title
from steelyard.results.result import Result
from steelyard.results.words.evidence import (
    MOST_RULE,
    no_claims_note,
    no_claims_words,
    survival_words,
)
from steelyard.results.words.findings import evidence_finding
from steelyard.results.words.names import OWN, claim_label, criterion_name
from steelyard.results.words.numbers import one_decimal
from steelyard.results.words.perspectives import UNCHANGED, describe_rank, reading_score
from steelyard.results.words.scores.ranking import scale_words
from steelyard.results.words.view import describe_view
from steelyard.views.cells.cell_links import Link, LinkedText, show_link_table
from steelyard.views.charts.charts import show_picture
from steelyard.views.evidence.appraisal import show_appraisal
from steelyard.views.evidence.claim import show_claim_and_scores
from steelyard.views.evidence.striking import show_linchpins, show_striking
from steelyard.views.joining.cells import show_cells
from steelyard.views.joining.changes import show_text_changes
from steelyard.views.joining.passages import show_passage
from steelyard.views.session.safe_text import as_text, show_table, with_terms
from steelyard.views.session.session import Session, current_session
from steelyard.views.session.tabs import Tab, show_finding, show_tabs, show_views
from steelyard.views.sources.claims import show_claims
from steelyard.views.sources.texts import show_texts


def show_page() -> None:
    """Draw the page: what was found, or how it comes about, from texts to claims to scores."""
    session = current_session()
    show_views(
        "evidence",
        {
            "result": Tab("Result", lambda: _show_result(session)),
            "texts": Tab("Texts", lambda: show_texts(session)),
            "claims": Tab("Claims", lambda: show_claims(session)),
            "cells": Tab("Cells", lambda: show_cells(session)),
            "changes": Tab("Changes", lambda: show_text_changes(session)),
        },
    )


def _show_result(session: Session) -> None:
    result = session.result
    show_finding("What does the result rest on?", evidence_finding(result))
    st.caption(with_terms(describe_view(result.criteria_set, result.choice, result.evaluation)))
    has_claims = bool(session.shown.claims)
    if result.evidence.claims:
        _show_sources(session)
    tabs = {}
    if has_claims and len(result.evaluation.options) > 1:
        tabs["holds"] = Tab("What holds the lead up", lambda: show_linchpins(session))
        tabs["strike"] = Tab("Strike out", lambda: show_striking(session))
    tabs["support"] = Tab("Support", lambda: _show_support(result))
    if has_claims:
        tabs["claims"] = Tab("Claims", lambda: show_claim_and_scores(session))
    tabs["speaks"] = Tab("Who speaks", lambda: _show_speaking(session))
    tabs["disagree"] = Tab("Who disagrees", lambda: show_dissent(session))
    tabs["checks"] = Tab("Checks", lambda: show_appraisal(session))
    show_tabs("evidence", tabs)


def _show_support(result: Result) -> None:
    """Show what every score rests on."""
    picture = coverage_map.CHART.of(result)
    if coverage_map.has_support(result):
        show_picture(picture, picks_cells=True)
    elif result.loaded.claims:
        st.markdown(as_text(f"{picture.title}."))
    else:
        st.markdown(as_text(no_claims_note(result)))


def _show_speaking(session: Session) -> None:
    """Show who praises and blames whom, and what each source is for."""
    if session.result.evidence.claims:
        _say_what_claims_are(session.result)
        with st.container(key="pair_speaking"):
            left, right = st.columns(2, gap="medium")
        with left:
            _show_options(session.result)
        with right:
            _show_stances(session)
    else:
        st.markdown(no_claims_words(session.result))


_SPEAKER_HEADS = ["By the author", "Reported", "Quoted", "Nobody named"]


def _say_what_claims_are(result: Result) -> None:
    evidence = result.evidence
    number = len({*evidence.sources.values()})
    texts = "one text" if number == 1 else f"{number} texts"
    one_sided = " ".join(
        finding.found
        for finding in result.findings
        if finding.rule == "sources" and finding.state != "passed"
    )
    st.markdown(
        f"These {len(evidence.claims)} claims are arguments made in {texts}, not observations: "
        f"many on one side prove nothing. {as_text(one_sided)}"
    )


def _show_options(result: Result) -> None:
    rows = []
    for option in result.evaluation.ranking:
        found = result.find_bearers(option)
        counts = _speaker_counts(result, found.all)
        sides = [str(len(found.for_)), str(len(found.against))]
        rows.append([result.criteria_set.options[option].label, *sides, *counts])
    show_table("bearers", ["Option", "For it", "Against it", *_SPEAKER_HEADS], rows)
    st.caption(
        "Claims that bear on the criteria in view. One that speaks both ways counts on both "
        "sides. Nobody named: reported or quoted from somebody the text does not name."
    )


def _show_sources(session: Session) -> None:
    """Show each source: what is left of the lead without it, its claims, and who speaks in them."""
    result, sources = session.result, session.result.evidence.sources
    unstruck = result.unstruck
    has_lead = len(result.evaluation.options) > 1
    rows = []
    for source in dict.fromkeys(sources.values()):
        own = [claim for claim, owner in sources.items() if owner == source]
        without = (
            [survival_words(unstruck.criteria_set, unstruck.source_survivals[source])]
            if has_lead
            else []
        )
        title = source_title(session.shown, source)
        rows.append([title, *without, str(len(own)), *_speaker_counts(result, own)])
    without_head = ["Without this source"] if has_lead else []
    show_table("sources", ["Source", *without_head, "Claims", *_SPEAKER_HEADS], rows)
    if has_lead and any(one.survives == "not" for one in unstruck.source_survivals.values()):
        st.caption(MOST_RULE)


def _show_stances(session: Session) -> None:
    """Show what each source is for and against, and where its limits lie."""
    for source in dict.fromkeys(session.result.evidence.sources.values()):
        register = session.shown.registers[source].register
        if register is not None and (register.stance or register.limits):
            st.markdown(
                f"**{as_text(register.title)}.** {as_text(register.stance)} "
                f"{as_text(register.limits)}"
            )


def _speaker_counts(result: Result, claims: Iterable[str]) -> list[str]:
    counts = result.count_speakers(claims)
    return [str(counts[speaker]) for speaker in SPEAKERS]


def show_dissent(session: Session) -> None:
    """Show the readings beside the base for a chosen option, and what speaks against it."""
    criteria_set = session.criteria_set
    if not criteria_set.readings:
        st.markdown(with_terms("The file holds no rival reading of its scores."))
        if not session.result.evidence.claims:
            return
    option = st.selectbox(
        "Option in dispute",
        session.result.evaluation.ranking,
        key=f"dissent:{session.name}",
        format_func=lambda name: criteria_set.options[name].label,
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
            "Each cell: the score on its own scale, with its range. A dash: the reading leaves it "
            "as it is. Weights are the same throughout."
        )
        _show_readings(session.result, option)
    _show_counter_claims(session, option)


def _score_rows(result: Result, option: str) -> tuple[list[str], list[list[LinkedText]]]:
    """Return heads and rows; every score leads to its sheet."""
    criteria_set = result.criteria_set
    evaluations = result.readings.evaluations
    names = [
        OWN if p.reading is None else criteria_set.readings[p.reading].name for p in evaluations
    ]
    rows: list[list[LinkedText]] = []
    for criterion in result.evaluation.criteria:
        entry, cell = criteria_set.criteria[criterion], (option, criterion)
        cells: list[LinkedText] = []
        for perspective in evaluations:
            words = reading_score(criteria_set, perspective, cell)
            link = Link(words, cell)
            cells.append((words if words == UNCHANGED else link,))
        rows.append([(f"{entry.name} ({scale_words(criteria_set, entry)})",), *cells])
    found = list(evaluations.values())
    rows.append([("Total",), *((one_decimal(one.totals[option]),) for one in found)])
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
        rank = as_text(describe_rank(criteria_set, evaluation, option))
        st.markdown(f"**{as_text(reading.name)}**{author}: {rank}. {as_text(reading.summary)}")
        row = reading.assessments.get(option, {})
        in_view = result.evaluation.criteria
        reasons = [(c, row[c].reason) for c in in_view if c in row and row[c].reason]
        if reasons:
            with st.expander(f"Its reasons on {as_text(label)}"):
                for criterion, reason in reasons:
                    name = as_text(criterion_name(criteria_set, criterion))
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
                st.markdown(as_text(claim_label(claim, result.evidence.claims[claim])))
                show_passage(session.shown, claim)


if __name__ == "__main__":
    show_page()
