"""Runs keep to a pace: at once after a pause, then one after the other, for each visitor apart."""

from __future__ import annotations

import pytest
from serving.limits.clock import Clock

from steelyard.serving.limits import pace
from steelyard.serving.limits.pace import Pace


def test_a_burst_begins_at_once_and_then_waits() -> None:
    """Two seconds' worth may come together; each further one is put off by as much again."""
    clock = Clock()
    paced = Pace(5, clock)
    waits = [paced.seconds_to_wait("ada") for _ in range(13)]

    assert waits[:10] == pytest.approx([0] * 10)
    assert waits[10:] == pytest.approx([0.2, 0.4, 0.6])


def test_a_pause_makes_good_again() -> None:
    """Whoever keeps to the pace never waits."""
    clock = Clock()
    paced = Pace(5, clock)
    for _ in range(20):
        paced.seconds_to_wait("ada")
    clock.now += 10
    assert paced.seconds_to_wait("ada") == 0
    for _ in range(50):
        clock.now += 0.25
        assert paced.seconds_to_wait("ada") == 0


def test_nobody_waits_for_another() -> None:
    """Each visitor has a pace of their own."""
    paced = Pace(1, Clock())
    for _ in range(10):
        paced.seconds_to_wait("ada")

    assert paced.seconds_to_wait("bob") == 0


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many visitors, real or made up, take no more memory than so many."""
    monkeypatch.setattr(pace, "MOST_VISITORS", 3)
    paced = Pace(1, Clock())
    for number in range(100):
        paced.seconds_to_wait(str(number))

    assert list(paced._due) == ["97", "98", "99"]
