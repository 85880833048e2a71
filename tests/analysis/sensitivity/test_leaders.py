"""Sums of weighted values, and which options have the highest."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.sensitivity.leaders import choose_leader, find_leaders, weighted_totals

SEEDS = st.integers(0, 2**32 - 1)


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_totals_do_not_depend_on_order(seed: int) -> None:
    """Reordering options and criteria changes no bit of a total."""
    random = np.random.default_rng(seed)
    m, n = random.integers(1, 20), random.integers(1, 20)
    values, weights = random.uniform(0, 100, (m, n)), random.uniform(0, 1, n)
    rows, columns = random.permutation(m), random.permutation(n)
    totals = weighted_totals(values, weights)
    assert (
        totals[rows].tolist()
        == weighted_totals(values[rows][:, columns], weights[columns]).tolist()
    )
    assert totals[0] == pytest.approx(math.fsum(values[0] * weights), rel=1e-14)


def test_all_within_a_tie_lead() -> None:
    """Totals within 1e-9 of the highest share the lead; 3e-7 below does not."""
    assert find_leaders(np.array([70 - 3e-7, 70 - 5e-10, 70, 10])) == (1, 2)


def test_leader_defaults_to_the_first() -> None:
    """Of several leaders the first is taken unless another is asked for."""
    totals = np.array([10.0, 70.0, 70.0])
    assert choose_leader(totals, None) == 1
    assert choose_leader(totals, 2) == 2


def test_leader_has_to_lead() -> None:
    """An option that is behind is no leader."""
    with pytest.raises(ValueError, match=r"found option 0, which does not lead; allowed .* 1, 2"):
        choose_leader(np.array([10.0, 70.0, 70.0]), 0)


def test_leader_has_to_exist() -> None:
    """An option that does not exist is no leader."""
    with pytest.raises(ValueError, match="leader: found 3; allowed is a whole number from 0 to 2"):
        choose_leader(np.array([10.0, 70.0, 70.0]), 3)
