"""Markup put together so that text from a file can only ever be text.

Every text is escaped here and nowhere else; what is markup already is of its own type, so
that nothing is escaped twice or forgotten. Knows nothing of what a page is about.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from steelyard.results.words.numbers import plain

_EMPTY = frozenset({"br", "col", "link", "meta"})
_ENDED_BY_THE_NEXT = frozenset({"dd", "dt", "li", "p", "tbody", "td", "th", "thead", "tr"})
_NEEDS_NO_QUOTES = re.compile(r"[A-Za-z0-9_.#%-]+")
_IN_JSON = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: str | int | float | None) -> Markup:
    """Return an element; children that are not `Markup` are text, and `None` is no attribute.

    `_` in the name of an attribute stands for a hyphen; one at its end is left out.
    Numbers are written in full precision. Text loses what would turn it round or break it.

    Quotes and ends that HTML does not ask for are left out: a table has hundreds of them.
    A paragraph therefore has to be followed by a block or by the end of one.

    >>> tag("div", tag("p", "a < b", tag("b", "!"), class_="a note", data_total=0.1))
    '<div><p class="a note" data-total=0.1>a &lt; b<b>!</b></div>'
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={_quoted(str(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    begin = Markup(f"<{name}{written}>")
    if name in _EMPTY:
        return begin
    end = "" if name in _ENDED_BY_THE_NEXT else f"</{name}>"
    return Markup(f"{begin}{join(*children)}{end}")


def _quoted(value: str) -> str:
    if _NEEDS_NO_QUOTES.fullmatch(value):
        return value
    quoted = escape(value, quote=False).replace('"', "&quot;")
    return f'"{quoted}"'


def join(*children: str) -> Markup:
    """Return children one after another, with text made safe.

    >>> join("&", tag("br"))
    '&amp;<br>'
    """
    return Markup(
        "".join(
            child if isinstance(child, Markup) else escape(_shown(child), quote=False)
            for child in children
        )
    )


def json_block(data: Any) -> Markup:
    """Return data as JSON that no reader of HTML can take for the end of its element.

    Raises ValueError for a number that JSON cannot hold.

    >>> json_block({"a": "</script>"})
    '{"a":"\\\\u003c/script\\\\u003e"}'
    """
    short = _short(data)
    text = json.dumps(short, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return escape_json(text)


def escape_json(text: str) -> Markup:
    """Return JSON with the letters that mean something to HTML as escapes; the same data.

    >>> escape_json('"<"')
    '"\\\\u003c"'
    """
    return Markup("".join(_IN_JSON.get(letter, letter) for letter in text))


def _short(data: Any) -> Any:
    """Write whole numbers without a point: the browser knows one kind of number only."""
    if isinstance(data, float) and data.is_integer():
        return int(data)
    if isinstance(data, dict):
        return {key: _short(value) for key, value in data.items()}
    return [_short(entry) for entry in data] if isinstance(data, list) else data


def _shown(text: str) -> str:
    """Keep blanks at the ends, which stand between words and elements."""
    core = plain(text)
    before = " " if text[:1].isspace() and core else ""
    after = " " if text[-1:].isspace() and core else ""
    return f"{before}{core}{after}" if core else text[:1].strip() or (" " if text else "")
