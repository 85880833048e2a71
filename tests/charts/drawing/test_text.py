"""Tests of the lines of text in a picture: wrapped, balanced and cut to a width."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.charts.drawing.text import balance, elide, text_width, wrap


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.floats(30, 300))
def test_lines_fit(text: str, width: float) -> None:
    """No line of a wrapped or balanced text is wider than asked for."""
    for line in (*wrap(text, width, 14), *balance(text, width, 14)):
        assert text_width(line, 14) <= width


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(["talks", "or", "strikes", "a"]), max_size=20))
def test_wrapping_loses_no_word(words: list[str]) -> None:
    """Joined again, wrapped and balanced lines are the text."""
    text = " ".join(words)
    assert " ".join(wrap(text, 100, 14)) == " ".join(balance(text, 100, 14)) == text


def test_the_last_allowed_line_is_cut() -> None:
    """With two lines allowed, the second takes what fits and ends in an ellipsis."""
    lines = wrap("one two three four five six seven", 60, 14, most=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_three_hundred_letters_are_cut_to_fit() -> None:
    """A label of the greatest length allowed is cut, not shrunk or dropped."""
    cut = elide("W" * 300, 100, 14)
    assert cut.endswith("W…")
    assert 80 < text_width(cut, 14) <= 100
