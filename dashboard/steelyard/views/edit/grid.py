"""A table of scores as a browser component: its data, and the entries it returns.

The base scores with their swings are one table; a reading, the shifts of a scenario and the
swings of a lens use the same component.

The browser checks each entry as it is typed; only the server changes the draft. Entries
are numbered, so that one sent twice over a bad connection is applied once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from steelyard.files.editing.score_sheet import BASE_SCORES, SWINGS, CellText, ScoreTable, TablePath
from steelyard.files.editing.score_text import SCORE_PATTERN, parse_number, score_text
from steelyard.files.editing.typed_entries import TypedEntry, put_entries
from steelyard.model import CriteriaSet, Criterion
from steelyard.results.address import MAX_SWING
from steelyard.results.words.scores.cells import signed_score
from steelyard.results.words.scores.ranking import (
    REFUSALS,
    SWINGS_ROW,
    TABLE_WORDS,
    scale_words,
)
from steelyard.views.edit.saving.drafts import Draft, change_draft, last_draft
from steelyard.views.session.browser_component import component, component_key, event_of, keep_event

MOST_ENTRIES = 5000


@dataclass(frozen=True)
class GridMessage:
    """The last message of a table: its draft, entries not yet confirmed, and the chosen cell.

    `not_understood` counts the entries that the browser could not read and did not send.
    """

    draft_id: str = ""
    entries: tuple[TypedEntry, ...] = ()
    chosen: tuple[str, str] | None = None
    not_understood: int = 0


def show_grid(
    draft: Draft,
    slot: str,
    criteria_set: CriteriaSet | None,
    sheet: ScoreTable,
    before: ScoreTable | None,
    place: TablePath = BASE_SCORES,
) -> None:
    """Put a table on the page.

    `slot` is the key in the browser's storage that keeps typed entries if the server is lost; empty
    for none.
    """
    key = _key(draft.name, place)
    shown: list[TablePath] = st.session_state.setdefault(_places_key(draft.name), [])
    if place not in shown:
        shown.append(place)
    data = grid_data(criteria_set, sheet, before, place) | {
        "slot": slot,
        "mark": draft.draft_id,
        "pattern": SCORE_PATTERN,
        "refusals": REFUSALS,
        "mostSwing": MAX_SWING,
        "readOnly": False,
        "done": st.session_state.get(_done_key(draft.name, place), 0),
        "refused": st.session_state.get(_refused_key(draft.name, place), {}),
    }
    grid = component("views/edit/browser/grid", "edit-grid")
    grid(key=key, data=data, on_sent_change=_callback(draft.name, place))


def take_all_entries(name: str) -> None:
    """Put what was last typed into any table of a file into its draft."""
    for place in st.session_state.get(_places_key(name), [BASE_SCORES]):
        take_entries(name, last_grid_message(name, place), place)


def chosen_cell_key(name: str, place: TablePath) -> str:
    """Return the session-state key of the cell last chosen in a table."""
    return f"edit_cell:{_key(name, place)}"


def last_grid_message(name: str, place: TablePath = BASE_SCORES) -> GridMessage:
    """Return the last message of a table of a file, validated."""
    message = event_of(_key(name, place), "sent")
    return parse_grid_message(message) if isinstance(message, Mapping) else GridMessage()


def grid_data(
    criteria_set: CriteriaSet | None,
    sheet: ScoreTable,
    before: ScoreTable | None,
    place: TablePath = BASE_SCORES,
) -> dict[str, object]:
    """Return a table as plain data for the browser: heads, cells, and the texts before changes."""
    has_swings = any(option == SWINGS for option, _ in sheet.cells)
    return {
        "kind": place[0],
        "words": TABLE_WORDS[place[0]] | {"swings": SWINGS_ROW},
        "criteria": [
            _head(criterion, name, criteria_set, place)
            for criterion, name in sheet.criteria.items()
        ],
        "swings": [_cell(sheet, before, (SWINGS, criterion)) for criterion in sheet.criteria]
        if has_swings
        else None,
        "options": [
            {
                "id": option,
                "name": name,
                "cells": [
                    _cell(sheet, before, (option, criterion), place)
                    | _base(criteria_set, place, option, criterion)
                    for criterion in sheet.criteria
                ],
            }
            for option, name in sheet.options.items()
        ],
    }


def parse_grid_message(message: Mapping[str, Any]) -> GridMessage:
    """Return a message from the browser without its malformed parts.

    >>> parse_grid_message({"mark": "a", "chosen": "soup.taste", "edits": [
    ...     {"key": "soup.taste", "n": 2, "text": "40"}, {"n": "x"}]}).entries
    (TypedEntry(option='soup', criterion='taste', n=2, text='40'),)
    """
    edits = message.get("edits")
    entries = [_read_entry(edit) for edit in edits] if isinstance(edits, list) else []
    option, dot, criterion = str(message.get("chosen", "")).partition(".")
    held = message.get("held")
    return GridMessage(
        draft_id=str(message.get("mark", "")),
        entries=tuple(entry for entry in entries if entry is not None)[:MOST_ENTRIES],
        chosen=(option, criterion) if dot and option != SWINGS else None,
        not_understood=held if isinstance(held, int) else 0,
    )


def take_entries(name: str, message: GridMessage, place: TablePath = BASE_SCORES) -> None:
    """Put typed entries into the draft; keep the refused ones with the reason."""
    draft = last_draft(name)
    if draft is None or draft.draft_id != message.draft_id:
        # Typed into an earlier draft: the browser keeps it and offers it.
        return
    done: int = st.session_state.get(_done_key(name, place), 0)
    kept = st.session_state.get(_refused_key(name, place), {})
    refused: dict[str, dict[str, object]] = dict(kept)
    new = sorted((one for one in message.entries if one.n > done), key=lambda one: one.n)

    def change(text: str) -> str:
        taken = put_entries(text, new, place)
        for entry in new:
            refused.pop(entry.key, None)
        for key, (entry, why) in taken.refused.items():
            refused[key] = {"n": entry.n, "text": entry.text, "why": why}
        return taken.text

    change_draft(name, change)
    st.session_state[_done_key(name, place)] = max([done, *(entry.n for entry in new)])
    st.session_state[_refused_key(name, place)] = refused


def _callback(name: str, place: TablePath) -> Callable[[], None]:
    keep = keep_event(_key(name, place), "sent")

    def take() -> None:
        keep()
        message = last_grid_message(name, place)
        take_entries(name, message, place)
        if message.chosen is not None:
            st.session_state[chosen_cell_key(name, place)] = message.chosen

    return take


def _head(
    criterion: str, name: str, criteria_set: CriteriaSet | None, place: TablePath
) -> dict[str, object]:
    known = criteria_set.criteria.get(criterion) if criteria_set is not None else None
    entry = known or Criterion(name=name)
    return {
        "id": criterion,
        "name": name,
        "label": entry.label,
        # The swings of a lens are on no scale of a score.
        "hint": "" if place[0] == "lenses" else scale_words(criteria_set, entry),
        "question": entry.question,
        "swingReason": entry.swing_reason,
        "from": entry.scale.from_,
        "to": entry.scale.to,
        "anchors": sorted(entry.anchors.items()),
    }


def _cell(
    sheet: ScoreTable,
    before: ScoreTable | None,
    cell: tuple[str, str],
    place: TablePath = BASE_SCORES,
) -> dict[str, str]:
    now = sheet.cells[cell]
    data = {"text": _printed(now.text, place)}
    if now.problem:
        data["problem"] = now.problem
    was = before.cells.get(cell, CellText("")).text if before is not None else now.text
    return data | ({"was": _printed(was, place)} if was != now.text else {})


def _printed(text: str, place: TablePath) -> str:
    """Return the text of a cell; a shift has its sign, as printed elsewhere."""
    if place[0] != "scenarios":
        return text
    try:
        return signed_score(parse_number(text))
    except ValueError:
        return text


def _base(
    criteria_set: CriteriaSet | None, place: TablePath, option: str, criterion: str
) -> dict[str, str]:
    """Return the base score of a reading's cell, shown where the reading has no score."""
    if place[0] != "readings" or criteria_set is None:
        return {}
    found = criteria_set.assessments.get(option, {}).get(criterion)
    return {"base": score_text(found.score)} if found is not None else {}


def _read_entry(edit: object) -> TypedEntry | None:
    if not isinstance(edit, Mapping):
        return None
    option, dot, criterion = str(edit.get("key", "")).partition(".")
    n, text = edit.get("n"), edit.get("text")
    if not dot or not isinstance(n, int) or not isinstance(text, str):
        return None
    return TypedEntry(option, criterion, n, text)


def _key(name: str, place: TablePath) -> str:
    return component_key("edit_grid", ":".join((name, *place[:-1])))


def _done_key(name: str, place: TablePath) -> str:
    return ":".join(("edit_done", name, *place[:-1]))


def _refused_key(name: str, place: TablePath) -> str:
    return ":".join(("edit_refused", name, *place[:-1]))


def _places_key(name: str) -> str:
    return f"edit_tables:{name}"
