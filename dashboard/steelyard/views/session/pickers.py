"""Keys of the lists and sliders that set a part of the view which other controls set as well.

The browser sends what all its lists show with every request. A request under way while a button
or a link changes the view still carries what a list showed before, and Streamlit would take that
for a new pick. A list that something else has set therefore gets a new key, and only picks under
its current key count. A pick by hand keeps the key, and with it the list and its focus.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from steelyard.views.session.session import current_session


@dataclass(frozen=True)
class _Picker:
    key: str
    count: int
    shown: object


def picker_key(kind: str, name: str, shown: object) -> str:
    """Return the key of a file's list, and set the entry that the list with this key shows.

    `kind`: what is picked, such as `frame`; `name`: that of the file.
    """
    picker: _Picker | None = st.session_state.get(_place(kind, name))
    count = picker.count if picker is not None else 1
    if picker is not None and shown not in (picker.shown, st.session_state.get(picker.key)):
        count += 1
    key = f"{kind}:{name}:{count}"
    st.session_state[_place(kind, name)] = _Picker(key, count, shown)
    st.session_state[key] = shown
    return key


def picked(kind: str, name: str, key: str) -> Any:
    """Return what was picked under a key; `None` if the list has another key by now.

    Also `None` while another file is open.
    """
    picker: _Picker | None = st.session_state.get(_place(kind, name))
    if picker is None or picker.key != key or current_session().name != name:
        return None
    return st.session_state[key]


def _place(kind: str, name: str) -> str:
    return f"picker of {kind}:{name}"
