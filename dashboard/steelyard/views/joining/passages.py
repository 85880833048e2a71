"""The paragraph of a claim, with its passage marked, wherever a page lists claims."""

from __future__ import annotations

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.files.registers import LoadedRegister
from steelyard.model import Claim
from steelyard.results.words.sheets.claim_lines import mark_paragraph
from steelyard.views.session.safe_text import as_html


def show_passage(loaded: LoadedSet, claim: str) -> None:
    """Show the paragraph of a claim, folded, or why it is missing."""
    register = loaded.register_of(claim)
    if register is not None and claim in loaded.claims:
        st.html(passage_html(register, loaded.claims[claim]))


def passage_html(register: LoadedRegister, entry: Claim) -> str:
    """Return the paragraph of a claim as HTML, with its text escaped."""
    found = mark_paragraph(register, entry)
    if found.missing:
        words = as_html(found.missing)
    else:
        parts = (_escaped(found.before), _escaped(found.passage), _escaped(found.after))
        before, passage, after = parts
        marked = f"<mark>{passage}</mark>" if passage else ""
        words = f"“{before}{marked}{after}”"
    return (
        f'<details class="paragraph"><summary>Paragraph {entry.paragraph} of the source</summary>'
        f'<blockquote class="paragraph" dir="auto">{words}</blockquote></details>'
    )


def _escaped(text: str) -> str:
    """Return a piece of text as HTML, keeping the spaces at its ends."""
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{before}{as_html(text)}{after if text.strip() else ''}"
