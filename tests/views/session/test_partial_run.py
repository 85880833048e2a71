"""Tests of running a part of the page alone: only where the page on screen is whole."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    """Draw a button, a fragment and, where it is wanted, half of another layout."""
    import streamlit as st

    from steelyard.views.session.partial_run import page_run, rerun_only

    st.session_state.setdefault("runs", [])

    @st.fragment(key="part")
    def draw() -> None:
        st.session_state["runs"].append("part")

    with page_run():
        st.session_state["runs"].append("page")
        st.button("Part", on_click=rerun_only, args=("part",))
        st.button("Unknown", on_click=rerun_only, args=("elsewhere",))
        if st.session_state.get("is_broken_off"):
            st.stop()
        draw()


def click(app: AppTest, label: str) -> list[str]:
    """Press a button and return what was run for it."""
    app.session_state["runs"] = []
    next(button for button in app.button if button.label == label).click().run()
    return list(app.session_state["runs"])


def test_a_part_of_a_whole_page_is_run_alone() -> None:
    """After a run that came to its end, only the fragment is run."""
    app = AppTest.from_function(page, default_timeout=30).run()

    assert click(app, "Part") == ["part"]


def test_a_part_that_is_not_there_runs_the_page() -> None:
    """A key that no fragment of the page has is followed by a run of all."""
    app = AppTest.from_function(page, default_timeout=30).run()

    assert click(app, "Unknown") == ["page", "part"]


def test_a_page_that_was_broken_off_is_run_whole() -> None:
    """A run that was ended early is followed by one of everything, then by parts again."""
    app = AppTest.from_function(page, default_timeout=30).run()
    app.session_state["is_broken_off"] = True
    app.run()
    app.session_state["is_broken_off"] = False

    assert click(app, "Part") == ["page", "part"]
    assert click(app, "Part") == ["part"]
