"""Ties are classes: one definition that ranks, leaders, dominance and optimality share."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_sets import make_set

from steelyard.analysis.sensitivity.leaders import find_leaders
from steelyard.analysis.sensitivity.one_way import OneWay, move_each, weights_at
from steelyard.analysis.sensitivity.optimality import (
    find_nearest_weights,
    find_potential_optimality,
)
from steelyard.analysis.sensitivity.robustness import find_beliefs, find_flips
from steelyard.analysis.sensitivity.weight_flips import find_weight_flips
from steelyard.analysis.ties import TIE, rank_numbers
from steelyard.analysis.totals import evaluate
from steelyard.analysis.verdict import judge_totals

HAIR = 2e-10
"""Steps of a fifth of a tie, so that chains of near-ties are common."""

NEAR = st.integers(0, 30).map(lambda steps: 50.0 + steps * HAIR)
NUMBERS = st.lists(st.one_of(NEAR, st.sampled_from([0.0, 49.0, 50.5, 100.0])), max_size=9)


@given(NUMBERS)
def test_ranks_are_classes(numbers: list[float]) -> None:
    """Every rank's members lie within a tie of its highest, and the next class lies beyond."""
    ranks = rank_numbers(numbers)
    tops = {
        rank: max(n for n, r in zip(numbers, ranks, strict=True) if r == rank) for rank in ranks
    }
    for number, rank in zip(numbers, ranks, strict=True):
        assert tops[rank] - number <= TIE
        assert rank == 1 + sum(other < rank for other in ranks)
        assert all(top - number > TIE for other, top in tops.items() if other < rank)


@given(NUMBERS, st.randoms())
def test_the_order_of_the_options_does_not_matter(numbers: list[float], random: object) -> None:
    """A permutation of the numbers permutes their ranks."""
    order = list(range(len(numbers)))
    random.shuffle(order)  # type: ignore[attr-defined]
    ranks = rank_numbers(numbers)
    assert rank_numbers([numbers[i] for i in order]) == [ranks[i] for i in order]


@given(NUMBERS.filter(bool))
def test_leaders_are_the_first_class(numbers: list[float]) -> None:
    """The leaders computed from arrays are the options with rank 1 in an evaluation."""
    first = tuple(i for i, rank in enumerate(rank_numbers(numbers)) if rank == 1)
    assert find_leaders(np.array(numbers)) == first


def test_a_chain_of_near_ties() -> None:
    """50 is 1.6e-9 behind the highest: every module calls it third, dominated, unable to lead."""
    chain = make_set({"a": {"x": 50.0}, "b": {"x": 50.0000000008}, "c": {"x": 50.0000000016}})
    evaluation = evaluate(chain)
    assert evaluation.ranks == {"a": 3, "b": 1, "c": 1}
    assert evaluation.leaders == ("b", "c")
    assert evaluation.dominated_by == {"a": ("b", "c"), "b": (), "c": ()}
    assert {o: belief.can_lead for o, belief in find_beliefs(evaluation).items()} == {
        "a": False,
        "b": True,
        "c": True,
    }
    flips = find_flips(evaluation)
    assert flips["c"] is not None
    assert flips["c"].points == 0
    judged = judge_totals(chain.verdict, evaluation)
    assert (judged.state, judged.leaders) == ("close call", ("b", "c"))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_a_chain_under_every_weight(order: tuple[int, ...]) -> None:
    """Tracks name the class of the highest total, and flips call only that class level."""
    rows = [[50.0, 50.0], [50.0000000008, 50.0000000008], [50.0000000016, 50.0000000016]]
    values = [rows[i] for i in order]
    first = tuple(i for i, row in enumerate(order) if row > 0)
    for track in move_each(values, [1, 1]):
        assert [segment.leaders for segment in track.segments] == [first]
    points = find_weight_flips(values, [1, 1]).points
    assert all((points[i] == 0) == (i in first) for i in range(3))


