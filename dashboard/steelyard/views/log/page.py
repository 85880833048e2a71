"""Log: who saved, exported, opened or closed what, with filters and a download."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from steelyard.export.safe_text import to_csv
from steelyard.files.saving.acts import Act, may_read_acts, note_export, read_acts
from steelyard.views.log.acts_words import (
    KEPT,
    KINDS,
    LOG_HEADS,
    act_row,
    acts_heading,
    who_acted,
)
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.tabs import show_finding

_MOST: Final = 5000
"""Maximum number of acts that are read."""

ALL: Final = "all"
DIGITS: Final = 12
"""Number of digits of a digest that are shown."""

SEE_WHO_YOU_ARE: Final = (
    "You are neither here. What you may do stands behind your name, at the top of every page."
)
NOT_FOR_YOU: Final = "The log is for facilitators and operators"


def show_page() -> None:
    """Draw the page."""
    if not may_read_acts():
        show_finding("Log", NOT_FOR_YOU)
        st.caption(SEE_WHO_YOU_ARE)
        return
    try:
        acts = read_acts()
    except OSError as error:
        st.error(as_text(str(error.strerror)))
        return
    heading = st.container()
    shown = _filtered(acts)
    with heading:
        show_finding("Who did what", acts_heading(shown, len(acts), _MOST))
    st.caption(KEPT)
    if not acts:
        return
    table = pd.DataFrame([act_row(act) for act in shown], columns=list(LOG_HEADS))
    st.dataframe(
        # The full digest is in the downloadable file.
        table.assign(**{"SHA-256": table["SHA-256"].str[:DIGITS]}),
        hide_index=True,
        height="content" if len(shown) <= 12 else 480,
        key="log_table",
        column_config={"SHA-256": st.column_config.TextColumn(width="small")},
    )
    st.download_button(
        "These rows as CSV",
        data=_as_csv(table),
        file_name="log.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="log_csv",
    )


def _filtered(acts: Sequence[Act]) -> list[Act]:
    """Show the three filters; return the acts that pass them."""
    by: tuple[tuple[str, Callable[[Act], str]], ...] = (
        ("Who", who_acted),
        ("File", lambda act: act.file),
        ("What", lambda act: KINDS.get(act.kind, act.kind)),
    )
    chosen: dict[str, str] = {}
    with st.container(horizontal=True, key="log_filters"):
        for name, value_of in by:
            values = sorted({value_of(act) for act in acts})
            key = f"log_{name}"
            if st.session_state.get(key) not in (ALL, *values):
                st.session_state.pop(key, None)
            chosen[name] = st.selectbox(name, [ALL, *values], key=key, width=240)
    return [
        act for act in acts if all(chosen[name] in (ALL, value_of(act)) for name, value_of in by)
    ]


def _as_csv(table: pd.DataFrame) -> Callable[[], bytes]:
    def make() -> bytes:
        data = to_csv(table)
        note_export("log.csv", data)
        return data

    return make


if __name__ == "__main__":
    show_page()
