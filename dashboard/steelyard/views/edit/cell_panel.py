"""One cell in full: its score, the reason, how sure, on which claims, by whom and when."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.files.editing.score_sheet import ScoreSheet, find_node, put_cell_field, put_score
from steelyard.results.words.scores import HOW_TO_WRITE
from steelyard.views.edit.drafts import Draft
from steelyard.views.edit.widgets import (
    note_content,
    show_line_field,
    show_segment_field,
    show_several_field,
    show_text_field,
    widget_for,
)
from steelyard.views.session.safe_text import as_text

CONFIDENCE_LEVELS = ("low", "moderate", "high")


def show_cell_in_full(draft: Draft, loaded: LoadedSet, sheet: ScoreSheet) -> None:
    """Show the cell last chosen in the table, with lists to choose another."""
    if not sheet.options or not sheet.criteria:
        return
    option, criterion = _choose(draft.name, sheet)
    cell = _written(draft.text, option, criterion)
    key = f"cell:{draft.name}:{option}:{criterion}"
    show_line_field(
        draft.name,
        "Score",
        f"{key}:score",
        sheet.cells[option, criterion].text,
        lambda text, typed: put_score(text, option, criterion, str(typed)),
        HOW_TO_WRITE,
    )
    if problem := sheet.cells[option, criterion].problem:
        st.markdown(f"**{as_text(problem)}**")

    def put(field: str, text: str, content: object) -> str:
        return put_cell_field(text, option, criterion, field, content)

    show_segment_field(
        draft.name,
        "Confidence in the evidence",
        f"{key}:confidence",
        _text(cell, "confidence"),
        CONFIDENCE_LEVELS,
        partial(put, "confidence"),
    )
    show_text_field(
        draft.name, "Reason", f"{key}:reason", _text(cell, "reason"), partial(put, "reason"), 140
    )
    claims = loaded.claims
    for field, label in (
        ("claims", "Claims about this very cell"),
        ("inferred_from", "Claims about something else, stretched to it"),
    ):
        show_several_field(
            draft.name,
            label,
            f"{key}:{field}",
            _list(cell, field),
            list(claims),
            partial(put, field),
            lambda claim: _claim_words(loaded, claim),
        )
    if not claims:
        st.caption("This file names no source, so there are no claims to attach.")
    left, right = st.columns(2)
    with left:
        show_line_field(draft.name, "Judged by", f"{key}:by", _text(cell, "by"), partial(put, "by"))
    with right:
        show_line_field(
            draft.name,
            "As of",
            f"{key}:as_of",
            _text(cell, "as_of"),
            partial(put, "as_of"),
            "A date: year-month-day.",
        )


def _choose(name: str, sheet: ScoreSheet) -> tuple[str, str]:
    """Return the chosen cell: the one last touched in the table, or picked from the lists."""
    key = f"edit_cell:{name}"
    option, criterion = st.session_state.get(key, ("", ""))
    option = option if option in sheet.options else next(iter(sheet.options))
    criterion = criterion if criterion in sheet.criteria else next(iter(sheet.criteria))
    left, right = st.columns(2)
    with left:
        option = _choose_one("Option", key, option, sheet.options)
    with right:
        criterion = _choose_one("Criterion", key, criterion, sheet.criteria)
    st.session_state[key] = (option, criterion)
    return option, criterion


def _choose_one(label: str, key: str, now: str, names: Mapping[str, str]) -> str:
    logical = f"{key}:{label}"
    own, start = widget_for(logical, now)
    chosen: str | None = st.selectbox(
        label,
        list(names),
        index=list(names).index(start) if start in names else 0,
        key=own,
        format_func=lambda one: names[one],
    )
    note_content(logical, chosen)
    return chosen or now


def _written(text: str, option: str, criterion: str) -> Mapping[str, object]:
    """Return a cell's entries as written; nothing but its score in the short form."""
    node = find_node(text, "assessments", option, criterion)
    plain = node.plain() if node is not None else None
    return plain if isinstance(plain, dict) else {}


def _text(cell: Mapping[str, object], key: str) -> str:
    found = cell.get(key)
    return found if isinstance(found, str) else ""


def _list(cell: Mapping[str, object], key: str) -> list[str]:
    found = cell.get(key)
    return [str(one) for one in found] if isinstance(found, list) else []


def _claim_words(loaded: LoadedSet, claim: str) -> str:
    entry = loaded.claims.get(claim)
    return f"{claim} · {entry.says}" if entry is not None else f"{claim} (not in the registers)"
