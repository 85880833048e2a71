"""How wide the visitor's screen is, and whether it is dark: every picture is drawn once, to fit.

The browser is asked by a part of the page that nobody sees, and answers only where the
server has guessed wrong or somebody turns their phone. Knows nothing of what is drawn.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import streamlit as st

from steelyard.charts.theme import Mode
from steelyard.views.compare.instrument_mount import is_available
from steelyard.views.session.browser_message import sent_by
from steelyard.views.session.style import PHONE

KEY = "screen"
_SCRIPT = f"""
const query = matchMedia("(max-width: {PHONE})");
const told = new WeakMap();
export default function ({{ data, parentElement, setStateValue }}) {{
  told.get(parentElement)?.();
  const tell = () => {{
    if (query.matches !== data.narrow) setStateValue("narrow", query.matches);
  }};
  query.addEventListener("change", tell);
  const stop = () => query.removeEventListener("change", tell);
  told.set(parentElement, stop);
  tell();
  return stop;
}}
"""


def mode() -> Mode:
    """Return whether the visitor sees the light or the dark theme."""
    return "dark" if st.context.theme.type == "dark" else "light"


def is_narrow() -> bool:
    """Return whether the page is as narrow as a phone: as the browser says, else as it looks."""
    told = sent_by(KEY, "narrow")
    if isinstance(told, bool):
        st.session_state["is_narrow"] = told
    kept = st.session_state.get("is_narrow")
    return kept if isinstance(kept, bool) else _looks_narrow()


def ask_screen() -> None:
    """Put on the page what asks the browser; where Streamlit cannot, the guess stands."""
    if is_available():
        with st.container(key="unseen"):
            _mount()(key=KEY, data={"narrow": is_narrow()}, on_narrow_change=lambda: None)


def _looks_narrow() -> bool:
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


@lru_cache
def _mount() -> Any:
    return st.components.v2.component("steelyard_screen", html="<i></i>", js=_SCRIPT)
