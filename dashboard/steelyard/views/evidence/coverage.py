"""What the scores rest on as a whole: a map of support, and who argues for what."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.evidence.bearing import SPEAKERS, count_speakers, find_bearers
from steelyard.analysis.totals import Evaluation
from steelyard.charts.evidence import coverage_map
from steelyard.model import Claim
from steelyard.results.appraisal import Evidence, Finding
from steelyard.results.evidence_basis import source_title
from steelyard.views.charts.charts import show_picture
from steelyard.views.charts.plain_table import show_table
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session

_SPEAKER_HEADS = ["By the author", "Reported", "Quoted", "Nobody named"]


def show_coverage(
    session: Session, evaluation: Evaluation, evidence: Evidence, findings: tuple[Finding, ...]
) -> None:
    """Show what every score rests on, the claims on each option, and who speaks in them."""
    st.markdown("## What does each score rest on?", anchors=False)
    picture = coverage_map.CHART.of(session.result)
    if coverage_map.has_support(session.result):
        show_picture(picture, picks_cells=True)
    else:
        st.markdown(f"{picture.title}, nor on any other.")
    if not evidence.claims:
        st.markdown("No source is entered for this set, or all of its claims are struck out.")
        return
    _say_what_claims_are(evidence, findings)
    with st.container(key="pair_coverage"):
        left, right = st.columns(2, gap="medium")
    with left:
        st.markdown("## Who gets praise, and who blame?", anchors=False)
        _show_options(session, evaluation, evidence)
    with right:
        st.markdown("## Who is speaking?", anchors=False)
        _show_speakers(session, evidence)


def _say_what_claims_are(evidence: Evidence, findings: tuple[Finding, ...]) -> None:
    number = len({*evidence.sources.values()})
    texts = "one text" if number == 1 else f"{number} texts"
    one_sided = " ".join(f.found for f in findings if f.rule == "sources" and f.state != "passed")
    st.markdown(
        f"These {len(evidence.claims)} claims are arguments made in {texts}, not observations: "
        f"many on one side are no proof of it. {as_text(one_sided)}"
    )


def _show_options(session: Session, evaluation: Evaluation, evidence: Evidence) -> None:
    criteria_set = session.criteria_set
    assert criteria_set is not None
    rows = []
    for option in evaluation.ranking:
        found = find_bearers(evidence.claims, option, evaluation.criteria)
        counts = _counts([evidence.claims[claim] for claim in found.all])
        sides = [str(len(found.for_)), str(len(found.against))]
        rows.append([criteria_set.options[option].label, *sides, *counts])
    show_table("bearers", ["Option", "For it", "Against it", *_SPEAKER_HEADS], rows)
    st.caption(
        "Claims that bear on the criteria in view. One that speaks both ways counts on both "
        "sides. Nobody named: reported or quoted from somebody the text does not name."
    )


def _show_speakers(session: Session, evidence: Evidence) -> None:
    rows = []
    for source in dict.fromkeys(evidence.sources.values()):
        own = [entry for c, entry in evidence.claims.items() if evidence.sources[c] == source]
        rows.append([source_title(session.shown, source), str(len(own)), *_counts(own)])
    show_table("speakers", ["Source", "Claims", *_SPEAKER_HEADS], rows)
    for source in dict.fromkeys(evidence.sources.values()):
        register = session.shown.registers[source].register
        if register is not None and (register.stance or register.limits):
            st.markdown(
                f"**{as_text(register.title)}.** {as_text(register.stance)} "
                f"{as_text(register.limits)}"
            )


def _counts(claims: list[Claim]) -> list[str]:
    counts = count_speakers(claims)
    return [str(counts[speaker]) for speaker in SPEAKERS]
