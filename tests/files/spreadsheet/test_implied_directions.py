"""The sheet's own totals and ranks tell which direction was guessed the wrong way round."""

from __future__ import annotations

import pytest

from steelyard.files.spreadsheet.model import Wishes
from steelyard.files.spreadsheet.opening.books import read_bytes
from steelyard.files.spreadsheet.understanding.arithmetic import turned_by
from steelyard.files.spreadsheet.understanding.understand import understand

MARKS = """\
option,comfort,access,price,upkeep,{total}
weight,40,20,32,8,
Tram,80,90,20,40,{first}
Bus lane,60,70,80,70,{second}
Cycle path,30,50,95,90,{third}
"""
"""Marks for a price, of which a high one is good; “price” in a name is taken for a cost."""


def guesses_of(text: str, **better: str) -> dict[str, str]:
    """Return the guesses about a sheet as a whole, by their keys."""
    found = understand(read_bytes("a.csv", text.encode()), Wishes(better=better))
    return {guess.key: guess.says for guess in found.guesses}


@pytest.mark.parametrize(
    ("total", "numbers"), [("rating", (60, 70, 55)), ("rank", (2, 1, 3)), ("Gesamt", (6, 7, 5.5))]
)
def test_the_criterion_that_explains_the_order_is_named(
    total: str, numbers: tuple[float, float, float]
) -> None:
    """Of totals and of ranks; it stays a guess, and the direction as it was guessed."""
    text = MARKS.format(total=total, first=numbers[0], second=numbers[1], third=numbers[2])
    assert guesses_of(text) == {
        "turned_direction": f"{total} puts the options in another order than the first ranking; "
        "both would agree if higher were better for price"
    }
    assert guesses_of(text, price="higher") == {}


def test_an_order_that_nothing_explains_is_left_alone() -> None:
    """No single turned direction puts the first option last and the last one first."""
    assert guesses_of(MARKS.format(total="rating", first=1, second=2, third=9)) == {}


def test_an_order_that_two_explain_names_neither() -> None:
    """Which of them it is would be a guess about a guess."""
    shares = [[1.0, 0.4, 0.0], [1.0, 0.4, 0.0]]
    assert turned_by(shares, [50, 30], [3, 2, 1]) is None
    assert turned_by(shares, [50, 50.1], [1, 2, 3]) == (1,)
    assert turned_by([[1, 0.5, 0], [1, 0.5, 0], [0, 0, 0]], [5, 5, 0], [1, 2, 3]) == ()


def test_unknown_is_the_middle_and_few_are_none() -> None:
    """Two options are in an order by chance."""
    assert turned_by([[1.0, None, 0.0]], [1], [1, 2, 3]) == (0,)
    assert turned_by([[1.0, 0.0]], [1], [1, 2]) is None
    assert turned_by([[1.0, 0.0, 0.5]], [1], [1, 2, None]) is None
