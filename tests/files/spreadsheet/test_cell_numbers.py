"""Scores as spreadsheets hold them, and the scale of a column that names none."""

from __future__ import annotations

import pytest

from steelyard.files.spreadsheet.cell_numbers import find_scale, has_decimal_commas, read_cell_score


@pytest.mark.parametrize(
    ("numbers", "scale", "is_told"),
    [
        ([], (0, 100), False),
        ([0, 100], (0, 100), False),
        ([0, 1], (0, 100), True),
        ([1, 5], (0, 100), True),
        ([0.5], (0, 1), True),
        ([100.5], (0, 200), True),
        ([-5, -1], (-5, 0), True),
        ([1e9], (0, 1e9), True),
    ],
)
def test_scales_found(numbers: list[float], scale: tuple[float, float], is_told: bool) -> None:
    """A scale holds every number, and whatever was guessed is said."""
    assert find_scale(numbers)[0] == scale
    assert bool(find_scale(numbers)[1]) == is_told


def test_decimal_commas() -> None:
    """Where a cell proves them they are read; where thousands could be meant they are not."""
    assert has_decimal_commas(["1,5"])
    assert not has_decimal_commas(["1,500", "2.5", None, 3.0])
    assert read_cell_score("870,5", None, has_commas=True) == (870.5, "")
    assert read_cell_score("1,5/2,5/3", None, has_commas=True) == ([1.5, 2.5, 3], "")
    assert read_cell_score("1.500", None, has_commas=True)[0] == "unknown"
    assert read_cell_score("1,500", None, has_commas=False) == (
        "unknown",
        "it may mean thousands or a fraction; taken as unknown",
    )
    assert read_cell_score("1 500 000", None, has_commas=False) == (1500000, "")
    assert read_cell_score("1’500.5", None, has_commas=False) == (1500.5, "")
    assert read_cell_score("1 500,5", None, has_commas=True) == (1500.5, "")
    assert read_cell_score(0.1 + 0.2, None, has_commas=False) == (0.3, "")
