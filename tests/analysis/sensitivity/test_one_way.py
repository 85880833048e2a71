"""One weight moves: segments, crossovers and the stretches that stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.sensitivity.one_way import (
    OneWay,
    Segment,
    move_each,
    move_groups,
    weights_at,
)

Table = list[list[int]]
Problem = tuple[Table, list[int]]


@st.composite
def problems(draw: st.DrawFn, most_options: int = 6, most_criteria: int = 4) -> Problem:
    """Whole numbers from a short span, so that ties and common crossings are frequent."""
    m = draw(st.integers(1, most_options))
    n = draw(st.integers(1, most_criteria))
    row = st.lists(st.integers(0, 10), min_size=n, max_size=n)
    values = draw(st.lists(row, min_size=m, max_size=m))
    return values, draw(st.lists(st.integers(0, 5), min_size=n, max_size=n))


def exact_totals(
    values: Table, weights: Sequence[int], members: Sequence[int], weight: Fraction
) -> list[Fraction]:
    """Totals in fractions, with the members together at `weight`."""
    n = len(weights)
    rest = [j for j in range(n) if j not in members] or list(members)
    shares = [Fraction(0)] * n
    for side, size in ((members, weight), (rest, 1 - weight)):
        whole = sum(weights[j] for j in side)
        for j in side:
            part = Fraction(weights[j], whole) if whole else Fraction(1, len(side))
            shares[j] += size * part
    return [sum((s * v for s, v in zip(shares, row, strict=True)), Fraction(0)) for row in values]


def exact_cuts(values: Table, weights: Sequence[int], members: Sequence[int]) -> list[Fraction]:
    """0, 1 and every weight in between at which two lines cross."""
    zero = exact_totals(values, weights, members, Fraction(0))
    one = exact_totals(values, weights, members, Fraction(1))
    cuts = {Fraction(0), Fraction(1)}
    for i in range(len(values)):
        for k in range(i):
            start, stop = zero[i] - zero[k], one[i] - one[k]
            if start * stop < 0:
                cuts.add(start / (start - stop))
    return sorted(cuts)


def who_leads(totals: list[Fraction]) -> tuple[int, ...]:
    """Every option with the highest total."""
    return tuple(i for i, total in enumerate(totals) if total == max(totals))


def order_of(totals: list[Fraction]) -> list[int]:
    """For every pair, which is ahead."""
    return [(a > b) - (a < b) for a in totals for b in totals]


def present_weight(weights: Sequence[int], members: Sequence[int]) -> Fraction:
    """The members' share of all weights."""
    if len(members) == len(weights):
        return Fraction(1)
    if sum(weights) == 0:
        return Fraction(len(members), len(weights))
    return Fraction(sum(weights[j] for j in members), sum(weights))


def check_against_fractions(found: OneWay, values: Table, weights: Sequence[int]) -> None:
    """Assert that every number of an answer equals the exact one."""
    members = found.criteria
    cuts = exact_cuts(values, weights, members)
    now = present_weight(weights, members)
    totals_now = exact_totals(values, weights, members, now)
    merged: list[tuple[Fraction, Fraction, tuple[int, ...]]] = []
    stays = {"leader": [now, now], "ranking": [now, now]}
    for low, high in pairwise(cuts):
        totals = exact_totals(values, weights, members, (low + high) / 2)
        leaders = who_leads(totals)
        if merged and merged[-1][2] == leaders:
            merged[-1] = (merged[-1][0], high, leaders)
        else:
            merged.append((low, high, leaders))
        # The pieces that touch the present weight, and those behind them, outwards.
        same = {
            "leader": set(who_leads(totals_now)) <= set(leaders),
            "ranking": order_of(totals) == order_of(totals_now),
        }
        for what, is_same in same.items():
            if is_same:
                stays[what][0] = min(stays[what][0], low)
                stays[what][1] = max(stays[what][1], high)
    assert found.weight == pytest.approx(float(now))
    assert found.leaders == who_leads(totals_now)
    assert [s.leaders for s in found.segments] == [leaders for _, _, leaders in merged]
    for segment, (low, high, _) in zip(found.segments, merged, strict=True):
        assert (segment.begin, segment.end) == pytest.approx((float(low), float(high)), abs=1e-12)
    assert found.leader_stays == pytest.approx([float(x) for x in stays["leader"]], abs=1e-12)
    assert found.ranking_stays == pytest.approx([float(x) for x in stays["ranking"]], abs=1e-12)


def test_golden_two_criteria() -> None:
    """Two lines cross where hand arithmetic says."""
    # A(t) = 100 t + 20 (1 - t) = 20 + 80 t; B(t) = 40 t + 60 (1 - t) = 60 - 20 t.
    # Equal at 100 t = 40, so t = 0.4. Now t = 0.3: A 44, B 54, B leads.
    first = move_each([[100, 20], [40, 60]], [30, 70])[0]
    assert first.weight == pytest.approx(0.3)
    assert first.leaders == (1,)
    assert first.segments == (Segment(0.0, 0.4, (1,)), Segment(0.4, 1.0, (0,)))
    assert first.crossovers == (0.4,)
    assert first.leader_stays == (0.0, 0.4)
    assert first.ranking_stays == (0.0, 0.4)
    assert first.nearest_crossover == 0.4


