"""Simulations of an evaluation: ids in, ids out."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from small_sets import make_set, shipped
from viewed_sets import viewed_sets

from steelyard.analysis.simulations.counts import merge_counts, run_chunks
from steelyard.analysis.simulations.exact_shares import find_exact_lead_shares
from steelyard.analysis.simulations.sampling import by_id, sample_simulations, spec_of
from steelyard.analysis.simulations.shares import shares_from_counts
from steelyard.analysis.totals import Evaluation, View, evaluate
from steelyard.model import CriteriaSet

LUNCH = make_set(
    {"soup": {"taste": 40, "price": 80}, "cake": {"taste": 80, "price": "unknown"}},
    swings={"taste": 75, "price": 25},
    simulations={"weight_spread": 0.5, "draws": 4096},
)


def test_golden_unknown_score() -> None:
    """With fixed weights an unknown score leaves exactly the share one works out by hand."""
    # Soup 0.75*40 + 0.25*80 = 50; cake 0.75*80 + 0.25*u = 60 + u/4: always ahead.
    # In the other direction, price alone: soup 80 against u, ahead in 80 of 100.
    simulations = sample_simulations(LUNCH, evaluate(LUNCH), fixed=True)
    assert simulations.lead_shares == {"soup": 0.0, "cake": 1.0}
    assert simulations.ranges["soup"] == (50.0, 50.0)
    # The middle nine tenths of 60 to 85.
    assert simulations.ranges["cake"] == pytest.approx((61.25, 83.75), abs=0.1)
    assert simulations.medians["cake"] == pytest.approx(72.5, abs=0.1)
    assert simulations.central_weights == {"soup": None, "cake": {"taste": 0.75, "price": 0.25}}
    price = sample_simulations(LUNCH, evaluate(LUNCH, View(swings={"taste": 0})), fixed=True)
    assert price.lead_shares == pytest.approx({"soup": 0.8, "cake": 0.2}, abs=0.001)
    assert price.expected_ranks == pytest.approx({"soup": 1.2, "cake": 1.8}, abs=0.001)
    assert price.ahead_shares["soup"] == pytest.approx({"cake": 0.8}, abs=0.001)


def test_settings_come_from_the_file() -> None:
    """Spread and draws are the file's; draws and seed may be given; the result says which."""
    simulations = sample_simulations(LUNCH, evaluate(LUNCH))
    assert (simulations.mode, simulations.spread, simulations.draws, simulations.seed) == (
        "around",
        0.5,
        4096,
        0,
    )
    given = sample_simulations(LUNCH, evaluate(LUNCH), uniform=True, draws=100, seed=7)
    assert (given.mode, given.draws, given.seed) == ("uniform", 100, 7)
    assert given.error > simulations.error


def test_any_weights_agree_with_the_exact_shares() -> None:
    """Over any weights at all, sampled shares of exact scores come close to the exact ones."""
    criteria_set = make_set(
        {"a": {"x": 90, "y": 10}, "b": {"x": 60, "y": 60}, "c": {"x": 0, "y": 100}}
    )
    evaluation = evaluate(criteria_set)
    exact = find_exact_lead_shares([[90, 10], [60, 60], [0, 100]])
    assert exact is not None
    simulations = sample_simulations(criteria_set, evaluation, uniform=True, draws=16384)
    assert list(simulations.lead_shares.values()) == pytest.approx(
        exact.tolist(), abs=simulations.error
    )


@given(viewed_sets())
@settings(max_examples=40, deadline=None)
def test_shares_add_up(criteria_set: CriteriaSet) -> None:
    """Leads add to one, rank shares of an option add to one, and first means rank 1."""
    simulations = sample_simulations(criteria_set, evaluate(criteria_set), draws=300)
    assert math.fsum(simulations.lead_shares.values()) == pytest.approx(1)
    for option in criteria_set.options:
        assert math.fsum(simulations.rank_shares[option]) == pytest.approx(1)
        assert simulations.first_shares[option] == simulations.rank_shares[option][0]
        assert simulations.first_shares[option] >= simulations.lead_shares[option] - 1e-12
        assert option not in simulations.ahead_shares[option]
        central = simulations.central_weights[option]
        assert (central is None) == (simulations.lead_shares[option] == 0)
        assert central is None or math.fsum(central.values()) == pytest.approx(1)
        low, high = simulations.ranges[option]
        assert low <= simulations.medians[option] <= high


@given(viewed_sets())
@settings(max_examples=30, deadline=None)
def test_order_of_the_file_changes_nothing(criteria_set: CriteriaSet) -> None:
    """Options and criteria the other way round draw the same simulations."""
    turned = criteria_set.model_copy(
        update={
            "options": dict(reversed(criteria_set.options.items())),
            "criteria": dict(reversed(criteria_set.criteria.items())),
        }
    )
    simulations = sample_simulations(criteria_set, evaluate(criteria_set), draws=200)
    again = sample_simulations(turned, evaluate(turned), draws=200)
    assert again.lead_shares == simulations.lead_shares
    assert again.ranges == simulations.ranges
    assert again.rank_shares == simulations.rank_shares


