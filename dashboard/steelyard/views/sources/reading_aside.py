"""A text to read beside a form, paragraph by paragraph, with what its passages speak of."""

from __future__ import annotations

import streamlit as st

from steelyard.results.words.texts.desks import PATH, short_title
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session
from steelyard.views.session.tabs import choose_one
from steelyard.views.sources.claims import show_desk
from steelyard.views.sources.picking import Picking


def show_texts_aside(session: Session, picking: Picking) -> None:
    """Show the texts of the open set, one at a time, with the passages of their claims."""
    registers = session.shown.registers
    if not registers:
        st.info(PATH["no_text"])
        return
    source = choose_one(
        "Text to read beside it",
        list(registers),
        f"aside:{session.name}",
        words=lambda one: as_text(short_title(registers[one])),
    )
    show_desk(session, registers, source, picking)
