"""Tests of the arithmetic on colours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.charts.drawing.contrast import contrast, mix, ramp_colour, text_on, with_contrast

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_of_a_known_grey() -> None:
    """Mid grey on white has the ratio one finds by hand.

    0x77 / 255 = 0.46667; ((0.46667 + 0.055) / 1.055) ** 2.4 = 0.18447;
    (1 + 0.05) / (0.18447 + 0.05) = 4.478.
    """
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@settings(max_examples=100, deadline=None)
@given(COLOURS, COLOURS)
def test_contrast_is_symmetric_and_bounded(first: str, second: str) -> None:
    """The order of two colours does not matter, and no ratio leaves 1 to 21."""
    assert contrast(first, second) == contrast(second, first)
    assert 1 <= contrast(first, second) <= 21.0001


@settings(max_examples=100, deadline=None)
@given(COLOURS)
def test_text_on_any_fill_is_readable(fill: str) -> None:
    """Black or white always reaches 4.5 to 1."""
    assert contrast(fill, text_on(fill)) >= 4.5


def test_ramp_is_bent_at_its_stops() -> None:
    """Values between two stops are mixed from these two; values outside take an end."""
    stops = ["#000000", "#640000", "#640064"]
    assert [ramp_colour(stops, value) for value in (-5, 0, 25, 50, 75, 100, 200)] == [
        "#000000", "#000000", "#320000", "#640000", "#640032", "#640064", "#640064",
    ]  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(COLOURS, st.sampled_from([3.0, 4.5]))
def test_with_contrast_keeps_what_already_suffices(colour: str, least: float) -> None:
    """A colour with enough contrast is left alone, another is moved until it has it."""
    moved = with_contrast(colour, "#ffffff", "#000000", least)
    assert contrast(moved, "#ffffff") >= least
    if contrast(colour, "#ffffff") >= least:
        assert moved == colour


def test_mix_has_both_ends() -> None:
    """No share is the first colour, the whole share the second."""
    assert (mix("#102030", "#a0b0c0", 0), mix("#102030", "#a0b0c0", 1)) == ("#102030", "#a0b0c0")


def test_other_forms_of_colour_are_refused() -> None:
    """Names and short forms are not understood, and it is said so."""
    with pytest.raises(ValueError, match="form #rrggbb"):
        contrast("red", "#ffffff")
