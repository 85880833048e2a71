"""Above the table and the text: what is not saved, what is wrong with it, and the buttons for it.

Saving goes through `files.saving.save` alone, which refuses to write over a file that is no
longer the one the work began with. Whatever goes wrong, the text stays on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.files.editing.fixes import put_replacement
from steelyard.files.problems import Problem
from steelyard.files.saving.save import (
    ConflictError,
    SaveError,
    is_writable,
    lacks_role,
    save_text,
    writing_allowed,
)
from steelyard.results.words.difference import lines_in_words
from steelyard.views.edit.grid import take_all_entries
from steelyard.views.edit.own_view_kept import adopt_own_view
from steelyard.views.edit.saving.browser_storage import kept_in_words
from steelyard.views.edit.saving.drafts import (
    Draft,
    change_draft,
    has_changed_on_disk,
    last_draft,
    own_problems,
    put_draft,
)
from steelyard.views.edit.saving.own_files import is_own
from steelyard.views.edit.text_panel import put_typed_text_into_draft
from steelyard.views.session.live_reload import note_own_save
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.undisturbed import undisturbed

REVERTS = "Drops the changes that are not saved. Undo brings them back."
MOST_PROBLEMS = 6
"""Number of problems listed above the button; any beyond it are only counted."""
SERVED_READ_ONLY = (
    "This dashboard was started so that nothing can be saved. Try out and download what you like."
)
NO_EDITOR = (
    "Saving needs the role editor, which you do not have. Try out and download what you like; "
    "your name at the top opens what you may do."
)
FILE_READ_ONLY = (
    "The file or its folder may only be read on this computer, so saving is off. Try out and "
    "download what you like."
)
NOT_WHOLE = "The file could not be read to its end, so it cannot be saved from here:"
_NOT_WHOLE = frozenset({"S001", "S002", "S003"})
"""Byte-level problems, with which the draft lacks part of the file."""
FROM_ELSEWHERE = (
    "This file was opened from your own computer and is not stored here. Download it, or save "
    "a copy into the folder."
)


def show_draft_state(
    draft: Draft, loaded: LoadedSet, now: LoadedSet, not_understood: int, *, lists_problems: bool
) -> bool:
    """Show what is not saved; return whether it may be saved as it is.

    `not_understood` is how many entries of the table could not be read and so are not in the
    draft. `lists_problems`: whether problems are listed here; the text editor lists them itself,
    each at its line. A draft with problems may be saved once its author has confirmed it with a
    tick.
    """
    why_not = why_saving_is_off(draft.name, now)
    problems = own_problems(loaded)
    st.markdown(_describe_state(draft, len(problems), not_understood))
    if why_not:
        st.info(why_not)
    if lists_problems:
        _list_problems(problems)
        _offer_fixes(draft, problems)
    is_meant = _ask_about_problems(draft, problems) if draft.is_changed else True
    is_stale = has_changed_on_disk(draft, now)
    return draft.is_changed and not why_not and is_meant and not is_stale


def show_buttons(draft: Draft, now: LoadedSet, may_save: bool) -> None:
    """Show the buttons: save, undo, redo, back to the file, download."""
    st.button(
        "Save",
        type="primary",
        shortcut="Mod+S",
        key="edit_save",
        disabled=not may_save,
        on_click=save,
        args=(draft.name, now.path),
    )
    for label, key, is_possible, changed, hint in (
        ("Undo", "edit_undo", bool(draft.earlier), Draft.undone, None),
        ("Redo", "edit_redo", bool(draft.later), Draft.redone, None),
        ("Back to the file", "edit_revert", draft.is_changed, Draft.reverted, REVERTS),
    ):
        st.button(
            label,
            key=key,
            disabled=not is_possible,
            on_click=_change,
            args=(draft.name, changed),
            help=hint,
        )
    st.download_button(
        "Download",
        data=draft.text.encode("utf-8", "replace"),
        file_name=now.path.name,
        mime="application/yaml",
        on_click="ignore",
        key="edit_download",
    )


def why_saving_is_off(name: str, now: LoadedSet) -> str:
    """Return in a sentence why a file cannot be saved here; empty where it can."""
    if is_own(name):
        return f"{FROM_ELSEWHERE} {kept_in_words(name)}".strip()
    for problem in own_problems(now):
        if problem.code in _NOT_WHOLE:
            return f"{NOT_WHOLE} {problem.found}. To mend it: {problem.advice}"
    return why_nothing_is_saved() or ("" if is_writable(now.path) else FILE_READ_ONLY)


def why_nothing_is_saved() -> str:
    """Return in a sentence why the visitor can save no file at all; empty where they can."""
    if lacks_role():
        return NO_EDITOR
    return "" if writing_allowed() else SERVED_READ_ONLY


def note_outcome(name: str, kind: str, sentence: str) -> None:
    """Keep a sentence to be shown below the buttons, in green (`good`) or red (`bad`)."""
    st.session_state[f"edit_outcome:{name}"] = (kind, sentence)


def last_outcome(name: str) -> str:
    """Return the outcome last noted for a file; empty if there is none."""
    return str(st.session_state.get(f"edit_outcome:{name}", ("", ""))[1])


def _describe_state(draft: Draft, problems: int, not_understood: int) -> str:
    parts = []
    if draft.is_changed:
        parts.append(f"**Not saved:** {lines_in_words(draft.base, draft.text)}")
    else:
        parts.append("No unsaved changes: this is the file as it stands on disk")
    if problems:
        parts.append(f"**{problems} problem{'s' if problems > 1 else ''}**")
    if not_understood:
        entries = (
            "1 entry of the table is"
            if not_understood == 1
            else f"{not_understood} entries of the table are"
        )
        parts.append(f"**{entries} not understood** and not in the draft")
    alone = "" if draft.is_changed or len(parts) > 1 else "."
    return " · ".join(parts) + alone


def _list_problems(problems: Sequence[Problem]) -> None:
    lines = [f"- {as_text(_in_a_line(problem))}" for problem in problems[:MOST_PROBLEMS]]
    if len(problems) > MOST_PROBLEMS:
        lines.append(f"- and {len(problems) - MOST_PROBLEMS} more, listed under Text")
    if lines:
        st.markdown("\n".join(lines))


def _ask_about_problems(draft: Draft, problems: Sequence[Problem]) -> bool:
    """Return whether the draft has no problems or its author has ticked to save despite them."""
    if not problems:
        return True
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return st.checkbox(
        f"Save although it has {count}: faulty parts are left out wherever the file is shown",
        key=f"edit_meant:{draft.name}:{len(problems)}",
    )


def _offer_fixes(draft: Draft, problems: Sequence[Problem]) -> None:
    """Show a fix button for each problem with a single certain replacement."""
    sure = [problem for problem in problems if problem.replacement and problem.line]
    if not sure:
        return
    with st.container(horizontal=True, key="edit_fixes"):
        for problem in sure[:MOST_PROBLEMS]:
            st.button(
                as_text(
                    f"Line {problem.line}: write “{problem.replacement}” for “{problem.found}”"
                ),
                key=f"fix:{draft.name}:{problem.line}:{problem.column}",
                on_click=_fix,
                args=(draft.name, problem),
                icon=":material/build:",
            )


def _fix(name: str, problem: Problem) -> None:
    refusal = change_draft(name, lambda text: put_replacement(text, problem))
    if refusal:
        note_outcome(name, "bad", f"Not changed: {refusal}.")


def _in_a_line(problem: Problem) -> str:
    place = f"Line {problem.line}: " if problem.line else ""
    return f"{place}{problem.title}, found {problem.found}. {problem.advice}"


@undisturbed
def save(name: str, path: Path) -> None:
    """Save a draft to its file, and note the outcome to be shown below the buttons."""
    # One press of Ctrl+S may both finish an entry in a cell or the text and save.
    take_all_entries(name)
    draft = last_draft(name)
    if draft is None:
        return
    draft = put_typed_text_into_draft(draft)
    try:
        sha256 = save_text(path, draft.text, draft.base_sha256, within=path.parent)
    except ConflictError:
        note_outcome(
            name,
            "bad",
            "Nothing was saved: the file has changed on disk since you began. Both sides are "
            "shown below.",
        )
    except SaveError as error:
        note_outcome(name, "bad", f"{error} Your text is still here and can be downloaded.")
    else:
        lines = lines_in_words(draft.base, draft.text)
        put_draft(draft.saved(sha256))
        note_own_save(sha256)
        adopt_own_view(name)
        note_outcome(name, "good", f"Saved to {path.name}: {lines}.")


def _change(name: str, changed: Callable[[Draft], Draft]) -> None:
    draft = last_draft(name)
    if draft is not None:
        put_draft(changed(draft))


def show_outcome(draft: Draft) -> None:
    """Show the outcome of the last action, until the draft changes."""
    key = f"edit_outcome:{draft.name}"
    if key not in st.session_state:
        return
    kind, sentence, *shown_for = st.session_state[key]
    now = (draft.base_sha256, draft.text)
    if shown_for and shown_for[0] != now:
        del st.session_state[key]
        return
    st.session_state[key] = (kind, sentence, now)
    if kind == "good":
        st.success(as_text(sentence))
    else:
        st.error(as_text(sentence))
