"""The pickers above every page: which criteria file is open, and which frame counts."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from steelyard.analysis.totals import ALL_CRITERIA
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, current_session, put_choice, put_file

FILE_KEY, FRAME_KEY = "file", "frame"


def show_choosers(session: Session) -> None:
    """Show the pickers of file and frame; no frame where nothing in the file is usable."""
    st.session_state[FILE_KEY] = session.name
    st.selectbox(
        "Criteria set",
        session.names,
        key=FILE_KEY,
        format_func=lambda name: _file_label(session, name),
        on_change=_take_file,
        width=300,
    )
    if not session.is_usable:
        return
    frames = {frame: entry.name for frame, entry in session.criteria_set.frames.items()}
    if len(frames) > 1:
        st.session_state[FRAME_KEY] = session.result.evaluation.frame
        st.segmented_control(
            "Which criteria count",
            list(frames),
            key=FRAME_KEY,
            format_func=lambda frame: as_text(frames.get(frame, ALL_CRITERIA)),
            required=True,
            on_change=_take_frame,
        )


def _file_label(session: Session, name: str) -> str:
    """Return the title of the open file, and the file name of the others."""
    is_open = session.is_usable and name == session.name
    return session.criteria_set.title if is_open else name


def _take_file() -> None:
    put_file(st.session_state[FILE_KEY])


def _take_frame() -> None:
    put_choice(replace(current_session().choice, frame=st.session_state[FRAME_KEY]))
