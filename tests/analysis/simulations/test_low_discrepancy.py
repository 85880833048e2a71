"""Places: the shuffles that decide which slice of its range a quantity falls in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.simulations.low_discrepancy import (
    SLICES,
    block_shifts,
    cell_keys,
    cell_orders,
    key_of,
    weight_places,
    weight_sequence,
)


def test_key_of_an_empty_id_is_the_start_of_the_hash() -> None:
    """FNV-1a starts from 2,166,136,261 and an empty text leaves that as it is."""
    assert key_of("") == 2_166_136_261


def test_key_of_one_byte_by_hand() -> None:
    """One letter takes one step: (start XOR 97) times 16,777,619, cut to 32 bits."""
    assert key_of("a") == ((2_166_136_261 ^ 97) * 16_777_619) % 2**32


@given(st.lists(st.text(max_size=8), unique=True, min_size=2, max_size=30))
@settings(max_examples=50, deadline=None)
def test_different_ids_have_different_keys(ids: list[str]) -> None:
    """A handful of different ids never shares a key in practice."""
    assert len({key_of(name) for name in ids}) == len(ids)


def test_first_weight_steps_by_the_fraction_of_the_square_root_of_two() -> None:
    """√2 − 1 of 2^32 is 1,779,033,703.95…, whose whole part is odd already."""
    assert int(weight_sequence(0)[0]) == 1_779_033_703


@pytest.mark.parametrize(("rank", "prime"), [(1, 3), (2, 5), (3, 7), (9, 29), (25, 101)])
def test_weight_steps_follow_the_primes(rank: int, prime: int) -> None:
    """The step is the fraction of the root in whole-number arithmetic, made odd."""
    exact = _whole_root(prime << 64) % 2**32
    assert int(weight_sequence(rank)[0]) == exact | 1


def test_weight_places_wrap_around_like_whole_numbers() -> None:
    """Places far along the stream equal those of unlimited whole-number arithmetic."""
    step, shift = (int(word) for word in weight_sequence(3, seed=11))
    simulations = np.arange(3_000_000_000, 3_000_000_050, dtype=np.uint32)
    places = np.empty(50, dtype=np.intp)
    weight_places(weight_sequence(3, seed=11), simulations, places)
    assert places.tolist() == [(step * i + shift) % 2**32 >> 20 for i in simulations.tolist()]


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_every_block_visits_every_slice_once(option: int, criterion: int, seed: int) -> None:
    """Whatever the keys, the 4,096 places of a block are 0..4095 in some order."""
    keys = cell_keys(option, [criterion], seed)
    order, shift = cell_orders(keys)[0], block_shifts(keys, 5, 1)[0, 0]
    assert sorted(order[np.arange(SLICES) ^ shift].tolist()) == list(range(SLICES))


@given(st.integers(0, 2**32 - 1), st.integers(0, 12))
@settings(max_examples=60, deadline=None)
def test_aligned_runs_are_spread_evenly(option: int, power: int) -> None:
    """Each aligned run of 2^j simulations falls once into each 2^j-th part of the range."""
    keys = cell_keys(option, [3])
    shift = int(block_shifts(keys, 0, 1)[0, 0])
    places = cell_orders(keys)[0][np.arange(SLICES) ^ shift]
    runs = places.reshape(-1, 2**power) >> (12 - power)
    assert (np.sort(runs, axis=1) == np.arange(2**power)).all()


def test_cells_do_not_march_in_step() -> None:
    """No two of 60 cells have places that correlate by more than 0.1 over one block."""
    orders = np.concatenate([cell_orders(cell_keys(o, range(6))) for o in range(10)])
    correlations = np.corrcoef(orders.astype(np.float64)) - np.eye(60)
    assert np.abs(correlations).max() < 0.1


def test_a_seed_changes_every_cell_and_weight() -> None:
    """Another seed gives every cell and weight other places."""
    assert (cell_keys(0, range(5), 0) != cell_keys(0, range(5), 1)).all()
    assert weight_sequence(0, 0)[1] != weight_sequence(0, 1)[1]


def _whole_root(number: int) -> int:
    root = 1 << (number.bit_length() + 1) // 2
    while root * root > number:
        root = (root + number // root) // 2
    return root
