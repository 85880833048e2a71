"""Show the visitor's name, roles and logout link on every page of a server for a team.

The server registers a function that finds the visitor. On a laptop none is registered, and
nothing is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from steelyard.model.people import Person
from steelyard.views.session.browser_component import as_bytes, component, has_components
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.streamlit_parts import DIALOG, OWN_DIALOG
from steelyard.views.visitor.visitor_words import (
    BAR_WORDS,
    LOG_OUT,
    LOG_OUT_ELSEWHERE,
    describe_person,
    describe_powers,
)


@dataclass(frozen=True)
class Whose:
    """The visitor whose page is drawn. Addresses are relative to that of the pages, or absolute.

    `logout`: where they log out, empty if that is not done here; `login`: where they log in
    again, empty if that is not done here; `replica`: which of several servers draws the page.
    """

    person: Person
    logout: str = ""
    login: str = ""
    replica: str = ""


_finders: list[Callable[[], Whose | None]] = []


def find_whose_page_by(finder: Callable[[], Whose | None] | None) -> None:
    """Set the function that finds whose page is drawn; `None` on a laptop."""
    _finders[:] = [finder] if finder is not None else []


def whose_page() -> Whose | None:
    """Return whose page is being drawn; `None` on a laptop."""
    return _finders[0]() if _finders else None


def show_whose_page() -> None:
    """Show the button with the visitor's name, which opens what they may do and the logout link."""
    whose = whose_page()
    if whose is None or not whose.person.user:
        return
    with (
        st.popover(as_text(whose.person.name), width="content"),
        st.container(key="whose_page", gap="small"),
    ):
        st.markdown(as_text(describe_person(whose.person)))
        st.markdown("\n".join(f"- {as_text(power)}" for power in describe_powers(whose.person)))
        if whose.logout:
            st.html(f'<a href="{escape(whose.logout)}" target="_self">{LOG_OUT}</a>')
        else:
            st.markdown(LOG_OUT_ELSEWHERE)


def follow_login() -> None:
    """Mount the bar for a lost login, a server that is away, and requests to several servers."""
    whose = whose_page()
    if whose is None or not has_components():
        return
    data = {
        "login": whose.login,
        "state": "login/state" if whose.login else "",
        "replica": whose.replica,
        "asks": "api/replica",
        "dialog": f"{DIALOG}:not({OWN_DIALOG})",
        "words": BAR_WORDS,
    }
    with st.container(key="login_bar"):
        component("views/visitor/login_bar", "login-bar")(key="login_watch", data=as_bytes(data))
