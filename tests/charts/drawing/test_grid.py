"""Tests of where the grid of coloured numbers breaks down into bars."""

from __future__ import annotations

import pytest

from steelyard.charts.drawing.grid import grid_form, letter_of


@pytest.mark.parametrize(
    ("columns", "width", "is_narrow"), [(3, 1000, False), (3, 500, True), (40, 1000, True)]
)
def test_slivers_become_bars(columns: int, width: float, is_narrow: bool) -> None:
    """On a phone, and where a cell would not hold two digits."""
    assert (grid_form(width, ["Hold"], columns).columns == 0) is is_narrow


def test_letters_go_on_after_z() -> None:
    """The twenty-seventh column is AA, the fifty-third BA."""
    assert [letter_of(index) for index in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
