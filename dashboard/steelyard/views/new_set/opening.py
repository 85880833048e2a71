"""Opening a dropped or pasted spreadsheet, or refusing it with a sentence; pasted text stays."""

from __future__ import annotations

from typing import Final

import streamlit as st

from steelyard.files.spreadsheet.opening.cells import SheetError
from steelyard.files.spreadsheet.opening.workbooks import MOST_PACKED
from steelyard.views.new_set.browser_views import put_import
from steelyard.views.new_set.importing import start
from steelyard.views.new_set.table_step import STEP_KEY
from steelyard.views.new_set.writing import forget_texts
from steelyard.views.session.safe_text import as_text

PASTED_NAME: Final = "pasted-cells.tsv"
_UPLOAD, _PASTE, _REFUSED = "new_set_upload", "new_set_paste", "new_set_refused"
_MIB: Final = 2**20


def show_drop() -> None:
    """Show the file uploader and the field for pasted cells."""
    st.markdown(
        "A spreadsheet as you have it: options in rows or in columns, with titles, notes, totals, "
        "weights and hidden rows. The next step shows what was found in it; nothing is written "
        "until you say so."
    )
    if refused := st.session_state.get(_REFUSED):
        st.error(as_text(refused))
    dropped, pasted = st.columns(2, gap="large")
    with dropped:
        st.file_uploader(
            "Drop a file: .csv, .ods, .tsv, .xls, .xlsm, .xlsx, .xltx or .dmsy",
            key=_upload_key(),
            on_change=_take_file,
            max_upload_size=MOST_PACKED // _MIB,
        )
        st.caption(
            "It is read here and sent nowhere else. No macro runs and no link is followed. "
            "`steelyard new --template sheet.xlsx` writes a sheet to fill in that needs no guesses."
        )
    with pasted:
        st.session_state.setdefault(_PASTE, st.session_state.get(f"{_PASTE}:kept", ""))
        st.text_area(
            "Or paste cells, or text with commas",
            key=_PASTE,
            height=170,
            on_change=_keep_pasted,
        )
        st.button("Read these cells", on_click=_take_pasted)


def _upload_key() -> str:
    """Return the key of the uploader; a new one after each file, so that it is empty again."""
    return f"{_UPLOAD}:{st.session_state.get(_UPLOAD, 0)}"


def _keep_pasted() -> None:
    st.session_state[f"{_PASTE}:kept"] = st.session_state[_PASTE]


def _take_file() -> None:
    upload = st.session_state.get(_upload_key())
    if upload is not None:
        st.session_state[_UPLOAD] = st.session_state.get(_UPLOAD, 0) + 1
        _open(upload.name, upload.getvalue())


def _take_pasted() -> None:
    _keep_pasted()
    text = st.session_state[_PASTE]
    if not text.strip():
        st.session_state[_REFUSED] = "There is nothing in the field: paste cells into it first."
    else:
        _open(PASTED_NAME, text.encode("utf-8", "replace"))


def _open(name: str, raw: bytes) -> None:
    try:
        job = start(name, raw)
    except SheetError as error:
        # The sentence begins with the file name, so it is not capitalised.
        st.session_state[_REFUSED] = f"{str(error).rstrip('.')}."
        return
    st.session_state.pop(_REFUSED, None)
    st.session_state[STEP_KEY] = "table"
    forget_texts()
    put_import(job)
