"""Renaming a claim, in its register and in every set that cites it, with a preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

from steelyard.files.editing.open_text import EditError
from steelyard.files.registers import LoadedRegister
from steelyard.files.sources.renaming import plan_renaming
from steelyard.results.words.texts.sources import RENAMED, RENAMING, renaming_words
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.served_files import served_files
from steelyard.views.session.session import Session
from steelyard.views.sources.register_files import (
    change_files,
    last_done,
    undo_last,
    why_register_is_not_saved,
)


def show_renaming(session: Session, loaded: LoadedRegister) -> None:
    """Show the form that renames a claim of a register, with a preview of what will change."""
    register = loaded.register
    if register is None or not register.claims:
        return
    with st.container(key="renaming"):
        box = st.expander(RENAMING, key=f"renaming:{session.name}:{loaded.id}", on_change="rerun")
        if not box.open:
            return
        with box:
            if why := why_register_is_not_saved(loaded.path):
                st.markdown(as_text(why))
                return
            _ask(session, loaded, [*register.claims])


def _ask(session: Session, loaded: LoadedRegister, claims: list[str]) -> None:
    key = f"renaming_new:{session.name}:{loaded.id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        old = st.selectbox("Claim", claims, key=f"renaming_old:{session.name}:{loaded.id}")
        new = (st.text_input("New id", key=key) or "").strip()
    failed = st.session_state.pop("renaming_failed", "")
    changes: Mapping[Path, Callable[[str], str]] = {}
    if failed:
        st.error(as_text(failed))
    if old and new and new != old:
        try:
            changes, lines = plan_renaming(loaded.path, served_files().values(), old, new)
        except EditError as error:
            st.markdown(as_text(str(error)))
        else:
            named = {f"{path.parent.name}/{path.name}": count for path, count in lines.items()}
            st.markdown(as_text(renaming_words(old, named)))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Rename everywhere",
            type="primary",
            key="rename_claim",
            disabled=not changes,
            on_click=_rename,
            args=(RENAMED.format(old=old, new=new), changes, key),
        )
        done = last_done()
        if done is not None:
            st.button("Undo", key="rename_undo", on_click=_undo, help=as_text(done.words))


def _rename(words: str, changes: Mapping[Path, Callable[[str], str]], key: str) -> None:
    failed = change_files(words, changes)
    st.session_state["renaming_failed"] = failed
    if not failed:
        st.session_state[key] = ""


def _undo() -> None:
    st.session_state["renaming_failed"] = undo_last()
