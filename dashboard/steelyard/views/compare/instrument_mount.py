"""The instrument as a component of Streamlit: data down, one state up.

Where Streamlit cannot run it, its own sliders do the job (`weights_panel`).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import streamlit as st

from steelyard.instrument.script_modules import join_as_module
from steelyard.instrument.scripts import COMPONENT, style
from steelyard.views.session.browser_message import sent_by

KEY = "instrument"
_NAME = "steelyard_instrument"


def is_available() -> bool:
    """Return whether this Streamlit can run the component."""
    return hasattr(st.components, "v2")


def component_script() -> str:
    """Return engine, instrument and what ties them to Streamlit as one module."""
    return join_as_module(COMPONENT)


def show(
    data: dict[str, Any], on_state_change: Callable[[], None], on_cell: Callable[[], None]
) -> None:
    """Put the instrument on the page.

    `on_state_change` runs when a hand has lifted, `on_cell` when somebody asks what a score
    rests on.
    """
    # As bytes: Streamlit searches anything else for tables, and loads pandas to do so.
    told = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    _mount()(key=KEY, data=told, on_state_change=on_state_change, on_cell_change=on_cell)


def state() -> dict[str, Any]:
    """Return what the instrument sent last: unchecked, as the browser wrote it."""
    return _sent("state")


def asked_cell() -> dict[str, Any]:
    """Return the cell that was asked for in this very interaction: unchecked, or empty."""
    return _sent("cell")


def _sent(name: str) -> dict[str, Any]:
    sent = sent_by(KEY, name)
    return dict(sent) if isinstance(sent, dict) else {}


@lru_cache
def _mount() -> Any:
    return st.components.v2.component(
        _NAME,
        html='<div data-instrument="">\n</div>',
        css=style(),
        js=component_script(),
    )
