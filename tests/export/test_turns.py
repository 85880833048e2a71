"""Files are made for one person so many at a time; others of theirs wait, nobody else does."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from steelyard.export.turns import TooManyError, limit_turns, turn


@pytest.fixture
def limited() -> Iterator[None]:
    """Let one file be made at a time for each person."""
    limit_turns(1)
    yield
    limit_turns(None)


def test_a_laptop_never_waits() -> None:
    """Any number at once."""
    with turn("ada", seconds=0), turn("ada", seconds=0), turn("ada", seconds=0):
        pass


@pytest.mark.usefixtures("limited")
def test_whoever_has_too_many_waits_for_their_own() -> None:
    """And is told so; somebody else has their turn at once."""
    waits, done = threading.Event(), threading.Event()

    def make() -> None:
        with turn("ada", waits.set):
            done.set()

    with turn("ada"):
        with turn("bob", pytest.fail, seconds=0):
            second = threading.Thread(target=make)
            second.start()
            assert waits.wait(10)
        assert not done.is_set()
    assert done.wait(10)
    second.join(10)


@pytest.mark.usefixtures("limited")
def test_nobody_waits_for_ever() -> None:
    """After some time it is said what to do, and the turn of a file that failed is given back."""
    with (
        turn("ada"),
        pytest.raises(TooManyError, match="1 of your files are being made"),
        turn("ada", seconds=0),
    ):
        pass
    with pytest.raises(ArithmeticError), turn("ada"):
        raise ArithmeticError
    with turn("ada", seconds=0):
        pass
