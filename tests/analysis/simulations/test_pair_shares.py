"""Pair shares: the closed form against hand arithmetic, a polynomial twin and sampling."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest
from analysis.simulations.pair_shares import (
    find_pair_shares,
    share_ahead,
)
from hypothesis import given, settings
from hypothesis import strategies as st

Differences = st.lists(st.integers(-100, 100), min_size=1, max_size=7)


def test_two_criteria_by_hand() -> None:
    """30 w − 10 (1 − w) is positive from w = 10/40 on, so on three quarters."""
    assert share_ahead([30, -10]) == 0.75


def test_three_criteria_by_hand() -> None:
    """With +1, +1, −1 the loser needs a weight above 1/2: a corner of (1/2)² = 1/4."""
    assert share_ahead([1, 1, -1]) == 0.75
    assert share_ahead([-1, -1, 1]) == 0.25


def test_a_criterion_without_difference_changes_nothing() -> None:
    """A criterion on which two options are equal takes weight from both alike."""
    assert share_ahead([30, 0, -10, 0]) == 0.75


@pytest.mark.parametrize(
    ("differences", "share"), [([0, 0], 0.5), ([5, 0], 1.0), ([-5, 0], 0.0), ([1e-10], 0.5)]
)
def test_one_sided_differences(differences: list[float], share: float) -> None:
    """Equal everywhere is a half, ahead or level everywhere is all, and the reverse none."""
    assert share_ahead(differences) == share


@given(st.lists(st.integers(-60, 60).filter(bool), min_size=1, max_size=6, unique=True))
@settings(max_examples=80, deadline=None)
def test_equals_the_sum_over_positive_differences(differences: list[int]) -> None:
    """For different numbers it is the sum over positive ones of Π d / (d − other).

    That form, in exact fractions, is the twin; it fails where two numbers are equal.
    """
    exact = Fraction(0)
    for i, d in enumerate(differences):
        if d > 0:
            term = Fraction(1)
            for k, other in enumerate(differences):
                if k != i:
                    term *= Fraction(d, d - other)
            exact += term
    assert share_ahead(differences) == pytest.approx(float(exact), abs=1e-12)


@given(Differences, st.randoms(use_true_random=False), st.floats(0.01, 1000))
@settings(max_examples=60, deadline=None)
def test_order_and_size_do_not_matter(
    differences: list[int], random: object, factor: float
) -> None:
    """Moving criteria about or scaling all differences leaves the share as it is."""
    moved = list(differences)
    random.shuffle(moved)  # type: ignore[attr-defined]
    scaled = [factor * d for d in moved]
    assert share_ahead(scaled) == pytest.approx(share_ahead(differences), abs=1e-12)
    assert share_ahead([-d for d in moved]) == pytest.approx(1 - share_ahead(moved), abs=1e-12)


def test_agrees_with_sampling_at_a_large_size() -> None:
    """Twenty criteria, against 40,000 random weightings."""
    rng = np.random.default_rng(2)
    values = rng.uniform(0, 100, (4, 20))
    weights = rng.dirichlet(np.ones(20), 40_000)
    totals = weights @ values.T
    shares = find_pair_shares(values)
    for i, k in itertools.permutations(range(4), 2):
        assert shares[i, k] == pytest.approx(np.mean(totals[:, i] > totals[:, k]), abs=0.012)


def test_differences_of_very_different_size_keep_their_digits() -> None:
    """With a = 1 and b = 1e-8 the share below is b / (a + b), to full precision."""
    assert share_ahead([-1.0, 1e-8]) == pytest.approx(1e-8 / (1 + 1e-8), rel=1e-14)


def test_infinite_differences_are_refused() -> None:
    """Differences must be finite numbers, and the error names the one that is not."""
    with pytest.raises(ValueError, match="differences: found nan"):
        share_ahead([1.0, float("nan")])
