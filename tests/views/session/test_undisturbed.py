"""A callback that writes files is not ended by a run that is asked for meanwhile."""

from __future__ import annotations

import pytest
from streamlit.runtime.state import SafeSessionState, SessionState

from steelyard.views.session import undisturbed as shield
from steelyard.views.session.undisturbed import undisturbed


class EndedError(BaseException):
    """What Streamlit ends a run with."""


class Context:
    """A run of a page in which another one has been asked for."""

    def __init__(self) -> None:
        self.session_state = SafeSessionState(SessionState(), self.end)

    def end(self) -> None:
        """End the run for the other one."""
        raise EndedError


@pytest.fixture
def asked_again(monkeypatch: pytest.MonkeyPatch) -> Context:
    """Return such a run, in which callbacks are called."""
    context = Context()
    monkeypatch.setattr(shield, "get_script_run_ctx", lambda **_: context)
    return context


def test_a_callback_reads_and_writes_to_its_end(asked_again: Context) -> None:
    """Before and after it, a run is ended where it next reads the session."""
    with pytest.raises(EndedError):
        asked_again.session_state["before"] = 1

    @undisturbed
    def save() -> int:
        asked_again.session_state["saved"] = 3
        return int(asked_again.session_state["saved"])

    assert save() == 3
    with pytest.raises(EndedError):
        _ = asked_again.session_state["saved"]


def test_a_failure_is_passed_on_and_the_run_can_be_ended_again(asked_again: Context) -> None:
    """What a callback raises is its own."""

    @undisturbed
    def fail() -> None:
        raise ValueError("the disk is full")

    with pytest.raises(ValueError, match="the disk is full"):
        fail()
    with pytest.raises(EndedError):
        _ = asked_again.session_state["saved"]


def test_outside_a_page_nothing_is_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command or a test calls the same functions."""
    monkeypatch.setattr(shield, "get_script_run_ctx", lambda **_: None)
    assert undisturbed(lambda: 7)() == 7
