"""Runs an open page again when its files change: edited, deleted, renamed, restored.

Under our own server a small script in the page receives each change and starts a run; under
plain `streamlit run` the files' times and sizes are read once a second. Weights, disputes
and the page's scroll position are kept.
"""

from __future__ import annotations

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.views.session.browser_component import component, keep_message
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.served_files import noted_token, open_set, served_files, state_marks

CHANGES_PATH = "/api/changes"
"""Path of the WebSocket on which the server announces changes."""


def follow_files() -> None:
    """Mount what runs the page again after a file change; called once per run."""
    token = noted_token()
    with st.container(key="follow_files"):
        if token is None:
            _check_every_second()
        else:
            data = {"path": CHANGES_PATH.lstrip("/"), "token": token}
            component("views/session/browser/live_reload")(
                key="live_reload", data=data, on_token_change=keep_message
            )


def show_file_news(name: str, now: LoadedSet, shown: LoadedSet) -> None:
    """Announce that the open file was read again, or that it has gone and what is still shown.

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
    """Remember what this visitor has just saved, so that it is not announced to them."""
    st.session_state["own_save"] = sha256


def is_gone(now: LoadedSet) -> bool:
    """Return whether the open file no longer exists under its name."""
    return now.sha256 == "" and not now.path.exists()


def _describe_gone(shown: LoadedSet) -> str:
    """Return a notice that a file has gone, naming another file with the same content if any."""
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


@st.fragment(run_every=1.0)
def _check_every_second() -> None:
    """Compare times and sizes with those a second ago; run the page again if they differ."""
    marks = state_marks()
    before = st.session_state.get("file_marks", marks)
    st.session_state["file_marks"] = marks
    if marks != before:
        st.rerun()
