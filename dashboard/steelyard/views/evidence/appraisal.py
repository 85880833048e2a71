"""The checks an approver would make: every rule with what it found, and what to do."""

from __future__ import annotations

import re

import streamlit as st

from steelyard.analysis.totals import Evaluation
from steelyard.results.appraisal import Finding
from steelyard.views.evidence.subject import offer_subjects
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session

_GROUPS = (
    ("failed", "Failed: the guidance is not met"),
    ("open", "Open: a person has to judge"),
    ("passed", "Passed"),
)
MOST_DETAILS = 40
"""More cases than these are counted and not listed."""


def show_appraisal(session: Session, evaluation: Evaluation, findings: tuple[Finding, ...]) -> None:
    """Show every finding: what failed, what is open, what passed."""
    counts = {state: sum(f.state == state for f in findings) for state, _ in _GROUPS}
    st.markdown("## What would an approver ask?", anchors=False)
    struck = " Claims that you struck out are left out." if session.choice.struck else ""
    st.markdown(
        f"{len(findings)} checks from published guidance, for this frame: {counts['failed']} "
        f"failed, {counts['open']} open, {counts['passed']} passed. None of them says that the "
        f"result is wrong; each says what it leans on.{struck}"
    )
    for state, heading in _GROUPS:
        found = [finding for finding in findings if finding.state == state]
        if not found:
            continue
        st.markdown(f"### {heading} ({len(found)})", anchors=False)
        with st.container(key=f"findings_{state}"):
            if state == "passed":
                _show_passed(found)
            else:
                for finding in found:
                    _show_finding(session, evaluation, finding)


def _show_finding(session: Session, evaluation: Evaluation, finding: Finding) -> None:
    with st.container(border=True, key=f"finding_{finding.rule}"):
        st.markdown(f"**{as_text(finding.title)}.** {as_text(finding.found)}")
        if finding.advice:
            st.markdown(f"What to do: {as_text(_unquoted(finding.advice))}")
        if finding.guidance:
            st.caption(f"Guidance: {as_text('; '.join(finding.guidance))}")
        if not finding.details and not finding.about:
            return
        number = len(finding.details) or len(finding.about)
        cases = "case" if number == 1 else f"{number} cases"
        box = st.expander(f"Show the {cases}", key=f"cases_{finding.rule}", on_change="rerun")
        if box.open:
            with box:
                _list_details(finding.details)
                offer_subjects(session, evaluation, finding.rule, finding.about)


def _unquoted(advice: str) -> str:
    """Return advice with the file's keys in quotation marks, as prose has them."""
    return re.sub(r"`([^`]*)`", r"“\1”", advice)


def _list_details(details: tuple[str, ...]) -> None:
    st.markdown("\n".join(f"- {as_text(detail)}" for detail in details[:MOST_DETAILS]))
    if len(details) > MOST_DETAILS:
        more = len(details) - MOST_DETAILS
        st.caption(f"and {more} more; on the command line, check --appraise --json lists them all")


def _show_passed(found: list[Finding]) -> None:
    with st.expander(f"Show the {len(found)} that passed"):
        for finding in found:
            guidance = as_text("; ".join(finding.guidance))
            st.markdown(
                f"**{as_text(finding.title)}.** {as_text(finding.found)}  \nGuidance: {guidance}"
            )
