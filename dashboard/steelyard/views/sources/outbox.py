"""Handling the numbered messages of a desk in the browser, each exactly once.

The browser repeats every message until its number is acknowledged, so that none is lost when two
requests are merged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import streamlit as st

from steelyard.instrument.script_modules import read_packaged
from steelyard.views.session.browser_component import component, message_of
from steelyard.views.session.undisturbed import undisturbed

Message = Mapping[str, Any]
"""One message from the browser, unchecked."""


def last_taken(key: str) -> int:
    """Return the number of the last message handled for the component with this key."""
    return int(st.session_state.get(f"{key}:taken", 0))


@undisturbed
def take_each(key: str, take: Callable[[Message], None]) -> None:
    """Handle every new message, in order; for a callback."""
    found = message_of(key, "sent")
    for message in found if isinstance(found, list) else []:
        number = message.get("n") if isinstance(message, dict) else None
        if isinstance(number, int) and number > last_taken(key):
            st.session_state[f"{key}:taken"] = number
            take(message)


def text_in(message: Message, key: str, most: int = 4000) -> str:
    """Return a text of a message on one line, cut to `most` characters; empty if there is none.

    >>> text_in({"says": " It\\n is "}, "says"), text_in({"says": 1}, "says")
    ('It is', '')
    """
    found = message.get(key)
    return " ".join(found[:most].split()) if isinstance(found, str) else ""


@lru_cache
def desk_component(stem: str) -> Any:
    """Return the component for the script and style sheet with this stem.

    Its class has hyphens for the underscores of the stem.
    """
    script = f"views/sources/browser/{stem}"
    styles = (read_packaged(f"{path}.css") for path in ("views/sources/browser/desk", script))
    return component(script, stem.replace("_", "-"), css="".join(styles))
