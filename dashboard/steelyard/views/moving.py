"""The parts of a page that follow a hand on a weight, and are alone drawn again for it.

The instrument repaints itself and needs no answer. To send it and the rest of the page
once more for every movement kept everybody waiting for what they had already. Knows
which parts there are, not what they show.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitAPIException

from steelyard.views.state import Desk, moved_desk

_PARTS = "moving parts"


def begin_page() -> None:
    """Forget the moving parts of the page that was shown before."""
    st.session_state[_PARTS] = []


def show_moving(name: str, part: Callable[[Desk], None]) -> None:
    """Show a part of the page that is drawn again alone; `name` is unique on its page.

    `part` is handed the desk as it is by then, and must take everything else from it.
    """
    st.session_state[_PARTS].append(name)
    st.fragment(key=name)(_draw)(part)


def draw_moving_again() -> None:
    """Draw only the moving parts again; for callbacks, in place of the whole page.

    On a page that has none, the whole page follows as always.
    """
    parts = st.session_state.get(_PARTS, [])
    with suppress(StreamlitAPIException):
        if parts:
            st.rerun(list(parts))


def _draw(part: Callable[[Desk], None]) -> None:
    part(moved_desk())
