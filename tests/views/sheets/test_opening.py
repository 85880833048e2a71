"""What opens a sheet, what it shows, and what is done with whatever a browser sends."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from made_results import result_of
from small_sets import make_set

from steelyard.results.choice import Choice
from steelyard.views.sheets import opening, sheet
from steelyard.views.sheets.sheet import option_data, score_sheet_data

RESULT = result_of(
    make_set({"soup": {"taste": 70, "price": 30}, "cake": {"taste": 60, "price": 4}})
)


class Desk:
    """A session with nothing open; keeps the choices that are put into it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.state: dict[str, Any] = {"place": {}}
        self.put: list[Choice] = []
        self.drawn: list[str] = []
        session = SimpleNamespace(result=RESULT, choice=Choice())
        monkeypatch.setattr(st, "session_state", self.state)
        monkeypatch.setattr(st, "rerun", lambda scope="app": self.drawn.append(scope))
        monkeypatch.setattr(opening, "rerun_only", lambda *keys: self.drawn.extend(keys))
        for module in (opening, sheet):
            monkeypatch.setattr(module, "current_session", lambda: session)
        monkeypatch.setattr(sheet, "put_choice", self.put.append)

    def send(self, name: str, message: object) -> None:
        """Send what the sheet sends, or something else."""
        self.state[sheet._COMPONENT] = {name: message}
        {"open": sheet._take_open, "dispute": sheet._take_dispute, "rival": sheet._take_rival}[
            name
        ]()


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a session with nothing open."""
    return Desk(monkeypatch)


def test_one_thing_is_open_at_a_time(desk: Desk) -> None:
    """A score replaces an option, and closing leaves nothing; only the sheet is drawn again."""
    opening.open_option("soup")
    assert (opening.opened_option(), opening.opened_score()) == ("soup", None)
    opening.open_score(("cake", "price"))
    assert (opening.opened_option(), opening.opened_score()) == (None, ("cake", "price"))
    opening.close_sheet()
    assert (opening.opened_option(), opening.opened_score()) == (None, None)
    assert desk.drawn == [opening.SHEET_KEY] * 3


@pytest.mark.parametrize(
    "place", [{"score": "soup"}, {"score": "soup.salt"}, {"score": "."}, {"option": "bread"}]
)
def test_an_address_of_nothing_opens_nothing(desk: Desk, place: dict[str, str]) -> None:
    """What the file does not have is not shown, and cannot be opened either."""
    desk.state["place"] = place
    assert (opening.opened_option(), opening.opened_score()) == (None, None)
    opening.open_score(("soup", "salt"))
    opening.open_option("bread")
    assert desk.drawn == []


def test_a_dispute_goes_into_the_choice_with_its_reason(desk: Desk) -> None:
    """So does taking it back; the page is drawn again, and not the sheet alone."""
    opening.open_score(("soup", "taste"))
    desk.send("dispute", {"score": "soup.taste", "value": 40, "reason": " Too\nsalty "})
    desk.send("dispute", {"score": "soup.taste", "value": None, "reason": ""})

    cell = ("soup", "taste")
    assert desk.put == [Choice(disputes={cell: 40.0}, reasons={cell: "Too salty"}), Choice()]
    assert desk.drawn[1:] == ["app", "app"]


def test_a_sheet_may_be_closed_by_the_time_it_is_heard(desk: Desk) -> None:
    """Closing and what was chosen just before come in one request: both are done."""
    opening.open_score(("soup", "taste"))
    opening.close_sheet()
    desk.send("dispute", {"score": "soup.taste", "value": 40, "reason": ""})
    opening.open_option("soup")
    opening.close_sheet()
    desk.send("rival", "soup")
    assert desk.put == [Choice(disputes={("soup", "taste"): 40.0}), Choice(rival="soup")]


@pytest.mark.parametrize("sent", [None, 3, True, "bread", ["soup"], {"soup": 1}])
def test_what_is_no_option_is_no_rival(desk: Desk, sent: object) -> None:
    """Whatever a browser sends, only an option in view is compared with the leader."""
    desk.send("rival", sent)
    assert desk.put == []


NO_SCORES: list[object] = [
    None, 3, *({"score": "soup.taste", "value": value} for value in ("9", 101.0, True)),
    {"score": "soup.salt", "value": 40}, {"score": "soup", "value": 40}, {"score": 7, "value": 40},
    {"value": 40},
]  # fmt: skip


@pytest.mark.parametrize("sent", NO_SCORES)
def test_what_is_no_score_disputes_nothing(desk: Desk, sent: object) -> None:
    """Whatever a browser sends, only a value from 0 to 100 is put in place of the file's."""
    opening.open_score(("soup", "taste"))
    desk.send("dispute", sent)
    assert all(choice == Choice() for choice in desk.put)


@pytest.mark.parametrize("sent", [None, {}, {"score": 3}, {"score": "soup"}, {"option": ["a"]}])
def test_what_is_no_place_opens_nothing(desk: Desk, sent: object) -> None:
    """The sheet stays where it is."""
    opening.open_score(("soup", "taste"))
    desk.send("open", sent)
    assert opening.opened_score() == ("soup", "taste")


def test_the_browser_gets_plain_data(desk: Desk) -> None:
    """Both sheets are JSON, and each names the ones before and after it."""
    score, option = score_sheet_data(RESULT, ("soup", "taste")), option_data(RESULT, "soup")
    for data in (score, option):
        assert json.loads(json.dumps(data, allow_nan=False))["kind"] == data["kind"]
        assert set(data["colours"]) == {"soup", "cake"}
    assert score["after"] == {"score": "cake.taste"}
    assert option["after"] == {"option": "cake"}
