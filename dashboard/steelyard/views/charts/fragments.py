"""The parts of a page that follow a hand on a weight, and are alone drawn again for it.

The instrument repaints itself and needs no answer. To send it and the rest of the page
once more for every movement kept everybody waiting for what they had already. Knows
which parts there are, not what they show.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass

import streamlit as st
from streamlit.errors import StreamlitAPIException

from steelyard.views.session.session import Session, current_session

_PARTS = "moving parts"


@dataclass
class _Part:
    """One part: what it is drawn from beside the file, and how that was when it was drawn."""

    follows: Callable[[Session], Hashable] | None
    drawn_for: Hashable = None

    def is_stale(self, session: Session) -> bool:
        return self.follows is None or self.follows(session) != self.drawn_for


def begin_page() -> None:
    """Forget the moving parts of the page that was shown before."""
    st.session_state[_PARTS] = {}


def show_moving(
    name: str,
    part: Callable[[Session], None],
    follows: Callable[[Session], Hashable] | None = None,
) -> None:
    """Show a part of the page that is drawn again alone; `name` is unique on its page.

    `part` is handed the session as it is by then, and must take everything else from it. With
    `follows` it is left as it stands while what that returns stays the same.
    """
    st.session_state[_PARTS][name] = _Part(follows)
    st.fragment(key=name)(_draw)(name, part)


def draw_moving_again() -> None:
    """Draw only the moving parts again; for callbacks, in place of the whole page.

    On a page that has none, the whole page follows as always.
    """
    parts: dict[str, _Part] = st.session_state.get(_PARTS, {})
    with suppress(StreamlitAPIException):
        if parts:
            session = current_session()
            st.rerun([name for name, part in parts.items() if part.is_stale(session)])


def _draw(name: str, part: Callable[[Session], None]) -> None:
    session = current_session()
    shown: _Part = st.session_state[_PARTS][name]
    if shown.follows is not None:
        shown.drawn_for = shown.follows(session)
    part(session)
