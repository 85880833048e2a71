"""A score typed into one cell: what is understood, what is told otherwise."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.files.editing.score_text import SCORE_PATTERN, parse_score, score_text
from steelyard.model import UNKNOWN, Score

GOOD = [
    ("40", 40),
    (" 40.0 ", 40),
    ("2.5", 2.5),
    (".5", 0.5),
    ("-3", -3),
    ("−3", -3),
    ("+3", 3),
    ("1e3", 1000),
    ("20 / 40 / 60", [20, 40, 60]),
    ("20/40/60", [20, 40, 60]),
    ("20–40–60", [20, 40, 60]),
    ("20 - 40 - 60", [20, 40, 60]),
    ("-20--10-0", [-20, -10, 0]),
    ("20 to 40 to 60", [20, 40, 60]),
    ("20; 40; 60", [20, 40, 60]),
    ("20, 40, 60", [20, 40, 60]),
    ("[20, 40.5, 60]", [20, 40.5, 60]),
    ("40 / 40 / 40", [40, 40, 40]),
    ("unknown", "unknown"),
    ("Unknown", "unknown"),
    ("?", "unknown"),
    ("n/a", "unknown"),
]
BAD = [
    ("", "found nothing; allowed are"),
    ("   ", "found nothing; allowed are"),
    ("abou 40", "found abou 40; allowed are a number such as 40"),
    ("20 - 60", "write the likely score between them"),
    ("60 / 40 / 20", "perhaps 20 / 40 / 60"),
    ("40%", "write 40, without the sign"),
    ("1,5", "write 1.5, with a point"),
    ("1 / 2 / 3 / 4", "found 1 / 2 / 3 / 4"),
    ("nan", "found nan"),
    ("inf", "found inf"),
    ("1e999", "ordinary number"),
    ("4０", "found 4０"),
    ("1_0", "found 1_0"),
    ("40\n", "found 40"),
    ("<script>", "found <script>"),
]


@pytest.mark.parametrize(("text", "score"), GOOD)
def test_what_is_understood(text: str, score: object) -> None:
    """One number, three with any usual sign between them, or a word for unknown."""
    assert parse_score(text) == score
    assert type(parse_score(text)) is type(score)
    assert re.search(SCORE_PATTERN, text)


@pytest.mark.parametrize(("text", "said"), BAD)
def test_what_is_not_understood_is_told(text: str, said: str) -> None:
    """Found, allowed and how to mend it, in one sentence."""
    with pytest.raises(ValueError, match=re.escape(said)):
        parse_score(text)


NUMBERS = st.floats(-1e6, 1e6).map(lambda number: round(number, 3))


@given(st.one_of(NUMBERS, st.lists(NUMBERS, min_size=3, max_size=3).map(sorted)))
@settings(max_examples=100, deadline=None)
def test_a_score_shown_is_a_score_read(score: float | list[float]) -> None:
    """The two functions are each other's inverse."""
    assert parse_score(score_text(score)) == score


@given(st.text(alphabet="0123456789.,-–/;?%[] eEtounkw", max_size=14))
@settings(max_examples=100, deadline=None)
def test_the_pattern_refuses_whatever_the_function_refuses(text: str) -> None:
    """Whoever satisfies the pattern meets no fault but one of order or size."""
    said = ""
    try:
        parse_score(text)
    except ValueError as error:
        said = str(error)
    is_about_form = bool(said) and "rise" not in said and "ordinary" not in said
    assert is_about_form == (re.search(SCORE_PATTERN, text) is None)


def test_scores_of_the_model_are_shown_too() -> None:
    """A score without a range is one number; an unknown one is a word; none is nothing."""
    assert score_text(Score.exactly(40)) == "40"
    assert score_text(Score(1, 2, 3)) == "1 / 2 / 3"
    assert score_text(UNKNOWN) == "unknown"
    assert score_text(None) == ""
