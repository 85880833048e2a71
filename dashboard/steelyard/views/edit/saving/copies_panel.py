"""Copies and other files: saving as, opening from the visitor's computer, earlier versions."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from steelyard.files.saving.save import SaveError, is_writable, save_copy
from steelyard.files.saving.versions import Version, list_versions
from steelyard.files.yaml.decoding import MAX_BYTES, RefusedError, decode, read_inside
from steelyard.results.words.text import moment_words
from steelyard.views.edit.saving.browser_storage import close_file
from steelyard.views.edit.saving.drafts import Draft, drop_draft, last_draft, put_draft
from steelyard.views.edit.saving.own_files import add_own, own_bytes
from steelyard.views.edit.saving.save_panel import note_outcome, why_nothing_is_saved
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.served_files import (
    is_name_taken,
    opening_file,
    served_files,
    served_folder,
)
from steelyard.views.session.session import put_file

_UPLOAD = "edit_upload"


def show_copy(draft: Draft, path: Path) -> None:
    """Offer to save the draft as a new file and continue with that."""
    st.markdown("**Save as a copy**")
    folder = served_folder()
    if why_not := why_nothing_is_saved():
        st.caption(why_not)
        return
    if not is_writable(folder / "copy.yaml"):
        st.caption("The folder may only be read on this computer, so no copy can be saved here.")
        return
    key = f"copy_name:{draft.name}"
    st.session_state.setdefault(key, f"{path.stem}-copy")
    st.text_input("Name of the copy", key=key)
    st.button("Save the copy", key="edit_copy", on_click=_save_named, args=(draft.name, key))
    st.caption("The draft goes there; the file itself stays as it is. No file is overwritten.")


def save_as_copy(draft: Draft, stem: str) -> None:
    """Save a draft as a new file, open it, and reset the draft of the first file."""
    folder = served_folder()
    try:
        path = save_copy(folder, stem, draft.text, within=folder, is_taken=is_name_taken)
    except SaveError as error:
        note_outcome(draft.name, "bad", f"{error} Your text is still here and can be downloaded.")
        return
    put_draft(draft.with_text(draft.base))
    name = next((one for one, file in served_files().items() if file == path), path.stem)
    put_file(name)
    note_outcome(name, "good", f"Saved as {path.name}. You are working on the copy now.")


def show_file_opening() -> None:
    """Show the uploader for a file from the visitor's computer, and buttons to close open ones."""
    st.markdown("**Open a file from this computer**")
    st.file_uploader(
        "A criteria file",
        type=["yaml", "yml"],
        key=_upload_key(),
        on_change=_open,
        max_upload_size=2,
    )
    st.caption(
        "It is checked and shown on every page, to you alone. Nothing of it is stored here: this "
        "tab of your browser keeps a copy, until you close the file or the tab."
    )
    for name in own_bytes():
        st.button(
            f"Close {as_text(name)}",
            key=f"close_own:{name}",
            on_click=_close,
            args=(name,),
            help="Your browser forgets its copy. Changes you have not saved or downloaded stay "
            "in the browser, and are offered when you open the file again.",
        )


def show_versions(draft: Draft, path: Path) -> None:
    """Offer the earlier states of the file that were kept by saving."""
    versions = list_versions(path)
    st.markdown("**Earlier versions**")
    if not versions:
        st.caption("Each save keeps the state before it. Of this file none has been kept yet.")
        return
    chosen = st.selectbox(
        "Kept before a save",
        versions,
        format_func=lambda version: moment_words(version.when),
        key=f"version:{draft.name}",
    )
    st.button(
        "Put it into the draft",
        key="edit_version",
        on_click=_take_version,
        args=(draft.name, chosen),
        help="The file stays as it is until you save. What differs is listed first.",
    )


def _save_named(name: str, key: str) -> None:
    draft = last_draft(name)
    if draft is not None:
        save_as_copy(draft, str(st.session_state[key]))


def _upload_key() -> str:
    """Return the key of the uploader; a new one after each file, so that it is empty again."""
    return f"{_UPLOAD}:{st.session_state.get(_UPLOAD, 0)}"


def _open() -> None:
    upload = st.session_state.get(_upload_key())
    if upload is None:
        return
    raw = upload.getvalue()
    st.session_state[_UPLOAD] = st.session_state.get(_UPLOAD, 0) + 1
    if len(raw) > MAX_BYTES:
        note_outcome(
            st.session_state["set"], "bad", "That file is larger than 2 MiB and was not opened."
        )
        return
    try:
        name = add_own(upload.name, raw, served_folder(), served_files())
    except ValueError as refusal:
        note_outcome(st.session_state["set"], "bad", str(refusal))
        return
    put_file(name)
    note_outcome(name, "good", f"{upload.name} is open for this visit, under the name {name}.")


def _close(name: str) -> None:
    close_file(name)
    drop_draft(name)
    st.session_state.get("last_good_sets", {}).pop(name, None)
    others = [*served_files(), *own_bytes()]
    if others and st.session_state.get("set") == name:
        put_file(opening_file(others))


def _take_version(name: str, version: Version) -> None:
    draft = last_draft(name)
    if draft is None:
        return
    try:
        text = decode(read_inside(version.path, version.path.parent))
    except (OSError, RefusedError):
        note_outcome(name, "bad", "That version can no longer be read.")
        return
    put_draft(draft.with_text(text))
