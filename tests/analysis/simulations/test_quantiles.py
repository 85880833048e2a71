"""Quantile tables: equally likely numbers from arithmetic that every machine rounds alike."""

from __future__ import annotations

import math
from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.simulations.quantiles import (
    even_table,
    exponential_table,
    factor_table,
    normal_table,
    triangular_table,
)

MIDDLES = (np.arange(4096) + 0.5) / 4096


def test_exponential_table_starts_as_worked_by_hand() -> None:
    """The first entries are 1/4096 and 1/4096 + 1/4095."""
    table = exponential_table()
    assert table[0] == 1 / 4096
    assert table[1] == 1 / 4096 + 1 / 4095


def test_exponential_table_ends_at_the_harmonic_number() -> None:
    """The last entry is 1 + 1/2 + … + 1/4096, the sum in exact fractions."""
    exact = float(sum(Fraction(1, k) for k in range(1, 4097)))
    assert exponential_table()[-1] == pytest.approx(exact, rel=1e-13)


def test_exponential_table_follows_its_distribution() -> None:
    """Away from the last slice the entries are the quantiles −ln(1 − u) within 0.1 %."""
    assert np.allclose(exponential_table()[:-40], -np.log1p(-MIDDLES)[:-40], rtol=1e-3, atol=2e-4)


def test_normal_table_is_within_its_stated_error() -> None:
    """The fit stays within 0.005 of the true quantiles of the bell curve."""
    true = np.array([NormalDist().inv_cdf(u) for u in MIDDLES])
    assert np.abs(normal_table() - true).max() < 0.005


def test_normal_table_has_mean_nought_and_spread_one() -> None:
    """The entries cancel in pairs, and their standard deviation is one within 0.1 %."""
    assert math.fsum(normal_table()) == 0.0
    assert normal_table().std() == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize("spread", [0.01, 0.35, 1.0, 3.0])
def test_factors_are_the_exponential_of_the_bell_curve(spread: float) -> None:
    """The Padé form reproduces the exponential to five digits even at the widest spread."""
    assert np.allclose(factor_table(spread), np.exp(spread * normal_table()), rtol=2e-5)


def test_no_spread_leaves_weights_alone() -> None:
    """With spread 0 every factor is exactly 1."""
    assert (factor_table(0.0) == 1.0).all()


def test_factors_up_and_down_are_equally_likely() -> None:
    """A factor and its reciprocal come at mirrored slices, so the median is 1."""
    table = factor_table(0.35)
    assert np.allclose(table * table[::-1], 1.0, rtol=1e-12)


def test_even_table_by_hand() -> None:
    """From 10 to 20 the first slice stands for 10 + 10 × (1/2)/4096."""
    assert even_table(10.0, 20.0)[0] == 10.0 + 10.0 * (0.5 / 4096)


def test_triangular_table_by_hand() -> None:
    """With 0, 0, 100 and u = (k + 1/2)/4096 the quantile is 100 − 100 √(1 − u)."""
    assert np.allclose(triangular_table(0.0, 0.0, 100.0), 100 - 100 * np.sqrt(1 - MIDDLES))


@given(st.lists(st.floats(0, 100), min_size=3, max_size=3).map(sorted))
@settings(max_examples=80, deadline=None)
def test_triangular_table_inverts_its_distribution(ends: list[float]) -> None:
    """Entries rise, stay within the range and have the mean (low + likely + high) / 3."""
    low, likely, high = ends
    table = triangular_table(low, likely, high)
    assert (np.diff(table) >= -1e-9).all()
    assert low - 1e-9 <= table[0] <= table[-1] <= high + 1e-9
    assert table.mean() == pytest.approx((low + likely + high) / 3, abs=2e-3)
