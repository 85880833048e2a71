"""Widgets that stand for a piece of the draft: each shows it as it is, each change goes in.

A widget never keeps a content of its own: what the draft says is put into it in every
run, so that table, text and panels cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from steelyard.views.drafts import change_draft
from steelyard.views.edit_save_panel import say

Put = Callable[[str, object], str]
"""Puts a widget's content into a text and returns the new text; ValueError if refused."""


def ask_line(name: str, label: str, key: str, now: str, put: Put, hint: str = "") -> None:
    """Show a line of text of the draft."""
    _bind(key, now)
    st.text_input(label, key=key, on_change=_take, args=(name, key, put), help=hint or None)


def ask_prose(name: str, label: str, key: str, now: str, put: Put, height: int = 100) -> None:
    """Show several lines of text of the draft."""
    _bind(key, now)
    st.text_area(label, key=key, height=height, on_change=_take, args=(name, key, put))


def ask_mark(name: str, label: str, key: str, now: bool, put: Put) -> None:
    """Show a yes or no of the draft."""
    _bind(key, now)
    st.checkbox(label, key=key, on_change=_take, args=(name, key, put))


def ask_one(
    name: str, label: str, key: str, now: str | None, choices: Sequence[str], put: Put
) -> None:
    """Show one word of a list, or none of them."""
    _bind(key, now if now in choices else None)
    st.segmented_control(label, choices, key=key, on_change=_take, args=(name, key, put))


def ask_entry(name: str, label: str, key: str, now: str, choices: Sequence[str], put: Put) -> None:
    """Show one entry of a longer list."""
    _bind(key, now)
    st.selectbox(label, choices, key=key, on_change=_take, args=(name, key, put))


def ask_several(
    name: str,
    label: str,
    key: str,
    now: Sequence[str],
    choices: Sequence[str],
    put: Put,
    words: Callable[[str], str],
) -> None:
    """Show some entries of a list, in the order they were chosen."""
    _bind(key, list(now))
    st.multiselect(
        label,
        [*choices, *(one for one in now if one not in choices)],
        key=key,
        format_func=words,
        on_change=_take,
        args=(name, key, put),
    )


def change(name: str, put: Callable[[str], str]) -> bool:
    """Change the draft; where that is refused say why. Return whether it was changed."""
    refusal = change_draft(name, put)
    if refusal:
        say(name, "bad", f"Not changed: {refusal}")
    return not refusal


def _bind(key: str, now: object) -> None:
    if key not in st.session_state or st.session_state[key] != now:
        st.session_state[key] = now


def _take(name: str, key: str, put: Put) -> None:
    content = st.session_state[key]
    change(name, lambda text: put(text, content))
