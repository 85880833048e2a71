"""The table of scores: what the browser is told, and entries taken once and in order."""

from __future__ import annotations

import pytest
import streamlit as st

from steelyard.files.editing.score_sheet import read_score_sheet
from steelyard.files.editing.typed_entries import TypedEntry
from steelyard.views.edit.grid import GridMessage, grid_data, parse_grid_message, take_entries
from steelyard.views.edit.saving.drafts import Draft, last_draft, put_draft

TEXT = """\
format: 1
title: Lunch
criteria: {taste: {name: Taste, swing: 60}}
options: {soup: {name: Soup}, cake: {name: Cake}}
assessments:
  soup: {taste: 40}
  cake: {taste: 60}
"""


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Give every test a session with one draft."""
    state: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", state)
    put_draft(Draft("lunch", "", TEXT, TEXT, draft_id="m"))
    return state


def scores() -> list[str]:
    """Return the scores of the draft, cell by cell."""
    draft = last_draft("lunch")
    assert draft is not None
    sheet = read_score_sheet(draft.text)
    assert sheet is not None
    return [sheet.cells[option, "taste"].text for option in ("soup", "cake")]


def test_entries_are_taken_once_and_in_order() -> None:
    """The same entry sent again over a bad connection changes nothing more."""
    take_entries(
        "lunch",
        GridMessage(
            "m", (TypedEntry("soup", "taste", 2, "9"), TypedEntry("soup", "taste", 1, "8"))
        ),
    )
    assert scores() == ["9", "60"]

    take_entries(
        "lunch",
        GridMessage(
            "m", (TypedEntry("soup", "taste", 2, "70"), TypedEntry("cake", "taste", 3, "5"))
        ),
    )
    assert scores() == ["9", "5"]


def test_entries_for_another_draft_are_left_alone() -> None:
    """What was typed into an earlier draft never lands in this one."""
    take_entries("lunch", GridMessage("old", (TypedEntry("soup", "taste", 1, "8"),)))

    assert scores() == ["40", "60"]


def test_a_refused_entry_is_told_and_the_others_are_taken(session: dict[str, object]) -> None:
    """One wrong cell of a pasted block does not hold up the rest; mended it is forgotten."""
    take_entries(
        "lunch",
        GridMessage(
            "m", (TypedEntry("soup", "taste", 1, "x"), TypedEntry("cake", "taste", 2, "5"))
        ),
    )
    refused = session["edit_refused:lunch"]
    assert scores() == ["40", "5"]
    assert isinstance(refused, dict)
    assert "found x" in refused["soup.taste"]["why"]

    take_entries("lunch", GridMessage("m", (TypedEntry("soup", "taste", 3, "6"),)))
    assert scores() == ["6", "5"]
    assert session["edit_refused:lunch"] == {}


def test_a_pasted_block_is_one_step_back() -> None:
    """All entries that came together are undone together."""
    take_entries(
        "lunch",
        GridMessage(
            "m", (TypedEntry("soup", "taste", 1, "8"), TypedEntry("cake", "taste", 2, "5"))
        ),
    )
    draft = last_draft("lunch")
    assert draft is not None

    assert draft.undone().text == TEXT


def test_only_what_differs_says_what_it_was() -> None:
    """A cell tells its former content only where that is another."""
    before, now = read_score_sheet(TEXT), read_score_sheet(TEXT.replace("40", "45"))
    assert now is not None
    data = grid_data(None, now, before)

    assert data["options"] == [
        {"id": "soup", "name": "Soup", "cells": [{"text": "45", "was": "40"}]},
        {"id": "cake", "name": "Cake", "cells": [{"text": "60"}]},
    ]


@pytest.mark.parametrize(
    "sent",
    [{}, {"edits": 3, "chosen": None, "held": "x"}, {"edits": [None, {"key": 1}, {"n": 1}]}],
)
def test_what_is_malformed_is_left_out(sent: dict[str, object]) -> None:
    """Whatever a browser sends, only well-formed entries count."""
    found = parse_grid_message(sent)

    assert found.entries == ()
    assert found.chosen is None
    assert found.not_understood == 0


@pytest.mark.parametrize(
    ("typed", "shift", "printed"),
    [("-12", -12, "−12"), ("\u221212", -12, "−12"), ("+5", 5, "+5"), ("5", 5, "+5"), ("0", 0, "0")],
)
def test_shifts_are_printed_with_their_sign(typed: str, shift: int, printed: str) -> None:
    """Either minus is taken and plus may be left out; the draft holds a plain number."""
    place = ("scenarios", "rain", "shifts")
    text = TEXT + "scenarios: {rain: {name: Rain, shifts: {cake: {taste: -3}}}}\n"
    put_draft(Draft("lunch", "", TEXT, text, draft_id="m"))
    take_entries("lunch", GridMessage("m", (TypedEntry("soup", "taste", 1, typed),)), place)

    draft = last_draft("lunch")
    assert draft is not None
    sheet, before = read_score_sheet(draft.text, place=place), read_score_sheet(text, place=place)
    assert sheet is not None
    assert sheet.cells["soup", "taste"].text == str(shift)
    options = grid_data(None, sheet, before, place)["options"]
    assert isinstance(options, list)
    soup, cake = (option["cells"][0] for option in options)
    assert soup["text"] == printed
    assert cake["text"] == "−3"
