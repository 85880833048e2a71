"""Keeps an open page in step with its files: changed, deleted, renamed, come back.

Under our own server a small script in the page is told and asks for a new run; under plain
`streamlit run` the files are looked at once a second. Weights, disputes and place are the
session's and stay. Knows nothing of how the server finds out.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.views.session.open_files import open_set
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.served_files import present_token, served_files, state_marks

CHANGES_PATH = "/api/changes"
"""Where the server tells pages of changes."""


def follow() -> None:
    """Put on the page what notices a change and runs the page again; call it once a run."""
    token = present_token()
    with st.container(key="follow_files"):
        if token is None:
            _look_every_second()
        else:
            data = {"path": CHANGES_PATH.lstrip("/"), "token": token}
            _mount()(key="live_reload", data=data, on_token_change=_run_again)


def say_what_happened(name: str, now: LoadedSet, shown: LoadedSet) -> None:
    """Say that the open file was read again, or that it has gone and what is still on show.

    `now` is the file as it is, `shown` its last usable state.
    """
    if is_gone(now):
        st.warning(_describe_gone(shown))
        return
    known: dict[str, str] = st.session_state.setdefault("contents_shown", {})
    is_news = known.get(name, now.sha256) != now.sha256 != st.session_state.get("own_save")
    known[name] = now.sha256
    if is_news and now.criteria_set is not None:
        st.toast(f"{as_text(now.path.name)} has changed and was read again.")


def note_own_save(sha256: str) -> None:
    """Remember what this visitor has just saved: their own change is no news to them."""
    st.session_state["own_save"] = sha256


def is_gone(now: LoadedSet) -> bool:
    """Return whether the open file no longer stands under its name."""
    return now.sha256 == "" and not now.path.exists()


def _describe_gone(shown: LoadedSet) -> str:
    """Say that a file has gone; if the same content stands under another name, say which."""
    gone = as_text(shown.path.name)
    kept = "What you see is its last good state, kept while this page is open."
    for name, path in served_files().items():
        if open_set(name, path).sha256 == shown.sha256:
            return (
                f"{gone} now stands in the folder as {as_text(path.name)}. {kept} "
                "Choose that file to go on with it."
            )
    return (
        f"{gone} has been deleted, moved or renamed. {kept} "
        "Put the file back, or choose another one."
    )


def _run_again() -> None:
    """Do nothing more: being called is a new run, and a run reads what has changed."""


@st.fragment(run_every=1.0)
def _look_every_second() -> None:
    """Compare times and sizes with the last look, and run the page again if they differ."""
    marks = state_marks()
    before = st.session_state.get("file_marks", marks)
    st.session_state["file_marks"] = marks
    if marks != before:
        st.rerun()


@lru_cache
def _mount() -> Any:
    return st.components.v2.component(
        "steelyard_live_reload",
        html="<span hidden>\n</span>",
        js=files("steelyard.views.session").joinpath("live_reload.js").read_text(encoding="utf-8"),
    )
