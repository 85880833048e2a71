"""The page's scripts and style as text, without what only people who keep the code need.

Comments and blanks are left out and variables have short names; functions, classes and keys
keep theirs, so that a reader of the page finds the same functions as in the project. Knows
nothing of any decision.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from rcssmin import cssmin

from steelyard.export.live_page.script_names import shorten_names
from steelyard.export.live_page.script_signs import leave_out_signs
from steelyard.export.live_page.script_tokens import Token, read_tokens
from steelyard.instrument import scripts

SCRIPTS = ("told.js", "address.js", "why.js", "evidence.js", "live.js")

_ENDS_A_STATEMENT = re.compile(r"[\w$)\]}\"'`/]$|\+\+$|--$")
_BEGINS_A_STATEMENT = re.compile(r"[\w$(\[{\"'`/!~+-]")


@lru_cache
def page_script() -> str:
    """Return engine, instrument and what ties them to this page as one script."""
    return small_script("\n".join([scripts.script(), *(_read(name) for name in SCRIPTS)]))


@lru_cache
def page_style() -> str:
    """Return the instrument's style sheet and this page's own."""
    return small_style(scripts.style() + "\n" + _read("live.css"))


def small_script(script: str) -> str:
    """Return a script without comments and blanks, with short variables.

    Raises ValueError if it would end its element, and as `read_tokens` and `shorten_names` do.

    >>> small_script("// why\\nif (Math) {\\n  const biggest = Math.max(1, 2);\\n}\\n")
    'if(Math){const b=Math.max(1,2)}'
    """
    return _as_element("script", join_tokens(leave_out_signs(shorten_names(read_tokens(script)))))


def small_style(style: str) -> str:
    """Return a style sheet without comments and blanks; ValueError if it would end its element.

    >>> small_style("/* why */\\n.a, .b {\\n  color: red;\\n}\\n")
    '.a,.b{color:red}'
    """
    return _as_element("style", cssmin(style))


def join_tokens(tokens: list[Token]) -> str:
    """Return tokens as text, with a blank or the end of a line where they need one."""
    pieces = [token.text for token in tokens[:1]]
    for last, token in pairwise(tokens):
        pieces += [_between(last.text, token), token.text]
    return "".join(pieces)


def _between(last: str, token: Token) -> str:
    first = token.text
    if token.begins_line and _ENDS_A_STATEMENT.search(last) and _BEGINS_A_STATEMENT.match(first):
        return "\n"
    if re.search(r"[\w$]$", last) and re.match(r"[\w$]", first):
        return " "
    return " " if last[-1] in "+-/" and first[0] == last[-1] else ""


def _as_element(kind: str, text: str) -> str:
    """Return a text that may stand in an element; ValueError where it would end it itself."""
    if f"</{kind}" in text.lower() or "<!--" in text:
        raise ValueError(f"the {kind} would end its own element")
    return text


def _read(name: str) -> str:
    return files("steelyard.export.live_page").joinpath(name).read_text(encoding="utf-8")
