"""Lists and tables of text in which a score's name leads to what the score rests on.

Streamlit has no element for callback links within a sentence, hence this
component. The browser gets plain text, never mark-up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from steelyard.model import Cell
from steelyard.results.words.scores.ranking import Named, Sentence, sentence_text
from steelyard.results.words.text import plain, printable
from steelyard.views.session.browser_component import component, has_components, message_of
from steelyard.views.session.safe_text import as_markdown_table, as_text
from steelyard.views.sheets.opening import open_score


@dataclass(frozen=True)
class Link:
    """Words that lead to the sheet of a score."""

    words: str
    cell: Cell


LinkedText = tuple[str | Link, ...]
"""A sentence or a cell of a table in pieces, some of which are links."""


def as_line(sentence: Sentence) -> LinkedText:
    """Return a sentence in which every name of a score leads to the score."""
    return tuple(
        Link(piece.words, piece.cell) if isinstance(piece, Named) else piece for piece in sentence
    )


def show_links(key: str, lines: Sequence[LinkedText]) -> None:
    """Show sentences as a list."""
    if has_components():
        data, scores = _lines_as_data(lines)
        _show(key, {"lines": data}, scores)
    else:
        st.markdown("\n".join(f"- {as_text(_words(line))}" for line in lines))


def show_link_table(
    key: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[LinkedText]],
    name: str,
) -> None:
    """Show a table of sentences; `name` is read aloud before it.

    The first row and the first column stay visible where the table scrolls in its frame; on a
    phone each row is a small list.
    """
    if has_components():
        cells = [cell for row in rows for cell in row]
        flat, scores = _lines_as_data(cells)
        size = len(heads)
        split = [flat[start : start + size] for start in range(0, len(flat), size)]
        data = {"heads": [plain(head) for head in heads], "rows": split, "name": plain(name)}
        _show(key, data, scores)
    else:
        st.markdown(as_markdown_table(heads, [[_words(cell) for cell in row] for row in rows]))


def score_behind_link(sent: object, scores: Sequence[Cell]) -> Cell | None:
    """Return the score behind the link whose number the browser sent; `None` for anything else.

    >>> score_behind_link(0, [("soup", "taste")])
    ('soup', 'taste')
    >>> score_behind_link("0", [("soup", "taste")]) is None
    True
    """
    if not isinstance(sent, int) or isinstance(sent, bool):
        return None
    return scores[sent] if 0 <= sent < len(scores) else None


def _lines_as_data(
    lines: Iterable[LinkedText],
) -> tuple[list[list[dict[str, Any]]], list[Cell]]:
    """Return lines as data for the browser with numbered links, and the scores they lead to."""
    scores: list[Cell] = []
    data = []
    for line in lines:
        pieces: list[dict[str, Any]] = []
        for piece in line:
            if isinstance(piece, str):
                pieces.append({"text": printable(piece)})
            else:
                pieces.append({"text": plain(piece.words), "link": len(scores)})
                scores.append(piece.cell)
        data.append(pieces)
    return data, scores


def _words(line: LinkedText) -> str:
    return sentence_text(tuple(p if isinstance(p, str) else p.words for p in line))


def _show(key: str, data: dict[str, Any], scores: list[Cell]) -> None:
    key = f"links_{key}"
    with st.container(key=f"{key}_frame"):
        links = component("views/cells/cell_links", "links", isolate_styles=False)
        links(key=key, data=data, on_link_change=partial(_take, key, scores))


def _take(key: str, scores: list[Cell]) -> None:
    chosen = score_behind_link(message_of(key, "link"), scores)
    if chosen is not None:
        open_score(chosen)
