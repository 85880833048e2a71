"""Running a part of the page alone, only if the page on screen is complete.

A fragment is drawn at the place it had when the page last ran. A run of the page that is
interrupted by another request leaves some parts at new places and some at old ones; a fragment
drawn then may find no place at all, and Streamlit replaces the whole page with an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

import streamlit as st
from streamlit.errors import StreamlitAPIException

_WHOLE: Final = "page_is_whole"


@contextmanager
def page_run() -> Iterator[None]:
    """Record that a run of the page begins and, unless it is interrupted, that it ends."""
    st.session_state[_WHOLE] = False
    yield
    st.session_state[_WHOLE] = True


def rerun_only(*keys: str) -> None:
    """Run only the fragments of these keys; for callbacks.

    Does nothing, so that the whole page is run after the callback, if the last run of the page
    was interrupted or the page has no fragment with these keys.
    """
    if keys and st.session_state.get(_WHOLE):
        with suppress(StreamlitAPIException):
            st.rerun(list(keys))
