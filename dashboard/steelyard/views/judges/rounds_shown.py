"""The closed round that is shown: the last, or the one that the address names."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from steelyard.files.judgements.rounds import LoadedRound
from steelyard.results.judges.group_result import GroupResult
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, place, put_place


def chosen_group(session: Session, closed: Sequence[LoadedRound]) -> GroupResult | None:
    """Return the group's result after the chosen round; `None`, and say why, if there is none."""
    found = session.result.group_after(_chosen(closed))
    try:
        found.panel  # noqa: B018 - computed here, so that a fault of it is shown here
    except ValueError as error:
        st.error(as_text(str(error)))
        return None
    return found


def _chosen(closed: Sequence[LoadedRound]) -> LoadedRound:
    """Show a picker if there are several rounds, and return the round to show."""
    rounds = {str(found.number): found for found in closed}
    last = next(reversed(rounds))
    if len(rounds) < 2:
        return rounds[last]
    wanted = place().get("round", last)
    wanted = wanted if wanted in rounds else last
    key = "judges_round"
    st.session_state[key] = wanted

    def follow() -> None:
        chosen = st.session_state[key]
        put_place(round=chosen if chosen != last else None)

    st.segmented_control(
        "Round",
        list(rounds),
        required=True,
        key=key,
        format_func=lambda number: f"After round {number}",
        on_change=follow,
        label_visibility="collapsed",
    )
    return rounds[wanted]
