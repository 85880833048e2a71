"""Whether the visitor's screen is narrow and whether it is dark, so that pictures fit at once.

An invisible component reports the width only where the server's guess is wrong, or when a
phone is turned.
"""

from __future__ import annotations

import streamlit as st

from steelyard.charts.theme import Mode
from steelyard.views.session.browser_component import (
    component,
    has_components,
    keep_message,
    message_of,
)
from steelyard.views.session.style import PHONE

SCREEN_KEY = "screen"


def mode() -> Mode:
    """Return whether the visitor sees the light or the dark theme."""
    return "dark" if st.context.theme.type == "dark" else "light"


def is_narrow() -> bool:
    """Return whether the page is as narrow as a phone: as reported, else guessed."""
    reported = message_of(SCREEN_KEY, "narrow")
    if isinstance(reported, bool):
        st.session_state["is_narrow"] = reported
    kept = st.session_state.get("is_narrow")
    return kept if isinstance(kept, bool) else _guess_narrow()


def follow_screen() -> None:
    """Put the component on the page; where Streamlit cannot run it, the guess is used."""
    if has_components():
        with st.container(key="unseen"):
            data = {"narrow": is_narrow(), "phone": PHONE}
            component("views/session/screen")(
                key=SCREEN_KEY, data=data, on_narrow_change=keep_message
            )


def _guess_narrow() -> bool:
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
