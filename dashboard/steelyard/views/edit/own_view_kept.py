"""The choice that shows the same view of a file once a draft with a person's own view is saved.

Until then disputes and moved weights stay differences from the file on disk.
"""

from __future__ import annotations

import streamlit as st

from steelyard.results.choice import Choice
from steelyard.views.session.session import current_session, put_choice

_KEPT = "own_views"


def keep_own_view(name: str, before: Choice, after: Choice) -> None:
    """Record the choice to switch to once the draft of the file `name` is saved."""
    _kept()[name] = (before, after)


def adopt_own_view(name: str) -> None:
    """Switch to the recorded choice, unless the visitor has moved on; for callbacks."""
    kept = _kept().pop(name, None)
    if kept is None:
        return
    (before, after), session = kept, current_session()
    if session.name == name and session.choice == before:
        put_choice(after)


def _kept() -> dict[str, tuple[Choice, Choice]]:
    kept: dict[str, tuple[Choice, Choice]] = st.session_state.setdefault(_KEPT, {})
    return kept
