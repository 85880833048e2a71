"""Evidence: what the result rests on, what is left without some of it, and what it cannot show."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from steelyard.analysis.evidence.bearing import SPEAKERS
from steelyard.charts.scores import coverage_map
from steelyard.results.evidence_basis import source_title
from steelyard.results.result import Result
from steelyard.results.words.view import describe_view
from steelyard.views.charts.charts import show_picture
from steelyard.views.charts.plain_table import show_table
from steelyard.views.evidence.appraisal import show_appraisal
from steelyard.views.evidence.claim import show_claims_and_cells
from steelyard.views.evidence.dissent import show_dissent
from steelyard.views.evidence.striking import show_linchpins, show_striking
from steelyard.views.session.safe_text import as_text
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


if __name__ == "__main__":
    show_page()
