"""Tests of the geometry that keeps labels and dots apart."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.charts.drawing.placing import Box, move_apart, place_beside, place_inside, spread

SHEET = Box(0, 0, 100, 100)


def test_a_label_goes_right_if_it_can() -> None:
    """With nothing in the way, right of the point."""
    assert place_beside((50, 50), 20, 10, 5, [], SHEET) == Box(55, 45, 75, 55)


def test_a_label_stays_on_the_sheet() -> None:
    """At the right edge it goes left, whatever is there."""
    box = place_beside((95, 50), 20, 10, 5, [Box(60, 40, 94, 60)], SHEET)
    assert box.x2 <= 100


def test_a_label_avoids_what_is_taken() -> None:
    """With right and left taken, above."""
    taken = [Box(51, 46, 99, 54), Box(1, 46, 49, 54)]
    assert place_beside((50, 50), 20, 8, 5, taken, SHEET) == Box(40, 37, 60, 45)


def test_no_room_no_label() -> None:
    """A label wider than the shape has no place in it."""
    assert place_inside([(0, 0), (10, 0), (5, 10)], 20, 10, []) is None


def test_a_label_inside_keeps_off_dots() -> None:
    """With a dot in the middle of a wide shape it stands beside it; either turn of corners."""
    corners = [(0.0, 0.0), (100.0, 0.0), (100.0, 20.0), (0.0, 20.0)]
    dot = Box(45, 5, 55, 15)
    for outline in (corners, corners[::-1]):
        spot = place_inside(outline, 20, 10, [dot])
        assert spot is not None
        assert abs(spot[0] - 50) > 15


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


def test_dots_with_room_stay() -> None:
    """Nothing moves that need not."""
    assert move_apart([(0.0, 0.0), (30.0, 0.0)], 10) == [(0.0, 0.0), (30.0, 0.0)]
    assert move_apart([], 10) == []


def test_dots_in_one_place_part() -> None:
    """Five dots at one spot end at least a dot apart, around it."""
    points = move_apart([(50.0, 50.0)] * 5, 10)
    distances = [math.dist(a, b) for i, a in enumerate(points) for b in points[:i]]
    assert min(distances) >= 9.9
    centre = [sum(axis) / 5 for axis in zip(*points, strict=True)]
    assert centre == pytest.approx([50, 50], abs=0.01)
