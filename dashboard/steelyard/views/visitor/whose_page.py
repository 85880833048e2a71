"""Shows on every page of a server for a team who one is there, as what, and the way out.

On a laptop nobody has said how to find that out, and nothing is shown. The server names its own
way, as it does for who acts.
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
    """Whose page it is. Addresses are paths below that of the pages, or whole.

    `logout`: where they log out, empty where that is not done here; `login`: where they log in
    again, empty where that is not done here; `replica`: which of several servers draws the page.
    """

    person: Person
    logout: str = ""
    login: str = ""
    replica: str = ""


_finders: list[Callable[[], Whose | None]] = []


def find_whose_page_by(finder: Callable[[], Whose | None] | None) -> None:
    """Have `finder` say whose page is drawn; `None` for a laptop."""
    _finders[:] = [finder] if finder is not None else []


def whose_page() -> Whose | None:
    """Return whose page is being drawn; `None` on a laptop."""
    return _finders[0]() if _finders else None


def show_whose_page() -> None:
    """Show the button with the visitor's name, which opens what they may do and the way out."""
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
    """Have the page say when nobody is logged in any more, or when other servers answer it."""
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
