"""The fragments of a page: parts that depend on the weights and are rerun without the rest.

The instrument repaints itself in the browser. Sending it and the whole page again for every
movement of a weight made visitors wait for what they already had.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import streamlit as st

from steelyard.views.session.partial_run import rerun_only
from steelyard.views.session.session import Session, current_session
from steelyard.views.visitor.slowed import show_slowed

_KEY = "fragments"


@dataclass
class _Fragment:
    """What a fragment depends on besides the file, and the state it was last drawn for."""

    depends_on: Callable[[Session], Hashable] | None
    drawn_for: Hashable = None

    def is_stale(self, session: Session) -> bool:
        return self.depends_on is None or self.depends_on(session) != self.drawn_for


def forget_fragments() -> None:
    """Forget the fragments of the page that was shown before."""
    st.session_state[_KEY] = {}


def show_fragment(
    name: str,
    draw: Callable[[Session], None],
    depends_on: Callable[[Session], Hashable] | None = None,
) -> None:
    """Show a part of the page that can be rerun by itself; `name` is unique on its page.

    `draw` is called with the current session and must read everything from it. With `depends_on`,
    the fragment is not rerun while that returns the same value.
    """
    st.session_state[_KEY][name] = _Fragment(depends_on)
    st.fragment(key=name)(_draw)(name, draw)


def rerun_fragments() -> None:
    """Rerun only the stale fragments; for callbacks.

    On a page without fragments the callback is followed by a run of the whole page.
    """
    fragments: dict[str, _Fragment] = st.session_state.get(_KEY, {})
    if fragments:
        session = current_session()
        rerun_only(*(name for name, one in fragments.items() if one.is_stale(session)))


def _draw(name: str, draw: Callable[[Session], None]) -> None:
    session = current_session()
    fragment: _Fragment = st.session_state[_KEY][name]
    if fragment.depends_on is not None:
        fragment.drawn_for = fragment.depends_on(session)
    show_slowed()
    draw(session)
