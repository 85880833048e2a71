"""The colours of one criteria set as style rules, for light, dark and paper.

They are classes, because the page's policy forbids styles written on an element. The colours
themselves come from `charts.theme`.
"""

from __future__ import annotations

from steelyard.charts.drawing.contrast import BLACK, WHITE, ramp_colour, text_on
from steelyard.charts.theme import Mode, option_colours, palette
from steelyard.model import CriteriaSet

STEPS = 10
"""Shades of a value beyond the first: one for every ten points."""


def colour_rules(criteria_set: CriteriaSet) -> str:
    """Return the style rules of the page's colours; paper is always light."""
    light, dark = _rules(criteria_set, "light"), _rules(criteria_set, "dark")
    return f"{light}@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n"


def option_class(criteria_set: CriteriaSet, option: str) -> str:
    """Return the class that gives an option's bar its colour."""
    return f"o{list(criteria_set.options).index(option)}"


def value_class(value: float) -> str:
    """Return the class that shades a value of 0 to 100.

    >>> value_class(84.9)
    'v8'
    """
    return f"v{int(value / 100 * STEPS + 0.5)}"


def _rules(criteria_set: CriteriaSet, mode: Mode) -> str:
    own = palette(mode)
    scope = ":root, .sy:not([data-mode])"
    variables = {
        "ink": own.ink, "sub": own.sub, "rule": own.rule, "track": own.track,
        "paper": own.background, "accent": own.accent,
    }  # fmt: skip
    lines = [f"{scope} {{ {' '.join(f'--{k}: {v};' for k, v in variables.items())} }}"]
    for index, colour in enumerate(option_colours(criteria_set, mode).values()):
        lines.append(f".o{index} {{ fill: {colour}; }}")
    fills = [ramp_colour(own.value_ramp, step * 100 / STEPS) for step in range(STEPS + 1)]
    lines += [f".v{step} {{ background: {fill}; }}" for step, fill in enumerate(fills)]
    for text in (BLACK, WHITE):
        shades = ", ".join(f".v{step}" for step, fill in enumerate(fills) if text_on(fill) == text)
        lines += [f"{shades} {{ color: {text}; }}"] if shades else []
    return "".join(f"{line}\n" for line in lines)