def test_golden_three_criteria_keep_proportions() -> None:
    """The weights that do not move keep their proportions."""
    # Weights 0.2, 0.6, 0.2; the first moves, the rest stay 3 : 1.
    # A: at 0 (3 * 40 + 1 * 80) / 4 = 50, at 1 it is 10. B: at 0 (3 * 20 + 0) / 4 = 15, at 1 90.
    # A - B = 35 - 115 t: equal at t = 35 / 115 = 7 / 23.
    first = move_each([[10, 40, 80], [90, 20, 0]], [1, 3, 1])[0]
    assert first.crossovers == pytest.approx((7 / 23,))
    assert weights_at([1, 3, 1], [0], 7 / 23).tolist() == pytest.approx([7 / 23, 12 / 23, 4 / 23])


def test_golden_group_moves_together() -> None:
    """Members of a group keep their proportions while the group moves."""
    # Group of the first two, 1 : 3; the rest is the third alone.
    # A: group (1 * 80 + 3 * 40) / 4 = 50, rest 0. B: group 20, rest 60.
    # 50 t = 20 t + 60 (1 - t): 90 t = 60, t = 2 / 3. Now t = 4 / 8 = 0.5.
    (group,) = move_groups([[80, 40, 0], [20, 20, 60]], [1, 3, 4], [[0, 1]])
    assert group.weight == 0.5
    assert group.crossovers == pytest.approx((2 / 3,))
    assert group.leaders == (1,)


@given(problems())
@settings(max_examples=100, deadline=None)
def test_equals_fractions(problem: Problem) -> None:
    """Every number equals that of exact arithmetic on fractions."""
    values, weights = problem
    for found in move_each(values, weights):
        check_against_fractions(found, values, weights)


@given(problems(most_criteria=5), st.data())
@settings(max_examples=60, deadline=None)
def test_groups_equal_fractions(problem: Problem, data: st.DataObject) -> None:
    """Every number of a group equals that of exact arithmetic on fractions."""
    values, weights = problem
    n = len(weights)
    group = data.draw(st.lists(st.integers(0, n - 1), min_size=1, max_size=n, unique=True))
    (found,) = move_groups(values, weights, [group])
    check_against_fractions(found, values, weights)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_leaders_on_random_floats(seed: int) -> None:
    """At random weights the leader is the one of the segment it falls into."""
    random = np.random.default_rng(seed)
    m, n = random.integers(2, 13), random.integers(2, 9)
    values, weights = random.uniform(0, 100, (m, n)), random.uniform(0, 1, n)
    for found in move_each(values, weights):
        for weight in random.uniform(0, 1, 5):
            totals = values @ weights_at(weights, found.criteria, weight)
            (segment,) = [s for s in found.segments if s.begin <= weight < s.end]
            assert totals[segment.leaders[0]] == pytest.approx(totals.max(), abs=1e-9)
        assert found.segments[0].begin == 0.0
        assert found.segments[-1].end == 1.0
        assert all(a.end == b.begin for a, b in pairwise(found.segments))


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_order_changes_no_bit(seed: int) -> None:
    """Permuting options and criteria permutes the answers and changes no bit of them."""
    random = np.random.default_rng(seed)
    m, n = random.integers(1, 11), random.integers(1, 10)
    values, weights = random.uniform(0, 100, (m, n)), random.uniform(0, 1, n)
    rows, columns = random.permutation(m), random.permutation(n)
    before = move_each(values, weights)
    after = move_each(values[rows][:, columns], weights[columns])
    for place, criterion in enumerate(columns):
        old, new = before[criterion], after[place]
        assert [s[:2] for s in new.segments] == [s[:2] for s in old.segments]
        for new_segment, old_segment in zip(new.segments, old.segments, strict=True):
            assert sorted(rows[list(new_segment.leaders)]) == list(old_segment.leaders)
        assert new.leader_stays == old.leader_stays
        assert new.ranking_stays == old.ranking_stays


@given(problems(), st.sampled_from([2.0**-40, 0.5, 8.0, 2.0**60]))
@settings(max_examples=40, deadline=None)
def test_scaling_weights_changes_nothing(problem: Problem, factor: float) -> None:
    """Swings twice as large are the same weights."""
    values, weights = problem
    assert move_each(values, weights) == move_each(values, [w * factor for w in weights])


def test_all_zero_weights_are_equal_ones() -> None:
    """All weights at zero count as equal ones."""
    values = [[100, 20, 30], [40, 60, 50]]
    assert move_each(values, [0, 0, 0]) == move_each(values, [1, 1, 1])


