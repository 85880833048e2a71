"""Earlier states of a register: the differences from now, and restoring one into the draft."""

from __future__ import annotations

import streamlit as st

from steelyard.files.registers import LoadedRegister, read_register
from steelyard.files.saving.lines import plain_ends
from steelyard.files.saving.versions import Version, list_versions
from steelyard.files.yaml.decoding import RefusedError, decode, read_inside
from steelyard.results.compared.register_changes import RegisterComparison
from steelyard.results.words.joined.changes import NO_VERSIONS, VERSIONS_KEPT, versions_finding
from steelyard.results.words.text import moment_words
from steelyard.results.words.texts.sources import (
    register_changes_rows,
    register_changes_words,
    register_notes_words,
)
from steelyard.views.joining.merge_draft import (
    as_merged,
    merge_draft_of,
    show_merge,
    take_into_draft,
)
from steelyard.views.session.safe_text import as_text, show_table
from steelyard.views.session.tabs import show_finding

_MOST_ROWS = 30


def show_earlier_versions(loaded: LoadedRegister) -> None:
    """Show the overwritten states of a register, and one of them beside the current state."""
    versions = list_versions(loaded.path)
    show_finding("What was the register before?", versions_finding(len(versions)))
    st.caption(VERSIONS_KEPT if versions else NO_VERSIONS)
    draft = merge_draft_of(loaded)
    show_merge(loaded, draft, as_merged(loaded, draft))
    if not versions:
        return
    chosen = st.selectbox(
        "The version saved over on",
        versions,
        format_func=lambda one: moment_words(one.when),
        key=f"register_version:{loaded.id}",
        width=320,
    )
    text = _text_of(chosen) if chosen is not None else ""
    before = read_register(text.encode(), loaded.path).register if text else None
    if before is None or loaded.register is None:
        st.error("That version can no longer be read. Choose another one.")
        return
    st.markdown("## What has changed since", anchors=False)
    found = RegisterComparison(before, loaded.register)
    for note in register_notes_words(found):
        st.markdown(as_text(note))
    rows = register_changes_rows(found)
    if rows:
        show_table("since", ["Claim", "Since then", "Says"], rows[:_MOST_ROWS])
    if len(rows) > _MOST_ROWS:
        st.caption(f"and {len(rows) - _MOST_ROWS} more")
    elif found.is_empty:
        st.markdown(register_changes_words(found)[0])
    st.button(
        "Take this version into the draft", key="take_version", on_click=_take, args=(loaded, text)
    )


def _take(loaded: LoadedRegister, text: str) -> None:
    take_into_draft(loaded, lambda _: text)


def _text_of(version: Version) -> str:
    try:
        return plain_ends(decode(read_inside(version.path, version.path.parent)))
    except (OSError, RefusedError):
        return ""
