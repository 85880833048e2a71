"""The only way for text from a file to reach Markdown or HTML on a page: escaped.

A label may hold an image link, a colour directive or a script; whatever it holds is
shown literally, also in small tables, which can be read aloud, copied and printed.
"""

from __future__ import annotations

import html
import re
import string
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import streamlit as st

from steelyard.results.words.glossary import split_terms

TERM: Final = "#term-"
"""The beginning of the address of a link to the meaning of a word."""

_WORD_JOINER = "\u2060"
"""Takes no space and joins no words; breaks up what would become a link or an emoji."""

_WEB_NAMES = re.compile(r"(?i)www(?=\.)")

_MARKUP = frozenset("!#$&*:;<=>@[\\]^_`{|}~")
"""What Markdown, its links, directives, formulas and emoji are made of."""

_PUNCTUATION = re.compile(f"([{re.escape(string.punctuation)}])")
_AUTOLINKS = re.compile(r"(?i)(:)(?=\S)|(www)(?=\.)|(@)")


def as_text(text: str) -> str:
    """Return a text escaped so that Markdown shows it exactly as it is, on one line.

    >>> as_text("![x](y)")
    '\\\\!\\\\[x\\\\]\\\\(y\\\\)'
    """
    one_line = " ".join(text.split())
    apart = _AUTOLINKS.sub(lambda match: match.group(0) + _WORD_JOINER, one_line)
    return _PUNCTUATION.sub(r"\\\1", apart)


def as_html(text: str) -> str:
    """Return a text escaped so that HTML shows it exactly as it is, on one line.

    >>> as_html("<b>Soup</b>")
    '&lt;b&gt;Soup&lt;/b&gt;'
    """
    return html.escape(" ".join(text.split()))


def with_terms(text: str) -> str:
    """Return a text as `as_text` does, with words of the glossary linked to their meanings.

    >>> with_terms("Two lenses")
    'Two [lenses](#term-lens)'
    """
    return "".join(
        f"[{as_text(text)}]({TERM}{term})" if term else _spaced(text, as_text)
        for text, term in split_terms(" ".join(text.split()))
    )


def as_html_with_terms(text: str) -> str:
    """Return a text as `as_html` does, with words of the glossary linked as by `with_terms`."""
    return "".join(
        f'<a href="{TERM}{term}">{as_html(text)}</a>' if term else _spaced(text, as_html)
        for text, term in split_terms(" ".join(text.split()))
    )


def _spaced(text: str, safe: Callable[[str], str]) -> str:
    """Return a part of a text made safe, keeping the spaces at its ends."""
    bare = text.strip()
    before, _, after = text.partition(bare)
    return f"{before}{safe(bare)}{after}"


def as_spoken(text: str) -> str:
    """Return a text without mark-up characters, for labels that screen readers read out raw.

    >>> as_spoken("Long-term *leverage* ![x](y)")
    'Long-term leverage x(y)'
    """
    kept = "".join(sign for sign in text if sign not in _MARKUP)
    return _WEB_NAMES.sub(lambda match: match.group(0) + _WORD_JOINER, " ".join(kept.split()))


def show_table(key: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Show a table of plain texts; on a narrow page it scrolls inside its own frame."""
    with st.container(key=f"table_{key}"):
        st.markdown(as_markdown_table(heads, rows))


def as_markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown in which every cell is shown literally.

    >>> as_markdown_table(["Option", "Total"], [["Soup | tea", "40"]])
    '| Option | Total |\\n|---|---|\\n| Soup \\\\| tea | 40 |'
    """
    lines = [_line(heads), "|" + "---|" * len(heads), *map(_line, rows)]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(as_text(cell) for cell in cells)} |"
