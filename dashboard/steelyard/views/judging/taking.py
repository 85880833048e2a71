"""Messages from the judge's sheet in the browser: scores, swings, and which part to show.

Every answer is checked again here and saved at once into the judge's own file. Sentences about
refusals contain no numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, get_args

import streamlit as st
from pydantic import ValidationError

from steelyard.files.judgements.own_sheet import (
    GivenScore,
    change_sheet,
    give_check,
    give_rank,
    give_score,
    give_swing,
)
from steelyard.files.judgements.sheet_rules import Asked
from steelyard.files.saving.save import SaveError
from steelyard.model import JudgeSheet, TradeoffAnswer
from steelyard.model.criteria_set import Confidence
from steelyard.results.words.judging.sheet import NOT_ASKED
from steelyard.views.judging.own_round import OwnRound, own_round
from steelyard.views.session.session import current_session, put_place
from steelyard.views.sources.outbox import Message, text_in

_Change = Callable[[JudgeSheet, Asked], JudgeSheet]
_MOST_LETTERS = 2000
MOST_REFUSED = 200
"""Most refused answers that are reported to the browser as kept by it alone."""
JUDGE_TABS = ("scores", "others", "swings", "hand_in", "workbook")
"""The parts of a judge's page, as the address names them."""


def take_judgement(key: str, judge: str, number: int) -> Callable[[Message], None]:
    """Return a handler that saves a message of one judge of a round and notes its outcome."""

    def take(message: Message) -> None:
        if message.get("kind") == "go":
            tab = text_in(message, "tab", 20)
            put_place(tab=tab if tab in JUDGE_TABS[1:] else None)
            return
        # Read the round's current state: it may have been closed since the page was drawn.
        own = own_round(current_session())
        is_this = own is not None and (own.judge, own.round.number) == (judge, number)
        why = save_answer(own, message) if own is not None and is_this else NOT_ASKED
        st.session_state[f"{key}:outcome"] = {"n": message["n"], "why": why}
        if why:
            refused = [*st.session_state.get(f"{key}:refused", []), message["n"]]
            st.session_state[f"{key}:refused"] = refused[-MOST_REFUSED:]

    return take


def save_answer(own: OwnRound, message: Message) -> str:
    """Save one answer; return in a sentence why it was not saved, else an empty text."""
    change = _change(own, message)
    if change is None:
        return NOT_ASKED
    try:
        change_sheet(own.loaded, own.criteria_set, own.judge, change)
    except SaveError as error:
        return str(error)
    return ""


def _change(own: OwnRound, message: Message) -> _Change | None:
    """Return the change of a sheet that a message requests; `None` if it requests none."""
    asked = own.asked
    reason = text_in(message, "reason", _MOST_LETTERS)
    criterion = text_in(message, "criterion", 60)
    if message.get("kind") == "score":
        cell = (text_in(message, "option", 60), criterion)
        if cell not in asked.cells and cell not in own.other_cells:
            return None
        score = _given(asked, criterion, message, reason)
        return lambda sheet, now: give_score(sheet, cell, score, now)
    if message.get("kind") == "swing" and criterion in asked.swings:
        swing = _number(message, "swing", 0, 100)
        return lambda sheet, now: give_swing(sheet, criterion, swing, reason, now)
    if message.get("kind") == "rank" and criterion in asked.swings:
        rank = _number(message, "rank", 1, len(asked.swings))
        number = int(rank) if rank is not None else None
        return lambda sheet, now: give_rank(sheet, criterion, number, reason, now)
    if message.get("kind") == "check":
        given = _check(asked, message, reason)
        return (lambda sheet, _: give_check(sheet, given)) if given is not None else None
    return None


def _check(asked: Asked, message: Message, reason: str) -> TradeoffAnswer | None:
    """Return a message's answer to a trade-off question; `None` if it is not a valid one."""
    keys = ("first", "second", "answer")
    try:
        given = TradeoffAnswer.model_validate({key: message.get(key) for key in keys})
    except ValidationError:
        return None
    known = all(c in asked.swings for c in (*given.first, *given.second))
    return given.model_copy(update={"reason": reason}) if known else None


def _given(asked: Asked, criterion: str, message: Message, reason: str) -> GivenScore:
    scale = asked.criteria_set.criteria[criterion].scale
    if message.get("cannot") is True:
        return GivenScore(cannot=True, reason=reason)
    low, high, likely = (
        _number(message, name, scale.from_, scale.to) for name in ("low", "high", "likely")
    )
    return GivenScore(low, high, likely, reason, _confidence(message))


def _confidence(message: Message) -> Confidence | None:
    found: Any = message.get("confidence")
    return found if found in get_args(Confidence) else None


def _number(message: Message, key: str, low: float, high: float) -> float | None:
    found = message.get(key)
    if isinstance(found, bool) or not isinstance(found, int | float) or not math.isfinite(found):
        return None
    return float(found) if low <= found <= high else None
