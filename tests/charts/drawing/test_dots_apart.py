"""Tests of moving dots apart."""

from __future__ import annotations

import math

import pytest

from steelyard.charts.drawing.dots_apart import move_apart


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
