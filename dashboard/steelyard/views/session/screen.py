"""Whether the visitor's screen is narrow and whether it is dark, so that pictures fit at once.

An invisible component reports the width only if the server's guess is wrong, or when a
phone is turned.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from steelyard.charts.theme import DARK, LIGHT, Mode, fills, own_colours, text_colour
from steelyard.model import CriteriaSet
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


def follow_screen(criteria_set: CriteriaSet | None = None) -> None:
    """Mount the component; if Streamlit cannot run it, the guess is used.

    `criteria_set`: the one on the page, which may have colours of its own.
    """
    if has_components():
        with st.container(key="unseen"):
            paper = paper_colours(criteria_set) if mode() == "dark" else None
            data = {"narrow": is_narrow(), "phone": PHONE, "paper": paper}
            component("views/session/browser/screen")(
                key=SCREEN_KEY, data=data, on_narrow_change=keep_message
            )


def paper_colours(criteria_set: CriteriaSet | None) -> dict[str, Any]:
    """Return the colours of the dark theme, each with the colour that replaces it in print."""
    own = own_colours(criteria_set) if criteria_set is not None else ()
    single = ("background", "ink", "sub", "faint", "rule", "track", "accent", "warning")
    pairs = {getattr(DARK, name): getattr(LIGHT, name) for name in single}
    pairs |= dict(zip(fills("dark", own), fills("light", own), strict=True))
    letters = {text_colour(dark, "dark"): text_colour(pairs[dark], "light") for dark in pairs}
    ramps = [(DARK.value_ramp, LIGHT.value_ramp), (DARK.regret_ramp, LIGHT.regret_ramp)]
    return {"colours": list(pairs.items()), "letters": list(letters.items()), "ramps": ramps}


def _guess_narrow() -> bool:
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
