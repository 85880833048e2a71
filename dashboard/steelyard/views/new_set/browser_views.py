"""The browser components of the page New set, and the answers they send back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from steelyard.views.new_set.importing import Import
from steelyard.views.new_set.meaning_view import import_answered, meaning_data
from steelyard.views.new_set.sheet_view import sheet_grid_data
from steelyard.views.session.browser_component import component, message_of

_JOB = "new_set_import"
"""The key under which the session keeps the import that is under way."""


def current_import() -> Import | None:
    """Return the import that is under way; `None` before a file is given."""
    job: Import | None = st.session_state.get(_JOB)
    return job


def put_import(job: Import | None) -> None:
    """Store the import that is under way; `None` removes it."""
    st.session_state[_JOB] = job


def show_roles(job: Import) -> None:
    """Show the sheet as a grid in which the role of each line can be changed."""
    key = "import_sheet"
    new_set_component("sheet_grid")(key=key, data=sheet_grid_data(job), on_sent_change=_taking(key))


def show_meaning(job: Import) -> None:
    """Show what the numbers of each criterion mean, to be confirmed or changed."""
    key = "import_meaning"
    new_set_component("meaning")(key=key, data=meaning_data(job), on_sent_change=_taking(key))


def _taking(key: str) -> Callable[[], None]:
    def take() -> None:
        job = current_import()
        if job is not None:
            put_import(import_answered(job, message_of(key, "sent")))

    return take


def new_set_component(stem: str) -> Any:
    """Return the component whose script has this stem; its class has hyphens for underscores."""
    return component(f"views/new_set/browser/{stem}", stem.replace("_", "-"))
