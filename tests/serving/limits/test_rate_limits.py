"""How often one visitor may ask: counted for each, and told how long to wait."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from serving.limits.clock import Clock
from serving.team import serve_team

from steelyard.serving.limits import rate_limits
from steelyard.serving.limits.rate_limits import WINDOW, RateLimits


def test_so_many_within_a_minute() -> None:
    """More have to wait until the first of them is a minute ago; others and other kinds do not."""
    clock = Clock()
    limits = RateLimits({"login": 2}, clock)
    assert [limits.seconds_to_wait("login", "a") for _ in range(2)] == [0, 0]
    clock.now += 10.5
    assert limits.seconds_to_wait("login", "a") == int(WINDOW - 10.5) + 1
    assert limits.seconds_to_wait("login", "b") == 0
    assert limits.seconds_to_wait("page", "a") == 0
    clock.now += WINDOW - 10
    assert limits.seconds_to_wait("login", "a") == 0


def test_who_is_quiet_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who asks from many addresses does not fill the memory."""
    monkeypatch.setattr(rate_limits, "MOST_COUNTED", 3)
    limits = RateLimits({"login": 1}, Clock())
    for visitor in "abcd":
        assert limits.seconds_to_wait("login", visitor) == 0
    assert limits.seconds_to_wait("login", "d") > 0
    assert limits.seconds_to_wait("login", "a") == 0
    assert len(limits._asked) == 3


def test_too_many_logins_are_told_to_wait(tmp_path: Path) -> None:
    """With a page in words and the seconds, for programs too; and the log says so."""
    settings = {"oidc_issuer": "http://127.0.0.1:9", "oidc_client_id": "x", "login": "oidc"}
    with serve_team(tmp_path, public_url="https://decide.example.org/", **settings) as team:
        for _ in range(rate_limits.PER_WINDOW["login"]):
            answer = team.ask("/login", Host="decide.example.org")
            answer.read()
            assert answer.status == 502
        answer = team.ask("/login", Host="decide.example.org")
        text = answer.read().decode()

        assert answer.status == 429
        assert 0 < int(answer.headers["retry-after"]) <= WINDOW
        assert "Please wait" in text
        assert team.events("refused")[-1]["why"] == "rate"
        state = team.ask("/login/state", Host="decide.example.org")
        assert json.loads(state.read()) == {"logged_in": False}
