"""The instrument as Python sees it: data down, one state up.

Verdict, lenses, sliders and scorecard are one browser component in our own JavaScript,
which computes what `analysis` computes (a test holds them equal). Where it cannot run,
Streamlit's own sliders do the job (`weights_panel`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from typing import Any

import streamlit as st

KEY = "instrument"
_NAME = "steelyard_instrument"


def is_available() -> bool:
    """Return whether this Streamlit can run the component."""
    return hasattr(st.components, "v2")


def script() -> str:
    """Return the engine and the page's part as one module, in the order they need."""
    return "\n".join(_read(name) for name in ("engine.js", "instrument.js", "component.js"))


def show(data: dict[str, Any], on_state_change: Callable[[], None]) -> None:
    """Put the instrument on the page; `on_state_change` runs when a hand has lifted."""
    _mount()(key=KEY, data=data, on_state_change=on_state_change)


def state() -> dict[str, Any]:
    """Return what the instrument sent last: unchecked, as the browser wrote it."""
    found = st.session_state.get(KEY)
    sent = found.get("state") if found is not None else None
    return dict(sent) if isinstance(sent, dict) else {}


@lru_cache
def _mount() -> Any:
    return st.components.v2.component(
        _NAME,
        html='<div data-instrument="">\n</div>',
        css=_read("instrument.css"),
        js=script(),
    )


@lru_cache
def _read(name: str) -> str:
    return files("steelyard.views.instrument").joinpath(name).read_text(encoding="utf-8")
