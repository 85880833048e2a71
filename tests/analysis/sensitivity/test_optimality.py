"""Which options some weighting puts first, the nearest such weights, and what beats the rest."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.sensitivity.one_way import move_each
from steelyard.analysis.sensitivity.optimality import (
    find_dominance,
    find_nearest_weights,
    find_potential_optimality,
)
from steelyard.analysis.sensitivity.weight_flips import find_weight_flips

SEEDS = st.integers(0, 2**32 - 1)


def random_problem(seed: int, most_criteria: int = 5) -> tuple[FloatArray, FloatArray]:
    """Values on whole numbers or not, weights of which some are 0."""
    random = np.random.default_rng(seed)
    m, n = random.integers(1, 8), random.integers(1, most_criteria + 1)
    values = random.uniform(0, 100, (m, n))
    if seed % 2:
        values = np.round(values, -1)
    weights = random.uniform(0, 1, n) * (random.uniform(0, 1, n) < 0.8)
    weights[0] += 0.1
    return values, weights / weights.sum()


def test_golden_margins() -> None:
    """The largest lead is where two rivals are equally close."""
    # C = (70, 60) against A = (100, 0) and B = (0, 100), first weight w:
    # C - A = -30 w + 60 (1 - w) = 60 - 90 w; C - B = 70 w - 40 (1 - w) = 110 w - 40.
    # Equal at 200 w = 100: w = 0.5, lead 15. A leads most at w = 1, by 30; B at w = 0, by 40.
    a, b, c = find_potential_optimality([[100, 0], [0, 100], [70, 60]])
    assert (a.margin, b.margin, c.margin) == pytest.approx((30.0, 40.0, 15.0))
    assert c.weights == pytest.approx((0.5, 0.5))
    assert all(standing.can_lead and standing.beaten_by == () for standing in (a, b, c))


def test_golden_mix() -> None:
    """A compromise in the shadow of two extremes is beaten by a mix of them."""
    # C = (40, 40): best at w = 0.5, where both extremes have 50: margin -10.
    # Half of each extreme is (50, 50), better on both.
    c = find_potential_optimality([[100, 0], [0, 100], [40, 40]])[2]
    assert c.margin == pytest.approx(-10.0)
    assert not c.can_lead
    assert [option for option, _ in c.beaten_by] == [0, 1]
    assert [share for _, share in c.beaten_by] == pytest.approx([0.5, 0.5])


def test_golden_on_the_edge() -> None:
    """An option on the line between two others ties at one weighting and is not beaten."""
    c = find_potential_optimality([[100, 0], [0, 100], [50, 50]])[2]
    assert c.margin == pytest.approx(0.0, abs=1e-9)
    assert c.can_lead
    assert c.beaten_by == ()


def test_edge_but_beaten_on_one_criterion() -> None:
    """An option can tie for first and still be beaten by a mix, where a criterion is idle."""
    # Half of A and B is (50, 50, 10): the same as C on two criteria, better on the third.
    c = find_potential_optimality([[100, 0, 10], [0, 100, 10], [50, 50, 0]])[2]
    assert c.margin == pytest.approx(0.0, abs=1e-9)
    assert c.can_lead
    assert [option for option, _ in c.beaten_by] == [0, 1]


def test_single_dominator_is_preferred_to_a_mix() -> None:
    """Where one option dominates, it is named alone."""
    c = find_potential_optimality([[100, 30], [30, 100], [60, 60], [50, 50]])[3]
    assert c.beaten_by == ((2, 1.0),)


@given(SEEDS)
@settings(max_examples=50, deadline=None)
def test_weights_and_mix_prove_the_answer(seed: int) -> None:
    """The weights reach the margin, and what beats an option is nowhere worse than it."""
    values, _ = random_problem(seed)
    for option, standing in enumerate(find_potential_optimality(values)):
        weights = np.array(standing.weights)
        assert weights.min() >= 0
        assert weights.sum() == pytest.approx(1.0)
        if standing.margin is None:
            assert len(values) == 1
            continue
        totals = values @ weights
        assert totals[option] - np.delete(totals, option).max() == pytest.approx(
            standing.margin, abs=1e-9
        )
        if standing.beaten_by:
            shares = dict(standing.beaten_by)
            assert sum(shares.values()) == pytest.approx(1.0)
            assert option not in shares
            gains = sum(s * values[k] for k, s in shares.items()) - values[option]
            assert gains.min() >= -1e-9
            assert gains.max() > 1e-9
            if len(shares) > 1:
                # No weighting can make up for the least of the gains: the bound is met.
                assert gains.min() == pytest.approx(max(0.0, -standing.margin), abs=1e-8)
        else:
            assert standing.can_lead


@given(SEEDS)
@settings(max_examples=40, deadline=None)
def test_no_random_weights_do_better(seed: int) -> None:
    """No random weights lead by more, nor put an option first from nearer."""
    values, present = random_problem(seed)
    tries = np.random.default_rng(seed).dirichlet(np.ones(present.size), 300)
    tries = np.vstack([tries, present + (tries - present) / 8, np.eye(present.size)])
    totals = tries @ values.T
    standings, places = find_potential_optimality(values), find_nearest_weights(values, present)
    for option, (standing, place) in enumerate(zip(standings, places, strict=True)):
        if standing.margin is None:
            continue
        leads = totals[:, option] - np.delete(totals, option, axis=1).max(axis=1)
        assert leads.max() <= standing.margin + 1e-9
        distances = np.abs(tries - present).sum(axis=1)[leads >= 0] * 50
        if place is None:
            assert not distances.size
        else:
            assert (distances >= place.points - 1e-6).all()


@given(SEEDS)
@settings(max_examples=50, deadline=None)
def test_two_criteria_equal_the_crossovers(seed: int) -> None:
    """On two criteria an option can lead where its segment is, and the nearest end is nearest."""
    random = np.random.default_rng(seed)
    values, weights = random.uniform(0, 100, (random.integers(2, 9), 2)), random.uniform(0, 1, 2)
    track = move_each(values, weights)[0]
    places = find_nearest_weights(values, weights)
    for option, standing in enumerate(find_potential_optimality(values)):
        segment = next((s for s in track.segments if option in s.leaders), None)
        assert standing.can_lead == (segment is not None)
        place = places[option]
        if segment is None:
            assert place is None
        else:
            nearest = min(max(track.weight, segment.begin), segment.end)
            assert place is not None
            assert place.points == pytest.approx(abs(nearest - track.weight) * 100, abs=1e-9)


@given(SEEDS)
@settings(max_examples=50, deadline=None)
def test_first_places_put_first(seed: int) -> None:
    """The weights found are weights, as far off as said, and put the option first."""
    values, present = random_problem(seed)
    standings = find_potential_optimality(values)
    flips = find_weight_flips(values, present)
    for option, place in enumerate(find_nearest_weights(values, present)):
        assert (place is not None) == standings[option].can_lead
        if place is None:
            continue
        weights = np.array(place.weights)
        assert weights.min() >= 0
        assert weights.sum() == pytest.approx(1.0)
        assert np.abs(weights - present).sum() * 50 == pytest.approx(place.points, abs=1e-9)
        totals = values @ weights
        assert totals[option] >= totals.max() - 2e-9
        # Being ahead of all is no easier than drawing level with the present leader.
        pairwise_points = flips.points[option]
        assert pairwise_points is not None
        assert place.points >= pairwise_points - 1e-6


def test_golden_first_place_behind_a_third() -> None:
    """Where drawing level with the leader leaves a third ahead, more weight has to move."""
    # First weight w, now 0.8. A 100 w, B 100 (1 - w), C 55 throughout.
    # B ties A at w = 0.5, where both have 50 and C 55: B is first only from 100 (1 - w) = 55.
    # w = 0.45: 35 points. C ties A at w = 0.55: 25 points.
    places = find_nearest_weights([[100, 0], [0, 100], [55, 55]], [80, 20])
    a, b, c = places
    assert a is not None
    assert b is not None
    assert c is not None
    assert (a.points, b.points, c.points) == pytest.approx((0.0, 35.0, 25.0))
    assert b.weights == pytest.approx((0.45, 0.55))


@given(SEEDS)
@settings(max_examples=30, deadline=None)
def test_order_permutes_the_answers(seed: int) -> None:
    """Permuting options and criteria permutes margins, points and who is beaten."""
    values, present = random_problem(seed)
    random = np.random.default_rng(seed)
    rows, columns = random.permutation(len(values)), random.permutation(present.size)
    mixed = values[rows][:, columns]
    before, after = find_potential_optimality(values), find_potential_optimality(mixed)
    for place, row in enumerate(rows):
        assert after[place].margin == pytest.approx(before[row].margin, abs=1e-9)
        assert bool(after[place].beaten_by) == bool(before[row].beaten_by)
    old, new = find_nearest_weights(values, present), find_nearest_weights(mixed, present[columns])
    points = [None if p is None else p.points for p in new]
    expected = [None if (p := old[row]) is None else p.points for row in rows]
    assert points == pytest.approx(expected, abs=1e-6)


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_scaling_weights_changes_nothing(seed: int) -> None:
    """Swings eight times as large are the same weights."""
    values, present = random_problem(seed)
    assert find_nearest_weights(values, present) == find_nearest_weights(values, present * 8)


@given(SEEDS)
@settings(max_examples=50, deadline=None)
def test_dominance_equals_the_definition(seed: int) -> None:
    """Each pair is judged as by comparing criterion after criterion."""
    values, _ = random_problem(seed)
    weakly, strictly = find_dominance(values, values), find_dominance(values, values, strictly=True)
    for i, winner in enumerate(values):
        for k, loser in enumerate(values):
            pairs = list(zip(winner, loser, strict=True))
            assert weakly[i, k] == (
                all(a >= b for a, b in pairs) and any(a > b for a, b in pairs) and i != k
            )
            assert strictly[i, k] == (all(a > b for a, b in pairs) and i != k)


def test_sure_dominance_sets_low_against_high() -> None:
    """What holds for low against high holds wherever in the ranges scores lie."""
    low, high = [[70, 60], [10, 10], [0, 0]], [[90, 80], [70, 50], [80, 20]]
    # 70 >= 70 and 60 > 50, but 70 < 80.
    assert find_dominance(low, high).tolist() == [
        [False, True, False],
        [False, False, False],
        [False, False, False],
    ]


def test_one_option_always_leads() -> None:
    """A single option has no rival, no margin, and is first at the present weights."""
    (standing,) = find_potential_optimality([[30, 60]])
    assert standing.margin is None
    assert standing.can_lead
    (place,) = find_nearest_weights([[30, 60]], [1, 3])
    assert place is not None
    assert (place.points, place.weights) == (0.0, (0.25, 0.75))


def test_one_criterion() -> None:
    """With one criterion only the best can lead."""
    standings = find_potential_optimality([[30], [60], [60]])
    assert [s.can_lead for s in standings] == [False, True, True]
    places = find_nearest_weights([[30], [60], [60]], [0])
    assert [None if p is None else p.points for p in places] == [None, 0.0, 0.0]


def test_identical_options_tie() -> None:
    """Identical options can both lead, and neither beats the other."""
    standings = find_potential_optimality([[80, 20], [80, 20], [10, 90]])
    assert [s.can_lead for s in standings] == [True, True, True]
    assert [s.margin for s in standings[:2]] == pytest.approx([0.0, 0.0], abs=1e-9)
    assert all(s.beaten_by == () for s in standings)
    places = find_nearest_weights([[80, 20], [80, 20], [10, 90]], [1, 9])
    # Lead of the third: 81 + 1 - (8 + 18) = 56; a point moved to the first takes off 140.
    assert [None if p is None else p.points for p in places] == pytest.approx([40.0, 40.0, 0.0])


def test_constant_criterion() -> None:
    """All weight on a criterion where all agree makes everyone tie for first."""
    standings = find_potential_optimality([[80, 50], [20, 50]])
    assert [s.can_lead for s in standings] == [True, True]
    assert standings[1].beaten_by == ((0, 1.0),)


def test_all_zero_weights_are_equal_ones() -> None:
    """All weights at zero count as equal ones."""
    values = [[100, 0], [0, 90], [60, 40]]
    assert find_nearest_weights(values, [0, 0]) == find_nearest_weights(values, [2, 2])


@pytest.mark.parametrize(
    ("gap", "can_lead"), [(3e-7, False), (2e-9, False), (5e-10, True), (-3e-7, True)]
)
def test_what_counts_as_a_tie(gap: float, can_lead: bool) -> None:
    """Being 3e-7 short of first place at best is not a tie; up to 1e-9 is."""
    values = [[100.0, 0.0], [0.0, 100.0], [50 - gap, 50 - gap]]
    assert find_potential_optimality(values)[2].can_lead is can_lead
    assert (find_nearest_weights(values, [4, 1])[2] is not None) is can_lead


def test_values_over_eight_orders_of_magnitude() -> None:
    """Tiny advantages on one criterion are found beside large ones on another."""
    a, b = find_potential_optimality([[2e-6, 0.0], [1e-6, 100.0]])
    assert a.margin == pytest.approx(1e-6, rel=1e-6)
    assert b.margin == pytest.approx(100.0)


def test_sixty_options_fifteen_criteria() -> None:
    """Of sixty options by fifteen criteria, exactly those that can lead have nearest weights."""
    random = np.random.default_rng(60)
    values, weights = np.round(random.uniform(0, 100, (60, 15))), np.ones(15)
    can_lead = [standing.can_lead for standing in find_potential_optimality(values)]
    assert [place is not None for place in find_nearest_weights(values, weights)] == can_lead


def test_refuses_tables_of_different_shapes() -> None:
    """Only tables of the same options and criteria can be compared."""
    with pytest.raises(ValueError, match=r"losers: found shape \(1, 1\); allowed is that of"):
        find_dominance([[1, 2]], [[1]])


def test_refuses_numbers_that_are_none() -> None:
    """Tables that hold not-a-number are refused before anything is computed."""
    with pytest.raises(ValueError, match=r"values: found nan at index \(0, 1\)"):
        find_potential_optimality([[1, float("nan")]])


def test_import_leaves_the_solver_alone() -> None:
    """Importing the module does not load scipy."""
    code = "import sys, steelyard.analysis.sensitivity.optimality; sys.exit('scipy' in sys.modules)"
    path = {"PYTHONPATH": ":".join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], env=path, check=False).returncode == 0
