"""The paragraph of a claim, with its passage marked, wherever a page lists claims."""

from __future__ import annotations

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.results.words.sheets.claim_lines import mark_paragraph
from steelyard.views.session.safe_text import as_html


def show_passage(loaded: LoadedSet, claim: str, *, is_open: bool = False) -> None:
    """Show the paragraph of a claim behind a line that unfolds it; or why it is missing."""
    st.html(passage_html(loaded, claim, is_open=is_open))


def passage_html(loaded: LoadedSet, claim: str, *, is_open: bool = False) -> str:
    """Return that paragraph as HTML, of which only the markup is ours."""
    found = mark_paragraph(loaded, claim)
    number = loaded.claims[claim].paragraph
    if found.missing:
        words = as_html(found.missing)
    else:
        parts = (_escaped(found.before), _escaped(found.passage), _escaped(found.after))
        before, passage, after = parts
        marked = f"<mark>{passage}</mark>" if passage else ""
        words = f"“{before}{marked}{after}”"
    opened = " open" if is_open else ""
    return (
        f'<details class="paragraph"{opened}><summary>Paragraph {number} of the source</summary>'
        f'<blockquote class="paragraph" dir="auto">{words}</blockquote></details>'
    )


def _escaped(text: str) -> str:
    """Return a piece as HTML, with the spaces at its ends that separate it from the next."""
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{before}{as_html(text)}{after if text.strip() else ''}"
