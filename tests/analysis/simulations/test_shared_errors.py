"""Errors that the scores of an option share: the rule, the correlation and what it leaves alone."""

from __future__ import annotations

import math

import numpy as np
import pytest
from analysis.simulations.slow_twin import all_totals, sample_spec, twin_totals
from scipy.stats import norm, spearmanr

from steelyard.analysis.simulations.scores import STEPS_PER_POINT
from steelyard.analysis.simulations.shared_errors import error_steps
from steelyard.analysis.simulations.specification import RangeMeaning, make_spec

DRAWS = 2**16
MEANINGS: tuple[RangeMeaning, ...] = ("extremes", "central_90", "central_80")


def draw_scores(shared: float, seed: int = 3) -> np.ndarray:
    """Return the drawn scores of two options on two criteria, in points: 2 × 2 × draws."""
    rows = []
    for swings in ([1.0, 0.0], [0.0, 1.0]):
        spec = make_spec(
            [[30, 60], [50, 20]],
            swings,
            low=[[10, 40], [20, 15]],
            high=[[40, 95], [80, 60]],
            mode="fixed",
            draws=DRAWS,
            seed=seed,
            shared_error=shared,
        )
        rows.append(all_totals(spec) / (1000 * STEPS_PER_POINT))
    return np.stack(rows, axis=1)


@pytest.mark.parametrize("meaning", MEANINGS)
@pytest.mark.parametrize("shared", [0.3, 0.8, 1.0])
def test_rule_written_again_gives_the_same_bits(shared: float, meaning: RangeMeaning) -> None:
    """Counting pairs of places one by one, in plain Python, finds the very same totals."""
    spec = sample_spec("around", draws=20, shared_error=shared, ranges=meaning)
    assert all_totals(spec).T.tolist() == [twin_totals(spec, i) for i in range(spec.draws)]


def test_rule_written_again_gives_the_same_bits_beyond_the_first_block() -> None:
    """The shifts of later blocks move the shared error too."""
    spec = sample_spec("around", draws=8200, shared_error=0.5)
    totals = all_totals(spec)
    for i in (4095, 4096, 8191, 8192, 8199):
        assert totals[:, i].tolist() == twin_totals(spec, i)


@pytest.mark.parametrize("shared", [0.0, 0.3, 0.5, 0.8, 1.0])
def test_scores_of_an_option_are_as_correlated_as_stated(shared: float) -> None:
    """Spearman's rho of two scores of one option is 6/π × arcsin(r/2); of two options nought."""
    scores = draw_scores(shared)
    stated = 6 / math.pi * math.asin(shared / 2)
    # The standard error of rho over 65,536 draws is below 0.004.
    for option in (0, 1):
        assert spearmanr(*scores[option]).statistic == pytest.approx(stated, abs=0.012)
    assert spearmanr(scores[0, 0], scores[1, 0]).statistic == pytest.approx(0, abs=0.012)
    assert spearmanr(scores[0, 0], scores[1, 1]).statistic == pytest.approx(0, abs=0.012)


@pytest.mark.parametrize("shared", [0.3, 0.8, 1.0])
def test_each_score_keeps_its_distribution(shared: float) -> None:
    """Drawn shares never miss the distribution function of the triangle by more than chance."""
    ends = {(0, 0): (10, 30, 40), (0, 1): (40, 60, 95), (1, 0): (20, 50, 80), (1, 1): (15, 20, 60)}
    scores = draw_scores(shared)
    found = (np.arange(DRAWS) + 0.5) / DRAWS
    for (option, criterion), (low, likely, high) in ends.items():
        drawn = np.sort(scores[option, criterion])
        rising = (drawn - low) ** 2 / ((high - low) * (likely - low))
        falling = 1 - (high - drawn) ** 2 / ((high - low) * (high - likely))
        expected = np.where(drawn < likely, rising, falling)
        # Kolmogorov's bound at one in a hundred: 1.63 / √65,536.
        assert np.abs(expected - found).max() < 1.63 / math.sqrt(DRAWS)
        assert drawn.mean() == pytest.approx((low + likely + high) / 3, abs=0.25)


@pytest.mark.parametrize("shared", [0.01, 0.3, 0.5, 0.8, 1.0])
def test_shares_of_steps_are_spread_evenly(shared: float) -> None:
    """Over all pairs of places the shares have mean 1/2 exactly, and the spread of even draws."""
    steps = error_steps(shared)
    counts = np.zeros(len(steps.shares))
    for own, number in zip(*np.unique(steps.own, return_counts=True), strict=True):
        counts += number * np.bincount(steps.common + own, minlength=len(counts))
    assert counts.sum() == 2**24
    assert math.fsum(counts * steps.shares) == 2**23
    assert (np.diff(steps.shares) >= 0).all()
    spread = math.fsum(counts * (steps.shares - 0.5) ** 2) / 2**24
    assert spread == pytest.approx(1 / 12, rel=1e-5)


def test_unknown_scores_share_nothing() -> None:
    """An unknown score is drawn as without shared errors, while the known ones move."""
    alone, joined = (
        make_spec(
            [[50, 50]],
            [1, 1000],
            low=[[40, 0]],
            high=[[60, 100]],
            unknown=[[False, True]],
            mode="fixed",
            draws=4096,
            shared_error=shared,
        )
        for shared in (0.0, 0.8)
    )
    only_unknown = [
        all_totals(make_spec(
            spec.likely, [0, 1], low=spec.low, high=spec.high, unknown=spec.unknown,
            mode="fixed", draws=4096, shared_error=spec.shared_error,
        ))
        for spec in (alone, joined)
    ]  # fmt: skip
    assert (only_unknown[0] == only_unknown[1]).all()
    assert (all_totals(alone) != all_totals(joined)).any()


def pearson(shared: float) -> float:
    """Return the correlation of two like symmetric triangles under the copula, by quadrature."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    weights /= weights.sum()

    def triangle(z: np.ndarray) -> np.ndarray:
        u = norm.cdf(z)
        rising, falling = np.sqrt(2 * u) - 1, 1 - np.sqrt(2 * (1 - u))
        return np.where(u < 0.5, rising, falling)

    one, other = np.meshgrid(nodes, nodes)
    second = shared * one + math.sqrt(1 - shared**2) * other
    joint = np.sum(np.outer(weights, weights) * triangle(one) * triangle(second))
    return float(joint / (weights @ triangle(nodes) ** 2))


@pytest.mark.parametrize("shared", [0.0, 0.5, 0.8, 1.0])
def test_published_case_of_ten_resistors(shared: float) -> None:
    """Ten resistors in series, calibrated with one standard: 1 ohm if they err together, or 0.32.

    JCGM 100:2008 (GUM), 5.2.2, example: ten of 1000 ohm with an uncertainty of 0.1 ohm each. In
    between, its equation (16): u² = Σ Σ c c u u r, here (10 + 90 r) × 0.01.
    """
    spread = 12.0
    values = np.full((1, 10), 50.0)
    spec = make_spec(
        values,
        np.ones(10),
        low=values - spread,
        high=values + spread,
        mode="fixed",
        draws=DRAWS,
        seed=5,
        shared_error=shared,
    )
    means = all_totals(spec)[0] / (10_000 * STEPS_PER_POINT)
    ohms_per_point = 0.1 / (spread / math.sqrt(6))
    series = float(np.std(10 * means * ohms_per_point))
    assert series == pytest.approx(0.1 * math.sqrt(10 + 90 * pearson(shared)), rel=0.01)
    published = {0.0: 0.32, 1.0: 1.0}
    if shared in published:
        assert round(series, 2) == published[shared]
