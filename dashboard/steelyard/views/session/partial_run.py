"""Running a part of the page alone, only where the page on screen is whole.

A fragment is drawn at the place it had when the page last ran. A run of the page that is broken
off for another request leaves some parts at new places and some at old ones; a fragment drawn
then may meet no place at all, and Streamlit puts an error in place of the whole page.
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
    """Note that a run of the page begins and, unless it is broken off, that it ends."""
    st.session_state[_WHOLE] = False
    yield
    st.session_state[_WHOLE] = True


def rerun_only(*keys: str) -> None:
    """Run only the fragments of these keys; for callbacks.

    Returns without an effect, so that the whole page is run after the callback, where the last
    run of the page was broken off and where the page has no fragment of these keys.
    """
    if keys and st.session_state.get(_WHOLE):
        with suppress(StreamlitAPIException):
            st.rerun(list(keys))
