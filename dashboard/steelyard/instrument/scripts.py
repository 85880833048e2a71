"""The instrument's part in the browser: its style sheet, and where its modules begin."""

from __future__ import annotations

from steelyard.instrument.script_modules import read_packaged

EVALUATION = "instrument/js/engine/evaluation.js"
"""The module that computes all results of a view, without a page."""

COMPONENT = "instrument/js/panel/component.js"
"""The module that Streamlit calls."""


def style() -> str:
    """Return the instrument's style sheet."""
    return read_packaged("instrument/instrument.css")
