"""Changes in words agree with the weights printed beside them."""

from __future__ import annotations

import pytest

from steelyard.results.words.numbers import signed_tenth
from steelyard.results.words.weights import weight_change, weight_pair


@pytest.mark.parametrize(
    ("number", "written"), [(0.04, "0.0"), (-0.04, "0.0"), (2.25, "+2.3"), (-2.25, "−2.3")]
)
def test_a_tenth_has_a_sign_unless_it_is_nothing(number: float, written: str) -> None:
    """Rounding is the same on both sides of zero."""
    assert signed_tenth(number) == written


@pytest.mark.parametrize(
    ("after", "written"), [(0.405, "+18.5"), (0.41, "+19.0"), (0.12, "−10.0"), (0.223, "+0.3")]
)
def test_changes_of_weights_in_a_list_all_have_one_decimal(after: float, written: str) -> None:
    """+19 beside +18.5 looks like a number that is rounded more."""
    assert weight_change(0.22, after) == written


def test_weights_that_differ_are_printed_differently() -> None:
    """From 22% to 22.3% both get a decimal."""
    assert weight_pair("22%", 0.22, 0.223) == ("22.0%", "22.3%")