def test_chunks_counted_apart_give_the_same() -> None:
    """Chunks of a spec that are counted elsewhere give the very same answer."""
    criteria_set = shipped("iran-2026")
    evaluation = evaluate(criteria_set, View(frame="six"))
    spec = spec_of(criteria_set, evaluation, draws=20_000)
    parts = [run_chunks(spec, first, 1) for first in (2, 0, 1)]
    apart = by_id(evaluation, spec, shares_from_counts(merge_counts(parts)))
    at_once = sample_simulations(criteria_set, evaluation, draws=20_000)
    assert apart == at_once
    # Counted with the rest there, and in a pass of their own here.
    assert apart.ahead_shares == at_once.ahead_shares
    assert apart.central_weights == at_once.central_weights


def test_all_swings_zero_are_equal_weights() -> None:
    """Where nothing is weighted, the simulations vary around equal weights, as totals do."""
    none = evaluate(LUNCH, View(swings={"taste": 0, "price": 0}))
    even = evaluate(LUNCH, View(swings={"taste": 1, "price": 1}))
    assert sample_simulations(LUNCH, none) == sample_simulations(LUNCH, even)


def test_progress_is_reported_and_may_stop() -> None:
    """Progress is called once a chunk; what it raises ends the work."""
    calls: list[tuple[int, int]] = []
    evaluation = evaluate(LUNCH)
    sample_simulations(
        LUNCH, evaluation, draws=10_000, progress=lambda done, of: calls.append((done, of))
    )
    assert calls == [(1, 2), (2, 2)]

    def stop(done: int, of: int) -> None:
        raise InterruptedError("enough")

    with pytest.raises(InterruptedError, match="enough"):
        sample_simulations(LUNCH, evaluation, progress=stop)


def test_one_option_leads_every_simulation() -> None:
    """A single option leads in all simulations, known or not."""
    only = make_set({"only": {"x": "unknown"}})
    simulations = sample_simulations(only, evaluate(only), draws=100)
    assert simulations.lead_shares == {"only": 1.0}
    assert simulations.ahead_shares == {"only": {}}


def test_takes_an_evaluation_with_closed_ranges() -> None:
    """The evaluation decides what varies: with closed ranges and fixed weights, nothing does."""
    whole = evaluate(LUNCH)
    closed = replace(whole, lows=whole.values, highs=whole.values, unknown=frozenset())
    simulations = sample_simulations(LUNCH, closed, fixed=True)
    assert simulations.ranges["cake"] == (72.5, 72.5)


def test_likely_only_closes_what_is_known() -> None:
    """Known scores stay at their likely values; an unknown one keeps its full range."""
    # Soup's taste 20, 40 or 90 is held at 40: 0.75*40 + 0.25*80 = 50 in every simulation.
    # Cake is 60 + u/4 with u unknown: from 60 to 85, of which nine tenths are 61.25 to 83.75.
    criteria_set = make_set(
        {"soup": {"taste": [20, 40, 90], "price": 80}, "cake": {"taste": 80, "price": "unknown"}},
        swings={"taste": 75, "price": 25},
    )
    evaluation = evaluate(criteria_set)
    found = sample_simulations(criteria_set, evaluation, fixed=True, likely_only=True, draws=4096)
    assert found.ranges["soup"] == (50.0, 50.0)
    assert found.ranges["cake"] == pytest.approx((61.25, 83.75), abs=0.1)
    free = sample_simulations(criteria_set, evaluation, fixed=True, draws=4096)
    assert free.ranges["soup"][1] > 55


@given(viewed_sets())
@settings(max_examples=30, deadline=None)
def test_likely_only_draws_the_simulations_of_a_set_without_ranges(
    criteria_set: CriteriaSet,
) -> None:
    """It is the same as writing every known score as its likely number alone."""
    evaluation = evaluate(criteria_set)
    closed = replace(
        evaluation,
        lows=_close(evaluation, evaluation.lows),
        highs=_close(evaluation, evaluation.highs),
    )
    for uniform in (False, True):
        found = sample_simulations(
            criteria_set, evaluation, uniform=uniform, likely_only=True, draws=200
        )
        assert found == sample_simulations(criteria_set, closed, uniform=uniform, draws=200)


def _close(
    evaluation: Evaluation, ends: dict[str, dict[str, float]]
) -> dict[str, dict[str, float]]:
    """Return one end of the ranges, the known scores' moved to their likely values."""
    return {
        option: {
            criterion: end if (option, criterion) in evaluation.unknown else likely
            for criterion, end, likely in zip(
                row, row.values(), evaluation.values[option].values(), strict=True
            )
        }
        for option, row in ends.items()
    }


def test_refuses_both_ways_of_weighting() -> None:
    """Weights cannot be any at all and fixed at once."""
    with pytest.raises(ValueError, match="uniform, fixed: found both"):
        sample_simulations(LUNCH, evaluate(LUNCH), uniform=True, fixed=True)
