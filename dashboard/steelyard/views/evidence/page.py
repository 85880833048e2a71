"""Evidence: what the result rests on, what is left without some of it, and what it cannot show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from steelyard.analysis.evidence.bearing import SPEAKERS
from steelyard.charts.chart import HALF
from steelyard.charts.scores import coverage_map
from steelyard.results.evidence_basis import source_title
from steelyard.results.result import Result
from steelyard.results.words.names import OWN
from steelyard.results.words.numbers import integer
from steelyard.results.words.perspectives import UNCHANGED, describe_rank, score_and_value
from steelyard.results.words.scores.ranking import scale_words
from steelyard.results.words.view import describe_view
from steelyard.views.cells.cell_links import Link, LinkedText, show_link_table
from steelyard.views.cells.cell_panel import show_claim
from steelyard.views.cells.cell_picking import ShownScore
from steelyard.views.charts.charts import show_picture
from steelyard.views.evidence.appraisal import show_appraisal
from steelyard.views.evidence.claim import show_claims_and_cells
from steelyard.views.evidence.striking import show_linchpins, show_striking
from steelyard.views.session.safe_text import as_text, show_table
from steelyard.views.session.session import Session, current_session


def show_page() -> None:
    """Draw the page."""
    session = current_session()
    result = session.result
    st.markdown("# What does the result rest on?", anchors=False)
    st.caption(as_text(describe_view(result.criteria_set, result.choice, result.evaluation)))
    if not session.shown.claims:
        st.markdown("No source is entered for this set, so no claim can be struck out.")
    elif len(result.evaluation.options) < 2:
        st.markdown("There is only one option, so there is no lead to lose.")
    else:
        show_linchpins(session)
        show_striking(session)
    show_claims_and_cells(session)
    show_coverage(session)
    show_dissent(session)
    show_appraisal(session)


_SPEAKER_HEADS = ["By the author", "Reported", "Quoted", "Nobody named"]


def show_coverage(session: Session) -> None:
    """Show what every score rests on, the claims on each option, and who speaks in them."""
    result = session.result
    st.markdown("## What does each score rest on?", anchors=False)
    picture = coverage_map.CHART.of(result)
    if coverage_map.has_support(result):
        show_picture(picture, picks_cells=True)
    else:
        st.markdown(f"{picture.title}, nor on any other.")
    if not result.evidence.claims:
        st.markdown("No source is entered for this set, or all of its claims are struck out.")
        return
    _say_what_claims_are(result)
    with st.container(key="pair_coverage"):
        left, right = st.columns(2, gap="medium")
    with left:
        st.markdown("## Who gets praise, and who blame?", anchors=False)
        _show_options(result)
    with right:
        st.markdown("## Who is speaking?", anchors=False)
        _show_speakers(session)


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
        f"many on one side are no proof of it. {as_text(one_sided)}"
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


def _show_speakers(session: Session) -> None:
    sources = session.result.evidence.sources
    rows = []
    for source in dict.fromkeys(sources.values()):
        own = [claim for claim, owner in sources.items() if owner == source]
        counts = _speaker_counts(session.result, own)
        rows.append([source_title(session.shown, source), str(len(own)), *counts])
    show_table("speakers", ["Source", "Claims", *_SPEAKER_HEADS], rows)
    for source in dict.fromkeys(sources.values()):
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
        rank = as_text(describe_rank(criteria_set, evaluation, option))
        st.markdown(f"**{as_text(reading.name)}**{author}: {rank}. {as_text(reading.summary)}")
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


if __name__ == "__main__":
    show_page()
