"""The least shift of weights, against a linear programme and hand arithmetic."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.sensitivity.weight_flips import find_weight_flips, list_moves

SEEDS = st.integers(0, 2**32 - 1)


def solve_flip(lead: FloatArray, weights: FloatArray) -> float | None:
    """Share of weight to move until `lead` weighs nothing, by linear programming."""
    from scipy.optimize import linprog

    n = weights.size
    result = linprog(
        np.ones(2 * n),
        A_ub=np.hstack([-lead, lead])[None, :],
        b_ub=[-float(lead @ weights)],
        A_eq=np.hstack([np.ones(n), -np.ones(n)])[None, :],
        b_eq=[0.0],
        bounds=[(0.0, w) for w in weights.tolist()] + [(0.0, 1.0)] * n,
        options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10},
    )
    return None if result.fun is None else float(result.fun) / 2


def random_problem(seed: int) -> tuple[FloatArray, FloatArray]:
    """Values on whole numbers or not, weights of which some are 0."""
    random = np.random.default_rng(seed)
    m, n = random.integers(1, 9), random.integers(1, 9)
    values = random.uniform(0, 100, (m, n))
    if seed % 2:
        values = np.round(values, -1)
    return values, random.uniform(0, 1, n) * (random.uniform(0, 1, n) < 0.8)


def test_golden_two_criteria() -> None:
    """On two criteria the flip is the crossover."""
    # d = (60, -40), weights 0.7 and 0.3: lead 42 - 12 = 30. A point moved takes 100 off: 0.3.
    flips = find_weight_flips([[100, 20], [40, 60]], [70, 30])
    assert flips.leader == 0
    assert flips.points == pytest.approx((0.0, 30.0))
    assert flips.weights.tolist() == [pytest.approx([0.7, 0.3]), pytest.approx([0.4, 0.6])]
    assert flips.nearest == 1


def test_golden_takes_from_two() -> None:
    """When the best giver has nothing left, the next one gives."""
    # d = (50, 30, -10), weights 0.1, 0.5, 0.4: lead 5 + 15 - 4 = 16.
    # The first gives all of its 0.1 to the third: 0.1 * 60 = 6 off, 10 left.
    # The second gives at 40 a point: 10 / 40 = 0.25. Moved: 0.35.
    flips = find_weight_flips([[50, 30, 0], [0, 0, 10]], [1, 5, 4])
    assert flips.points[1] == pytest.approx(35.0)
    assert flips.weights[1].tolist() == pytest.approx([0.0, 0.25, 0.75])
    moves = list_moves([1, 5, 4], flips.weights[1])
    assert [move[:2] for move in moves] == [(1, 2), (0, 2)]
    assert [move.points for move in moves] == pytest.approx([25.0, 10.0])


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_equals_the_linear_programme(seed: int) -> None:
    """Against every rival the share moved equals the programme's within 1e-12."""
    values, weights = random_problem(seed)
    flips = find_weight_flips(values, weights)
    present = weights / weights.sum() if weights.any() else np.full(weights.size, 1 / weights.size)
    for rival, points in enumerate(flips.points):
        expected = solve_flip(values[flips.leader] - values[rival], present)
        if points is None or expected is None:
            assert points is expected
        else:
            assert points / 100 == pytest.approx(expected, rel=0, abs=1e-12)


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_weights_do_what_they_promise(seed: int) -> None:
    """The new weights are weights, as far off as said, and make the rival tie."""
    values, weights = random_problem(seed)
    flips = find_weight_flips(values, weights)
    for rival, points in enumerate(flips.points):
        new = flips.weights[rival]
        assert new.min() >= 0
        assert new.sum() == pytest.approx(1.0, abs=1e-12)
        if points is not None:
            present = flips.weights[flips.leader]
            assert np.abs(new - present).sum() * 50 == pytest.approx(points, abs=1e-9)
            assert new @ (values[flips.leader] - values[rival]) <= 1e-9


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_order_permutes_the_points(seed: int) -> None:
    """Permuting options and criteria permutes the points, without ties the weights too."""
    random = np.random.default_rng(seed)
    m, n = random.integers(1, 9), random.integers(1, 9)
    values, weights = random.uniform(0, 100, (m, n)), random.uniform(0, 1, n)
    rows, columns = random.permutation(m), random.permutation(n)
    before = find_weight_flips(values, weights)
    after = find_weight_flips(values[rows][:, columns], weights[columns])
    assert rows[after.leader] == before.leader
    assert after.points == tuple(before.points[row] for row in rows)
    assert np.array_equal(after.weights, before.weights[rows][:, columns])


@given(SEEDS, st.sampled_from([2.0**-40, 0.5, 8.0, 2.0**60]))
@settings(max_examples=30, deadline=None)
def test_scaling_weights_changes_nothing(seed: int, factor: float) -> None:
    """Swings twice as large are the same weights."""
    values, weights = random_problem(seed)
    once, twice = find_weight_flips(values, weights), find_weight_flips(values, weights * factor)
    assert once.points == twice.points
    assert np.array_equal(once.weights, twice.weights)


@given(SEEDS)
@settings(max_examples=40, deadline=None)
def test_no_way_is_shorter(seed: int) -> None:
    """No random weights nearer than the flip let the rival tie."""
    random = np.random.default_rng(seed)
    values, weights = random_problem(seed)
    flips = find_weight_flips(values, weights)
    present = flips.weights[flips.leader]
    tries = random.dirichlet(np.ones(present.size), 200)
    # Pull each towards the present weights, where near misses lie.
    tries = present + (tries - present) * random.uniform(0, 1, (200, 1))
    for rival, points in enumerate(flips.points):
        ties = tries @ (values[flips.leader] - values[rival]) <= 0
        distances = np.abs(tries[ties] - present).sum(axis=1) * 50
        if points is None:
            assert not ties.any()
        else:
            assert (distances >= points - 1e-9).all()


