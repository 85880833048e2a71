"""Upload of a filled workbook: its problems by sheet and cell, then handing it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from steelyard.files.judgements.filled_sheet import Misfit, read_filled
from steelyard.files.judgements.handing_in import hand_in, today
from steelyard.files.judgements.rounds import LoadedRound, asked_of, read_sheet
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.files.problems import Problem
from steelyard.files.spreadsheet.opening.books import read_bytes
from steelyard.files.spreadsheet.opening.cells import SheetError
from steelyard.files.yaml.yaml_tree import read_tree
from steelyard.results.result import Result
from steelyard.results.words.judge_pages import (
    fitting_words,
    incomplete_words,
    misfits_words,
    sealed_words,
)
from steelyard.results.words.text import as_sentence
from steelyard.views.judges.round_files import refuse, write
from steelyard.views.judges.style import show_judges_table
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, current_session
from steelyard.views.session.undisturbed import undisturbed

_READ: Final = "judges_read"
_UPLOAD: Final = "judges_upload"
_MOST_SHOWN: Final = 12
GAP: Final = "J005"
"""The problem of a sheet in which answers are missing."""


@dataclass(frozen=True)
class ReadSheet:
    """A filled sheet of a round as read: its text, and the problems that prevent handing it in."""

    judge: str
    text: str
    fits: int
    misfits: tuple[Misfit, ...]
    faults: tuple[Problem, ...]
    gaps: tuple[Problem, ...]


def show_filled(session: Session, found: LoadedRound) -> None:
    """Show the uploader for a filled sheet, its problems, and the button that hands it in."""
    st.markdown("## A filled sheet back", anchors=False)
    st.file_uploader(
        "A sheet filled in by a judge: .csv, .ods or .xlsx",
        key=_upload_key(),
        on_change=_take,
        args=(session, found),
        max_upload_size=5,
    )
    read: ReadSheet | None = st.session_state.get(_read_key(found))
    if read is None:
        return
    if read.misfits:
        st.warning(as_text(misfits_words(read.judge, read.fits, len(read.misfits))))
        rows = [[one.place, as_sentence(one.says), as_sentence(one.fix)] for one in read.misfits]
        heads = ["Sheet and cell", "What does not fit", "What to do"]
        show_judges_table("misfits", "Nothing is written yet", heads, rows[:_MOST_SHOWN])
    elif read.faults:
        st.warning(as_text(misfits_words(read.judge, read.fits, len(read.faults))))
        rows = [
            [" › ".join(map(str, one.where)), as_sentence(one.found), as_sentence(one.fix)]
            for one in read.faults
        ]
        heads = ["Place", "What does not fit", "What to do"]
        show_judges_table("misfits", "Nothing is written yet", heads, rows[:_MOST_SHOWN])
    else:
        said = (
            incomplete_words(read.judge, read.fits)
            if read.gaps
            else fitting_words(read.judge, read.fits)
        )
        st.info(as_text(said))
        label = "Hand it in with gaps" if read.gaps else "Hand it in and seal it"
        st.button(label, type="primary", on_click=_hand_in, args=(found, read))
    st.button("Put it aside", on_click=_put_aside, args=(found,))


def _upload_key() -> str:
    """Return the key of the uploader; a new one after each file, so that it is empty again."""
    return f"{_UPLOAD}:{st.session_state.get(_UPLOAD, 0)}"


def _read_key(found: LoadedRound) -> str:
    return f"{_READ}:{found.path}"


def _take(session: Session, found: LoadedRound) -> None:
    """Read the uploaded file; nothing is written."""
    upload = st.session_state.get(_upload_key())
    if upload is None:
        return
    st.session_state[_UPLOAD] = st.session_state.get(_UPLOAD, 0) + 1
    st.session_state.pop(_read_key(found), None)
    try:
        read = read_filled_file(session.result, found, upload.name, upload.getvalue())
    except SheetError as error:
        refuse(as_sentence(str(error)))
        return
    st.session_state[_read_key(found)] = read


def read_filled_file(result: Result, found: LoadedRound, name: str, raw: bytes) -> ReadSheet:
    """Return a filled sheet checked against an open round; raises SheetError with a sentence."""
    asked = asked_of(found, result.whole)
    filled = read_filled(read_bytes(name, raw), asked, today())
    sheet, text = filled.sheet, write_sheet(filled.sheet)
    fits = len(sheet.cells) + len(sheet.swings)
    kept = text.encode()
    checked = read_sheet(read_tree(name, kept), kept, found.path / name, asked)
    return ReadSheet(
        sheet.judge,
        text,
        fits,
        filled.misfits,
        tuple(one for one in checked.problems if one.code != GAP),
        tuple(one for one in checked.problems if one.code == GAP),
    )


@undisturbed
def _hand_in(found: LoadedRound, read: ReadSheet) -> None:
    # Read the current state: the judge may have sealed a sheet on another page meanwhile.
    now = next(one for one in current_session().result.rounds if one.number == found.number)
    if write(lambda: hand_in(now, read.judge, read.text), sealed_words(read.judge)):
        _put_aside(found)


def _put_aside(found: LoadedRound) -> None:
    st.session_state.pop(_read_key(found), None)
