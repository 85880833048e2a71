"""The list of rivals below the instrument: what is a pick, and what only an echo."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from made_results import result_of
from small_sets import make_set

from steelyard.results.choice import Choice
from steelyard.views.compare import below_instrument
from steelyard.views.session import pickers
from steelyard.views.session.pickers import picker_key

RESULT = result_of(make_set({o: {"taste": t} for o, t in (("soup", 70), ("cake", 60), ("pie", 9))}))


@pytest.mark.parametrize(
    ("leader", "sent", "put"),
    [
        ("soup", "pie", [Choice(rival="pie")]),
        ("soup", "cake", []),
        ("cake", "soup", []),
        ("cake", "pie", []),
    ],
)
def test_only_another_rival_of_the_present_leader_is_a_pick(
    monkeypatch: pytest.MonkeyPatch, leader: str, sent: str, put: list[Choice]
) -> None:
    """Soup leads before cake: what the list of another leader showed, and cake itself, are none."""
    state: dict[str, Any] = {}
    found: list[Choice] = []
    session = SimpleNamespace(result=RESULT, choice=Choice(), name="lunch")
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(st, "rerun", lambda: None)
    for module in (below_instrument, pickers):
        monkeypatch.setattr(module, "current_session", lambda: session)
    monkeypatch.setattr(below_instrument, "put_choice", found.append)
    kind = f"rival of {leader}"
    key = picker_key(kind, "lunch", "cake" if leader == "soup" else "soup")
    state[key] = sent

    below_instrument._take_rival(kind, "lunch", key)

    assert found == put