NEAR_OR_FAR = st.one_of(NEAR, NEAR, NEAR, st.sampled_from([0.0, 49.0, 50.5, 100.0]))
TABLES = st.tuples(st.integers(2, 5), st.integers(2, 4)).flatmap(
    lambda size: st.lists(
        st.lists(NEAR_OR_FAR, min_size=size[1], max_size=size[1]),
        min_size=size[0],
        max_size=size[0],
    )
)
THIN = [
    [50.0, 50.0, 50.0, 50.0],
    [50.0, 50.0, 100.0, 50.0000000004],
    [50.0, 50.0000000014, 50.0, 50.0000000004],
    [49.0, 50.0000000024, 50.0, 50.0],
]
"""The last is ahead at best, by barely more than a tie: the solver finds it nowhere."""
LOST = [
    [50.0, 50.0000000056, 50.0000000002],
    [50.0000000002, 0.0, 50.0000000002],
    [0.0, 50.0, 50.0000000014],
]
"""The last is ahead on the third criterion alone, by 1.2e-9; the solver leaves 1e-10 elsewhere."""
FLAT = [[50.0, 50.0, 50.0], [50.0, 50.0, 50.0], [50.0, 0.0, 50.0000000012],
        [50.0, 50.0000000024, 0.0]]  # fmt: skip
"""The solver calls the mix for the first unbounded, although its shares add up to one."""
CHAIN = [[50, 50.000000004], [50.0000000006, 50.0000000026], [50.0000000018, 50.0000000034]]


@given(TABLES, st.lists(st.integers(0, 3), min_size=4, max_size=4).filter(lambda w: any(w[:2])))
@example(CHAIN, [1, 1, 0, 0])
@example(THIN, [2, 0, 0, 1])
@example(LOST, [1, 0, 0, 0])
@example(LOST, [0, 1, 3, 0])
@example(FLAT, [0, 1, 0, 0])
@settings(max_examples=400, deadline=None)
def test_levels_and_optimality_never_contradict(
    values: list[list[float]], swings: list[int]
) -> None:
    """A leader, now or on a stretch of a weight, can lead, and its nearest weights show it."""
    weights = swings[: len(values[0])]
    can_lead = [found.can_lead for found in find_potential_optimality(values)]
    for track in move_each(values, weights):
        for segment in track.segments:
            assert all(can_lead[leader] for leader in segment.leaders)
            if segment.begin < track.weight < segment.end:
                assert set(track.leaders) <= {*segment.leaders, *at_ends(values, weights, track)}
        assert all(can_lead[leader] for leader in track.leaders)
    nearest = find_nearest_weights(values, weights)
    assert [found is not None for found in nearest] == can_lead
    for option, found in enumerate(nearest):
        if found is not None:
            totals = np.array(values) @ np.array(found.weights)
            assert totals.max() - totals[option] <= TIE + 1e-12


def at_ends(values: list[list[float]], weights: list[int], track: OneWay) -> set[int]:
    """Return the options that lead now and, but for rounding, no longer beside it."""
    totals = np.array(values) @ (np.array(weights) / sum(weights))
    beside = [
        np.array(values) @ weights_at(weights, track.criteria, min(max(track.weight + by, 0), 1))
        for by in (-1e-6, 1e-6)
    ]
    steady = [set(np.flatnonzero(t.max() - t <= TIE - 1e-12).tolist()) for t in [totals, *beside]]
    return set(track.leaders) - set.intersection(*steady)


def test_a_tie_has_a_stretch_of_its_own() -> None:
    """Options that stay within a tie of the highest total share every stretch where they do."""
    first, _ = move_each(CHAIN, [1, 1])
    assert [(round(s.begin, 3), round(s.end, 3), s.leaders) for s in first.segments] == [
        (0.0, 0.2, (0, 2)),
        (0.2, 0.5, (0, 1, 2)),
        (0.5, 0.667, (0, 2)),
        (0.667, 1.0, (2,)),
    ]
    assert [round(found.margin or 0.0, 12) for found in find_potential_optimality(CHAIN)] == [
        6e-10,
        -9e-10,
        1.2e-9,
    ]
