"""The page's scripts and style as text, without what only people who keep the code need.

Comments and blanks are left out by `rjsmin` and `rcssmin`; no name is rewritten, so that a
reader of the page finds the same functions as in the project. Knows nothing of any decision.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from rcssmin import cssmin
from rjsmin import jsmin

from steelyard.instrument import scripts

SCRIPTS = ("address.js", "why.js", "evidence.js", "live.js")


@lru_cache
def page_script() -> str:
    """Return engine, instrument and what ties them to this page as one script."""
    return small_script("\n".join([scripts.script(), *(_read(name) for name in SCRIPTS)]))


@lru_cache
def page_style() -> str:
    """Return the instrument's style sheet and this page's own."""
    return small_style(scripts.style() + "\n" + _read("live.css"))


def small_script(script: str) -> str:
    """Return a script without comments and blanks; ValueError if it would end its element.

    >>> small_script("// why\\nif (a) {\\n  b();\\n}\\n")
    'if(a){b();}'
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


def _read(name: str) -> str:
    return files("steelyard.export.live_page").joinpath(name).read_text(encoding="utf-8")
