"""My judgements: choosing who answers, and the parts of that judge's sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from steelyard.files.judgements.shelf import shelf
from steelyard.results.words.judges import judge_name
from steelyard.results.words.judging.sheet import (
    ANSWERS_NOT_KEPT,
    CHOOSE,
    DRAWN,
    NO_ROUND,
    NO_SEAT_YET,
    NO_SUCH_JUDGE,
    SEAT,
    SEAT_HELP,
    TAKE_SEAT,
    WHO,
)
from steelyard.views.edit.saving.own_files import is_own
from steelyard.views.judges.round_files import refuse, show_what_was_done, write
from steelyard.views.judging.handing_in import put_seat, show_handing_in
from steelyard.views.judging.own_round import (
    OwnRound,
    own_round,
    rounds_for_judge,
    why_no_seat,
    why_not_saved,
)
from steelyard.views.judging.sheet_view import judge_sheet_data
from steelyard.views.judging.taking import JUDGE_TABS, take_judgement
from steelyard.views.judging.workbook import show_workbook
from steelyard.views.session.browser_component import as_bytes, component, component_key
from steelyard.views.session.pickers import picked, picker_key
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, current_session, place, put_place
from steelyard.views.session.tabs import show_finding
from steelyard.views.session.undisturbed import undisturbed
from steelyard.views.sources.outbox import last_taken, take_each

_LABELS: Mapping[str, str] = {
    "scores": "Scores",
    "others": "Other scores",
    "swings": "Weights",
    "hand_in": "Hand in",
    "workbook": "By workbook",
}


JUDGING_STYLE: Final = "<style>.st-key-judging { gap: .8rem; }</style>"
_OTHER_PAGE: Final = "judging_other_page"
"""Session-state key set when the whole page must be rerun, for another judge or none."""


def show_my_judgements(session: Session) -> None:
    """Draw the page of the judge the address names, or ask who answers."""
    if is_own(session.name):
        st.info(ANSWERS_NOT_KEPT)
        return
    _show_sheet()


@st.fragment
def _show_sheet() -> None:
    """Draw the judge's page, a fragment that is rerun alone after each answer."""
    if st.session_state.pop(_OTHER_PAGE, False):
        st.rerun()
    session = current_session()
    st.html(JUDGING_STYLE)
    with st.container(key="judging"):
        own = own_round(session)
        if own is None:
            _show_choice(session)
            return
        tab = _choose_tab(session, own)
        if tab == "hand_in":
            show_handing_in(own)
        elif tab == "workbook":
            show_workbook(session, own)
        else:
            _show_answers(session, own, tab)
        if not shelf().is_sealed:
            st.button("Leave this sheet", type="tertiary", on_click=_leave)


def _show_choice(session: Session) -> None:
    """Ask under which pseudonym the visitor answers in the open round."""
    loaded = next((one for one in reversed(rounds_for_judge(session)) if one.is_open), None)
    asks = NO_SEAT_YET if shelf().is_sealed else WHO
    show_finding("My judgements", asks if loaded is not None else NO_ROUND)
    if loaded is None or loaded.round is None:
        return
    if shelf().is_sealed:
        _show_taking(session)
        return
    if wrong := place().get("judge"):
        st.warning(as_text(NO_SUCH_JUDGE.format(round=loaded.number, judge=wrong[:60])))
    st.caption(CHOOSE)
    key = f"judging_who:{session.name}"
    st.selectbox(
        "Pseudonym",
        loaded.round.judges,
        index=None,
        key=key,
        format_func=judge_name,
        placeholder="Choose your pseudonym",
        width=320,
    )
    seat = f"judging_new_seat:{session.name}"
    st.text_input(SEAT, key=seat, max_chars=200, placeholder=SEAT_HELP, width=320)
    st.button("Begin", on_click=_begin, args=(key, seat, loaded.number), type="primary")


def _show_taking(session: Session) -> None:
    """Offer a seat to the current user, if they may judge."""
    show_what_was_done()
    if why := why_no_seat():
        st.info(as_text(why))
        return
    st.caption(DRAWN)
    seat = f"judging_new_seat:{session.name}"
    st.text_input(SEAT, key=seat, max_chars=200, placeholder=SEAT_HELP, width=320)
    st.button(TAKE_SEAT, on_click=_take_seat, args=(seat,), type="primary")


@undisturbed
def _take_seat(seat_key: str) -> None:
    session = current_session()
    asked = next((one for one in reversed(rounds_for_judge(session)) if one.is_open), None)
    if asked is None or asked.round is None:
        refuse(NO_ROUND)
        return
    judges = asked.round.judges
    if not write(lambda: shelf().take_seat(asked.path.parent, judges)):
        return
    st.session_state[_OTHER_PAGE] = True
    own = own_round(session)
    seat = str(st.session_state.get(seat_key, ""))
    if seat.strip() and own is not None and not own.is_sealed:
        put_seat(own, seat)


@undisturbed
def _begin(key: str, seat_key: str, number: int) -> None:
    judge = st.session_state.get(key)
    if not judge:
        return
    st.session_state[_OTHER_PAGE] = True
    seat = str(st.session_state.get(seat_key, ""))
    put_place(judge=str(judge), round=str(number), tab=None, view=None)
    own = own_round(current_session())
    if seat.strip() and own is not None and not own.is_sealed:
        put_seat(own, seat)


def _leave() -> None:
    st.session_state[_OTHER_PAGE] = True
    put_place(judge=None, round=None, tab=None, view=None)


def _choose_tab(session: Session, own: OwnRound) -> str:
    """Show the picker of the parts of the page; return the open part."""
    asked = {
        "scores": bool(own.asked.cells),
        "others": bool(own.other_cells),
        "swings": bool(own.asked.swings),
    }
    tabs = [tab for tab in JUDGE_TABS if asked.get(tab, True)]
    opened = place().get("tab", tabs[0])
    opened = opened if opened in tabs else tabs[0]
    # The sheet in the browser can switch to another part as well: see `pickers`.
    key = picker_key("judging_tab", session.name, opened)

    def follow() -> None:
        chosen = picked("judging_tab", session.name, key)
        if chosen is not None:
            put_place(tab=chosen if chosen != tabs[0] else None)

    st.segmented_control(
        "Part of your sheet",
        tabs,
        required=True,
        key=key,
        format_func=lambda tab: _LABELS[tab],
        on_change=follow,
        label_visibility="collapsed",
    )
    return opened


def _show_answers(session: Session, own: OwnRound, tab: str) -> None:
    """Show the judge's sheet in the browser."""
    key = component_key("judge_sheet", f"{session.name}:{own.round.number}:{own.judge}")
    state = {
        "slot": key,
        "view": tab,
        "why": why_not_saved(own),
        "isOpen": own.loaded.is_open and not own.is_sealed,
        "taken": last_taken(key),
        "outcome": st.session_state.get(f"{key}:outcome"),
        "refused": st.session_state.get(f"{key}:refused", []),
    }
    take = take_judgement(key, own.judge, own.round.number)
    component("views/judging/browser/judge_sheet", "judge-sheet")(
        key=key,
        data=as_bytes(judge_sheet_data(own, session.result, state)),
        on_sent_change=lambda: take_each(key, take),
    )
