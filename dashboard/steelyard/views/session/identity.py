"""Question, date and judges of the set above every page, and how to read the pages."""

from __future__ import annotations

import streamlit as st

from steelyard.model import CriteriaSet
from steelyard.results.words.glossary import (
    HOW_TO_READ,
    HOW_TO_READ_PARTS,
    MEANINGS,
    TERMS,
    define,
    left_out_sentence,
    meanings_of_marks,
)
from steelyard.results.words.text import as_sentence
from steelyard.results.words.view import (
    COPY_LINK,
    WHO_JUDGED,
    identity_date,
    identity_line,
    judges_definition,
)
from steelyard.views.session.browser_component import as_bytes, component, has_components
from steelyard.views.session.safe_text import TERM, as_text
from steelyard.views.session.screen import is_narrow
from steelyard.views.session.streamlit_parts import APP

_JUDGES = "judges"
"""The name of the definition that says who judged."""


def show_identity(criteria_set: CriteriaSet) -> None:
    """Show as of when and by whom the set was judged: in full, and in short for a phone."""
    if line := identity_line(criteria_set):
        with st.container(key="identity_full", width="content"):
            st.markdown(as_text(line))
    short = [as_text(identity_date(criteria_set))] if criteria_set.as_of else []
    if criteria_set.judged_by:
        short.append(f"[{as_text(WHO_JUDGED)}]({TERM}{_JUDGES})")
    if short:
        with st.container(key="identity_short", width="content"):
            st.markdown(" · ".join(short))


def show_question(criteria_set: CriteriaSet) -> None:
    """Show the question that the set answers."""
    if criteria_set.question:
        with st.container(key="question"):
            st.markdown(as_text(criteria_set.question))


def follow_words(criteria_set: CriteriaSet | None) -> None:
    """Mount the script that opens definitions of words and follows links to parts of the page."""
    if not has_components():
        return
    meanings = {name: define(name) for name in TERMS}
    if criteria_set is not None:
        meanings[_JUDGES] = judges_definition(criteria_set)
    component("views/session/browser/page_aids")(
        key="page_aids", data=as_bytes({"words": meanings, "page": APP})
    )


def show_copy_link() -> None:
    """Show the button that copies the address of exactly this view."""
    if has_components():
        with st.container(key="copy_link", width="content"):
            component("views/session/browser/copy_link", "copy-link")(
                key="copy", data=dict(COPY_LINK)
            )


def show_how_to_read(criteria_set: CriteriaSet) -> None:
    """Show the button that explains the words and the marks on this screen."""
    with (
        st.popover(HOW_TO_READ, width="content"),
        st.container(key="how_to_read", gap="small"),
    ):
        parts = (
            [
                f"- **{as_text(mark)}** {as_text(says)}"
                for mark, says in meanings_of_marks(criteria_set, is_phone=is_narrow()).items()
            ],
            [
                f"- **{as_text(as_sentence(word))}** {as_text(says)}"
                for word, says in MEANINGS.items()
            ],
            [as_text(left_out_sentence(criteria_set))],
        )
        for heading, said in zip(HOW_TO_READ_PARTS, parts, strict=True):
            st.markdown("\n".join([f"**{heading}**", "", *said]))
