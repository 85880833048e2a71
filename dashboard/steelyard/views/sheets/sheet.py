"""The sheet of a score and the card of an option, at the right of any page.

The browser lays out the texts of `results/words`, shows the effect of another score at once, and
sends back what is chosen.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import streamlit as st

from steelyard.charts.theme import option_colours
from steelyard.instrument.problem import scale_data
from steelyard.model import Cell
from steelyard.results.address import MOST_LETTERS
from steelyard.results.result import Result
from steelyard.results.words.glossary import TermPiece, split_terms
from steelyard.results.words.sheets.option_card import next_options, option_card
from steelyard.results.words.sheets.score_sheet import next_scores, score_sheet
from steelyard.results.words.text import plain
from steelyard.views.edit.own_view_dialog import (
    keep_name,
    known_name,
    request_own_view,
    save_as_reading,
    why_not_at_once,
)
from steelyard.views.session.browser_component import as_bytes, component, message_of
from steelyard.views.session.screen import mode
from steelyard.views.session.session import current_session, put_choice, put_place
from steelyard.views.sheets.opening import (
    SHEET_KEY,
    close_sheet,
    open_option,
    open_score,
    opened_option,
    opened_score,
    score_in_view,
)

_WIDTH = 620
"""Pixels; below that the sheet is as wide as the page."""
_COMPONENT = "open_sheet"
SHEET_TITLE = "Score or option"
"""One title for all sheets, for screen readers: with a new one the browser would rebuild it."""


@st.fragment(key=SHEET_KEY)
def show_sheet() -> None:
    """Show the score or option that is open, if one is."""
    is_open = opened_score() is not None or opened_option() is not None
    with st.container(key="unseen_sheet_watch"):
        component("views/sheets/closing")(
            key="sheet_watch", data={"open": is_open}, on_closed_change=close_sheet
        )
    if is_open:
        st.dialog(SHEET_TITLE, width=_WIDTH, position="right")(_show)()


def _show() -> None:
    result, cell, option = current_session().result, opened_score(), opened_option()
    if cell is not None:
        data = score_sheet_data(result, cell) | _saving_data()
    elif option is not None:
        data = option_data(result, option)
    else:
        return
    with st.container(key="sheet_frame"):
        # Not isolated: the dialog around it would not let the keyboard into a shadow tree.
        component("views/sheets/sheet", "beside", isolate_styles=False)(
            key=_COMPONENT,
            data=as_bytes(data),
            on_open_change=_take_open,
            on_dispute_change=_take_dispute,
            on_rival_change=_take_rival,
            on_save_change=_take_saved,
            on_write_change=_write_into_file,
        )


def score_sheet_data(result: Result, cell: Cell) -> dict[str, Any]:
    """Return the sheet of a score as data for the browser."""
    criteria_set = result.criteria_set
    entry = criteria_set.criteria[cell[1]]
    before, after = next_scores(result.evaluation, cell)
    sheet = score_sheet(result, cell)
    return {
        "kind": "score",
        **asdict(sheet),
        "told": _told(sheet.decides[1], sheet.texts["readings"], sheet.texts["dispute"]),
        "scale": scale_data(criteria_set, entry),
        "before": {"score": ".".join(before)},
        "after": {"score": ".".join(after)},
        "colours": option_colours(criteria_set, mode()),
        "letters": MOST_LETTERS,
    }


def _saving_data() -> dict[str, Any]:
    """Return whether a dispute can be saved from the sheet at once, and under which name."""
    return {"saves": not why_not_at_once(current_session()), "name": known_name()}


def option_data(result: Result, option: str) -> dict[str, Any]:
    """Return the card of an option as data for the browser."""
    before, after = next_options(result.evaluation, option)
    card = option_card(result, option)
    return {
        "kind": "option",
        **asdict(card),
        "told": _told(*(counts for *_, counts in card.figures), card.needs_mean, *card.rivals),
        "before": {"option": before},
        "after": {"option": after},
        "colours": option_colours(result.criteria_set, mode()),
    }


def _told(*texts: str) -> dict[str, list[TermPiece]]:
    """Return texts that have words of the glossary, in parts; each word is marked once only."""
    told, seen = dict[str, list[TermPiece]](), set[str]()
    for text in texts:
        pieces = [piece if piece.term not in seen else TermPiece(piece.text)
                  for piece in split_terms(text)]  # fmt: skip
        if terms := {piece.term for piece in pieces} - {""}:
            told[text] = pieces
            seen |= terms
    return told


def _take_open() -> None:
    """Open another score or option in place of this one."""
    sent = message_of(_COMPONENT, "open")
    if not isinstance(sent, dict):
        return
    score, option = sent.get("score"), sent.get("option")
    if isinstance(score, str):
        option_id, _, criterion = score.partition(".")
        open_score((option_id, criterion))
    elif isinstance(option, str):
        open_option(option)


def _take_dispute() -> None:
    """Apply a disputed score with its reason, or restore the file's score."""
    if _dispute(message_of(_COMPONENT, "dispute")):
        st.rerun()


def _dispute(sent: object) -> bool:
    """Apply to the view a dispute sent by the sheet; return whether it was valid."""
    cell = score_in_view(sent.get("score")) if isinstance(sent, dict) else None
    if cell is None or not isinstance(sent, dict):
        return False
    choice, value, reason = current_session().choice, sent.get("value"), sent.get("reason")
    disputes = {c: v for c, v in choice.disputes.items() if c != cell}
    reasons = {c: said for c, said in choice.reasons.items() if c != cell}
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 100:
        disputes[cell] = float(value)
        if isinstance(reason, str) and plain(reason):
            reasons[cell] = plain(reason)[:MOST_LETTERS]
    if isinstance(name := sent.get("name"), str):
        keep_name(name)
    put_choice(replace(choice, disputes=disputes, reasons=reasons))
    return True


def _take_saved() -> None:
    """Dispute a score and save it; if there is more to decide, open the dialog."""
    if not _dispute(message_of(_COMPONENT, "save")):
        return
    if not save_as_reading("\n".join(current_session().choice.reasons.values())):
        _write_into_file()
        return
    put_place(score=None)
    st.rerun()


def _take_rival() -> None:
    session, option = current_session(), message_of(_COMPONENT, "rival")
    if isinstance(option, str) and option in session.result.evaluation.options:
        put_choice(replace(session.choice, rival=option))
        st.rerun()


def _write_into_file() -> None:
    """Close the sheet and open the dialog that writes disputes and reasons into the file."""
    reasons = current_session().choice.reasons.values()
    put_place(score=None)
    request_own_view("\n".join(dict.fromkeys(reasons)), beside=[SHEET_KEY])
