"""The judges beside lenses and readings: who leads for each, and laying them over the view."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from steelyard.results.judges.group_result import GroupResult
from steelyard.results.words.judging.beside import (
    LAY_OVER,
    TAKE_OFF,
    laid_over_note,
    voice_lines,
    voices_heading,
    whose_lines,
)
from steelyard.views.judges.style import JUDGES_STYLE, show_judges_table
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, put_choice


def show_judges(session: Session) -> None:
    """Show who leads for each judge and for the group, if a round is closed."""
    found = session.result.group
    if found is None:
        return
    with st.expander(voices_heading(found), key="judges_beside"):
        st.html(JUDGES_STYLE)
        heads, *rows = voice_lines(found)
        show_judges_table("voices", voices_heading(found), heads, rows, amounts=(2,))
        st.markdown(as_text(" ".join(whose_lines(found)[:2])))
        is_over = session.choice.laid_over
        st.button(
            TAKE_OFF if is_over else LAY_OVER,
            on_click=_lay_over,
            args=(session, found, not is_over),
        )
        st.caption(as_text(laid_over_note(found)))


def _lay_over(session: Session, found: GroupResult, is_over: bool) -> None:
    """Put the judges among the lenses of the view, or take them off; for a callback."""
    choice = session.choice
    if is_over:
        put_choice(replace(choice, judges=found.round.number, laid_over=True))
        return
    own = session.result.loaded.criteria_set
    assert own is not None
    put_choice(
        replace(
            choice,
            judges=None,
            laid_over=False,
            lens=choice.lens if choice.lens in own.lenses else None,
            reading=choice.reading if choice.reading in own.readings else None,
        )
    )
