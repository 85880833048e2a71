"""Writing by the page Judges: opening, closing and discussing rounds, handing in filled sheets."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st

from steelyard.files.judgements.rounds import LoadedRound, rounds_folder
from steelyard.files.judgements.shelf import NEEDS_FACILITATOR, ROUND_FILE, shelf
from steelyard.files.saving.save import SaveError, is_for_reading_only, writing_allowed
from steelyard.model.people import may_facilitate
from steelyard.views.edit.saving.own_files import is_own
from steelyard.views.edit.saving.save_panel import (
    FILE_READ_ONLY,
    FROM_ELSEWHERE,
    SERVED_READ_ONLY,
)
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session

_REFUSED: Final = "judges_refused"
_DONE: Final = "judges_done"


def why_no_round_is_written(session: Session) -> str:
    """Return in a sentence why no round can be written here; empty if one can."""
    if is_for_reading_only():
        return SERVED_READ_ONLY
    if not writing_allowed(may_facilitate):
        return NEEDS_FACILITATOR
    if is_own(session.name):
        return FROM_ELSEWHERE
    place = rounds_folder(session.now.path) / "round-1" / ROUND_FILE
    return "" if shelf().may_save(place) else FILE_READ_ONLY


def write(act: Callable[[], object], done: str = "") -> bool:
    """Call `act`, which writes a file, note its outcome for the next run, and return success."""
    st.session_state.pop(_REFUSED, None)
    st.session_state.pop(_DONE, None)
    try:
        act()
    except SaveError as error:
        st.session_state[_REFUSED] = str(error)
        return False
    if done:
        st.session_state[_DONE] = done
    return True


def refuse(sentence: str) -> None:
    """Note for the next run why something was not done."""
    st.session_state.pop(_DONE, None)
    st.session_state[_REFUSED] = sentence


def show_what_was_done() -> None:
    """Show once the outcome of the last write: what was written, or why not."""
    if refused := st.session_state.pop(_REFUSED, ""):
        st.error(as_text(refused))
    if done := st.session_state.pop(_DONE, ""):
        st.success(as_text(done))


def is_open_to_others(found: LoadedRound) -> bool:
    """Return whether other users of this computer may read the folder of a round.

    Checked on POSIX only; False on Windows.
    """
    return os.name == "posix" and _others_may_enter(found.path)


def _others_may_enter(folder: Path) -> bool:
    try:
        return bool(folder.stat().st_mode & 0o055)
    except OSError:
        return False
