"""The appraisal, the checks an approver would make: each rule, what it found, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from steelyard.charts.chart import HALF
from steelyard.files.problems import format_number
from steelyard.model import CriteriaSet
from steelyard.results.appraisal import Finding, Subject
from steelyard.results.words.basis import answered, counted_states
from steelyard.results.words.names import cell_name, criterion_name
from steelyard.results.words.scores.ranking import scale_words
from steelyard.views.evidence.claim import show_whole_claim
from steelyard.views.session.safe_text import as_text, with_terms
from steelyard.views.session.session import Session
from steelyard.views.sheets.opening import open_option, open_score

_GROUPS = (
    ("failed", "Failed: the guidance is not met"),
    ("open", "Open: a person has to judge"),
    ("passed", "Passed"),
    ("not applicable", "Do not apply here"),
)
MOST_CASES_LISTED = 40
"""Number of cases listed; any beyond it are only counted."""
OTHER_FRAME = "This score does not count in this view. Count its criterion to see its sheet."
MOST_BUTTONS = 6
"""Number of subjects shown as buttons; more than that are offered in a list."""


def show_appraisal(session: Session) -> None:
    """Show every finding: what failed, what is open, what passed, what does not apply."""
    findings = session.result.findings
    struck = " Claims that you struck out are left out." if session.choice.struck else ""
    st.markdown(
        with_terms(
            f"{len(findings)} checks from published guidance, with these criteria: "
            f"{counted_states(findings)}. None of them says that the result is wrong; each says "
            f"what it leans on.{struck}"
        )
    )
    for state, heading in _GROUPS:
        found = [finding for finding in findings if finding.state == state]
        if not found:
            continue
        st.markdown(f"## {heading} ({len(found)})", anchors=False)
        with st.container(key=f"findings_{state.replace(' ', '_')}", gap="xsmall"):
            if state == "passed":
                _show_folded(f"Show the {len(found)} that passed", found)
            elif state == "not applicable":
                _show_folded(f"Show the {len(found)} that do not apply", found)
            else:
                for finding in found:
                    _show_finding(session, finding)


def _show_finding(session: Session, finding: Finding) -> None:
    """Show a check as one line that unfolds to what was found, the cases and what to do."""
    box = st.expander(as_text(answered(finding)), key=f"finding_{finding.rule}", on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown(with_terms(finding.found))
        if finding.advice:
            st.markdown(f"What to do: {with_terms(_unquoted(finding.advice))}")
        if finding.details:
            _list_details(finding.details)
        _offer_subjects(session, finding.rule, finding.about)
        if finding.guidance:
            st.caption(f"Guidance: {as_text('; '.join(finding.guidance))}")


def _unquoted(advice: str) -> str:
    """Return advice with the file's keys in quotation marks, as in prose."""
    return re.sub(r"`([^`]*)`", r"“\1”", advice)


def _list_details(details: tuple[str, ...]) -> None:
    st.markdown("\n".join(f"- {as_text(detail)}" for detail in details[:MOST_CASES_LISTED]))
    if len(details) > MOST_CASES_LISTED:
        more = len(details) - MOST_CASES_LISTED
        st.caption(f"and {more} more; on the command line, check --appraise --json lists them all")


def _show_folded(label: str, found: list[Finding]) -> None:
    with st.expander(label):
        for finding in found:
            guidance = as_text("; ".join(finding.guidance))
            st.markdown(
                f"**{as_text(answered(finding))}** {as_text(finding.found)}  \nGuidance: {guidance}"
            )


def _offer_subjects(session: Session, place: str, subjects: Iterable[Subject]) -> None:
    """Offer the subjects that have a sheet as buttons or a list; each opens over the page.

    `place` tells apart places on one page that offer the same subject.
    """
    names = {subject: _subject_name(session, subject) for subject in subjects}
    named = {subject: name for subject, name in names.items() if name is not None}
    if len(named) > MOST_BUTTONS:
        chosen = st.selectbox(
            "Look at one of them",
            list(named),
            key=f"about:{session.name}:{place}",
            format_func=lambda subject: named.get(subject, ""),
            width=HALF,
        )
        named = {chosen: named[chosen]} if chosen in named else {}
    with st.container(horizontal=True, key=f"about_{place}"):
        for subject, name in named.items():
            is_in_view = _opener(session, subject) is not None
            pressed = st.button(
                f"Show {as_text(name)}",
                key=f"show:{place}:{subject.kind}:{subject.id}",
                type="tertiary",
                icon=":material/visibility:",
                on_click=_opener(session, subject),
            )
            if pressed and not is_in_view:
                st.dialog(as_text(name[:80]), width="large")(_show_subject)(session, subject)


def _opener(session: Session, subject: Subject) -> Callable[[], None] | None:
    """Return a callback that opens the sheet of a subject; `None` if it has no sheet here."""
    evaluation = session.result.evaluation
    option, _, criterion = subject.id.partition("/")
    if subject.kind == "cell" and criterion in evaluation.criteria:
        return partial(open_score, (option, criterion))
    if subject.kind == "option":
        return partial(open_option, subject.id)
    return None


def _subject_name(session: Session, subject: Subject) -> str | None:
    """Return the name of a subject, or `None` if it has nothing to show."""
    criteria_set = session.criteria_set
    if subject.kind == "cell":
        option, _, criterion = subject.id.partition("/")
        is_known = option in criteria_set.options and criterion in criteria_set.criteria
        return cell_name(criteria_set, (option, criterion)) if is_known else None
    if subject.kind == "option" and subject.id in criteria_set.options:
        return criteria_set.options[subject.id].label
    if subject.kind == "criterion" and subject.id in criteria_set.criteria:
        return criterion_name(criteria_set, subject.id)
    if subject.kind == "claim" and subject.id in session.shown.claims:
        return subject.id
    return None


def _show_subject(session: Session, subject: Subject) -> None:
    criteria_set = session.criteria_set
    if subject.kind == "cell":
        st.markdown(OTHER_FRAME)
    elif subject.kind == "claim":
        show_whole_claim(session, subject.id)
    elif subject.kind == "criterion":
        _show_criterion(criteria_set, subject.id)


def _show_criterion(criteria_set: CriteriaSet, criterion: str) -> None:
    entry = criteria_set.criteria[criterion]
    st.markdown(f"**{as_text(entry.name)}** ({as_text(scale_words(criteria_set, entry))})")
    if entry.question:
        st.markdown(as_text(entry.question))
    st.markdown(
        "\n".join(
            f"- {as_text(format_number(number))}: {as_text(words)}"
            for number, words in sorted(entry.anchors.items())
        )
    )
    if entry.swing_reason:
        st.markdown(f"**Its importance.** {as_text(entry.swing_reason)}")
    if entry.note:
        st.caption(as_text(entry.note))
