"""Tests of how wide the server takes the visitor's screen to be."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    """Ask the screen, and write down what is taken for granted."""
    import streamlit as st

    from steelyard.views.session.screen import follow_screen, is_narrow

    follow_screen()
    st.write("narrow" if is_narrow() else "wide")


def test_a_browser_that_says_nothing_is_taken_for_a_desk() -> None:
    """Without a word from the browser pictures are drawn wide."""
    assert AppTest.from_function(page, default_timeout=30).run().markdown[0].value == "wide"


@pytest.mark.parametrize(("told", "shown"), [(True, "narrow"), (False, "wide"), ("x", "wide")])
def test_the_browser_knows_best(told: object, shown: str) -> None:
    """What the browser says counts and is kept; what is no answer is not heeded."""
    app = AppTest.from_function(page, default_timeout=30)
    app.session_state["screen"] = {"narrow": told}

    assert app.run().markdown[0].value == shown
    assert app.run().markdown[0].value == shown
