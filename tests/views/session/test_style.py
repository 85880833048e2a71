"""Tests of the style of the pages, where it repeats what Python says elsewhere."""

from __future__ import annotations

from steelyard.charts.chart import HALF
from steelyard.views.session.style import STYLE

PADDING, GAP, SCROLL_BAR = 2 * 24, 32, 15
"""Pixels beside the columns of a page, between two of them, and of a scroll bar."""


def test_a_pair_of_pictures_has_room_on_a_small_laptop() -> None:
    """Two pictures of half a page stand beside each other from 1280 pixels on."""
    assert f"min-width: min({HALF}px, 100%)" in STYLE
    assert 2 * HALF + GAP + PADDING + SCROLL_BAR <= 1280
