"""The group's averaged inputs put into a draft of the set, to be reviewed and saved on Edit."""

from __future__ import annotations

from typing import Final, cast

import streamlit as st

from steelyard.analysis.judges.averaging import Ranges
from steelyard.results.judges.adoption import Adoption
from steelyard.results.judges.group_result import GroupResult
from steelyard.results.words.judging.adopting import INPUTS_NOTE, NOT_SIMULATED, RANGES
from steelyard.views.edit.saving.drafts import change_draft, draft_of
from steelyard.views.judges.round_files import refuse
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, go_to

_NAMES: Final = {"union": "All ranges together", "quantiles": "Pooled quantiles"}


def show_adopting(session: Session, found: GroupResult) -> None:
    """Show what would be written into the set, and a button that puts it into a draft."""
    with st.expander("Put the group’s scores and weights into the set", key="adopting"):
        if found.round.simulated:
            st.markdown(as_text(NOT_SIMULATED))
            return
        st.markdown(as_text(INPUTS_NOTE))
        key = f"adopt_ranges:{session.name}"
        st.radio(
            "Low and high ends",
            list(_NAMES),
            key=key,
            format_func=lambda name: _NAMES[name],
            captions=[as_text(RANGES[name]) for name in _NAMES],
            persist_state="session",
        )
        own = f"adopt_own:{session.name}"
        st.checkbox(
            "Keep the set’s present scores and weights beside, as one voice",
            key=own,
            persist_state="session",
        )
        st.button("Put them into a draft", on_click=_adopt, args=(session, found, key, own))
        st.caption("Nothing is saved yet: Edit shows every change, and what saving would do.")


def _adopt(session: Session, found: GroupResult, ranges: str, own: str) -> None:
    kept = st.session_state
    adoption = Adoption(found, cast("Ranges", kept[ranges]), bool(kept[own]))
    draft_of(session.name, session.now)
    if refused := change_draft(session.name, adoption.put_into):
        refuse(refused)
    else:
        go_to("edit")
