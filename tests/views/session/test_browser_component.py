"""What parts of the page in the browser have sent."""

from __future__ import annotations

import pytest
import streamlit as st

from steelyard.views.session.browser_component import (
    event_of,
    keep_event,
    keep_message,
    message_of,
)


def test_nothing_has_been_sent_before_a_part_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown part has sent nothing, nor has a known one under another name."""
    monkeypatch.setattr(st, "session_state", {"shelf": {"found": [1]}})

    assert message_of("shelf", "found") == [1]
    assert message_of("shelf", "standing") is None
    assert message_of("screen", "narrow") is None


def test_listening_does_nothing() -> None:
    """Whoever only listens leaves the run as it is."""
    keep_message()


def test_an_event_is_kept_until_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit forgets an event after one run; what was sent stays known on every page."""
    state: dict[str, object] = {"editor": {"sent": "first"}}
    monkeypatch.setattr(st, "session_state", state)
    assert event_of("editor", "sent") is None

    keep_event("editor", "sent")()
    state["editor"] = {"sent": None}
    keep_event("editor", "sent")()

    assert event_of("editor", "sent") == "first"
    assert event_of("editor", "chosen") is None
    assert event_of("grid", "sent") is None
