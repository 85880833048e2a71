"""By workbook: download of the judge's blank sheet, and import of a filled one."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from steelyard.export.judge_sheets import SHEET_FORMS
from steelyard.files.judgements.filled_sheet import Misfit, read_filled, read_stamp
from steelyard.files.judgements.own_sheet import change_sheet, give_filled
from steelyard.files.judgements.sheet_table import asked_sheet
from steelyard.files.saving.save import SaveError
from steelyard.files.spreadsheet.opening.books import read_bytes
from steelyard.files.spreadsheet.opening.cells import SheetError
from steelyard.results.words.judge_pages import misfits_words
from steelyard.results.words.judging.promise import promise_words
from steelyard.results.words.judging.sheet import (
    BLANK_HELP,
    NOT_YOUR_SHEET,
    WORKBOOK,
    WORKBOOK_HEADING,
    taken_words,
)
from steelyard.results.words.text import as_sentence
from steelyard.views.judges.progress import MIMES
from steelyard.views.judges.round_files import refuse, show_what_was_done, write
from steelyard.views.judges.style import show_judges_table
from steelyard.views.judging.own_round import OwnRound, own_round, why_not_saved
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, as_download, current_session
from steelyard.views.session.tabs import show_finding
from steelyard.views.session.undisturbed import undisturbed

_MISFITS: Final = "judging_misfits"
_UPLOADS: Final = "judging_uploads"
_MOST_SHOWN: Final = 12
_MOST_MEGABYTES: Final = 5


def show_workbook(session: Session, own: OwnRound) -> None:
    """Show the downloads of the blank sheet in each format, and the uploader for a filled one."""
    show_what_was_done()
    show_finding(WORKBOOK, WORKBOOK_HEADING)
    if not own.loaded.is_open or own.is_sealed:
        st.info("Your sheet is handed in, or the round is closed: nothing is read any more.")
        return
    st.caption(BLANK_HELP)
    with st.container(horizontal=True):
        for ending in SHEET_FORMS:
            st.download_button(
                f"{ending[1:].upper()}",
                data=as_download(partial(_blank, own, ending)),
                file_name=f"{session.name}-round-{own.round.number}-{own.judge}{ending}",
                mime=MIMES[ending],
                on_click="ignore",
                icon=":material/download:",
                key=f"judging_blank{ending}",
            )
    if why := why_not_saved(own):
        st.info(as_text(why))
        return
    st.file_uploader(
        "Your filled sheet: .csv, .ods or .xlsx",
        key=_upload_key(),
        on_change=_take,
        max_upload_size=_MOST_MEGABYTES,
    )
    found: tuple[Misfit, ...] = st.session_state.get(_MISFITS, ())
    if found:
        rows = [[one.place, as_sentence(one.says), as_sentence(one.fix)] for one in found]
        heads = ["Sheet and cell", "What does not fit", "What to do"]
        show_judges_table("misfits", "Nothing is written yet", heads, rows[:_MOST_SHOWN])


def _blank(own: OwnRound, ending: str) -> bytes:
    made = asked_sheet(
        own.asked,
        own.judge,
        seat=own.sheet.seat,
        claims=current_session().shown.claims,
        others=own.others,
        promise=promise_words(own.round),
    )
    return SHEET_FORMS[ending](made)


def _upload_key() -> str:
    """Return the key of the uploader; a new one after each file, so that it is empty again."""
    return f"judging_upload:{st.session_state.get(_UPLOADS, 0)}"


@undisturbed
def _take() -> None:
    """Read the uploaded sheet; it is saved only if all of it fits."""
    upload = st.session_state.get(_upload_key())
    own = own_round(current_session())
    if upload is None or own is None:
        return
    st.session_state[_UPLOADS] = st.session_state.get(_UPLOADS, 0) + 1
    st.session_state.pop(_MISFITS, None)
    try:
        take_filled(own, upload.name, upload.getvalue())
    except (SheetError, SaveError) as error:
        refuse(as_sentence(str(error)))


def take_filled(own: OwnRound, name: str, raw: bytes) -> None:
    """Put a filled sheet's answers into the judge's own; if any do not fit, only note those.

    Raises SheetError with a sentence for a sheet of another judge, round or set.
    """
    book = read_bytes(name, raw)
    if read_stamp(book)["judge"] != own.judge:
        raise SheetError(NOT_YOUR_SHEET)
    filled = read_filled(book, own.asked)
    fits = len(filled.sheet.cells) + len(filled.sheet.swings)
    if filled.misfits:
        st.session_state[_MISFITS] = filled.misfits
        refuse(misfits_words(own.judge, fits, len(filled.misfits)))
        return
    write(
        lambda: change_sheet(
            own.loaded,
            own.criteria_set,
            own.judge,
            lambda sheet, asked: give_filled(sheet, filled.sheet, asked),
        ),
        taken_words(fits),
    )
