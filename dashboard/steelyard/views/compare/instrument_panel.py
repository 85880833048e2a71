"""The instrument on a page: feeds it, and takes over what a hand has changed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeGuard

import streamlit as st

from steelyard.analysis.simulations.sampling import Simulations
from steelyard.instrument.problem import instrument_data
from steelyard.model import CriteriaSet
from steelyard.results.address import MAX_SWING, with_swings
from steelyard.results.choice import Choice
from steelyard.results.words.simulations import simulations_note
from steelyard.views.cells.cell_picking import open_cell
from steelyard.views.charts.fragments import draw_moving_again
from steelyard.views.compare import instrument_mount as instrument
from steelyard.views.session.pages import PAGES
from steelyard.views.session.screen import mode
from steelyard.views.session.session import Session, last_criteria_set, put_choice, revision


def show_instrument(session: Session, simulations: Simulations) -> None:
    """Show verdict, lenses, sliders and ranking as one component."""
    with st.container(key="instrument_frame"):
        data = instrument_data(session.result, mode(), revision(), simulations_note(simulations))
        if "edit" in PAGES:
            data["writeTo"] = {"page": "edit", "text": "Write them to the file"}
        instrument.show(data, _take_state, _take_cell)


def _take_state() -> None:
    criteria_set = last_criteria_set()
    sent = instrument.state()
    if criteria_set is None or sent.get("rev") != revision():
        return
    choice: Choice = st.session_state.get("choice", Choice())
    moved = adopt(criteria_set, choice, sent)
    put_choice(moved, by_instrument=True)
    if moved.disputes == choice.disputes and moved.reading is None and moved.scenario is None:
        draw_moving_again()


def _take_cell() -> None:
    sent = instrument.asked_cell()
    open_cell((_text(sent.get("option")), _text(sent.get("criterion"))))


def adopt(criteria_set: CriteriaSet, choice: Choice, sent: Mapping[str, Any]) -> Choice:
    """Return the choice after what the browser sent; whatever is not right is left out."""
    lens, rival = _text(sent.get("lens")), _text(sent.get("rival"))
    moved = replace(
        choice,
        lens=lens if lens in criteria_set.lenses else None,
        rival=rival if rival in criteria_set.options else None,
        locks=tuple(c for c in map(_text, _list(sent.get("locks"))) if c in criteria_set.criteria),
        disputes=_disputes(criteria_set, choice, _list(sent.get("disputes"))),
    )
    swings = sent.get("swings")
    if not isinstance(swings, dict):
        return moved
    sound = {
        c: s for c, s in swings.items() if c in criteria_set.criteria and _is_between(s, MAX_SWING)
    }
    return with_swings(criteria_set, moved, sound)


def _disputes(
    criteria_set: CriteriaSet, choice: Choice, sent: list[Any]
) -> dict[tuple[str, str], float]:
    """Return the disputes sent; those of criteria out of view stay as they were."""
    frame = criteria_set.frames[choice.frame].criteria if choice.frame else None
    opening = next(iter(criteria_set.frames.values())).criteria if criteria_set.frames else None
    in_view = set(frame or opening or criteria_set.criteria)
    disputes = {cell: v for cell, v in choice.disputes.items() if cell[1] not in in_view}
    for entry in sent:
        if not isinstance(entry, dict):
            continue
        cell = (str(entry.get("option")), str(entry.get("criterion")))
        value = entry.get("value")
        is_cell = cell[0] in criteria_set.options and cell[1] in criteria_set.criteria
        if is_cell and _is_between(value, 100):
            disputes[cell] = float(value)
    return disputes


def _text(sent: Any) -> str:
    return sent if isinstance(sent, str) else ""


def _list(sent: Any) -> list[Any]:
    return sent if isinstance(sent, list) else []


def _is_between(number: Any, most: float) -> TypeGuard[float]:
    is_number = isinstance(number, int | float) and not isinstance(number, bool)
    return is_number and math.isfinite(number) and 0 <= number <= most
