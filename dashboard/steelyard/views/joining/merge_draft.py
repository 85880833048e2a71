"""The draft of a register while another person's claims are merged into it.

Each claim taken is one undo step. Nothing is written before Save, which merges the changes into the
register's state at that time; until then the draft is kept in the browser.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final

import streamlit as st

from steelyard.files.editing.open_text import EditError
from steelyard.files.registers import LoadedRegister, read_register
from steelyard.files.saving.lines import plain_ends
from steelyard.files.saving.merging import merge_texts
from steelyard.files.yaml.decoding import RefusedError, decode, read_inside
from steelyard.results.compared.register_changes import RegisterComparison
from steelyard.results.words.joined.changes import merge_clash_words, merge_words
from steelyard.results.words.text import plain
from steelyard.views.edit.saving.drafts import Draft
from steelyard.views.edit.saving.kept_drafts import keep_draft_in_browser, show_kept_drafts
from steelyard.views.joining.bars import note_refusal
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.undisturbed import undisturbed
from steelyard.views.sources.register_files import change_register, why_register_is_not_saved

_DRAFTS: Final = "merge_drafts"


def merge_draft_of(loaded: LoadedRegister) -> Draft:
    """Return the draft of a register; an unchanged one follows the file."""
    raw = _raw(loaded)
    sha256 = hashlib.sha256(raw).hexdigest()
    draft = _drafts().get(loaded.id)
    if draft is None or (not draft.is_changed and draft.base_sha256 != sha256):
        text = plain_ends(decode(raw)) if raw else ""
        draft = Draft(f"seeds/{loaded.id}", sha256, text, text)
        _drafts()[loaded.id] = draft
    return draft


def as_merged(loaded: LoadedRegister, draft: Draft) -> LoadedRegister:
    """Return a register as it would be once its draft is saved."""
    return read_register(draft.text.encode("utf-8", "replace"), loaded.path)


def take_into_draft(loaded: LoadedRegister, change: Callable[[str], str]) -> None:
    """Change the draft of a register as one undo step; for callbacks."""
    draft = merge_draft_of(loaded)
    try:
        _drafts()[loaded.id] = draft.with_text(change(draft.text))
    except EditError as refusal:
        note_refusal(str(refusal))


def show_merge(loaded: LoadedRegister, draft: Draft, merged: LoadedRegister) -> None:
    """Show the claims taken but not saved yet, with buttons to save or undo."""

    def put(kept: Draft) -> None:
        _drafts()[loaded.id] = kept

    show_kept_drafts(draft, loaded.path, put)
    before, after = loaded.register, merged.register
    if before is not None and after is not None and draft.is_changed:
        st.markdown(f"**{as_text(merge_words(RegisterComparison(before, after)))}**")
    why_not = why_register_is_not_saved(loaded.path)
    steps: tuple[tuple[str, bool, Callable[[Draft], Draft]], ...] = (
        ("Undo", bool(draft.earlier), Draft.undone),
        ("Redo", bool(draft.later), Draft.redone),
        ("Back to the register", draft.is_changed, Draft.reverted),
    )
    with st.container(horizontal=True, key="merge_buttons"):
        st.button(
            "Save",
            type="primary",
            key="merge_save",
            disabled=bool(why_not) or not draft.is_changed,
            on_click=save_merge,
            args=(loaded,),
        )
        for label, is_possible, step in steps:
            st.button(
                label,
                key=f"merge:{label}",
                disabled=not is_possible,
                on_click=_step,
                args=(loaded, step),
            )
    keep_draft_in_browser(draft, loaded.path)


def _step(loaded: LoadedRegister, step: Callable[[Draft], Draft]) -> None:
    _drafts()[loaded.id] = step(merge_draft_of(loaded))


@undisturbed
def save_merge(loaded: LoadedRegister) -> None:
    """Save the draft; for callbacks.

    If somebody else has changed the same places, nothing is saved and their changes are merged into
    the draft.
    """
    draft = merge_draft_of(loaded)

    def put(now: str) -> str:
        now = plain_ends(now)
        if now == draft.base:
            return draft.text
        merged = merge_texts(draft.base, draft.text, now)
        if merged.clashes:
            sha256 = hashlib.sha256(_raw(loaded)).hexdigest()
            _drafts()[loaded.id] = draft.moved_onto(now, sha256, merged.text)
            raise EditError(merge_clash_words(len(merged.clashes)))
        return merged.text

    title = plain(loaded.register.title) if loaded.register is not None else loaded.id
    refusal = change_register(loaded.path, f"claims merged into {title}", put)
    note_refusal(refusal)
    if not refusal:
        _drafts().pop(loaded.id, None)


def _raw(loaded: LoadedRegister) -> bytes:
    try:
        raw = read_inside(loaded.path, loaded.path.parent)
        decode(raw)
    except (OSError, RefusedError):
        return b""
    return raw


def _drafts() -> dict[str, Draft]:
    drafts: dict[str, Draft] = st.session_state.setdefault(_DRAFTS, {})
    return drafts
