"""The instrument on a page: verdict, lenses, sliders and ranking as one browser component.

Data are sent down with every run; one state comes back after each input. Where Streamlit
cannot run the component, its own sliders are shown instead (`plain_controls`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeGuard

import streamlit as st

from steelyard.instrument.problem import instrument_data
from steelyard.instrument.script_modules import read_packaged
from steelyard.instrument.scripts import COMPONENT, style
from steelyard.model import CriteriaSet
from steelyard.results.address import MAX_SWING, with_shown_swings
from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.glossary import SIMULATIONS, define, define_marks
from steelyard.results.words.sheets.score_sheet import criterion_definition
from steelyard.results.words.simulations import simulations_note
from steelyard.results.words.view import STRIP
from steelyard.views.charts.fragments import rerun_fragments
from steelyard.views.edit.own_view_dialog import WRITE, request_own_view
from steelyard.views.session.browser_component import as_bytes, component, message_of
from steelyard.views.session.screen import mode
from steelyard.views.session.session import Session, current_session, put_choice, revision
from steelyard.views.sheets.opening import open_option, open_score

INSTRUMENT_KEY = "instrument"
_BESIDE = "instrument/beside.css"
"""The style of parts the instrument has only on a page: lists, definitions, parts for a phone."""
_LABELS = ("swing", "weight", "lens", "reading", "scenario", "frame")
"""Words that are labels of the instrument."""


def show_instrument(session: Session) -> None:
    """Show verdict, lenses, sliders and ranking; changes made in them go into the choice."""
    with st.container(key="instrument_frame"):
        note = simulations_note(session.result.simulations)
        data = instrument_data(session.result, mode(), revision(), note)
        data["write"] = WRITE
        data["terms"] = terms(session.result)
        data["strip"] = dict(STRIP)
        component(COMPONENT, "instrument", css=style() + read_packaged(_BESIDE))(
            key=INSTRUMENT_KEY,
            data=as_bytes(data),
            on_state_change=_take_state,
            on_cell_change=_open_chosen_cell,
            on_option_change=_open_chosen_option,
            on_view_change=_take_view,
            on_write_change=request_own_view,
        )


def terms(result: Result) -> dict[str, Any]:
    """Return the definitions that words of the instrument open, by the position of the words."""
    criteria_set = result.criteria_set
    return {
        "because": [SIMULATIONS, define("simulation")],
        "bars": define_marks(criteria_set, "The number", "The bar"),
        "criteria": [
            criterion_definition(criteria_set, criterion)
            for criterion in result.evaluation.criteria
        ],
        "total": define_marks(criteria_set, "The total", "The line on a total"),
        "share": define("share"),
        **{name: define(name) for name in _LABELS},
    }


def _take_state() -> None:
    session, message = current_session(), _message("state")
    if message.get("rev") != revision():
        return
    choice = session.choice
    moved = choice_after(session.whole, choice, message)
    put_choice(moved, by_instrument=True)
    if moved.disputes == choice.disputes and moved.reading is None and moved.scenario is None:
        rerun_fragments()


def _open_chosen_cell() -> None:
    message = _message("cell")
    open_score((_text(message.get("option")), _text(message.get("criterion"))))


def _open_chosen_option() -> None:
    open_option(_text(_message("option").get("option")))


def _take_view() -> None:
    """Switch frame, reading, lens or scenario; an empty name is the file's own (not for frames)."""
    choice, criteria_set = current_session().choice, current_session().criteria_set
    wanted = {kind: _text(name) for kind, name in _message("view").items()}
    if wanted.get("frame") in criteria_set.frames:
        choice = replace(choice, frame=wanted["frame"])
    if wanted.get("reading") in ("", *criteria_set.readings):
        choice = replace(choice, reading=wanted["reading"] or None)
    if wanted.get("lens") in ("", *criteria_set.lenses):
        choice = replace(choice, lens=wanted["lens"] or None, swings={})
    if wanted.get("scenario") in ("", *criteria_set.scenarios):
        choice = replace(choice, scenario=wanted["scenario"] or None)
    put_choice(choice)


def _message(name: str) -> dict[str, Any]:
    """Return the last message the instrument sent under a name, not yet validated."""
    message = message_of(INSTRUMENT_KEY, name)
    return dict(message) if isinstance(message, dict) else {}


def choice_after(criteria_set: CriteriaSet, choice: Choice, message: Mapping[str, Any]) -> Choice:
    """Return the choice updated with a message from the browser; invalid parts are dropped."""
    lens, rival = _text(message.get("lens")), _text(message.get("rival"))
    moved = replace(
        choice,
        lens=lens if lens in criteria_set.lenses else None,
        rival=rival if rival in criteria_set.options else None,
        locks=tuple(
            c for c in map(_text, _list(message.get("locks"))) if c in criteria_set.criteria
        ),
        disputes=_disputes(criteria_set, choice, _list(message.get("disputes"))),
    )
    kept = {cell: reason for cell, reason in choice.reasons.items() if cell in moved.disputes}
    moved = replace(moved, reasons=kept)
    swings = message.get("swings")
    if not isinstance(swings, dict):
        return moved
    sound = {
        c: s for c, s in swings.items() if c in criteria_set.criteria and _is_between(s, MAX_SWING)
    }
    return with_shown_swings(criteria_set, moved, sound, choice)


def _disputes(
    criteria_set: CriteriaSet, choice: Choice, entries: list[Any]
) -> dict[tuple[str, str], float]:
    """Return the valid disputes among the entries, keeping those of criteria out of view."""
    frame = criteria_set.frames[choice.frame].criteria if choice.frame else None
    opening = next(iter(criteria_set.frames.values())).criteria if criteria_set.frames else None
    in_view = set(frame or opening or criteria_set.criteria)
    disputes = {cell: v for cell, v in choice.disputes.items() if cell[1] not in in_view}
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        cell = (str(entry.get("option")), str(entry.get("criterion")))
        value = entry.get("value")
        is_cell = cell[0] in criteria_set.options and cell[1] in criteria_set.criteria
        if is_cell and _is_between(value, 100):
            disputes[cell] = float(value)
    return disputes


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_between(number: Any, most: float) -> TypeGuard[float]:
    # No `isfinite` check: it raises OverflowError for very large integers.
    is_number = isinstance(number, int | float) and not isinstance(number, bool)
    return is_number and 0 <= number <= most
