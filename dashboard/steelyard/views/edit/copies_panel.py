"""Copies and other files: save as, open from this computer, earlier versions."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from steelyard.files.decoding import MAX_BYTES, RefusedError, decode, read_bounded
from steelyard.files.keeping.saving import SaveError, is_writable, save_copy, writing_allowed
from steelyard.files.keeping.versions import Version, list_versions
from steelyard.views.edit.drafts import Draft, last_draft, put_draft
from steelyard.views.edit.own_files import add_own
from steelyard.views.edit.save_panel import SERVED_READ_ONLY, say
from steelyard.views.served import served_files, served_folder
from steelyard.views.state import put_file

UPLOAD = "edit_upload"


def show_copy(draft: Draft, path: Path) -> None:
    """Offer to save the draft under another name and to go on with that."""
    st.markdown("**Save as a copy**")
    folder = served_folder()
    if not writing_allowed():
        st.caption(SERVED_READ_ONLY)
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
    """Save a draft as a new file, go on with it, and put the first file's draft back."""
    folder = served_folder()
    try:
        path = save_copy(folder, stem, draft.text, within=folder)
    except SaveError as error:
        say(draft.name, "bad", f"{error} Your text is still here and can be downloaded.")
        return
    put_draft(draft.with_text(draft.base))
    name = next((one for one, file in served_files().items() if file == path), path.stem)
    put_file(name)
    say(name, "good", f"Saved as {path.name}. You are working on the copy now.")


def show_opening() -> None:
    """Let somebody open a file from their own computer, for this visit only."""
    st.markdown("**Open a file from this computer**")
    st.file_uploader(
        "A criteria file",
        type=["yaml", "yml"],
        key=UPLOAD,
        on_change=_open,
        max_upload_size=2,
    )
    st.caption("It is checked and shown on every page for this visit, and stored nowhere.")


def show_versions(draft: Draft, path: Path) -> None:
    """Offer the earlier states of the file that saving has put aside."""
    versions = list_versions(path)
    st.markdown("**Earlier versions**")
    if not versions:
        st.caption("Each save keeps the state before it; none is kept of this file yet.")
        return
    chosen = st.selectbox(
        "Kept before a save",
        versions,
        format_func=lambda version: f"{version.when.astimezone():%d %B %Y, %H:%M:%S}",
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


def _open() -> None:
    upload = st.session_state.get(UPLOAD)
    if upload is None:
        return
    raw = upload.getvalue()
    if len(raw) > MAX_BYTES:
        say(st.session_state["set"], "bad", "That file is larger than 2 MiB and was not opened.")
        return
    name = add_own(upload.name, raw, served_folder(), set(served_files()))
    put_file(name)
    say(name, "good", f"{upload.name} is open for this visit, under the name {name}.")


def _take_version(name: str, version: Version) -> None:
    draft = last_draft(name)
    if draft is None:
        return
    try:
        text = decode(read_bounded(version.path))
    except (OSError, RefusedError):
        say(name, "bad", "That version can no longer be read.")
        return
    put_draft(draft.with_text(text))
