"""Tests of the words and numbers of a picture."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.charts.drawing.text import balance, elide, text_width, wrap
from steelyard.results.words.numbers import percent, percentage_points, percents, plain, signed

SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=20).filter(lambda xs: sum(xs) > 0.001)


@pytest.mark.parametrize(
    ("share", "written"),
    [(0, "0%"), (0.004, "<1%"), (0.005, "1%"), (0.764, "76%"), (0.996, ">99%"), (1, "100%")],
)
def test_percent_never_claims_nothing_or_everything(share: float, written: str) -> None:
    """0% and 100% are kept for exactly nothing and exactly everything."""
    assert percent(share) == written


def test_percents_are_made_to_add_up() -> None:
    """0.764, 0.182 and 0.054 are 76.4, 18.2 and 5.4: the largest rest, 0.4, comes first.

    Floors 76 + 18 + 5 = 99; one more is needed, and the two rests of 0.4 tie: the
    earlier one gets it.
    """
    assert percents([0.764, 0.182, 0.054]) == ["77%", "18%", "5%"]


@settings(max_examples=100, deadline=None)
@given(SHARES)
def test_percents_add_up_to_a_hundred(shares: list[float]) -> None:
    """Read as numbers, <1% as 0 and >99% as 100, percentages of one whole make 100."""
    numbers = {"<1%": 0, ">99%": 100}
    written = percents(shares)
    assert sum(numbers.get(text, int(text.strip("<>%"))) for text in written) == 100


@pytest.mark.parametrize(
    ("change", "written"),
    [
        (8, "+8 percentage points"),
        (-1, "−1 percentage point"),
        (0.3, "0 percentage points"),
    ],
)
def test_changes_of_weights_are_percentage_points(change: float, written: str) -> None:
    """A change is never written with a per cent sign, and its minus is a true one."""
    assert percentage_points(change) == written


def test_a_change_that_rounds_to_nothing_has_no_sign() -> None:
    """Neither +0 nor −0 is ever written."""
    assert (signed(0.4), signed(-0.4)) == ("0", "0")


def test_control_and_turning_characters_are_dropped() -> None:
    """What breaks an SVG file, or turns the reading direction, does not reach it."""
    assert plain("a\x00b\u202ec\u2066d\ue000e\ud800f\ufffeg\n\n h") == "abcdefg h"


def test_letters_of_other_scripts_are_kept() -> None:
    """Hebrew, accents and emoji are text like any other."""
    assert plain("שלום café 🙂") == "שלום café 🙂"


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
