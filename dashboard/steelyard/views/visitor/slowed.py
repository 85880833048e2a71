"""What a page says when the server slows it down; on a laptop nothing ever does."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

_finders: list[Callable[[], bool]] = []


def find_slowed_by(finder: Callable[[], bool] | None) -> None:
    """Have `finder` say whether the page being drawn has to say that it was slowed down.

    It is asked once for each time it is said; `None`: no page ever is.
    """
    _finders[:] = [finder] if finder is not None else []


def show_slowed() -> None:
    """Say that the page was slowed down, if it was and has not said so."""
    if any(finder() for finder in _finders):
        st.toast(SLOWED, icon=":material/hourglass_top:", duration="long")


SLOWED = (
    "This page asks for more than the server does for one person in a second, so it was slowed "
    "down. Nothing is lost, and it goes on by itself."
)
