"""What is decided here: question, date and judges above every page, and how to read the pages."""

from __future__ import annotations

import streamlit as st

from steelyard.model import CriteriaSet
from steelyard.results.words.glossary import HOW_TO_READ, MARKS, MEANINGS, left_out_sentence
from steelyard.results.words.view import identity_line
from steelyard.views.session.safe_text import as_text


def show_identity(criteria_set: CriteriaSet) -> None:
    """Show as of when and by whom the set was judged, and its question."""
    lines = [line for line in (identity_line(criteria_set), criteria_set.question) if line]
    if lines:
        with st.container(key="identity"):
            st.markdown("\n\n".join(as_text(line) for line in lines))


def show_how_to_read(criteria_set: CriteriaSet) -> None:
    """Show the button that opens what marks and words on the pages mean."""
    with st.popover(HOW_TO_READ, width="content"):
        marks = [f"- **{as_text(mark)}** {as_text(says)}" for mark, says in MARKS.items()]
        words = [f"- **{as_text(word)}**: {as_text(says)}" for word, says in MEANINGS.items()]
        st.markdown("\n".join([*marks, "", *words, "", as_text(left_out_sentence(criteria_set))]))
