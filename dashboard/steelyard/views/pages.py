"""The frame around every page: layout, style, problems of the open file, navigation."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from steelyard.views.style import STYLE

_HERE = Path(__file__).parent


def show_pages() -> None:
    """Run the page the visitor is on."""
    st.set_page_config(
        page_title="Steelyard",
        page_icon=str(_HERE / "icon.svg"),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    st.html(STYLE)
    pages = [st.Page(_HERE / "compare_page.py", title="Compare", default=True)]
    st.navigation(pages, position="hidden" if len(pages) == 1 else "top").run()
