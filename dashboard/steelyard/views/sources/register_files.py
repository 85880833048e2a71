"""Registers as files: where they are, whether they can be saved, every change and its undo."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import streamlit as st

from steelyard.files.editing.open_text import EditError
from steelyard.files.library import list_criteria_files, shipped_folder
from steelyard.files.registers import LoadedRegister, load_register
from steelyard.files.saving.changing import FileChange, change_file, take_back
from steelyard.files.saving.save import SaveError, is_writable
from steelyard.results.words.texts.desks import shipped_register_words
from steelyard.views.edit.saving.save_panel import FILE_READ_ONLY, why_nothing_is_saved
from steelyard.views.session.live_reload import note_own_save
from steelyard.views.session.served_files import file_mark, served_folder, served_folders
from steelyard.views.session.undisturbed import undisturbed

MOST_UNDONE: Final = 40
_DONE: Final = "register_changes"


class Done(NamedTuple):
    """A change that can be undone, and a short description of it."""

    words: str
    changes: tuple[FileChange, ...]


def seeds_folder() -> Path:
    """Return the folder of the registers: beside that of the sets, or in it."""
    folder = served_folder()
    beside, inside = folder.parent / "seeds", folder / "seeds"
    if beside.is_dir() or (folder.name == "criteria" and not inside.is_dir()):
        return beside
    return inside


def registers_at_hand() -> dict[str, LoadedRegister]:
    """Return every register of that folder, by id."""
    return {path.stem: register_now(path) for path in list_criteria_files(seeds_folder())}


def register_now(path: Path) -> LoadedRegister:
    """Return a register as it is on disk, read only if it or its text has changed."""
    text = path.parent / "texts" / f"{path.stem}.txt"
    return _load(path, (file_mark(path), file_mark(text)))


@lru_cache(maxsize=64)
def _load(path: Path, marks: object) -> LoadedRegister:  # noqa: ARG001 - part of the key
    return load_register(path)


def why_register_is_not_saved(path: Path) -> str:
    """Return a sentence saying why a register cannot be saved here; empty if it can."""
    if why_not := why_nothing_is_saved():
        return why_not
    shipped = shipped_folder() / "seeds"
    if path.parent.resolve() == shipped.resolve() != seeds_folder().resolve():
        return shipped_register_words(path.name)
    # The folder seeds is made with its first register.
    place = path if path.parent.is_dir() else path.parent
    return "" if is_writable(place) else FILE_READ_ONLY


def change_register(path: Path, words: str, change: Callable[[str], str]) -> str:
    """Change a register, or the open criteria file; return why it failed, else an empty text.

    `words`: a short description of the change, for undo.
    """
    return change_files(words, {path: change})


@undisturbed
def change_files(words: str, changes: Mapping[Path, Callable[[str], str]]) -> str:
    """Change registers and criteria files, all or none; return why it failed, else empty.

    `words`: a short description of the change, for undo.
    """
    done: list[FileChange] = []
    try:
        for path, change in changes.items():
            done.append(change_file(path, change, within=path.parent))
    except (SaveError, EditError, ValueError) as error:
        for one in done:
            take_back(one, within=one.path.parent)
        return str(error)
    for path in changes:
        if path.parent in served_folders():
            note_own_save(hashlib.sha256(path.read_bytes()).hexdigest())
    changed = tuple(one for one in done if one.before != one.after)
    if changed:
        before: list[Done] = st.session_state.setdefault(_DONE, [])
        st.session_state[_DONE] = [*before, Done(words, changed)][-MOST_UNDONE:]
    return ""


def last_done() -> Done | None:
    """Return the last change of this visitor that has not been undone."""
    changes: list[Done] = st.session_state.get(_DONE, [])
    return changes[-1] if changes else None


@undisturbed
def undo_last() -> str:
    """Undo the last change; return why that failed, else an empty text."""
    done = last_done()
    if done is None:
        return "There is nothing to take back."
    try:
        for change in reversed(done.changes):
            take_back(change, within=change.path.parent)
    except SaveError as error:
        return str(error)
    st.session_state[_DONE] = st.session_state[_DONE][:-1]
    return ""
