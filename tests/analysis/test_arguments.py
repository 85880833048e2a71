"""Bad arguments are refused with their name, what was found and what is allowed."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.arguments import check_index, check_spans, check_values, check_weights

SWINGS = st.lists(st.floats(0, 1e6), min_size=1, max_size=20)


def test_values_come_back_as_new_rows_of_floats() -> None:
    """The table handed back is a copy, in floats, row by row in memory."""
    given_table = np.asfortranarray([[1, 2], [3, 4]])
    table = check_values(given_table)
    table[0, 0] = 9
    assert given_table[0, 0] == 1
    assert table.dtype == np.float64
    assert table.flags.c_contiguous


@pytest.mark.parametrize("values", [[], [[]], [1, 2], [[[1]]], 5])
def test_values_are_a_table(values: object) -> None:
    """Only a table of at least one option and one criterion will do."""
    with pytest.raises(ValueError, match=r"values: found shape .*; allowed is a table"):
        check_values(values)  # type: ignore[arg-type]


@pytest.mark.parametrize("values", [[[1, 2], [3]], [["high"]], [[None, {}]]])
def test_values_are_numbers(values: object) -> None:
    """Ragged rows and words are refused."""
    with pytest.raises(ValueError, match="values: found something that is not an array of num"):
        check_values(values)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_values_are_finite(number: float) -> None:
    """Infinite and undefined numbers are refused, and the error gives their position."""
    with pytest.raises(ValueError, match=r"values: found .* at index \(1, 0\); allowed are fin"):
        check_values([[1.0], [number]])


@given(SWINGS)
@settings(max_examples=100, deadline=None)
def test_weights_sum_to_one(swings: list[float]) -> None:
    """Weights are not negative and sum to 1, whatever the swings."""
    weights = check_weights(swings, len(swings))
    assert weights.min() >= 0
    assert math.fsum(weights) == pytest.approx(1.0, abs=1e-14)


@given(SWINGS)
@settings(max_examples=100, deadline=None)
def test_weights_do_not_depend_on_order(swings: list[float]) -> None:
    """Reordering the criteria changes no bit of their weights."""
    backwards = check_weights(swings[::-1], len(swings))
    assert check_weights(swings, len(swings)).tolist() == backwards.tolist()[::-1]


@pytest.mark.parametrize("swings", [[1e308, 1e308], [5e-324, 5e-324], [0, 0]])
def test_weights_of_any_size(swings: list[float]) -> None:
    """Neither very large nor very small swings nor zeros break the weights."""
    assert check_weights(swings, 2).tolist() == [0.5, 0.5]


@pytest.mark.parametrize("weights", [[1], [1, 2, 3], [[1, 2]]])
def test_weights_are_one_a_criterion(weights: list[float]) -> None:
    """There is one weight for each criterion."""
    with pytest.raises(ValueError, match=r"weights: found shape .* each of the 2 criteria"):
        check_weights(weights, 2)


def test_weights_are_not_negative() -> None:
    """A negative weight is refused, and the error gives its position."""
    with pytest.raises(ValueError, match=r"weights: found -1\.0 at index 1; allowed is 0 or more"):
        check_weights([1, -1], 2)


def test_weights_are_finite() -> None:
    """An undefined weight is refused, and the error gives its position."""
    with pytest.raises(ValueError, match=r"weights: found nan at index \(1,\); allowed are fin"):
        check_weights([1, math.nan], 2)


def test_spans_share_a_shape() -> None:
    """The three tables of a range have one shape."""
    with pytest.raises(ValueError, match=r"high: found shape \(1, 2\); allowed is the shape of"):
        check_spans([[1]], [[2]], [[3, 4]])


@pytest.mark.parametrize(("low", "likely", "high"), [(2, 1, 3), (1, 3, 2), (3, 2, 1)])
def test_spans_are_in_order(low: float, likely: float, high: float) -> None:
    """Low, likely and high follow each other in every cell."""
    with pytest.raises(ValueError, match="at option 1, criterion 0; allowed is low <= likely"):
        check_spans([[0.0], [low]], [[0.0], [likely]], [[0.0], [high]])


@pytest.mark.parametrize("index", [-1, 3, 1.0, "0"])
def test_index_is_within(index: object) -> None:
    """An index is a whole number from 0 to the last."""
    with pytest.raises(
        ValueError, match=r"leader: found .*; allowed is a whole number from 0 to 2"
    ):
        check_index(index, 3, "leader")  # type: ignore[arg-type]
