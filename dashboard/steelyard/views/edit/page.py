"""Edit: one draft of the file, as table, forms and text; what changes, and saving it."""

from __future__ import annotations

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.files.editing.score_sheet import ScoreTable, read_score_sheet
from steelyard.views.edit.cell_form import show_cell
from steelyard.views.edit.grid import last_grid_message, show_grid
from steelyard.views.edit.own_view_dialog import offer_own_view
from steelyard.views.edit.saving.changes_panel import show_changes, show_conflict
from steelyard.views.edit.saving.copies_panel import show_copy, show_file_opening, show_versions
from steelyard.views.edit.saving.drafts import Draft, draft_of, own_problems, read_draft
from steelyard.views.edit.saving.kept_drafts import (
    is_store_full,
    keep_draft_in_browser,
    show_kept_drafts,
    slot_of,
)
from steelyard.views.edit.saving.save_panel import (
    save,
    show_buttons,
    show_draft_state,
    show_outcome,
    why_saving_is_off,
)
from steelyard.views.edit.sections import choose_section, show_section, show_section_table
from steelyard.views.edit.text_panel import editor_key, show_text
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.screen import is_narrow
from steelyard.views.session.session import Session, current_session
from steelyard.views.session.tabs import choose_one
from steelyard.views.text_editor.component import was_save_pressed

AS_TABLE, AS_FORMS, AS_TEXT = "Scores", "Everything else", "Text"
EDIT_STYLE = """<style>
.st-key-edit_bar { gap: .5rem; }
.st-key-edit_sections div { flex-wrap: wrap; }
/* As high as the fields beside it. */
@media (min-width: 761px) {
  [class*="st-key-entry-"] button[role="radio"] { min-height: 40px; }
}
@media (max-width: 760px) {
  .st-key-edit_sections button, .st-key-edit_buttons button,
  .st-key-edit_conflict button { min-height: 44px; }
}
</style>"""


def show_page() -> None:
    """Draw the page."""
    session = current_session()
    draft = draft_of(session.name, session.now)
    before = read_draft(draft.base, session.now.path)
    loaded = read_draft(draft.text, session.now.path)
    sheet = read_score_sheet(draft.text, own_problems(loaded))
    st.html(EDIT_STYLE)
    st.markdown(f"# Edit {as_text(session.now.path.name)}", anchors=False)
    show_kept_drafts(draft, session.now.path)
    with st.container(key="edit_bar"):
        is_text = sheet is None or st.session_state.get(_view_key(draft.name)) == AS_TEXT
        may_save = show_draft_state(
            draft,
            loaded,
            session.now,
            last_grid_message(draft.name).not_understood,
            lists_problems=not is_text,
        )
        with st.container(horizontal=True, vertical_alignment="center", key="edit_buttons"):
            view = _choose_view(draft.name, sheet)
            show_buttons(draft, session.now, may_save)
            offer_own_view(session)
        show_outcome(draft)
    if sheet is None:
        st.warning("The text cannot be read as YAML, so there is no table. Mend it in the text.")
    show_conflict(draft, session.now)
    if is_store_full(session.now.path):
        st.warning(
            "This browser has no room to keep a copy of unsaved work: save or download often."
        )
    if view == AS_TABLE and sheet is not None:
        _show_table(session, draft, before, loaded, sheet)
    elif view == AS_FORMS and sheet is not None:
        _show_forms(session, draft, before, loaded)
    else:
        _show_text(session, draft, before, loaded, sheet)
    _show_more(session, draft)
    keep_draft_in_browser(draft, session.now.path)


def _choose_view(name: str, sheet: ScoreTable | None) -> str:
    key = _view_key(name)
    if sheet is None:
        st.session_state[f"edit_text_shown:{name}"] = True
        return AS_TEXT
    chosen = choose_one("Edit as", [AS_TABLE, AS_FORMS, AS_TEXT], key)
    st.session_state[f"edit_text_shown:{name}"] = chosen == AS_TEXT
    return chosen


def _view_key(name: str) -> str:
    return f"edit_view:{name}"


def _show_table(
    session: Session, draft: Draft, before: LoadedSet, loaded: LoadedSet, sheet: ScoreTable
) -> None:
    base = read_score_sheet(draft.base)
    # On a phone, what is below the table is off screen.
    if is_narrow():
        show_changes(draft, before, loaded, session.choice)
    show_grid(draft, slot_of(session.now.path), loaded.criteria_set, sheet, base)
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("## One score in full", anchors=False)
        show_cell(draft, loaded, sheet)
    if not is_narrow():
        with right:
            show_changes(draft, before, loaded, session.choice)


def _show_forms(session: Session, draft: Draft, before: LoadedSet, loaded: LoadedSet) -> None:
    section = choose_section(draft)
    if is_narrow():
        show_changes(draft, before, loaded, session.choice)
    left, right = st.columns([2, 1], gap="large")
    with left:
        show_section(draft, loaded, section)
    if not is_narrow():
        with right:
            show_changes(draft, before, loaded, session.choice)
    show_section_table(draft, before.text, loaded, section)


def _show_text(
    session: Session, draft: Draft, before: LoadedSet, loaded: LoadedSet, sheet: ScoreTable | None
) -> None:
    if was_save_pressed(editor_key(draft.name)):
        _save_from_the_keyboard(session, draft, loaded)
    show_text(draft, loaded, sheet)
    show_changes(draft, before, loaded, session.choice)


def _save_from_the_keyboard(session: Session, draft: Draft, loaded: LoadedSet) -> None:
    """Save on Ctrl+S, but a draft with problems only by the button, after saying so."""
    is_off = bool(why_saving_is_off(draft.name, session.now))
    if draft.is_changed and not is_off and not own_problems(loaded):
        save(draft.name, session.now.path)
        st.rerun()


def _show_more(session: Session, draft: Draft) -> None:
    with st.expander("Copies, other files, earlier versions"):
        copy, opening, versions = st.columns(3, gap="medium")
        with copy:
            show_copy(draft, session.now.path)
        with opening:
            show_file_opening()
        with versions:
            show_versions(draft, session.now.path)


if __name__ == "__main__":
    show_page()
