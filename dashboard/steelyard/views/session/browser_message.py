"""What our parts of the page in the browser have sent, read in one way for all of them.

Streamlit keeps it under the part's key, and knows no such key before the part was first on
the page. It is unchecked: whoever asks has to look at what it is. Knows none of the parts.
"""

from __future__ import annotations

import streamlit as st


def sent_by(key: str, name: str) -> object:
    """Return what the part with this key last sent under a name; `None` if nothing."""
    found = st.session_state.get(key)
    return found.get(name) if found is not None else None


def only_listen() -> None:
    """Do nothing: Streamlit keeps what a part sends only where somebody listens to it."""
