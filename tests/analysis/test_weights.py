"""Swings become weights: shares of one, whatever their size and order."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.weights import weights_from_swings

swing_lists = st.lists(
    st.just(0.0) | st.integers(0, 100).map(float) | st.floats(0, 1e308), min_size=1, max_size=12
)


def named(swings: list[float]) -> dict[str, float]:
    """Swings with made-up ids."""
    return {f"c{i}": swing for i, swing in enumerate(swings)}


def test_golden() -> None:
    """A swing's weight is its share of the sum."""
    # 40 + 50 + 10 = 100.
    assert weights_from_swings({"a": 40, "b": 50, "c": 10}) == {"a": 0.4, "b": 0.5, "c": 0.1}


def test_all_zero_is_equal() -> None:
    """Swings that are all zero weigh the same."""
    assert weights_from_swings({"a": 0, "b": 0}) == {"a": 0.5, "b": 0.5}


@pytest.mark.parametrize("swing", [0.0, 5e-324, 1e-9, 1.0, 1e9, 1.7e308])
def test_one_criterion_weighs_one(swing: float) -> None:
    """A single criterion has the whole weight, whatever its swing."""
    assert weights_from_swings({"a": swing}) == {"a": 1.0}


def test_no_criteria_no_weights() -> None:
    """Nothing in, nothing out."""
    assert weights_from_swings({}) == {}


def test_largest_numbers_do_not_overflow() -> None:
    """Two of the largest numbers there are weigh half each."""
    assert weights_from_swings({"a": 1.7e308, "b": 1.7e308}) == {"a": 0.5, "b": 0.5}


def test_tiny_beside_huge_weighs_next_to_nothing() -> None:
    """A swing too small to matter gets a weight from 0 up and spoils nothing."""
    weights = weights_from_swings({"a": 5e-324, "b": 1e308})
    assert weights == {"a": 0.0, "b": 1.0}


@pytest.mark.parametrize("swing", [-1.0, -1e-300, math.nan, math.inf, -math.inf])
def test_refuses_what_is_no_swing(swing: float) -> None:
    """A negative or non-finite swing is refused by name."""
    with pytest.raises(ValueError, match=r"swing of risk is .*; it has to be a number from 0 up"):
        weights_from_swings({"cost": 50, "risk": swing})


@given(swing_lists)
@settings(max_examples=60, deadline=None)
def test_equals_fractions(swings: list[float]) -> None:
    """Weights equal exact shares, lie between 0 and 1, and add to one."""
    weights = list(weights_from_swings(named(swings)).values())
    whole = sum(map(Fraction, swings))
    for weight, swing in zip(weights, swings, strict=True):
        exact = Fraction(swing) / whole if whole else Fraction(1, len(swings))
        assert weight == pytest.approx(float(exact), abs=1e-15)
        assert 0 <= weight <= 1
    assert math.fsum(weights) == pytest.approx(1, abs=1e-15)


@given(swing_lists, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_changes_no_bit(swings: list[float], random: st.DataObject) -> None:
    """The same swings in another order are the same weights to the last bit."""
    before = named(swings)
    order = list(before)
    random.shuffle(order)  # type: ignore[attr-defined]
    assert weights_from_swings({c: before[c] for c in order}) == weights_from_swings(before)


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=8), st.floats(1e-6, 1e9))
@settings(max_examples=60, deadline=None)
def test_scaling_all_swings_changes_nothing(swings: list[float], factor: float) -> None:
    """Swings all larger by one factor are the same weights."""
    scaled = weights_from_swings(named([swing * factor for swing in swings]))
    plain = weights_from_swings(named(swings))
    if max(swings) > 1e-290:
        assert scaled == pytest.approx(plain, abs=1e-12)
