"""Shared parts of the view Changes: a bar of counts, and the note of a refused action."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from steelyard.views.session.safe_text import as_html

_REFUSED: Final = "changes_refused"


def note_refusal(sentence: str) -> None:
    """Note why something was refused, to be shown above the view; ignore an empty text."""
    if sentence:
        st.session_state[_REFUSED] = sentence


def take_refusal() -> str:
    """Return and clear the sentence noted by `note_refusal`; empty if there is none."""
    return str(st.session_state.pop(_REFUSED, ""))


def parts_html(parts: Sequence[tuple[int, str, str]]) -> str:
    """Return counts with their words as an HTML bar, each with a class for its background."""
    items = "".join(
        f'<li class="{kind}" style="--count: {max(count, 1)}"><strong>{count}</strong> '
        f"{as_html(words)}</li>"
        for count, words, kind in parts
    )
    return f'<ul class="parts">{items}</ul>'
