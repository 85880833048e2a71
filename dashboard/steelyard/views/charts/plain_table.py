"""Small tables of text: real ones, so that they can be read aloud, copied and printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from steelyard.views.session.safe_text import as_text


def show_table(key: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Show a table of plain texts; on a narrow page it scrolls inside its own frame."""
    with st.container(key=f"table_{key}"):
        st.markdown(as_markdown_table(heads, rows))


def as_markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown whose every cell is shown letter by letter.

    >>> as_markdown_table(["Option", "Total"], [["Soup | tea", "40"]])
    '| Option | Total |\\n|---|---|\\n| Soup \\\\| tea | 40 |'
    """
    lines = [_line(heads), "|" + "---|" * len(heads), *map(_line, rows)]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(as_text(cell) for cell in cells)} |"
