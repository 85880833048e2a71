"""The component that lets the keyboard reach and open the marks of a chart beside it."""

from __future__ import annotations

from steelyard.results.words.basis import BASIS
from steelyard.views.session.browser_component import component, has_components


def let_keys_open(key: str, layer: int) -> None:
    """Let Tab reach, and Enter open, the marks of the layer with that index.

    The chart is the one in the same container.
    """
    if has_components():
        keys = component("views/charts/mark_keys", isolate_styles=False)
        keys(key=f"keys_{key}", data={"layer": f"layer_{layer}_marks", "basis": BASIS})
