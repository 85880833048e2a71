"""What the parts of the view Changes share: a bar of counts, and why something was not done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from steelyard.views.session.safe_text import as_html

_REFUSED: Final = "changes_refused"


def note_refusal(sentence: str) -> None:
    """Keep why something was not done, to be shown above the view; nothing for an empty text."""
    if sentence:
        st.session_state[_REFUSED] = sentence


def take_refusal() -> str:
    """Return what `note_refusal` kept, once; empty where nothing is."""
    return str(st.session_state.pop(_REFUSED, ""))


def parts_html(parts: Sequence[tuple[int, str, str]]) -> str:
    """Return counts with their words as a bar, each with a class for its ground."""
    items = "".join(
        f'<li class="{kind}" style="--count: {max(count, 1)}"><strong>{count}</strong> '
        f"{as_html(words)}</li>"
        for count, words, kind in parts
    )
    return f'<ul class="parts">{items}</ul>'
