"""Tests of where the grid of coloured numbers breaks down into bars."""

from __future__ import annotations

from itertools import pairwise

import pytest

from steelyard.charts.drawing.grid import grid_form, grid_heads
from steelyard.charts.drawing.heads import HEADS, LINE


@pytest.mark.parametrize(
    ("columns", "width", "is_narrow"), [(3, 1000, False), (3, 500, True), (40, 1000, True)]
)
def test_slivers_become_bars(columns: int, width: float, is_narrow: bool) -> None:
    """On a phone, and where a cell would not hold two digits."""
    assert (grid_form(width, ["Hold"], columns).columns == 0) is is_narrow


def test_heads_are_names_alone() -> None:
    """Nothing stands below a column's name; behind them what the last column measures."""
    heads = grid_heads(grid_form(1000, ["Hold"], 2), ["Risk", "Cost"], ("Worst", "points"))[HEADS]
    told = [(head["name_lines"], head["note_lines"]) for head in heads]
    assert told == [("Risk", ""), ("Cost", ""), ("Worst", "points")]


def test_names_over_slivers_stand_close_above_one_another() -> None:
    """Levels of names without notes are a line apart."""
    names = [f"Rather long name {number}" for number in range(20)]
    heads = grid_heads(grid_form(1000, ["Hold"], 20), names, ("Worst", "points"))[HEADS]
    places = sorted({head["name_place"] for head in heads[:-1]})
    assert len(places) > 2
    assert max(b - a for a, b in pairwise(places)) <= LINE + 3
