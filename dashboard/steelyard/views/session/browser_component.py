"""What all our components in the browser share: whether they can run, and what they last sent.

Streamlit keeps what a component sends under the component's key, and has no such key before
the component was first on the page. What comes from the browser is unchecked.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def has_components() -> bool:
    """Return whether this Streamlit can run components of the kind we write."""
    return hasattr(st.components, "v2")


def component_key(kind: str, name: str) -> str:
    """Return the key of the component of a kind for a file of any name.

    Streamlit puts two underscores between a component's key and its events and refuses keys
    that have them, so underscores of the name are written as in an address.

    >>> component_key("edit_grid", "a__b"), component_key("edit_grid", "a%5Fb")
    ('edit_grid:a%5F%5Fb', 'edit_grid:a%255Fb')
    """
    return f"{kind}:{name.replace('%', '%25').replace('_', '%5F')}"


def message_of(key: str, name: str) -> object:
    """Return what the component with this key last sent under a name; `None` if nothing."""
    found = st.session_state.get(key)
    return found.get(name) if found is not None else None


def keep_event(key: str, name: str) -> Callable[[], None]:
    """Return the callback that keeps what a component sends as an event, for `event_of`.

    What must not be lost is sent as an event. Streamlit merges two requests that wait, one
    to run this page with what was typed and one to show another page, and drops the values
    of the first; its events it keeps.
    """

    def keep() -> None:
        message = message_of(key, name)
        if message is not None:
            st.session_state[_event_key(key, name)] = message

    return keep


def event_of(key: str, name: str) -> object:
    """Return what `keep_event` kept last of a component's events of a name; `None` if nothing."""
    return st.session_state.get(_event_key(key, name))


def _event_key(key: str, name: str) -> str:
    return f"{key}:event:{name}"


def keep_message() -> None:
    """Do nothing: Streamlit keeps what a component sends only where a callback is given."""
