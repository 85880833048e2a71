"""Hand in: review of the judge's own sheet, what sealing means, and sealing it for good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from steelyard.files.judgements.handing_in import today
from steelyard.files.judgements.own_sheet import change_sheet, seal_own_sheet
from steelyard.files.saving.save import SaveError
from steelyard.results.words.judges import judge_name
from steelyard.results.words.judging.own_sheet import review_lines
from steelyard.results.words.judging.sheet import (
    HANDED_IN,
    NOTHING_FOUND,
    REVIEW,
    SEALED_AS,
    SEAT,
    SEAT_HELP,
    handing_in_heading,
    seal_words,
)
from steelyard.views.judges.round_files import refuse, show_what_was_done
from steelyard.views.judging.own_round import OwnRound, own_round, why_not_saved
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import current_session
from steelyard.views.session.tabs import show_finding
from steelyard.views.session.undisturbed import undisturbed

_ASKING: Final = "judging_asks_to_seal"


def show_handing_in(own: OwnRound) -> None:
    """Show gaps and contradictions on the judge's sheet, and the button that hands it in."""
    show_what_was_done()
    name = HANDED_IN if own.is_sealed else REVIEW
    show_finding(name, handing_in_heading(own.review, is_sealed=own.is_sealed))
    if own.is_sealed:
        st.success(as_text(SEALED_AS.format(judge=judge_name(own.judge), seal=own.seal[:16])))
        return
    _show_list(review_lines(own.review) or [NOTHING_FOUND])
    why = why_not_saved(own)
    if why or not own.loaded.is_open:
        st.info(as_text(why or "The round is closed."))
        return
    _show_seat(own)
    with st.container(border=True, key="judging_seal"):
        _show_list(seal_words(own.round))
        _show_button(own, has_gaps=own.has_gaps)


def _show_list(sentences: Sequence[str]) -> None:
    st.markdown("\n".join(f"- {as_text(sentence)}" for sentence in sentences))


def _show_seat(own: OwnRound) -> None:
    key = f"judging_seat:{own.round.set_}:{own.round.number}:{own.judge}"
    st.session_state.setdefault(key, own.sheet.seat)
    st.text_input(
        SEAT,
        key=key,
        max_chars=200,
        placeholder=SEAT_HELP,
        on_change=_take_seat,
        args=(key,),
        width=420,
    )


@undisturbed
def _take_seat(key: str) -> None:
    own = own_round(current_session())
    if own is not None:
        put_seat(own, str(st.session_state[key]))


def put_seat(own: OwnRound, seat: str) -> None:
    """Save whom a judge speaks for, as one line; a refusal is shown in the next run."""
    said = " ".join(seat.split())
    try:
        change_sheet(
            own.loaded,
            own.criteria_set,
            own.judge,
            lambda sheet, _: sheet.model_copy(update={"seat": said}),
        )
    except SaveError as error:
        refuse(str(error))


def _show_button(own: OwnRound, *, has_gaps: bool) -> None:
    """Show the button that seals the sheet, with a confirmation because sealing is final."""
    if own.is_blank:
        st.button("Hand in", disabled=True)
        return
    if not st.session_state.get(_ASKING):
        label = "Hand in with gaps" if has_gaps else "Hand in"
        st.button(label, type="primary", on_click=_ask, args=(True,))
        return
    with st.container(horizontal=True):
        st.button("Seal my sheet for good", type="primary", on_click=_seal)
        st.button("Not yet", on_click=_ask, args=(False,))


def _ask(asks: bool) -> None:
    st.session_state[_ASKING] = asks


@undisturbed
def _seal() -> None:
    st.session_state.pop(_ASKING, None)
    own = own_round(current_session())
    if own is None:
        return
    try:
        seal_own_sheet(own.loaded, own.criteria_set, own.judge, today())
    except SaveError as error:
        refuse(str(error))
