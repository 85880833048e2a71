"""Builds HTML in which text from a file can only ever be text.

Every text is escaped here and nowhere else. Finished markup has a type of its own, so that
nothing is escaped twice or forgotten.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from steelyard.results.words.text import plain

STAMP_BEGINS = '<script type="application/json" id="steelyard-origin">'
DATA_BEGINS = '<script type="application/json" id="steelyard-data">'
BLOCK_ENDS = "</script>"
"""The end tag of the stamp and data blocks of a live page, for writing and for reading."""

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
    """Text that is finished markup and is not escaped again."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: str | int | float | None) -> Markup:
    """Return an element; children that are not `Markup` are text, and `None` is no attribute.

    `_` in the name of an attribute becomes a hyphen; a trailing one is dropped. Numbers are written
    in full precision; control and direction characters in a text are dropped.

    Quotes and end tags that HTML does not require are left out: a table has hundreds of
    them. A paragraph therefore has to be followed by a block or by the end of one.

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
    """Return children concatenated, with text escaped.

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
    """Return data as JSON that cannot end the HTML element it is in.

    Raises ValueError for a number that JSON cannot hold.

    >>> json_block({"a": "</script>"})
    '{"a":"\\\\u003c/script\\\\u003e"}'
    """
    short = _short(data)
    text = json.dumps(short, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return escape_json(text)


def escape_json(text: str) -> Markup:
    """Return equivalent JSON in which the special characters of HTML are escaped.

    >>> escape_json('"<"')
    '"\\\\u003c"'
    """
    return Markup("".join(_IN_JSON.get(letter, letter) for letter in text))


def _short(data: Any) -> Any:
    """Return data with whole numbers as integers: JavaScript has one kind of number only."""
    if isinstance(data, float) and data.is_integer():
        return int(data)
    if isinstance(data, dict):
        return {key: _short(value) for key, value in data.items()}
    return [_short(entry) for entry in data] if isinstance(data, list) else data


def _shown(text: str) -> str:
    """Return a text made plain; spaces at its ends are kept, as they separate it from elements."""
    core = plain(text)
    before = " " if text[:1].isspace() and core else ""
    after = " " if text[-1:].isspace() and core else ""
    return f"{before}{core}{after}" if core else text[:1].strip() or (" " if text else "")
