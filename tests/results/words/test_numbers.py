"""Numbers in sentences: rounding that never contradicts itself, and lists of names."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.results.words.numbers import (
    integer,
    lead,
    one_decimal,
    percent,
    percents,
    points,
    span,
    whole,
    whole_shares,
)
from steelyard.results.words.text import listing, plain

totals = st.floats(0, 100)
SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=20).filter(lambda xs: sum(xs) > 0.001)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, 0),
        (0.5, 1),
        (1.5, 2),
        (2.5, 3),
        (-0.5, 0),
        (-1.5, -1),
        (62.4999999999, 63),  # binary noise under a half
        (62.499999, 62),
        (0.1 + 0.2, 0),
        (1e15, 10**15),
    ],
)
def test_halves_go_up(number: float, expected: int) -> None:
    """The nearest integer, halves upwards, noise below 1e-9 ignored."""
    assert whole(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(3.4, "3"), (-3.4, "−3"), (-0.4, "0"), (0.0, "0"), (-0.0, "0"), (100.0, "100")],
)
def test_integers_have_a_true_minus(number: float, expected: str) -> None:
    """A negative integer has a minus sign, and nothing is minus zero."""
    assert integer(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "1 point"), (1.4, "1 point"), (0, "0 points"), (2, "2 points"), (0.5, "1 point")],
)
def test_points(number: float, expected: str) -> None:
    """One point is singular, as rounded."""
    assert points(number) == expected


@pytest.mark.parametrize(
    ("larger", "smaller", "expected"),
    [
        (70, 50, "20.0"),
        (65.4, 61.2, "4.2"),
        # Not 2.3, which is how far 54.9 and 52.6 are apart: those two are rounded.
        (54.94, 52.55, "2.4"),
        (50, 50, "0.0"),
    ],
)
def test_a_lead_has_one_decimal(larger: float, smaller: float, expected: str) -> None:
    """A lead has one decimal, as have the totals, and is rounded by itself."""
    assert lead(larger, smaller) == expected


@given(totals, totals)
@settings(max_examples=100, deadline=None)
def test_no_reader_can_subtract_and_find_us_wrong(first: float, second: float) -> None:
    """A lead is right to a tenth, and so is what a reader finds who subtracts printed totals."""
    larger, smaller = max(first, second), min(first, second)
    shown = lead(larger, smaller)
    assert float(shown) == pytest.approx(larger - smaller, abs=0.05 + 1e-8)
    subtracted = float(one_decimal(larger)) - float(one_decimal(smaller))
    assert subtracted == pytest.approx(float(shown), abs=0.1 + 1e-8)


def test_spans() -> None:
    """A range has an en dash; where both ends round alike it is one number."""
    assert span(20, 60) == "20–60"
    assert span(3.9, 4.1) == "4"
    assert span(-3, 2) == "−3–2"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C", "D"], "A, B, C and D"),
    ],
)
def test_listing(names: list[str], expected: str) -> None:
    """Names are joined with commas and one “and”."""
    assert listing(names) == expected
    assert listing(iter(names)) == expected


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([], []),
        ([0, 0], [0, 0]),
        ([5], [100]),
        # Thirds: 33.3 each, one point over; it goes to the first.
        ([1, 1, 1], [34, 33, 33]),
        # 14.29, 28.57, 57.14 round down to 99; the largest remainder is that of 28.57.
        ([1, 2, 4], [14, 29, 57]),
        # 0.5, 0.5 and 99: one point over for two equal remainders; the first has it.
        ([0.5, 0.5, 99], [1, 0, 99]),
        ([0, 3, 0, 1], [0, 75, 0, 25]),
    ],
)
def test_whole_shares(shares: list[float], expected: list[int]) -> None:
    """Integers add up to 100, and what is over goes to the largest remainders."""
    assert whole_shares(shares) == expected


def test_whole_shares_of_another_sum() -> None:
    """The sum can be another one than 100."""
    assert whole_shares([1, 1], 7) == [4, 3]


def test_whole_shares_refuses_negative_ones() -> None:
    """A share is from 0 up."""
    with pytest.raises(ValueError, match="a share is negative; shares are numbers from 0 up"):
        whole_shares([1, -0.1])


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=20), st.integers(1, 1000))
@settings(max_examples=100, deadline=None)
def test_whole_shares_add_up(shares: list[float], whole_sum: int) -> None:
    """Each share is rounded down or up, never further, and the sum is exact."""
    found = whole_shares(shares, whole_sum)
    total = math.fsum(shares)
    if total == 0:
        assert found == [0] * len(shares)
        return
    assert sum(found) == whole_sum
    for share, part in zip(shares, found, strict=True):
        exact = share / total * whole_sum
        assert exact - 1 - 1e-6 <= part <= exact + 1 + 1e-6


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


def test_control_and_turning_characters_are_dropped() -> None:
    """What breaks an SVG file, or turns the reading direction, does not reach it."""
    assert plain("a\x00b\u202ec\u2066d\ue000e\ud800f\ufffeg\n\n h") == "abcdefg h"


def test_letters_of_other_scripts_are_kept() -> None:
    """Hebrew, accents and emoji are text like any other."""
    assert plain("שלום café 🙂") == "שלום café 🙂"