def test_dominated_rival_has_no_flip() -> None:
    """A rival worse on every criterion is beyond all weightings."""
    flips = find_weight_flips([[80, 60], [40, 50]], [1, 1])
    assert flips.points == (0.0, None)
    assert flips.weights[1].tolist() == [0.5, 0.5]
    assert flips.nearest is None


def test_equal_on_one_criterion_needs_all_weight_there() -> None:
    """A rival that is nowhere better ties once a criterion they share has all the weight."""
    flips = find_weight_flips([[80, 60], [80, 50]], [1, 3])
    assert flips.points[1] == pytest.approx(75.0)
    assert flips.weights[1].tolist() == pytest.approx([1.0, 0.0])


def test_tied_rival_needs_nothing() -> None:
    """A rival that already ties needs 0 points, as identical options do."""
    flips = find_weight_flips([[10, 50], [70, 30], [70, 30]], [1, 1])
    assert flips.leader == 1
    assert flips.points[2] == 0.0
    assert flips.nearest == 2


def test_leader_of_several_can_be_chosen() -> None:
    """Of options that tie, the one asked for is the one to be overtaken."""
    values = [[70, 30], [30, 70], [0, 90]]
    assert find_weight_flips(values, [1, 1]).leader == 0
    # Against option 1: d = (30, -20), lead 5; 5 / 50 = 0.1.
    assert find_weight_flips(values, [1, 1], leader=1).points[2] == pytest.approx(10.0)


def test_one_option_has_no_rival() -> None:
    """A single option leads without a flip."""
    flips = find_weight_flips([[30, 60]], [1, 2])
    assert flips.points == (0.0,)
    assert flips.nearest is None


def test_one_criterion_leaves_no_choice() -> None:
    """With one criterion no weight can move."""
    assert find_weight_flips([[60], [60], [30]], [5]).points == (0.0, 0.0, None)


def test_all_zero_weights_are_equal_ones() -> None:
    """All weights at zero count as equal ones."""
    values = [[100, 20], [10, 60]]
    zero, one = find_weight_flips(values, [0, 0]), find_weight_flips(values, [1, 1])
    assert zero.points == one.points


def test_constant_criterion_receives() -> None:
    """A criterion on which all agree can take weight until there is a tie."""
    # d = (40, 0): the lead of 20 is gone only with all weight on the second.
    assert find_weight_flips([[80, 50], [40, 50]], [1, 1]).points[1] == pytest.approx(50.0)


@pytest.mark.parametrize(("gap", "points"), [(3e-7, None), (2e-9, None), (5e-10, 0.0)])
def test_what_counts_as_a_tie(gap: float, points: float | None) -> None:
    """A lead of 3e-7 everywhere cannot be overcome; one of up to 1e-9 is a tie."""
    values = [[50 + gap, 50 + gap], [50.0, 50.0]]
    assert find_weight_flips(values, [1, 1]).points[1] == points


def test_values_over_eight_orders_of_magnitude() -> None:
    """Tiny and large values in one table keep their flips."""
    # d = (1e-6, -100, 90), weights 0.4, 0.1, 0.5: lead 4e-7 - 10 + 45 = 35 + 4e-7.
    # The third gives to the second at 190 a point.
    flips = find_weight_flips([[1e-6, 0.0, 90.0], [0.0, 100.0, 0.0]], [4, 1, 5])
    assert flips.points[1] == pytest.approx((35 + 4e-7) / 190 * 100, rel=1e-14)


def test_result_cannot_be_written() -> None:
    """The weights of an answer are read-only."""
    with pytest.raises(ValueError, match="read-only"):
        find_weight_flips([[1, 2]], [1, 1]).weights[0, 0] = 1.0


def test_refuses_a_leader_that_does_not_lead() -> None:
    """Only an option that leads can be overtaken."""
    with pytest.raises(ValueError, match="leader: found option 1, which does not lead"):
        find_weight_flips([[80, 60], [40, 50]], [1, 1], leader=1)


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_moves_lead_from_before_to_after(seed: int) -> None:
    """Carrying out the moves turns the one weighting into the other by the shortest way."""
    random = np.random.default_rng(seed)
    n = int(random.integers(1, 9))
    before, after = random.dirichlet(np.ones(n)), random.dirichlet(np.ones(n))
    moves = list_moves(before, after)
    carried = before.copy()
    for move in moves:
        carried[move.giver] -= move.points / 100
        carried[move.taker] += move.points / 100
    assert carried == pytest.approx(after, abs=1e-10)
    assert sum(m.points for m in moves) == pytest.approx(np.abs(after - before).sum() * 50)
    assert len(moves) < n
    assert [m.points for m in moves] == sorted((m.points for m in moves), reverse=True)


def test_moves_of_equal_weights_are_none() -> None:
    """Equal weightings need no move, whatever their size."""
    assert list_moves([1, 1], [30, 30]) == ()


def test_moves_golden() -> None:
    """The largest loss goes to the largest gain first."""
    # Changes: -0.4, -0.1, +0.3, +0.2. First to third 0.3, second to fourth 0.1, first again 0.1.
    moves = list_moves([50, 30, 10, 10], [10, 20, 40, 30])
    assert moves[0][:2] == (0, 2)
    assert moves[0].points == pytest.approx(30.0)
    assert sorted(move[:2] for move in moves[1:]) == [(0, 3), (1, 3)]


def test_moves_refuse_another_length() -> None:
    """Both weightings are of the same criteria."""
    with pytest.raises(ValueError, match=r"after: found shape \(3,\); allowed is one number"):
        list_moves([1, 1], [1, 1, 1])
