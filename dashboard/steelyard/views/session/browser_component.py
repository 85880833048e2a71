"""What all our components in the browser share: whether they can run, and what they last sent.

Streamlit keeps what a component sends under the component's key, and has no such key before
the component was first on the page. What comes from the browser is unchecked.
"""

from __future__ import annotations

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


def keep_message() -> None:
    """Do nothing: Streamlit keeps what a component sends only where a callback is given."""
