"""What all our components in the browser share: how they are mounted, and what they last sent.

Streamlit stores what a component sends under the component's key, and has no such key until
the component has first been on the page. What comes from the browser is unchecked.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import streamlit as st

from steelyard.instrument.script_modules import join_as_module, read_packaged
from steelyard.views.session.style import more_beside


def has_components() -> bool:
    """Return whether this Streamlit can run components of the kind we write."""
    return hasattr(st.components, "v2")


@lru_cache
def component(
    script: str, root: str = "", *, css: str | None = None, isolate_styles: bool = True
) -> Any:
    """Return the component of a script, to be called with its key, data and callbacks.

    `script`: its path below `dashboard/steelyard`, without `.js`. `root`: the class of the
    element that it fills, which has the attribute `data-…` too; such a component also gets the
    style sheet beside its script unless `css` is given. Without a root it shows nothing.
    """
    if root and css is None:
        fade = more_beside(":is([data-leads], .frame, .grid-frame)", names_stay=True)
        css = f"{read_packaged(f'{script}.css')}\n{fade}"
    return st.components.v2.component(
        f"steelyard_{(root or script.rpartition('/')[2]).replace('-', '_')}",
        html=f'<div class="{root}" data-{root}="">\n</div>' if root else "<span hidden>\n</span>",
        css=css,
        js=join_as_module(f"{script}.js"),
        isolate_styles=isolate_styles,
    )


def as_bytes(data: object) -> bytes:
    """Return data for a component as JSON.

    Streamlit searches anything but bytes for tables, value by value, and loads pandas to do so.
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def component_key(kind: str, name: str) -> str:
    """Return the key of the component of a kind for a file of any name.

    Streamlit puts two underscores between a component's key and its events and refuses keys
    that have them, so underscores of the name are percent-encoded.

    >>> component_key("edit_grid", "a__b"), component_key("edit_grid", "a%5Fb")
    ('edit_grid:a%5F%5Fb', 'edit_grid:a%255Fb')
    """
    return f"{kind}:{name.replace('%', '%25').replace('_', '%5F')}"


def message_of(key: str, name: str) -> object:
    """Return what the component with this key last sent under a name; `None` if nothing."""
    found = st.session_state.get(key)
    return found.get(name) if found is not None else None


def keep_event(key: str, name: str) -> Callable[[], None]:
    """Return a callback that stores an event sent by a component, for `event_of`.

    Data that must not be lost is sent as an event. When Streamlit merges two waiting requests,
    one to run this page with what was typed and one to show another page, it drops the values
    of the first but keeps its events.
    """

    def keep() -> None:
        message = message_of(key, name)
        if message is not None:
            st.session_state[_event_key(key, name)] = message

    return keep


def event_of(key: str, name: str) -> object:
    """Return a component's last event of a name that `keep_event` stored; `None` without one."""
    return st.session_state.get(_event_key(key, name))


def _event_key(key: str, name: str) -> str:
    return f"{key}:event:{name}"


def keep_message() -> None:
    """Do nothing: given any callback, Streamlit keeps what was sent and runs the page."""
