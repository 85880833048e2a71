"""The table of scores as a component: what it is told, and what an entry in it does.

The browser checks each entry as it is typed; only this side changes the draft. Entries
are numbered, so that one sent twice over a bad connection is taken once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import streamlit as st

from steelyard.files.editing.score_text import SCORE_PATTERN
from steelyard.instrument.script_modules import join_as_module, read_file
from steelyard.model import CriteriaSet, Criterion
from steelyard.views.edit.cells import SWINGS, CellText, ScoreSheet, describe_ends
from steelyard.views.edit.drafts import Draft, change_draft, last_draft
from steelyard.views.edit.entries import Entry, put_entries
from steelyard.views.session.browser_message import sent_by

MOST_ENTRIES = 5000


@dataclass(frozen=True)
class Sent:
    """What the table sent last: its draft, entries not yet confirmed, and the chosen cell.

    `held` counts the entries that the browser does not understand and keeps to itself.
    """

    mark: str = ""
    entries: tuple[Entry, ...] = ()
    chosen: tuple[str, str] | None = None
    held: int = 0


def show_grid(
    draft: Draft,
    slot: str,
    criteria_set: CriteriaSet | None,
    sheet: ScoreSheet,
    before: ScoreSheet | None,
) -> None:
    """Put the table on the page."""
    data = grid_data(criteria_set, sheet, before) | {
        "slot": slot,
        "mark": draft.mark,
        "pattern": SCORE_PATTERN,
        "readOnly": False,
        "done": st.session_state.get(_done_key(draft.name), 0),
        "refused": st.session_state.get(_refused_key(draft.name), {}),
    }
    _mount()(key=_key(draft.name), data=data, on_sent_change=_taker(draft.name))


def sent_from(name: str) -> Sent:
    """Return what the table of a file sent last, checked."""
    sent = sent_by(_key(name), "sent")
    return read_sent(sent) if isinstance(sent, Mapping) else Sent()


def grid_data(
    criteria_set: CriteriaSet | None, sheet: ScoreSheet, before: ScoreSheet | None
) -> dict[str, object]:
    """Return the table as plain data for the browser: heads, cells, what was there before."""
    return {
        "criteria": [
            _head(criterion, name, criteria_set) for criterion, name in sheet.criteria.items()
        ],
        "swings": [_cell(sheet, before, (SWINGS, criterion)) for criterion in sheet.criteria],
        "options": [
            {
                "id": option,
                "name": name,
                "cells": [
                    _cell(sheet, before, (option, criterion)) for criterion in sheet.criteria
                ],
            }
            for option, name in sheet.options.items()
        ],
    }


def read_sent(sent: Mapping[str, Any]) -> Sent:
    """Return what the browser sent, without what is not well formed.

    >>> read_sent({"mark": "a", "chosen": "soup.taste", "edits": [
    ...     {"key": "soup.taste", "n": 2, "text": "40"}, {"n": "x"}]}).entries
    (Entry(option='soup', criterion='taste', n=2, text='40'),)
    """
    edits = sent.get("edits")
    entries = [_read_entry(edit) for edit in edits] if isinstance(edits, list) else []
    option, dot, criterion = str(sent.get("chosen", "")).partition(".")
    held = sent.get("held")
    return Sent(
        mark=str(sent.get("mark", "")),
        entries=tuple(entry for entry in entries if entry is not None)[:MOST_ENTRIES],
        chosen=(option, criterion) if dot and option != SWINGS else None,
        held=held if isinstance(held, int) else 0,
    )


def take_entries(name: str, sent: Sent) -> None:
    """Put what was typed into the draft; keep what is refused, with the reason."""
    draft = last_draft(name)
    if draft is None or draft.mark != sent.mark:
        # Typed into an earlier draft: the browser keeps it and offers it.
        return
    done: int = st.session_state.get(_done_key(name), 0)
    refused: dict[str, dict[str, object]] = dict(st.session_state.get(_refused_key(name), {}))
    news = sorted((one for one in sent.entries if one.n > done), key=lambda one: one.n)

    def change(text: str) -> str:
        taken = put_entries(text, news)
        for entry in news:
            refused.pop(entry.key, None)
        for key, (entry, why) in taken.refused.items():
            refused[key] = {"n": entry.n, "text": entry.text, "why": why}
        return taken.text

    change_draft(name, change)
    st.session_state[_done_key(name)] = max([done, *(entry.n for entry in news)])
    st.session_state[_refused_key(name)] = refused


def _taker(name: str) -> Callable[[], None]:
    def take() -> None:
        sent = sent_from(name)
        take_entries(name, sent)
        if sent.chosen is not None:
            st.session_state[f"edit_cell:{name}"] = sent.chosen

    return take


def _head(criterion: str, name: str, criteria_set: CriteriaSet | None) -> dict[str, object]:
    known = criteria_set.criteria.get(criterion) if criteria_set is not None else None
    entry = known or Criterion(name=name)
    top = criteria_set.measure.top if criteria_set is not None else "best"
    return {
        "id": criterion,
        "name": name,
        "label": entry.label,
        "hint": describe_ends(entry, top),
        "question": entry.question,
        "swingReason": entry.swing_reason,
        "from": entry.scale.from_,
        "to": entry.scale.to,
        "anchors": sorted(entry.anchors.items()),
    }


def _cell(sheet: ScoreSheet, before: ScoreSheet | None, cell: tuple[str, str]) -> dict[str, str]:
    now = sheet.cells[cell]
    told = {"text": now.text}
    if now.problem:
        told["problem"] = now.problem
    was = before.cells.get(cell, CellText("")).text if before is not None else now.text
    return told | ({"was": was} if was != now.text else {})


def _read_entry(edit: object) -> Entry | None:
    if not isinstance(edit, Mapping):
        return None
    option, dot, criterion = str(edit.get("key", "")).partition(".")
    n, text = edit.get("n"), edit.get("text")
    if not dot or not isinstance(n, int) or not isinstance(text, str):
        return None
    return Entry(option, criterion, n, text)


def _key(name: str) -> str:
    return f"edit_grid:{name}"


def _done_key(name: str) -> str:
    return f"edit_done:{name}"


def _refused_key(name: str) -> str:
    return f"edit_refused:{name}"


@lru_cache
def _mount() -> Any:
    return st.components.v2.component(
        "steelyard_edit_grid",
        html='<div class="edit-grid" data-edit-grid="">\n</div>',
        css=read_file("views/edit/grid.css"),
        js=join_as_module("views/edit/grid.js"),
    )
