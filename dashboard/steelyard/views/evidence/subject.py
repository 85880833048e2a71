"""What a finding is about, one press away: a score, a claim, an option or a criterion."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import HALF
from steelyard.files.problems import format_number
from steelyard.model import CriteriaSet
from steelyard.results.appraisal import Subject
from steelyard.results.words.names import cell_name
from steelyard.results.words.scores import scale_words
from steelyard.views.cells.cell_panel import show_one_cell, show_option
from steelyard.views.evidence.claim import show_whole_claim
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session

MOST_BUTTONS = 6
"""More things than these are offered in a list."""


def offer_subjects(
    session: Session, evaluation: Evaluation, place: str, subjects: Iterable[Subject]
) -> None:
    """Offer whatever can be shown, by name, in buttons or a list; it opens over the page.

    `place` tells apart the places of one page that offer the same thing.
    """
    names = {subject: subject_name(session, subject) for subject in subjects}
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
            if st.button(
                f"Show {as_text(name)}",
                key=f"show:{place}:{subject.kind}:{subject.id}",
                type="tertiary",
                icon=":material/visibility:",
            ):
                st.dialog(as_text(name[:80]), width="large")(_show_subject)(
                    session, evaluation, subject
                )


def subject_name(session: Session, subject: Subject) -> str | None:
    """Return what a subject is called, or `None` if there is nothing to show of it."""
    criteria_set = session.criteria_set
    assert criteria_set is not None
    if subject.kind == "cell":
        option, _, criterion = subject.id.partition("/")
        is_known = option in criteria_set.options and criterion in criteria_set.criteria
        return cell_name(criteria_set, (option, criterion)) if is_known else None
    if subject.kind == "option" and subject.id in criteria_set.options:
        return criteria_set.options[subject.id].label
    if subject.kind == "criterion" and subject.id in criteria_set.criteria:
        return criteria_set.criteria[subject.id].name
    if subject.kind == "claim" and subject.id in session.shown.claims:
        return subject.id
    return None


def _show_subject(session: Session, evaluation: Evaluation, subject: Subject) -> None:
    criteria_set = session.criteria_set
    assert criteria_set is not None
    if subject.kind == "cell":
        option, _, criterion = subject.id.partition("/")
        show_one_cell(session, evaluation, (option, criterion))
    elif subject.kind == "claim":
        show_whole_claim(session, subject.id)
    elif subject.kind == "option":
        show_option(criteria_set, subject.id)
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
        st.markdown(f"**Its swing.** {as_text(entry.swing_reason)}")
    if entry.note:
        st.caption(as_text(entry.note))
