"""Lists and tables of text in which a score's name leads to what the score rests on.

Words that lead on are links within a sentence, which Streamlit's own elements cannot have.
Text is only ever text: the browser is given letters to show, never mark-up. Knows nothing
of options or criteria.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.resources import files
from typing import Any

import streamlit as st

from steelyard.results.words.numbers import plain
from steelyard.results.words.scores import Named, Sentence, sentence_text
from steelyard.views.cells.cell_picking import Sight, open_beside
from steelyard.views.charts.plain_table import as_table
from steelyard.views.compare.instrument_mount import is_available
from steelyard.views.session.browser_message import sent_by
from steelyard.views.session.safe_text import as_text


@dataclass(frozen=True)
class Link:
    """Words that lead to one score, or to two side by side."""

    words: str
    sights: tuple[Sight, ...]


Line = tuple[str | Link, ...]
Pick = Callable[..., None]
"""Takes the sights that were asked for, one argument each."""


def as_line(said: Sentence) -> Line:
    """Return a sentence in which every name of a score leads to the score."""
    return tuple(
        Link(piece.words, (Sight(piece.cell),)) if isinstance(piece, Named) else piece
        for piece in said
    )


def show_links(key: str, lines: Sequence[Line]) -> None:
    """Show sentences as a list."""
    if is_available():
        told, sights = _told(lines)
        _show(key, {"lines": told}, sights, open_beside)
    else:
        st.markdown("\n".join(f"- {as_text(_words(line))}" for line in lines))


def show_link_table(
    key: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Line]],
    name: str,
    pick: Pick = open_beside,
) -> None:
    """Show a table of sentences; `name` is read aloud before it.

    The first row and the first column stay in sight where the table scrolls in its frame; on
    a phone each row is a small list.
    """
    if is_available():
        cells = [cell for row in rows for cell in row]
        told, sights = _told(cells)
        size = len(heads)
        split = [told[start : start + size] for start in range(0, len(told), size)]
        data = {"heads": [plain(head) for head in heads], "rows": split, "name": plain(name)}
        _show(key, data, sights, pick)
    else:
        st.markdown(as_table(heads, [[_words(cell) for cell in row] for row in rows]))


def asked_sights(sent: object, sights: Sequence[tuple[Sight, ...]]) -> tuple[Sight, ...]:
    """Return what the link with the number a browser sent leads to; nothing for anything else.

    >>> asked_sights(0, [(Sight(("soup", "taste")),)])[0].cell, asked_sights("0", [])
    (('soup', 'taste'), ())
    """
    if not isinstance(sent, int) or isinstance(sent, bool):
        return ()
    return sights[sent] if 0 <= sent < len(sights) else ()


def _told(lines: Iterable[Line]) -> tuple[list[list[dict[str, Any]]], list[tuple[Sight, ...]]]:
    """Return lines as the browser takes them, each link with its number, and where they lead."""
    sights: list[tuple[Sight, ...]] = []
    told = []
    for line in lines:
        pieces: list[dict[str, Any]] = []
        for piece in line:
            if isinstance(piece, str):
                pieces.append({"text": _cleaned(piece)})
            else:
                pieces.append({"text": plain(piece.words), "link": len(sights)})
                sights.append(piece.sights)
        told.append(pieces)
    return told, sights


def _cleaned(text: str) -> str:
    """Return text fit to be shown, with the spaces at its ends that part it from a link."""
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{before}{plain(text)}{after}"


def _words(line: Line) -> str:
    return sentence_text(tuple(p if isinstance(p, str) else p.words for p in line))


def _show(key: str, data: dict[str, Any], sights: list[tuple[Sight, ...]], pick: Pick) -> None:
    key = f"links_{key}"
    with st.container(key=f"{key}_frame"):
        _mount()(key=key, data=data, on_link_change=partial(_take, key, sights, pick))


def _take(key: str, sights: list[tuple[Sight, ...]], pick: Pick) -> None:
    asked = asked_sights(sent_by(key, "link"), sights)
    if asked:
        pick(*asked)


@lru_cache
def _mount() -> Any:
    return st.components.v2.component(
        "steelyard_cell_links",
        html="<div data-links></div>",
        css=_read("cell_links.css"),
        js=_read("cell_links.js"),
        isolate_styles=False,
    )


def _read(name: str) -> str:
    return files("steelyard.views.cells").joinpath(name).read_text(encoding="utf-8")
