"""The page's script and style as text, without comments and blanks."""

from __future__ import annotations

from functools import lru_cache

from rcssmin import cssmin
from rjsmin import jsmin

from steelyard.instrument import scripts
from steelyard.instrument.script_modules import join_as_script, read_file

SCRIPT_NAME = "Steelyard"
"""The constant whose properties are all that the page's modules export."""

PAGE = "export/live_page/live.js"
"""The module that brings the page to life."""


@lru_cache
def page_script() -> str:
    """Return the instrument and what ties it to this page as one classic script.

    Raises ValueError as `join_as_script` and `small_script` do.
    """
    return small_script(join_as_script(SCRIPT_NAME, PAGE))


@lru_cache
def page_style() -> str:
    """Return the instrument's style sheet and this page's own."""
    return small_style(scripts.style() + "\n" + read_file("export/live_page/live.css"))


def small_script(script: str) -> str:
    """Return a script without comments and blanks; ValueError if it would end its element.

    A template within a template would be damaged; the linter of the scripts refuses it.

    >>> small_script("// why\\nif (Math) {\\n  const biggest = Math.max(1, 2);\\n}\\n")
    'if(Math){const biggest=Math.max(1,2);}'
    """
    return _as_element("script", jsmin(script))


def small_style(style: str) -> str:
    """Return a style sheet without comments and blanks; ValueError if it would end its element.

    >>> small_style("/* why */\\n.a, .b {\\n  color: red;\\n}\\n")
    '.a,.b{color:red}'
    """
    return _as_element("style", cssmin(style))


def _as_element(kind: str, text: str) -> str:
    """Return a text that may stand in an element; ValueError where it would end it itself."""
    if f"</{kind}" in text.lower() or "<!--" in text:
        raise ValueError(f"the {kind} would end its own element")
    return text