def test_rest_of_zeros_shares_equally() -> None:
    """Criteria without weight share equally what a falling weight sets free."""
    # Only the first counts. At t = 0 the others take half each: A 25, B 60, and 100 - 0 at t = 1.
    # A(t) = 25 + 75 t, B(t) = 60 - 60 t: equal at 135 t = 35.
    first = move_each([[100, 20, 30], [0, 70, 50]], [5, 0, 0])[0]
    assert first.weight == 1.0
    assert first.crossovers == pytest.approx((35 / 135,))


def test_one_option_leads_everywhere() -> None:
    """A single option leads at every weight, and nothing crosses."""
    for found in move_each([[30, 60]], [1, 2]):
        assert found.segments == (Segment(0.0, 1.0, (0,)),)
        assert found.leader_stays == found.ranking_stays == (0.0, 1.0)
        assert found.nearest_crossover is None


def test_one_criterion_cannot_move() -> None:
    """The weight of a single criterion is 1 whatever its swing; nothing crosses."""
    (found,) = move_each([[30], [60], [60]], [0])
    assert found.weight == 1.0
    assert found.segments == (Segment(0.0, 1.0, (1, 2)),)
    assert found.ranking_stays == (0.0, 1.0)


def test_identical_options_tie_on_the_whole_segment() -> None:
    """Two identical options lead together, in the order of the options."""
    first = move_each([[100, 0], [0, 100], [100, 0]], [3, 1])[0]
    assert first.segments == (Segment(0.0, 0.5, (1,)), Segment(0.5, 1.0, (0, 2)))
    assert first.leaders == (0, 2)
    assert first.leader_stays == (0.5, 1.0)


def test_constant_criterion_has_no_crossover_at_ends() -> None:
    """Where all options agree on a criterion, its full weight makes a tie, not a segment."""
    constant = move_each([[50, 80], [50, 30]], [1, 1])[0]
    assert constant.segments == (Segment(0.0, 1.0, (0,)),)
    assert constant.nearest_crossover is None


def test_present_tie_at_a_crossing() -> None:
    """Options that tie just now and nowhere else hold their tie on no stretch at all."""
    first = move_each([[100, 0], [0, 100]], [1, 1])[0]
    assert first.leaders == (0, 1)
    assert first.leader_stays == first.ranking_stays == (0.5, 0.5)
    assert first.nearest_crossover == 0.5


@pytest.mark.parametrize(
    ("gap", "leaders"), [(3e-7, (0,)), (2e-9, (0,)), (5e-10, (0, 1)), (0.0, (0, 1))]
)
def test_what_counts_as_a_tie(gap: float, leaders: tuple[int, ...]) -> None:
    """A gap of 3e-7 decides; one of up to 1e-9 is a tie."""
    for found in move_each([[50 + gap, 50 + gap], [50.0, 50.0]], [1, 3]):
        assert found.segments == (Segment(0.0, 1.0, leaders),)


def test_sliver_is_no_segment() -> None:
    """An option that pokes out by less than a tie between two others gets no segment."""
    first = move_each([[0.0, 100.0], [100.0, 0.0], [50 + 4e-10, 50 + 4e-10]], [1, 2])[0]
    assert [s.leaders for s in first.segments] == [(0,), (1,)]
    assert first.crossovers == pytest.approx((0.5,), abs=1e-10)


def test_values_over_eight_orders_of_magnitude() -> None:
    """Tiny and large values in one table keep their crossings."""
    # A - B on the two criteria: 1e-6 and -100, so A leads only above t = 100 / (100 + 1e-6).
    first = move_each([[2e-6, 0.0], [1e-6, 100.0]], [1, 1])[0]
    assert first.crossovers == pytest.approx((100 / (100 + 1e-6),), abs=1e-14)


def test_sixty_options_fifteen_criteria() -> None:
    """Sixty options by fifteen criteria give fifteen gapless answers."""
    random = np.random.default_rng(60)
    found = move_each(random.uniform(0, 100, (60, 15)), random.uniform(0, 1, 15))
    assert len(found) == 15
    assert all(one.segments[0].begin == 0 and one.segments[-1].end == 1 for one in found)


@pytest.mark.parametrize("group", [[], [0, 0], [1, 0, 1]])
def test_refuses_empty_and_repeated_groups(group: list[int]) -> None:
    """A group holds at least one criterion, and each once."""
    with pytest.raises(ValueError, match=r"criteria: found .* each once"):
        move_groups([[1, 2], [2, 1]], [1, 1], [group])


def test_refuses_unknown_criterion() -> None:
    """A group names only criteria that exist."""
    with pytest.raises(ValueError, match=r"criteria: found 2; allowed is .* 0 to 1"):
        move_groups([[1, 2], [2, 1]], [1, 1], [[2]])


def test_refuses_weight_outside() -> None:
    """A weight is a share of one."""
    with pytest.raises(ValueError, match=r"weight: found 1\.5; allowed is 0 to 1"):
        weights_at([1, 1], [0], 1.5)


def test_no_groups_no_answers() -> None:
    """Asking about no group is answered with nothing."""
    assert move_groups([[1, 2]], [1, 1], []) == ()
