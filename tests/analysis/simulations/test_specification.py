"""Specs of simulations: what is refused and what is made of odd but allowed input."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from steelyard.analysis.simulations.specification import make_spec

VALUES = [[40.0, 60.0], [50.0, 50.0]]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"likely": [[1.0, 101.0]]}, r"values: found 1.0 to 101.0; allowed is 0 to 100"),
        ({"likely": [[50.0, 50.0]] * 256}, r"found 256 options; simulations are sampled for 255"),
        ({"likely": [[np.nan, 1.0]]}, r"likely: found nan"),
        ({"high": [[1.0, 1.0], [1.0, 1.0]]}, r"low, likely, high: found"),
        ({"swings": [1.0, -1.0]}, r"swings: found -1.0"),
        ({"swings": [1.0]}, r"swings: found shape"),
        ({"spread": 3.1}, r"spread: found 3.1; allowed is 0 to 3"),
        ({"draws": 0}, r"draws: found 0"),
        ({"unknown": [True]}, r"unknown: found shape \(1,\)"),
        ({"mode": "order", "order": (0, 0)}, r"order: found \(0, 0\); allowed is each of 0 to 1"),
        ({"mode": "between", "highest_swings": [0.0, 2.0]}, r"highest_swings: found one below"),
        ({"option_keys": (5, 5)}, r"option_keys: found \(5, 5\)"),
        ({"criterion_keys": (5,)}, r"criterion_keys: found \(5,\)"),
    ],
)
def test_wrong_arguments_are_named(changes: dict[str, object], message: str) -> None:
    """Each refusal names the argument and what was found."""
    arguments: dict[str, object] = {"likely": VALUES, "swings": [1.0, 1.0]} | changes
    with pytest.raises(ValueError, match=message):
        make_spec(**arguments)  # type: ignore[arg-type]


def test_all_swings_at_nought_are_read_as_equal() -> None:
    """No swing at all means equal weights, as everywhere else."""
    assert make_spec(VALUES, [0, 0]).swings.tolist() == [[1.0, 1.0], [1.0, 1.0]]


def test_no_spread_around_the_weights_is_the_weights_themselves() -> None:
    """Spread 0 is fixed weights, so exact ties stay ties."""
    assert make_spec(VALUES, [1, 1], spread=0.0).mode == "fixed"


def test_a_spec_survives_the_way_to_another_process() -> None:
    """Pickling and unpickling keeps every number."""
    spec = make_spec(VALUES, [1, 2], low=[[30, 50], [40, 50]], draws=9000)
    copy = pickle.loads(pickle.dumps(spec))
    assert copy.chunks == spec.chunks == 2
    assert (copy.low == spec.low).all()


def test_draws_are_rounded_up_to_chunks() -> None:
    """8,192 simulations are one chunk and one more simulation is a second chunk."""
    assert make_spec(VALUES, [1, 1], draws=8192).chunks == 1
    assert make_spec(VALUES, [1, 1], draws=8193).chunks == 2
