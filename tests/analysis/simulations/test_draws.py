"""Simulations: the stream equals a slow twin written from its description, to the last bit."""

from __future__ import annotations

import numpy as np
import pytest
from analysis.simulations.slow_twin import all_totals, sample_spec, twin_totals
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.simulations import draws
from steelyard.analysis.simulations.draws import iter_chunks
from steelyard.analysis.simulations.specification import make_spec

MODES = ("around", "uniform", "between", "order", "fixed")


@pytest.mark.parametrize("mode", MODES)
def test_stream_equals_its_slow_twin(mode: str) -> None:
    """Plain Python, one simulation and one cell at a time, finds exactly the same totals."""
    spec = sample_spec(mode)
    assert all_totals(spec).T.tolist() == [twin_totals(spec, i) for i in range(spec.draws)]


@pytest.mark.parametrize("mode", MODES)
def test_simulations_that_are_kept_are_those_drawn_anew(
    mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Totals are the same whether scores are kept for other weights or drawn each time."""
    spec = sample_spec(mode)
    kept = all_totals(spec)
    monkeypatch.setattr(draws, "MOST_KEPT_SCORES", 0)
    assert (all_totals(spec) == kept).all()


def test_stream_equals_its_slow_twin_beyond_the_first_block() -> None:
    """Simulation 8,192 and its neighbours, in the third block, are what the twin says."""
    spec = sample_spec("around", draws=8200)
    totals = all_totals(spec)
    for i in (4095, 4096, 8191, 8192, 8199):
        assert totals[:, i].tolist() == twin_totals(spec, i)


@pytest.mark.parametrize("mode", MODES)
def test_totals_are_whole_numbers_that_a_double_holds(mode: str) -> None:
    """Totals have no fraction and stay below 2^53; weights make up no more than their one."""
    for chunk in iter_chunks(sample_spec(mode)):
        assert (chunk.totals == np.floor(chunk.totals)).all()
        assert chunk.totals.max() < 2**53
        assert (chunk.weights.sum(axis=0) <= chunk.one).all()
        assert (chunk.weights.sum(axis=0) > chunk.one - 3).all()


def test_first_simulations_can_be_had_alone() -> None:
    """More draws continue the stream and change nothing of its beginning."""
    few, many = all_totals(sample_spec("around", 100)), all_totals(sample_spec("around", 9000))
    assert (many[:, :100] == few).all()


@given(st.permutations(range(4)), st.permutations(range(3)), st.sampled_from(MODES))
@settings(max_examples=30, deadline=None)
def test_order_of_the_file_changes_no_bit(
    options: list[int], criteria: list[int], mode: str
) -> None:
    """With keys from ids, moved options and criteria have the same totals, only moved."""
    spec = sample_spec(mode)
    cells = np.ix_(options, criteria)
    moved = make_spec(
        spec.likely[cells],
        spec.swings[criteria, 0],
        low=spec.low[cells],
        high=spec.high[cells],
        unknown=spec.unknown[cells],
        mode=spec.mode,
        highest_swings=spec.swings[criteria, 1],
        order=[criteria.index(j) for j in spec.order],
        draws=spec.draws,
        seed=spec.seed,
        option_keys=[spec.option_keys[i] for i in options],
        criterion_keys=[spec.criterion_keys[j] for j in criteria],
    )
    assert (all_totals(moved) == all_totals(spec)[options]).all()


def test_dropping_an_option_leaves_the_others_alone() -> None:
    """The totals of the options that stay are the same in every simulation."""
    spec, kept = sample_spec("around"), [0, 1, 3]
    fewer = make_spec(
        spec.likely[kept],
        [30, 90, 50],
        low=spec.low[kept],
        high=spec.high[kept],
        unknown=spec.unknown[kept],
        draws=spec.draws,
        seed=spec.seed,
        option_keys=[spec.option_keys[i] for i in kept],
        criterion_keys=spec.criterion_keys,
    )
    assert (all_totals(fewer) == all_totals(spec)[kept]).all()


def test_fixed_weights_keep_ties_exact() -> None:
    """Swings 1 and 2 are a third and two thirds: 30, 60 and 50, 50 both make 150 thirds."""
    spec = make_spec([[30, 60], [50, 50]], [1, 2], mode="fixed", draws=1)
    first, second = all_totals(spec)[:, 0]
    assert first == second == 1000 * 18_000 * 150


def test_values_in_thirds_and_thousandths_stay_exact() -> None:
    """A step is 1/18,000 point, so 100/3 is 600,000 steps and 0.125 is 2,250."""
    spec = make_spec([[100 / 3], [0.125]], [1], mode="fixed", draws=1)
    assert all_totals(spec)[:, 0].tolist() == [600_000 * 1000, 2_250 * 1000]


def test_weights_around_scatter_about_the_present_ones() -> None:
    """Half the simulations have a ratio of two weights above the present one, half below."""
    spec = sample_spec("around", draws=8192)
    weights = next(iter_chunks(spec)).weights
    assert np.mean(weights[0] / weights[1] > 30 / 90) == pytest.approx(0.5, abs=0.01)


def test_a_criterion_without_weight_keeps_none() -> None:
    """A swing of 0 stays at 0 in every simulation of mode around."""
    spec = make_spec([[1, 2, 3]], [0, 5, 5], draws=500)
    assert next(iter_chunks(spec)).weights[0].max() == 0


def test_given_order_holds_in_every_simulation() -> None:
    """The most important criterion never has a smaller weight than the next one."""
    weights = next(iter_chunks(sample_spec("order", 2000))).weights
    assert (weights[2] >= weights[0]).all()
    assert (weights[0] >= weights[1]).all()


def test_swings_stay_between_their_ends() -> None:
    """Ratios of weights stay within what the ends of the swings allow."""
    weights = next(iter_chunks(sample_spec("between", 2000))).weights
    assert (weights[0] / weights[2] >= 30 / 70 - 1e-6).all()
    assert (weights[0] / weights[2] <= 40 / 50 + 1e-6).all()
