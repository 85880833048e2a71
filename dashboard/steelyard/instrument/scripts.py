"""The instrument's browser code: its style sheet and the entry points of its modules."""

from __future__ import annotations

from steelyard.charts.theme import DARK, LIGHT, Palette
from steelyard.instrument.script_modules import read_packaged

EVALUATION = "instrument/js/engine/evaluation.js"
"""The module that computes all results of a view, without a page."""

COMPONENT = "instrument/js/panel/component"
"""The module that Streamlit calls."""


def style() -> str:
    """Return the instrument's style sheet, which begins with the colours of the theme.

    In print, the colours of the light mode are used.
    """
    light = f":host, .sy {{ {_variables(LIGHT)} }}"
    dark = f'.sy[data-mode="dark"] {{ {_variables(DARK)} }}'
    paper = f'@media print {{ .sy, .sy[data-mode="dark"] {{ {_variables(LIGHT)} }} }}'
    return "\n".join([light, dark, paper, read_packaged("instrument/instrument.css")])


def _variables(colours: Palette) -> str:
    """Return the variables of a mode, under the names that the style sheet uses.

    >>> _variables(LIGHT)[:30]
    '--ink: #1b1f27; --sub: #4f5765'
    """
    named = {
        "ink": colours.ink,
        "sub": colours.sub,
        "rule": colours.rule,
        "edge": colours.edge,
        "track": colours.track,
        "paper": colours.background,
        "accent": colours.accent,
        "warning": colours.warning,
    }
    return " ".join(f"--{name}: {colour};" for name, colour in named.items())
