"""Earlier states of a register: what differs from now, and taking one back into the draft."""

from __future__ import annotations

import streamlit as st

from steelyard.files.registers import LoadedRegister, read_register
from steelyard.files.saving.lines import plain_ends
from steelyard.files.saving.versions import Version, list_versions
from steelyard.files.yaml.decoding import RefusedError, decode, read_inside
from steelyard.results.compared.register_changes import RegisterComparison
from steelyard.results.words.joined.changes import NO_VERSIONS, VERSIONS_KEPT, versions_finding
from steelyard.results.words.texts.sources import register_changes_words
from steelyard.views.joining.merge_draft import (
    as_merged,
    merge_draft_of,
    show_merge,
    take_into_draft,
)
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.tabs import show_finding

_MOST_LINES = 30


def show_earlier_versions(loaded: LoadedRegister) -> None:
    """Show the states of a register that were saved over, and one of them beside the present."""
    versions = list_versions(loaded.path)
    show_finding("What was the register before?", versions_finding(len(versions)))
    st.caption(VERSIONS_KEPT if versions else NO_VERSIONS)
    draft = merge_draft_of(loaded)
    show_merge(loaded, draft, as_merged(loaded, draft))
    if not versions:
        return
    chosen = st.selectbox(
        "Saved over on",
        versions,
        format_func=lambda one: f"{one.when.astimezone():%d %B %Y, %H:%M:%S}",
        key=f"register_version:{loaded.id}",
        width=320,
    )
    text = _text_of(chosen) if chosen is not None else ""
    before = read_register(text.encode(), loaded.path).register if text else None
    if before is None or loaded.register is None:
        st.error("That version can no longer be read. Choose another one.")
        return
    st.markdown("## What has changed since", anchors=False)
    lines = register_changes_words(RegisterComparison(before, loaded.register))
    shown = [f"- {as_text(line.strip('+- '))}" for line in lines[:_MOST_LINES]]
    more = len(lines) - _MOST_LINES
    st.markdown("\n".join([*shown, f"- and {more} more"] if more > 0 else shown))
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
