"""The line above the work: what is not saved, and the buttons for it.

Saving goes through `files.saving.save` alone, which refuses to write over a file that is no
longer the one the work began with. Whatever goes wrong, the text stays on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.files.problems import Problem
from steelyard.files.saving.save import (
    ConflictError,
    SaveError,
    is_writable,
    save_text,
    writing_allowed,
)
from steelyard.views.edit.browser_storage import kept_in_words
from steelyard.views.edit.changes import lines_in_words
from steelyard.views.edit.drafts import Draft, has_changed_beneath, last_draft, put_draft
from steelyard.views.edit.grid import sent_from, take_entries
from steelyard.views.edit.own_files import is_own
from steelyard.views.edit.reading import own_problems
from steelyard.views.edit.text_panel import take_typed
from steelyard.views.session.live_reload import note_own_save
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.served_files import served_folder

MOST = 6
"""More problems than these are counted, not listed, above the button."""
SERVED_READ_ONLY = (
    "This dashboard was started so that nothing can be saved. Try out and download what you like."
)
FILE_READ_ONLY = (
    "The file or its folder may only be read on this computer, so saving is off. Try out and "
    "download what you like."
)
NOT_WHOLE = (
    "The file could not be read to its end, so it cannot be saved from here: see the problem above."
)
_NOT_WHOLE = frozenset({"S001", "S002", "S003"})
"""Problems of bytes: what stands in the draft is not all of the file."""
FROM_ELSEWHERE = (
    "This file was opened from your own computer and is not stored here. Download it, or save "
    "a copy into the folder."
)


def show_standing_of_draft(draft: Draft, loaded: LoadedSet, now: LoadedSet, held: int) -> bool:
    """Show what stands unsaved; return whether it may be saved as it is.

    `held` is how many entries of the table are not understood and so not in the draft. A
    draft with problems may be saved once somebody has said that they mean it.
    """
    why_not = why_saving_is_off(draft.name, now)
    problems = own_problems(loaded)
    st.markdown(_standing(draft, len(problems), held))
    if why_not:
        st.info(why_not)
    is_meant = _ask_about_problems(draft, problems) if draft.is_changed else True
    is_stale = has_changed_beneath(draft, now)
    return draft.is_changed and not why_not and is_meant and not is_stale


def show_buttons(draft: Draft, now: LoadedSet, may_save: bool) -> None:
    """Show the buttons: save, back, forward, drop, download."""
    st.button(
        "Save",
        type="primary",
        shortcut="Mod+S",
        key="edit_save",
        disabled=not may_save,
        on_click=save,
        args=(draft.name, now.path),
        width="content",
    )
    st.button(
        "Undo",
        key="edit_undo",
        disabled=not draft.earlier,
        on_click=_step_back,
        args=(draft.name,),
        width="content",
    )
    st.button(
        "Redo",
        key="edit_redo",
        disabled=not draft.later,
        on_click=_step_forward,
        args=(draft.name,),
        width="content",
    )
    st.button(
        "Back to the file",
        key="edit_revert",
        disabled=not draft.is_changed,
        on_click=_revert,
        args=(draft.name,),
        help="Drops the changes that are not saved. Undo brings them back.",
        width="content",
    )
    st.download_button(
        "Download",
        data=draft.text.encode("utf-8", "replace"),
        file_name=now.path.name,
        mime="application/yaml",
        on_click="ignore",
        key="edit_download",
        width="content",
    )


def why_saving_is_off(name: str, now: LoadedSet) -> str:
    """Return why a file cannot be saved here, in a sentence; empty where it can."""
    if is_own(name):
        return f"{FROM_ELSEWHERE} {kept_in_words(name)}".strip()
    if any(problem.code in _NOT_WHOLE for problem in own_problems(now)):
        return NOT_WHOLE
    if not writing_allowed():
        return SERVED_READ_ONLY
    return "" if is_writable(now.path) else FILE_READ_ONLY


def say(name: str, kind: str, sentence: str) -> None:
    """Have a sentence shown beside the buttons: `good` or `bad` news."""
    st.session_state[f"edit_said:{name}"] = (kind, sentence)


def _standing(draft: Draft, problems: int, held: int) -> str:
    told = []
    if draft.is_changed:
        told.append(f"**Not saved:** {lines_in_words(draft.base, draft.text)}")
    else:
        told.append("Nothing is changed: the draft is the file as it stands on disk")
    if problems:
        told.append(f"**{problems} problem{'s' if problems > 1 else ''}**")
    if held:
        entries = "1 entry of the table is" if held == 1 else f"{held} entries of the table are"
        told.append(f"**{entries} not understood** and not in the draft")
    return " · ".join(told)


def _ask_about_problems(draft: Draft, problems: Sequence[Problem]) -> bool:
    """Say what is broken, and have somebody say that they mean to save it like that."""
    if not problems:
        return True
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    lines = [f"- {as_text(_in_a_line(problem))}" for problem in problems[:MOST]]
    if len(problems) > MOST:
        lines.append(f"- and {len(problems) - MOST} more, listed under Text")
    st.markdown("\n".join(lines))
    return st.checkbox(
        f"Save although it has {count}: faulty parts are left out wherever the file is shown",
        key=f"edit_meant:{draft.name}:{len(problems)}",
    )


def _in_a_line(problem: Problem) -> str:
    place = f"Line {problem.line}: " if problem.line else ""
    fix = problem.fix[:1].upper() + problem.fix[1:].removesuffix(".")
    return f"{place}{problem.title}, found {problem.found}. {fix}."


def save(name: str, path: Path) -> None:
    """Save a draft to its file, and have the outcome said beside the buttons."""
    # One press of Ctrl+S may leave a cell or the text and ask for saving in the same breath.
    take_entries(name, sent_from(name))
    draft = last_draft(name)
    if draft is None:
        return
    draft = take_typed(draft)
    try:
        sha256 = save_text(path, draft.text, draft.opened, within=served_folder())
    except ConflictError:
        say(
            name,
            "bad",
            "Nothing was saved: the file has changed on disk since you began. Both sides are "
            "shown below.",
        )
    except SaveError as error:
        say(name, "bad", f"{error} Your text is still here and can be downloaded.")
    else:
        lines = lines_in_words(draft.base, draft.text)
        put_draft(draft.saved(sha256))
        note_own_save(sha256)
        say(name, "good", f"Saved to {path.name}: {lines}.")


def _step_back(name: str) -> None:
    draft = last_draft(name)
    if draft is not None:
        put_draft(draft.undone())


def _step_forward(name: str) -> None:
    draft = last_draft(name)
    if draft is not None:
        put_draft(draft.redone())


def _revert(name: str) -> None:
    draft = last_draft(name)
    if draft is not None:
        put_draft(draft.with_text(draft.base))


def show_news(draft: Draft) -> None:
    """Show what became of the last press, until the draft is another."""
    key = f"edit_said:{draft.name}"
    if key not in st.session_state:
        return
    kind, sentence, *said_of = st.session_state[key]
    now = (draft.opened, draft.text)
    if said_of and said_of[0] != now:
        del st.session_state[key]
        return
    st.session_state[key] = (kind, sentence, now)
    if kind == "good":
        st.success(as_text(sentence))
    else:
        st.error(as_text(sentence))
