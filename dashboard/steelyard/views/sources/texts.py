"""Texts: which registers there are, whether their texts are on this machine, and adding one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from steelyard.files.registers import LoadedRegister
from steelyard.files.texts.fitting import Fit, fit
from steelyard.files.texts.kept_text import text_bytes
from steelyard.files.texts.pieces import MOST_TEXT_BYTES, TextError
from steelyard.files.texts.reading import OpenedText, open_text
from steelyard.results.words.text import TEXT_FILES
from steelyard.results.words.texts.desks import (
    divided_words,
    fit_words,
    missing_text_words,
    other_text_added_words,
    saved_text_words,
)
from steelyard.results.words.texts.sources import aim_words, text_state_words, texts_finding
from steelyard.views.session.safe_text import as_text, show_table
from steelyard.views.session.session import Session, put_place
from steelyard.views.session.tabs import show_finding
from steelyard.views.session.undisturbed import undisturbed
from steelyard.views.sources.adding import SAVED, begin, current_job, keep_text, put_job, use_in_set
from steelyard.views.sources.dividing_view import show_text_desk
from steelyard.views.sources.register_files import (
    registers_at_hand,
    seeds_folder,
    why_register_is_not_saved,
)

_UPLOAD, _PASTE, _READING, _REFUSED, _ASKED = (
    "text_upload", "text_paste", "text_reading", "text_refused", "text_asked",
)  # fmt: skip
_PASTED_NAME: Final = "pasted.txt"
_LIKELY: Final = 0.5
"""Least share of a register's paragraphs in a file for asking whether it is their text."""


def show_texts(session: Session) -> None:
    """Show every register of the open set with the state of its text, and the form to add one."""
    registers = session.shown.registers
    _read_what_was_given(registers)
    job = current_job()
    if job is not None:
        show_finding("Adding a text", "Is this how the text is divided?")
        st.caption(as_text(divided_words(job.opened, job.division)))
        for notice in job.opened.notices:
            st.info(as_text(notice))
    else:
        finding = texts_finding([*registers.values()])
        show_finding("Which texts does it rest on?", finding)
        st.caption("A register keeps what a text claims; the text itself is never part of it.")
        _say_what_was_saved()
        _show_registers(session, registers)
        _ask_whose_text(registers)
        _show_drop()
    show_text_desk(session.now.path)


def _show_registers(session: Session, registers: Mapping[str, LoadedRegister]) -> None:
    rows = [
        [
            loaded.register.title if loaded.register is not None else loaded.id,
            loaded.register.author or "" if loaded.register is not None else "",
            aim_words(loaded.register) if loaded.register is not None else "",
            text_state_words(loaded),
        ]
        for loaded in registers.values()
    ]
    heads = ["Text", "Author", "Claims", "On this machine"]
    if not any(author for _, author, _, _ in rows):
        heads, rows = [heads[0], *heads[2:]], [[row[0], *row[2:]] for row in rows]
    if rows:
        show_table("texts", heads, rows)
    for loaded in registers.values():
        if loaded.register is not None and loaded.text.state != "matches":
            st.info(as_text(missing_text_words(loaded)))
    for source, loaded in registers_at_hand().items():
        if source in registers or loaded.register is None:
            continue
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"“{as_text(loaded.register.title)}”: this set does not use it yet.")
            st.button("Use it", key=f"use:{source}", on_click=_use, args=(session, source))


@undisturbed
def _use(session: Session, source: str) -> None:
    st.session_state[_REFUSED] = use_in_set(session.now.path, source)


def _say_what_was_saved() -> None:
    source, is_new = st.session_state.get(SAVED, ("", False))
    loaded = registers_at_hand().get(source)
    if loaded is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="text_saved"):
        st.success(as_text(saved_text_words(loaded, is_new=is_new)))
        st.button("Make claims of it", on_click=_open_claims, args=(source,))


def _open_claims(source: str) -> None:
    st.session_state.pop(SAVED, None)
    put_place(view="claims", tab=None, text=source)


# --- a file ---------------------------------------------------------------------------------------


def _show_drop() -> None:
    """Show the file uploader and the field for a pasted text."""
    if refused := st.session_state.get(_REFUSED):
        st.error(as_text(str(refused)))
    if why := why_register_is_not_saved(seeds_folder() / "new.yaml"):
        st.info(why)
    dropped, pasted = st.columns(2, gap="large")
    with dropped:
        st.file_uploader(
            f"Add a text: {TEXT_FILES}",
            key=_upload_key(),
            on_change=_take_file,
            max_upload_size=MOST_TEXT_BYTES // 1_000_000,
        )
        st.caption(
            "It is read here and sent nowhere else. Nothing in it runs; no link is followed."
        )
    with pasted:
        st.text_area("Or paste a text", key=_PASTE, height=120)
        st.button("Read this text", on_click=_take_pasted)


