"""Tests of finding room for labels."""

from __future__ import annotations

from steelyard.charts.drawing.label_places import Box, place_beside, place_inside

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
