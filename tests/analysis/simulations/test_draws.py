"""Simulations: the stream equals a slow twin written from its description, to the last bit."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.simulations.draws import WEIGHT_ONE, iter_chunks
from steelyard.analysis.simulations.low_discrepancy import key_of
from steelyard.analysis.simulations.quantiles import (
    even_table,
    exponential_table,
    factor_table,
    triangular_table,
)
from steelyard.analysis.simulations.scores import STEPS_PER_POINT
from steelyard.analysis.simulations.specification import SimulationSpec, make_spec

MODES = ("around", "uniform", "between", "order", "fixed")


def sample_spec(mode: str, draws: int = 60, **changes: Any) -> SimulationSpec:
    """Return a spec of 4 options and 3 criteria with ranges, an unknown and exact cells."""
    rng = np.random.default_rng(4)
    likely = rng.integers(20, 80, (4, 3)).astype(float)
    low, high = likely - rng.integers(0, 3, (4, 3)) * 9.5, likely + rng.integers(0, 3, (4, 3)) * 7
    low[1, 1], likely[1, 1], high[1, 1] = 0.0, 50.0, 100.0
    unknown = np.zeros((4, 3), dtype=bool)
    unknown[1, 1] = True
    arguments: dict[str, Any] = {
        "low": low,
        "high": high,
        "unknown": unknown,
        "mode": mode,
        "highest_swings": [40, 90, 70],
        "order": (2, 0, 1),
        "draws": draws,
        "seed": 9,
        "option_keys": [key_of(name) for name in "abcd"],
        "criterion_keys": [key_of(name) for name in "xyz"],
    }
    return make_spec(likely, [30, 90, 50], **(arguments | changes))


def all_totals(spec: SimulationSpec) -> np.ndarray:
    """Return the whole-number totals of all simulations, options × simulations."""
    return np.concatenate([chunk.totals.copy() for chunk in iter_chunks(spec)], axis=1)


@pytest.mark.parametrize("mode", MODES)
def test_stream_equals_its_slow_twin(mode: str) -> None:
    """Plain Python, one simulation and one cell at a time, finds exactly the same totals."""
    spec = sample_spec(mode)
    assert all_totals(spec).T.tolist() == [_twin_totals(spec, i) for i in range(spec.draws)]


def test_stream_equals_its_slow_twin_beyond_the_first_block() -> None:
    """Simulation 8,192 and its neighbours, in the third block, are what the twin says."""
    spec = sample_spec("around", draws=8200)
    totals = all_totals(spec)
    for i in (4095, 4096, 8191, 8192, 8199):
        assert totals[:, i].tolist() == _twin_totals(spec, i)


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


def _scramble(x: int) -> int:
    x ^= x >> 16
    x = x * 0x85EBCA6B % 2**32
    x ^= x >> 13
    x = x * 0xC2B2AE35 % 2**32
    return x ^ x >> 16


def _tree(key: int, number: int) -> int:
    toss, image = 1, 0
    for bit in range(11, -1, -1):
        coin = _scramble((key + toss * 0x9E3779B9) % 2**32) >> 31
        incoming = number >> bit & 1
        image, toss = 2 * image + (incoming ^ coin), 2 * toss + incoming
    return image


def _cell_place(key: int, simulation: int) -> int:
    block = simulation >> 12
    shift = _scramble((key + 3 + block * 0x9E3779B9) % 2**32)
    inner = _tree(_scramble((key + 2) % 2**32), (simulation ^ shift) & 4095)
    return _tree(_scramble((key + 1) % 2**32), int(f"{inner:012b}"[::-1], 2))


def _twin_totals(spec: SimulationSpec, simulation: int) -> list[float]:
    weights = _twin_weights(spec, simulation)
    rows = []
    for i, option_key in enumerate(spec.option_keys):
        base = _scramble(spec.seed ^ 0x5C04E5)
        row = _scramble((base + option_key * 0x9E3779B9) % 2**32)
        total = 0
        for j, criterion_key in enumerate(spec.criterion_keys):
            key = _scramble((row + criterion_key * 0x9E3779B9) % 2**32)
            low, likely, high = (float(t[i, j]) for t in (spec.low, spec.likely, spec.high))
            value = likely
            if low < high:
                place = _cell_place(key, simulation)
                unknown = spec.unknown[i, j]
                table = even_table(low, high) if unknown else triangular_table(low, likely, high)
                value = float(table[place])
            total += weights[j] * math.floor(value * STEPS_PER_POINT + 0.5)
        rows.append(float(total))
    return rows


def _twin_weights(spec: SimulationSpec, simulation: int) -> list[int]:
    n = len(spec.swings)
    if spec.mode == "fixed":
        return [math.floor(float(swing) * 1000) for swing in spec.swings[:, 0]]
    largest = float(spec.swings.max())
    if spec.mode == "around":
        tables = [float(swing) / largest * factor_table(spec.spread) for swing, _ in spec.swings]
    elif spec.mode == "between":
        tables = [even_table(float(a), float(b)) / largest for a, b in spec.swings]
    else:
        tables = [exponential_table()] * n
    exponent = 0
    while n * 2 ** (exponent + 1) * max(float(t.max()) for t in tables) <= 2**52:
        exponent += 1
    ranked = sorted(spec.criterion_keys)
    drawn = []
    for j in range(n):
        rank = ranked.index(spec.criterion_keys[j])
        root = math.sqrt((2, 3, 5)[rank])
        step = math.floor((root - math.floor(root)) * 2**32) | 1
        shift = _scramble((spec.seed + (rank + 1) * 0x9E3779B9) % 2**32)
        place = (step * simulation + shift) % 2**32 >> 20
        drawn.append(math.floor(float(tables[j][place]) * 2**exponent))
    if spec.mode == "order":
        by_size = sorted(drawn, reverse=True)
        drawn = [by_size[spec.order.index(j)] for j in range(n)]
    scale = WEIGHT_ONE / sum(drawn)
    return [math.floor(x * scale) for x in drawn]
