"""Claims: a text at the left, and the claim being made of it at the right."""

from __future__ import annotations

import streamlit as st

from steelyard.results.words.sources import aim_words, coverage_words, texts_finding
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session
from steelyard.views.session.tabs import show_finding


def show_claims(session: Session) -> None:
    """Show how far the texts of the open set have been read."""
    registers = session.shown.registers
    if not registers:
        show_finding("What do the texts claim?", texts_finding([]))
        return
    source, loaded = next(iter(registers.items()))
    covered = coverage_words(session.result.cover_paragraphs(source))
    show_finding("What do the texts claim?", covered.rstrip("."))
    if loaded.register is not None:
        st.markdown(as_text(aim_words(loaded.register)))