def _upload_key() -> str:
    """Return the key of the uploader; a new one after each file, so that it is empty again."""
    return f"{_UPLOAD}:{st.session_state.get(_UPLOAD, 0)}"


def _take_file() -> None:
    upload = st.session_state.get(_upload_key())
    if upload is not None:
        st.session_state[_UPLOAD] = st.session_state.get(_UPLOAD, 0) + 1
        st.session_state[_READING] = (upload.name, upload.getvalue())


def _take_pasted() -> None:
    text = str(st.session_state.get(_PASTE, ""))
    if text.strip():
        st.session_state[_READING] = (_PASTED_NAME, text.encode("utf-8", "replace"))
        st.session_state[_PASTE] = ""
    else:
        st.session_state[_REFUSED] = "There is nothing in the field: paste a text into it first."


def _read_what_was_given(registers: Mapping[str, LoadedRegister]) -> None:
    """Read the last file or pasted text, and find out whether it is the text of a register."""
    given = st.session_state.get(_READING)
    if given is None:
        return
    name, raw = given
    lacking = [
        one for one in {**registers_at_hand(), **registers}.values()
        if one.register is not None and one.text.state != "matches"
    ]  # fmt: skip
    found: OpenedText | str = ""
    if not any(_sha256(raw) == one.register.sha256 for one in lacking if one.register is not None):
        try:
            with st.spinner(f"Reading {as_text(name)} in a process of its own", show_time=True):
                found = open_text(name, raw)
        except TextError as error:
            found = str(error)
    # Up to here another run of the page may take over; it then reads the file again.
    _take_given(raw, found, lacking)


@undisturbed
def _take_given(raw: bytes, found: OpenedText | str, lacking: Sequence[LoadedRegister]) -> None:
    for key in (_READING, _REFUSED, SAVED, _ASKED):
        st.session_state.pop(key, None)
    if isinstance(found, OpenedText):
        _take_opened(found, lacking)
    elif not _is_kept_text(raw, lacking):
        st.session_state[_REFUSED] = found


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _is_kept_text(raw: bytes, lacking: Sequence[LoadedRegister]) -> bool:
    """Save a file that is the text of a register, byte for byte; return whether it is one."""
    for loaded in lacking:
        if loaded.register is not None and _sha256(raw) == loaded.register.sha256:
            st.session_state[_REFUSED] = keep_text(loaded, raw)
            return True
    return False


def _take_opened(opened: OpenedText, lacking: Sequence[LoadedRegister]) -> None:
    fits = {
        one.id: fit(opened.division, one.register.fingerprints)
        for one in lacking
        if one.register is not None
    }
    best = max(fits, key=lambda one: fits[one].found / fits[one].wanted, default="")
    if best and fits[best].is_whole:
        loaded = next(one for one in lacking if one.id == best)
        texts = fits[best].division.texts
        st.session_state[_REFUSED] = keep_text(loaded, text_bytes(texts))
    elif best and fits[best].found >= _LIKELY * fits[best].wanted:
        st.session_state[_ASKED] = (opened, best, fits[best])
    else:
        others = [one.register.title for one in lacking if one.register is not None]
        notices = (*opened.notices, *([other_text_added_words(others)] if others else []))
        begin(replace(opened, notices=notices))


def _ask_whose_text(registers: Mapping[str, LoadedRegister]) -> None:
    """Ask what to do with a file that is nearly the text of a register."""
    asked: tuple[OpenedText, str, Fit] | None = st.session_state.get(_ASKED)
    if asked is None:
        return
    _, source, found = asked
    loaded = registers.get(source) or registers_at_hand().get(source)
    title = loaded.register.title if loaded is not None and loaded.register is not None else source
    with st.container(border=True, key="text_asked"):
        st.markdown(as_text(fit_words(title, found.found, found.wanted)))
        with st.container(horizontal=True):
            st.button("Divide it until they match", type="primary", on_click=_divide_asked)
            st.button("It is a new version", on_click=_take_asked_as_version)
            st.button("It is another text", on_click=_take_asked_as_new)
            st.button("Leave it", on_click=_leave_asked)


def _divide_asked() -> None:
    opened, source, found = st.session_state.pop(_ASKED)
    begin(opened, source)
    job = current_job()
    if job is not None:
        put_job(job.after(found.division))


def _take_asked_as_version() -> None:
    _, source, _ = st.session_state.pop(_ASKED)
    put_place(view="changes", tab=None, text=source)


def _take_asked_as_new() -> None:
    begin(st.session_state.pop(_ASKED)[0])


def _leave_asked() -> None:
    st.session_state.pop(_ASKED, None)
