"""Keys of lists that other controls set as well: an echo of the browser is no pick."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import streamlit as st

from steelyard.views.session import pickers
from steelyard.views.session.pickers import picked, picker_key


@pytest.fixture
def open_file(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Return the visitor's session, open on the file `lunch`."""
    session = SimpleNamespace(name="lunch")
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(pickers, "current_session", lambda: session)
    return session


def test_a_pick_by_hand_keeps_the_key(open_file: SimpleNamespace) -> None:
    """The list and its focus stay where they are, and what was picked is told."""
    key = picker_key("frame", "lunch", "four")
    assert st.session_state[key] == "four"
    st.session_state[key] = "six"

    assert picked("frame", "lunch", key) == "six"
    assert picker_key("frame", "lunch", "six") == key


def test_an_echo_of_what_was_shown_before_is_no_pick(open_file: SimpleNamespace) -> None:
    """After a button has set the frame, a request that still carries the old one is ignored."""
    old = picker_key("frame", "lunch", "four")
    new = picker_key("frame", "lunch", "six")
    assert new != old
    assert st.session_state[new] == "six"

    assert picked("frame", "lunch", old) is None
    assert picked("frame", "lunch", new) == "six"


def test_going_there_and_back_makes_no_old_key_valid(open_file: SimpleNamespace) -> None:
    """Keys are never used twice, so an echo of two changes ago counts as little."""
    keys = [picker_key("frame", "lunch", frame) for frame in ("four", "six", "four", "seven")]
    assert len(set(keys)) == 4
    assert [picked("frame", "lunch", key) for key in keys] == [None, None, None, "seven"]


def test_lists_of_another_file_pick_nothing(open_file: SimpleNamespace) -> None:
    """A pick that arrives after another file was opened does not concern that file."""
    key = picker_key("frame", "lunch", "four")
    open_file.name = "soup"
    assert picked("frame", "lunch", key) is None
