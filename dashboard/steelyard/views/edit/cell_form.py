"""The form of one score: the number, its confidence, its reason, and the claims it cites."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.files.editing.score_sheet import (
    BASE_SCORES,
    ScoreTable,
    TablePath,
    find_node,
    names_of,
)
from steelyard.results.words.difference import AS_THE_BASE
from steelyard.results.words.text import as_sentence
from steelyard.views.edit.form import EntryForm
from steelyard.views.edit.grid import chosen_cell_key
from steelyard.views.edit.saving.drafts import Draft
from steelyard.views.edit.widgets import LONG, note_content, widget_for
from steelyard.views.session.safe_text import as_spoken


def show_cell(
    draft: Draft, loaded: LoadedSet, sheet: ScoreTable, place: TablePath = BASE_SCORES
) -> None:
    """Show the cell last chosen in a table of scores, with lists to choose another."""
    if not sheet.options or not sheet.criteria:
        return
    criteria = names_of(draft.text, "criteria", is_short=True)
    option, criterion = _choose_cell(chosen_cell_key(draft.name, place), sheet.options, criteria)
    at = (*place, option, criterion)
    if place != BASE_SCORES and find_node(draft.text, *at) is None:
        st.caption(as_sentence(AS_THE_BASE))
        return
    EntryForm(draft, loaded, ("assessments",), at, is_wide=place != BASE_SCORES).show()
    if not loaded.claims:
        st.caption("This file names no source, so there are no claims to attach.")


def _choose_cell(
    key: str, options: Mapping[str, str], criteria: Mapping[str, str]
) -> tuple[str, str]:
    """Return the chosen cell: the one last selected in the table, or picked from the lists."""
    option, criterion = st.session_state.get(key, ("", ""))
    option = option if option in options else next(iter(options))
    criterion = criterion if criterion in criteria else next(iter(criteria))
    is_long = max(map(len, (*options.values(), *criteria.values()))) > LONG
    left, right = (st.container(), st.container()) if is_long else st.columns(2)
    with left:
        option = _choose_one("Option", key, option, options)
    with right:
        criterion = _choose_one("Criterion", key, criterion, criteria)
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
        format_func=lambda one: as_spoken(names[one]),
    )
    note_content(logical, chosen)
    return chosen or now
