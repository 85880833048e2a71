"""Passages of a text become options and criteria of the draft, with the place they were found."""

from __future__ import annotations

import pytest
import streamlit as st
import yaml
from files.sources.orchard import as_register, empty_register

from steelyard.files.sources.first_set import begin_set, put_names
from steelyard.model import Register
from steelyard.results.words.texts.desks import DONE, named_in_words
from steelyard.views.edit.saving.drafts import Draft, last_draft, put_draft
from steelyard.views.sources.picking import Picking

TEXT = put_names(begin_set("Orchard", "What now?"), "options", ["Leave it"])


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    """Return a register, with a draft of a set that has one option and no criterion yet."""
    monkeypatch.setattr(st, "session_state", {})
    put_draft(Draft("orchard", "", TEXT, TEXT))
    return as_register(empty_register())


def send(register: Register, kept: list[int], **message: object) -> dict[str, object]:
    """Take one message; return what came of it."""
    picking = Picking("orchard", "options", TEXT, lambda: kept.append(1))
    return picking.take({"n": 1, **message}, register)


def draft() -> Draft:
    """Return the draft as it is now."""
    found = last_draft("orchard")
    assert found is not None
    return found


def test_a_passage_becomes_an_option_and_a_criterion(register: Register) -> None:
    """Both know the paragraph; what only stood there goes; one step back takes each out again."""
    kept: list[int] = []
    assert send(register, kept, section="options", name="Sell it", paragraph=2)["ok"]
    assert send(register, kept, section="criteria", name="Trees", paragraph=3)["ok"]
    assert len(kept) == 2
    whole = yaml.safe_load(draft().text)
    assert whole["options"]["sell_it"]["summary"] == named_in_words(register, 2)
    assert whole["criteria"].keys() == {"trees"}
    assert whole["criteria"]["trees"]["note"] == named_in_words(register, 3)
    assert draft().undone().undone().text == TEXT


def test_another_passage_is_noted_at_what_is_there_once(register: Register) -> None:
    """The same paragraph twice is one note; what was written there stays."""
    kept: list[int] = []
    for number in (1, 2, 2):
        sent = {"section": "options", "entry": "leave_it", "paragraph": number}
        assert send(register, kept, **sent)["text"] == f"{DONE['place']}."
    said = yaml.safe_load(draft().text)["options"]["leave_it"]["summary"]
    assert said == f"{named_in_words(register, 1)} {named_in_words(register, 2)}"


@pytest.mark.parametrize(
    "message",
    [
        {"section": "options", "name": "Sell it", "paragraph": 9999},
        {"section": "options", "name": "Sell it", "paragraph": "2"},
        {"section": "frames", "name": "Sell it", "paragraph": 2},
        {"section": "options", "name": " ", "paragraph": 2},
        {"section": "options", "entry": "gone", "paragraph": 2},
    ],
)
def test_what_cannot_be_made_changes_nothing(
    register: Register, message: dict[str, object]
) -> None:
    """What comes from the browser is unchecked."""
    kept: list[int] = []
    assert not send(register, kept, **message)["ok"]
    assert (draft().text, kept) == (TEXT, [])


def test_the_browser_is_offered_what_was_named_alone(register: Register) -> None:
    """Not the entries that only stand there until there are others."""
    assert Picking("orchard", "options", TEXT, lambda: None).data["entries"] == [
        ["leave_it", "Leave it"]
    ]
    assert Picking("orchard", "criteria", TEXT, lambda: None).data["entries"] == []
    assert register.claims == {}
