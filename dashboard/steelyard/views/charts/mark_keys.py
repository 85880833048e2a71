"""The component that lets the keyboard reach and open the marks of a chart beside it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import streamlit as st

from steelyard.instrument.script_modules import join_as_module
from steelyard.results.words.basis import BASIS
from steelyard.views.session.browser_component import has_components


def let_keys_open(key: str, layer: int) -> None:
    """Make the marks of a chart's layer, by its number, stops of the Tab key that Enter opens.

    The chart is the one in the same container.
    """
    if has_components():
        _mount()(key=f"keys_{key}", data={"layer": f"layer_{layer}_marks", "basis": BASIS})


@lru_cache
def _mount() -> Any:
    return st.components.v2.component(
        "steelyard_mark_keys",
        html="<i></i>",
        js=join_as_module("views/charts/mark_keys.js"),
        isolate_styles=False,
    )
