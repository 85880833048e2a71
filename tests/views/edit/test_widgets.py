"""Widgets that stand for a piece of the draft: another content, another widget."""

from __future__ import annotations

import pytest
import streamlit as st
from files.lunch import LUNCH

from steelyard.views.edit.entry_panel import _rename
from steelyard.views.edit.saving.drafts import Draft, last_draft, put_draft
from steelyard.views.edit.saving.save_panel import last_outcome
from steelyard.views.edit.widgets import Fields, _take, widget_for


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Give every test a session with one draft."""
    state: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", state)
    put_draft(Draft("lunch", "", "40", "40"))
    return state


def put(text: str, content: object) -> str:
    """Make the content the whole text; refuse a bad one."""
    if content == "bad":
        raise ValueError("No.")
    return str(content)


def text() -> str:
    """Return the text of the draft."""
    draft = last_draft("lunch")
    assert draft is not None
    return draft.text


def test_a_widget_stays_while_the_draft_says_what_it_holds(session: dict[str, object]) -> None:
    """A hand's own change keeps the widget; a change from elsewhere brings another."""
    own, start = widget_for("score", "40")
    session[own] = "45"
    _take("lunch", "score", own, put)
    assert (start, text()) == ("40", "45")
    assert widget_for("score", "45") == (own, "40")

    other, start = widget_for("score", "50")
    assert other != own
    assert start == "50"


def test_an_echo_of_the_page_is_no_hand(session: dict[str, object]) -> None:
    """What a widget started with, sent back later, never undoes what was typed elsewhere."""
    own, _ = widget_for("score", "40")
    session[own] = "40"
    draft = last_draft("lunch")
    assert draft is not None
    put_draft(draft.with_text("60"))
    _take("lunch", "score", own, put)
    assert text() == "60"

    widget_for("score", "60")
    session[own] = "41"
    _take("lunch", "score", own, put)
    assert text() == "60"


def test_an_id_is_changed_by_a_hand_alone(session: dict[str, object]) -> None:
    """An empty field that a run ended halfway sends back says nothing; a bad id is put back."""
    put_draft(Draft("lunch", "", LUNCH, LUNCH))
    key = "entry_id:lunch:options:soup"
    gone, _ = widget_for(key, "soup")
    own, start = widget_for(key, "soup")
    assert (own != gone, start) == (True, "soup")
    session[gone], session[own] = "", "soup"
    for one in (gone, own):
        _rename("lunch", "options", "soup", key, one)
        assert text() == LUNCH
        assert last_outcome("lunch") == ""

    session[own] = "so up"
    _rename("lunch", "options", "soup", key, own)
    assert text() == LUNCH
    assert last_outcome("lunch").startswith("Not changed: ")
    assert widget_for(key, "soup")[0] != own

    session[own := widget_for(key, "soup")[0]] = "broth"
    _rename("lunch", "options", "soup", key, own)
    assert "\n  broth:" in text()
    assert "soup:" not in text()


def test_what_is_refused_gives_way_to_what_the_draft_says(
    session: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refused content changes nothing, is said at its field, and is not left standing."""
    said: list[str] = []
    monkeypatch.setattr(st, "markdown", said.append)
    fields = Fields("lunch", "form")
    own, _ = widget_for("form:score", "40")
    session[own] = "bad"
    _take("lunch", "form:score", own, put)

    assert text() == "40"
    fields.show_refusal("score")
    fields.show_refusal("other")
    assert said == ["**Not taken\\: No\\.**"]
    assert widget_for("form:score", "40")[0] != own

    own, _ = widget_for("form:score", "40")
    session[own] = "45"
    _take("lunch", "form:score", own, put)
    fields.show_refusal("score")
    assert len(said) == 1
