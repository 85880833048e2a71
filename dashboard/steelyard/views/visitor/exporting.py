"""For whom files are made: the person, or where nobody logs in, the open page."""

from __future__ import annotations

from steelyard.files.saving.acting import acting_person
from steelyard.views.session.streamlit_parts import session_of_run


def export_person() -> str:
    """Return whose turn it is when the page being drawn has a file made: a user, or a session."""
    return acting_person().user or session_of_run() or ""
