"""The notice that the server has slowed a page down; never shown on a laptop."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

_finders: list[Callable[[], bool]] = []


def find_slowed_by(finder: Callable[[], bool] | None) -> None:
    """Set the function that returns whether the page being drawn has to show the notice.

    A call that returns True counts as the notice being shown; `None`: no page is slowed down.
    """
    _finders[:] = [finder] if finder is not None else []


def show_slowed() -> None:
    """Show a notice that the page was slowed down, if it was and the notice is still due."""
    if any(finder() for finder in _finders):
        st.toast(SLOWED, icon=":material/hourglass_top:", duration="long")


SLOWED = (
    "This page asks for more than the server does for one person in a second, so it was slowed "
    "down. Nothing is lost, and it goes on by itself."
)
