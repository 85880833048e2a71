"""What parts of the page in the browser have sent."""

from __future__ import annotations

import pytest
import streamlit as st

from steelyard.views.session.browser_component import keep_message, message_of


def test_nothing_has_been_sent_before_a_part_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown part has sent nothing, nor has a known one under another name."""
    monkeypatch.setattr(st, "session_state", {"shelf": {"found": [1]}})

    assert message_of("shelf", "found") == [1]
    assert message_of("shelf", "standing") is None
    assert message_of("screen", "narrow") is None


def test_listening_does_nothing() -> None:
    """Whoever only listens leaves the run as it is."""
    keep_message()
