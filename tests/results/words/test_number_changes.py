"""Changes in words agree with the weights printed beside them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.results.words.numbers import MINUS, signed_tenth, whole
from steelyard.results.words.weights import weight_change, weight_pair


@pytest.mark.parametrize(
    ("number", "written"), [(0.04, "0.0"), (-0.04, "0.0"), (2.25, "+2.3"), (-2.25, "−2.3")]
)
def test_a_tenth_has_a_sign_unless_it_is_nothing(number: float, written: str) -> None:
    """Rounding is the same on both sides of zero."""
    assert signed_tenth(number) == written


@settings(max_examples=100, deadline=None)
@given(st.floats(0, 1), st.floats(0, 1))
def test_an_integer_change_is_the_difference_of_the_printed_weights(
    before: float, after: float
) -> None:
    """Whenever no decimal is given, a reader who subtracts finds the same."""
    shown = whole(before * 100)
    change = weight_change(before, after, shown).replace(MINUS, "-")
    if "." not in change:
        assert shown + int(change) == whole(after * 100)


def test_a_small_change_is_not_written_as_none() -> None:
    """From 22% to 22.3% is +0.3, and the two weights get a decimal."""
    assert weight_change(0.22, 0.223, 22) == "+0.3"
    assert weight_pair("22%", 0.22, 0.223) == ("22.0%", "22.3%")
