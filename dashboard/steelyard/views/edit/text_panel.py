"""The draft as text, with every problem at its line."""

from __future__ import annotations

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.files.editing.score_sheet import ScoreTable
from steelyard.views.edit.saving.drafts import Draft, all_drafts, put_draft
from steelyard.views.session.browser_component import component_key
from steelyard.views.text_editor.component import show_text_editor, typed_text


def put_typed_text_into_draft(draft: Draft) -> Draft:
    """Return the draft with any text typed into the editor that it does not contain yet."""
    if not st.session_state.get(f"edit_text_shown:{draft.name}"):
        return draft
    typed = typed_text(editor_key(draft.name))
    last_taken = st.session_state.get(f"edit_text_taken:{draft.name}")
    st.session_state[f"edit_text_taken:{draft.name}"] = typed
    # A text that was put in before and is no longer the draft's has since been undone.
    if typed is None or typed in (draft.text, last_taken):
        return draft
    taken = draft.with_text(typed)
    put_draft(taken)
    return taken


def put_typed_text_into_drafts() -> None:
    """Put what was last typed into each file's draft; once a run, before anything is drawn.

    On other pages too, since a visitor may leave the Edit page with the last words not yet in
    the draft.
    """
    for draft in all_drafts():
        put_typed_text_into_draft(draft)


def show_text(draft: Draft, loaded: LoadedSet, sheet: ScoreTable | None) -> None:
    """Show the editor."""
    typed = show_text_editor(
        draft.text, loaded.problems, completions_of(loaded, sheet), key=editor_key(draft.name)
    )
    if typed is not None:
        put_draft(draft.with_text(typed))
        st.rerun()


def completions_of(loaded: LoadedSet, sheet: ScoreTable | None) -> list[str]:
    """Return the ids of a draft, for completion in the editor."""
    ids = [*sheet.options, *sheet.criteria] if sheet is not None else []
    criteria_set = loaded.criteria_set
    if criteria_set is not None:
        ids += [
            *criteria_set.frames,
            *criteria_set.conditions,
            *criteria_set.lenses,
            *criteria_set.groups,
        ]
    return [*ids, *loaded.claims]


def editor_key(name: str) -> str:
    """Return the key of the editor of a file."""
    return component_key("edit_text", name)
