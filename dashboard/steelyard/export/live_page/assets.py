"""The page's script and style sheet, minified."""

from __future__ import annotations

import re
from functools import lru_cache

from rcssmin import cssmin
from rjsmin import jsmin

from steelyard.charts.drawing.contrast import BLACK, WHITE, ramp_colour, text_on
from steelyard.charts.theme import Mode, option_colours, palette
from steelyard.instrument import scripts
from steelyard.instrument.script_modules import join_as_script, read_packaged
from steelyard.model import CriteriaSet

SCRIPT_NAME = "Steelyard"
"""The global constant that exposes the names in `SHOWN` to the console."""

SHOWN = (
    "pageData", "evaluate", "differenceTitle", "differenceSteps", "readAddress", "writeAddress",
)  # fmt: skip
"""The public names: the data of the page, its arithmetic, its addresses."""

PAGE = "export/live_page/live.js"
"""The module that starts the scripts of the page."""


@lru_cache
def page_script() -> str:
    """Return the instrument and the code of this page as one classic script.

    Raises the ValueErrors of `join_as_script` and `small_script`.
    """
    return small_script(join_as_script(SCRIPT_NAME, PAGE, shown=SHOWN))


MANY_ROWS = 16
"""With this many options or more, the ranking is `dense`; the same as in `ranking_table.js`."""

MOST_TALL = 8
"""With more sliders than this, they are `slim`; the same as in `weight_panel.js`."""


@lru_cache
def page_style(options: int, criteria: int, *, has_groups: bool = True) -> str:
    """Return the instrument's style sheet and this page's own, for a table of this size.

    Rules that apply only to larger tables, or to heads of groups, are left out if unused.
    """
    style = small_style(scripts.style() + "\n" + read_packaged("export/live_page/live.css"))
    uses = {
        "dense": options >= MANY_ROWS,
        "slim": criteria > MOST_TALL,
        "groups": has_groups,
        "fold": has_groups,
    }
    for name, is_used in uses.items():
        if not is_used:
            style = re.sub(rf"[^{{}}]*\.{name}\b[^{{}}]*\{{[^{{}}]*\}}", "", style)
    return re.sub(r"@(?:media|container)[^{}]*\{\}", "", style)


def small_script(script: str) -> str:
    """Return a script without comments and whitespace; ValueError if it would end its element.

    A template nested in a template would be corrupted; the linter of the scripts rejects those.

    >>> small_script("// why\\nif (Math) {\\n  const biggest = Math.max(1, 2);\\n}\\n")
    'if(Math){const biggest=Math.max(1,2);}'
    """
    return _as_element("script", jsmin(script))


def small_style(style: str) -> str:
    """Return a style sheet without comments and whitespace; ValueError if it would end its element.

    >>> small_style("/* why */\\n.a, .b {\\n  color: red;\\n}\\n")
    '.a,.b{color:red}'
    """
    return _as_element("style", cssmin(style))


def _as_element(kind: str, text: str) -> str:
    """Return a text that is safe inside an element; ValueError if it could end it early."""
    if f"</{kind}" in text.lower() or "<!--" in text:
        raise ValueError(f"the {kind} would end its own element")
    return text


_STEPS = 10
"""Shades of a value beyond the first: one for every ten points."""


def colour_rules(criteria_set: CriteriaSet) -> str:
    """Return the style rules of the page's colours; print is always light."""
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
    return f"v{int(value / 100 * _STEPS + 0.5)}"


def _rules(criteria_set: CriteriaSet, mode: Mode) -> str:
    own = palette(mode)
    scope = ":root, .sy:not([data-mode])"
    variables = {
        "ink": own.ink, "sub": own.sub, "rule": own.rule, "track": own.track,
        "edge": own.edge, "paper": own.background, "accent": own.accent,
    }  # fmt: skip
    lines = [f"{scope} {{ {' '.join(f'--{k}: {v};' for k, v in variables.items())} }}"]
    for index, colour in enumerate(option_colours(criteria_set, mode).values()):
        lines.append(f".o{index} {{ fill: {colour}; }}")
    fills = [ramp_colour(own.value_ramp, step * 100 / _STEPS) for step in range(_STEPS + 1)]
    lines += [f".v{step} {{ background: {fill}; }}" for step, fill in enumerate(fills)]
    for text in (BLACK, WHITE):
        shades = ", ".join(f".v{step}" for step, fill in enumerate(fills) if text_on(fill) == text)
        lines += [f"{shades} {{ color: {text}; }}"] if shades else []
    return "".join(f"{line}\n" for line in lines)
