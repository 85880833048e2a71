"""Shares: what the counts of simulations amount to, against exact and hand-made answers."""

from __future__ import annotations

import numpy as np
import pytest
from analysis.simulations.pair_shares import find_pair_shares

from steelyard.analysis.simulations.counts import Counts
from steelyard.analysis.simulations.exact_shares import find_exact_lead_shares
from steelyard.analysis.simulations.shares import find_shares, sampling_error, shares_from_counts
from steelyard.analysis.simulations.specification import make_spec


def test_counts_become_shares_by_hand() -> None:
    """Ten simulations: a leads 6 alone, b leads 2 alone, and they tie in the other 2.

    Lead shares are (6 + 2/2) / 10 and (2 + 2/2) / 10; a is ahead in 6 and ties in 2,
    so its order share is (6 + 1) / 10 and b's expected rank 1 + 7/10.
    """
    totals = np.zeros((2, 1001), dtype=np.int64)
    totals[0, [500, 600, 700]] = [1, 8, 1]
    totals[1, 400] = 10
    counts = Counts(
        simulations=10,
        leads=np.array([[6, 2], [2, 2]]),
        ranks=np.array([[8, 2], [4, 6]]),
        level=np.array([2, 2]),
        ahead=np.array([[0, 6], [2, 0]]),
        weights=np.array([[300, 100], [50, 150]]),
        one=100,
        totals=totals,
    )
    shares = shares_from_counts(counts)
    assert shares.lead.tolist() == [0.7, 0.3]
    assert shares.tied == 0.2
    assert shares.order.tolist() == [[0.5, 0.7], [0.3, 0.5]]
    assert shares.expected_rank.tolist() == [1.3, 1.7]
    assert shares.central_weights.tolist() == [[0.75, 0.25], [0.25, 0.75]]
    # One simulation of ten reaches 50.0: the first in twenty; the nineteenth is the tenth one.
    assert (shares.totals.low[0], shares.totals.middle[0], shares.totals.high[0]) == (50, 60, 70)


def test_uniform_weights_agree_with_exact_shares() -> None:
    """Sampled shares of any weights at all stay within their error of the exact ones."""
    values = np.random.default_rng(3).uniform(0, 100, (7, 5))
    shares = find_shares(make_spec(values, [1] * 5, mode="uniform", draws=32_768))
    allowed = sampling_error(32_768, 7 * 7)
    exact = find_exact_lead_shares(values)
    assert exact is not None
    assert np.abs(shares.lead - exact).max() < allowed
    ahead = find_pair_shares(values)
    assert np.abs(shares.order - ahead).max() < allowed
    # A mean rank is 1 and the shares of the others ahead; the diagonal holds 1/2.
    assert np.abs(shares.expected_rank - (ahead.sum(axis=0) + 0.5)).max() < 7 * allowed


def test_sampled_scores_agree_with_independent_draws() -> None:
    """Triangular scores around uneven weights: same shares as a plain random simulation."""
    rng = np.random.default_rng(12)
    likely = rng.uniform(35, 60, (5, 4))
    low, high = likely - rng.uniform(5, 25, (5, 4)), likely + rng.uniform(5, 25, (5, 4))
    swings = np.array([10.0, 40.0, 25.0, 25.0])
    spec = make_spec(likely, swings, low=low, high=high, spread=0.5, draws=32_768)
    shares = find_shares(spec)
    draws = 60_000
    weights = swings * np.exp(0.5 * rng.standard_normal((draws, 4)))
    scores = rng.triangular(low, likely, high, (draws, 5, 4))
    totals = np.einsum("dj,dij->di", weights / weights.sum(axis=1, keepdims=True), scores)
    leads = np.bincount(totals.argmax(axis=1), minlength=5) / draws
    assert np.abs(shares.lead - leads).max() < sampling_error(32_768, 5) + sampling_error(draws, 5)
    bounds = np.quantile(totals, [0.05, 0.5, 0.95], axis=0)
    found = np.stack([shares.totals.low, shares.totals.middle, shares.totals.high])
    assert np.abs(found - bounds).max() < 0.4


def test_the_default_number_of_simulations_is_accurate_to_a_point() -> None:
    """With 2,000 simulations lead shares of any weights miss the exact ones by under 1 point."""
    values = np.random.default_rng(5).uniform(20, 80, (6, 4))
    exact = find_exact_lead_shares(values)
    shares = find_shares(make_spec(values, [1] * 4, mode="uniform", draws=2000))
    assert exact is not None
    assert np.abs(shares.lead - exact).max() < 0.01


def test_identical_options_share_the_lead() -> None:
    """Two equal options that lead everywhere have half of every simulation, all of it tied."""
    shares = find_shares(make_spec([[60, 40], [60, 40], [10, 10]], [1, 1]))
    assert shares.lead.tolist() == [0.5, 0.5, 0.0]
    assert shares.tied == 1.0
    assert shares.expected_rank.tolist() == [1.5, 1.5, 3.0]


def test_an_option_that_never_leads_has_no_central_weights() -> None:
    """Where there is nothing to average the central weights are NaN."""
    shares = find_shares(make_spec([[60, 60], [10, 10]], [1, 1], draws=200))
    assert (shares.lead > 0).tolist() == [True, False]
    assert np.isnan(shares.central_weights[1]).all()
    assert shares.central_weights[0].sum() == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize("shape", [(1, 1), (1, 3), (2, 1), (60, 15)])
def test_shares_add_up_at_every_size(shape: tuple[int, int]) -> None:
    """Lead shares and each row of rank shares add up to one, for one option as for sixty."""
    rng = np.random.default_rng(1)
    likely = rng.integers(0, 80, shape).astype(float)
    spec = make_spec(likely, rng.integers(0, 9, shape[1]), low=likely, high=likely + 20, draws=500)
    shares = find_shares(spec)
    assert shares.lead.sum() == pytest.approx(1.0, abs=1e-12)
    assert np.allclose(shares.ranks.sum(axis=1), 1.0)
    assert np.allclose(shares.order + shares.order.T, 1.0)


def test_unknown_scores_are_even_over_the_whole_range() -> None:
    """Unknown from 0 to 100 against a sure 30: ahead in seven simulations of ten."""
    spec = make_spec(
        [[50.0], [30.0]], [1], low=[[0], [30]], high=[[100], [30]], unknown=[[True], [False]],
        draws=4096,
    )  # fmt: skip
    assert find_shares(spec).lead[0] == pytest.approx(0.7, abs=1 / 4096)


def test_sampling_error_by_hand() -> None:
    """1.96 / (2 × √2500) is 1.96 points; wanting more shares at once widens it."""
    assert sampling_error(2500) == pytest.approx(0.0196, abs=1e-5)
    assert sampling_error(2500, 10) > sampling_error(2500)


def test_sampling_error_needs_a_simulation() -> None:
    """Without any simulation there is no sampling error to state."""
    with pytest.raises(ValueError, match="simulations, shares: found 0, 1"):
        sampling_error(0)


def test_the_stated_error_never_falls_below_a_slice() -> None:
    """An option that can only tie gets 0.023 points; more draws never state less than that."""
    assert 100 * sampling_error(2**31) == 100 / 4096
    assert 100 * sampling_error(2**31) > 0.023
    assert 100 * sampling_error(2000) == pytest.approx(2.1913, abs=1e-4)
