"""Quantile tables: equally likely numbers from arithmetic that every machine rounds alike."""

from __future__ import annotations

import math
from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pytest
from analysis.simulations.slow_twin import all_totals
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.simulations.quantiles import (
    even_table,
    exponential_table,
    factor_table,
    normal_table,
    outer_ends,
    triangular_table,
)
from steelyard.analysis.simulations.specification import RangeMeaning, make_spec

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


@given(
    st.lists(st.floats(0, 100), min_size=3, max_size=3)
    .map(sorted)
    .filter(lambda ends: ends[2] - ends[0] > 0.01),
    st.sampled_from([0.05, 0.1]),
)
@settings(max_examples=200, deadline=None)
def test_outer_ends_leave_the_tails_outside(ends: list[float], tail: float) -> None:
    """The distribution of the triangle, written out, is tail at low and 1 − tail at high."""
    low, likely, high = ends
    start, end = outer_ends(low, likely, high, tail)
    assert start < low + 1e-9
    assert end > high - 1e-9

    def share_below(score: float) -> float:
        if score <= likely and likely > start:
            return (score - start) ** 2 / ((end - start) * (likely - start))
        return 1 - (end - score) ** 2 / ((end - start) * (end - likely))

    assert share_below(low) == pytest.approx(tail, abs=1e-6)
    assert share_below(high) == pytest.approx(1 - tail, abs=1e-6)


def test_outer_ends_by_hand() -> None:
    """Half of a triangle from −h to h lies below −10 as 0.05 = (h − 10)² / 2h².

    So h = 10 / (1 − √0.1).
    """
    reach = 10 / (1 - math.sqrt(0.1))
    assert outer_ends(40.0, 50.0, 60.0, 0.05) == pytest.approx((50 - reach, 50 + reach))


def test_extremes_and_single_numbers_stay() -> None:
    """Without tails low and high are the ends themselves, and a single number has none."""
    assert outer_ends(20.0, 30.0, 70.0, 0.0) == (20.0, 70.0)
    assert outer_ends(30.0, 30.0, 30.0, 0.1) == (30.0, 30.0)


@pytest.mark.parametrize(("meaning", "tail"), [("central_90", 0.05), ("central_80", 0.1)])
def test_drawn_scores_leave_the_tails_outside(meaning: RangeMeaning, tail: float) -> None:
    """Of 4,096 simulations the stated share lies below low, and as many above high."""
    spec = make_spec([[50]], [1], low=[[40]], high=[[75]], mode="fixed", draws=4096, ranges=meaning)
    drawn = all_totals(spec)[0] / (1000 * 18_000)
    assert np.mean(drawn < 40) == pytest.approx(tail, abs=1 / 4096)
    assert np.mean(drawn > 75) == pytest.approx(tail, abs=1 / 4096)


def test_drawn_scores_are_held_within_the_scale() -> None:
    """Where the outer ends leave 0..100 the scores stay on them."""
    low, high = outer_ends(1.0, 5.0, 20.0, 0.1)[0], outer_ends(80.0, 95.0, 99.0, 0.1)[1]
    assert low < 0
    assert high > 100
    spec = make_spec(
        [[5], [95]], [1], low=[[1], [80]], high=[[20], [99]], mode="fixed", draws=4096,
        ranges="central_80",
    )  # fmt: skip
    few, many = all_totals(spec) / (1000 * 18_000)
    assert few.min() == 0.0
    assert many.max() == 100.0
    # Below 0 lie (0 − low)² / (width × left) of the draws, all of which are on 0 now.
    width = outer_ends(1.0, 5.0, 20.0, 0.1)[1] - low
    assert np.mean(few == 0) == pytest.approx(low**2 / (width * (5 - low)), abs=1 / 4096)
