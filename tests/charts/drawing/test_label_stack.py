"""Tests of labels moved apart: none covers another, and none is moved without need."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.charts.drawing.label_stack import spread


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 200), min_size=1, max_size=12))
def test_labels_keep_apart_inside_the_bounds(wanted: list[float]) -> None:
    """Neighbours are a step apart, and all lie between top and foot."""
    placed = spread(wanted, 16, 0, 200)
    ordered = sorted(placed)
    assert all(after - before >= 16 - 1e-6 for before, after in pairwise(ordered))
    assert ordered[0] >= -1e-6
    assert ordered[-1] <= 200 + 1e-6


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 200), min_size=2, max_size=12, unique=True))
def test_the_order_is_kept(wanted: list[float]) -> None:
    """A label that wants to be higher is never placed lower."""
    placed = spread(wanted, 16, 0, 200)
    by_wish = [place for _, place in sorted(zip(wanted, placed, strict=True))]
    assert by_wish == sorted(by_wish)


def test_labels_far_apart_stay_where_they_are() -> None:
    """Nothing overlaps, so nothing moves."""
    assert spread([80, 20, 50], 10, 0, 100) == [80, 20, 50]


def test_too_many_are_spaced_evenly() -> None:
    """Five labels of 40 in 100 pixels stand 25 apart."""
    assert spread([1, 2, 3, 4, 5], 40, 0, 100) == pytest.approx([0, 25, 50, 75, 100])
