"""The key for queueing exports: the user, or the session where nobody logs in."""

from __future__ import annotations

from steelyard.files.saving.acting import acting_person
from steelyard.views.session.streamlit_parts import session_of_run


def export_person() -> str:
    """Return for whom the page being drawn has a file made: the user, else the session id."""
    return acting_person().user or session_of_run() or ""
