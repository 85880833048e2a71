"""Single values and smallest sets of values that unseat the leader."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.sensitivity.score_flips import find_score_flips, find_score_sets

SEEDS = st.integers(0, 2**32 - 1)
Spans = tuple[FloatArray, FloatArray, FloatArray]


def random_spans(
    seed: int, most_options: int = 6, most_criteria: int = 5
) -> tuple[Spans, FloatArray]:
    """Ranges around values on whole numbers or not, weights of which some are 0."""
    random = np.random.default_rng(seed)
    shape = (random.integers(1, most_options + 1), random.integers(1, most_criteria + 1))
    likely = random.uniform(0, 100, shape)
    low = np.maximum(likely - random.exponential(15, shape), 0)
    high = np.minimum(likely + random.exponential(15, shape), 100)
    if seed % 2:
        low, likely, high = (np.round(x, -1) for x in (low, likely, high))
    weights = random.uniform(0, 1, shape[1]) * (random.uniform(0, 1, shape[1]) < 0.8)
    weights[0] += 0.1
    return (low, likely, high), weights / weights.sum()


def leader_is_level(values: FloatArray, weights: FloatArray, leader: int) -> bool:
    """Whether some other option has at least the leader's total."""
    totals = values @ weights
    return bool((np.delete(totals, leader) >= totals[leader] - 2e-9).any())


def test_golden() -> None:
    """Each cell moves by the lead over the weight: the leader's down, a rival's up."""
    # Weights 0.6, 0.4. A 80*0.6 + 60*0.4 = 72; B 50*0.6 + 70*0.4 = 58; lead 14.
    # A first: 80 - 14/0.6 = 56.67; A second: 60 - 35 = 25; B first: 73.33; B second: 105, too far.
    likely = [[80, 60], [50, 70]]
    flips = find_score_flips([[50, 60], [50, 70]], likely, [[80, 60], [70, 70]], [60, 40])
    assert flips.leader == 0
    assert [(f.option, f.criterion) for f in flips.flips] == [(0, 0), (1, 0), (0, 1)]
    assert [f.after for f in flips.flips] == pytest.approx([80 - 14 / 0.6, 50 + 14 / 0.6, 25])
    assert [f.rivals for f in flips.flips] == [(1,), (1,), (1,)]
    assert [f.is_in_range for f in flips.flips] == [True, False, False]
    assert flips.nearest is flips.flips[0]
    assert flips.nearest.is_in_range
    assert flips.flips[0].change == pytest.approx(-14 / 0.6)


def test_golden_set() -> None:
    """The largest effects are taken first and the last goes only as far as needed."""
    # Weights 0.5 each. A 80, B 60: lead 20. Effects: A first 10*0.5 = 5, A second 20*0.5 = 10,
    # B first 4*0.5 = 2, B second 16*0.5 = 8. 10 + 8 = 18 < 20 <= 10 + 8 + 5: three cells;
    # the last closes 2, which is 4 points of value: 80 - 4 = 76.
    sets = find_score_sets([[70, 60], [60, 60]], [[80, 80], [60, 60]], [[80, 80], [64, 76]], [1, 1])
    cells = sets.sets[1]
    assert cells is not None
    assert [(c.option, c.criterion, c.before, c.after) for c in cells] == [
        (0, 1, 80.0, 60.0),
        (1, 1, 60.0, 76.0),
        (0, 0, 80.0, pytest.approx(76.0)),
    ]
    assert sets.smallest == 1


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_one_score_that_is_enough_is_the_nearest(seed: int) -> None:
    """Where a rival needs one score, no other within its range would do with a smaller change."""
    (low, likely, high), weights = random_spans(seed)
    found = find_score_sets(low, likely, high, weights)
    leader = found.leader
    for rival, cells in enumerate(found.sets):
        if cells is None or len(cells) != 1:
            continue
        lead = weights @ (likely[leader] - likely[rival])
        steps = np.divide(lead, weights, out=np.full_like(weights, np.inf), where=weights > 0)
        can_fall = likely[leader] - low[leader] >= steps - 1e-9
        can_rise = high[rival] - likely[rival] >= steps - 1e-9
        change = abs(cells[0].after - cells[0].before)
        assert change == pytest.approx(steps[can_fall | can_rise].min(), abs=1e-8)


@given(SEEDS)
@settings(max_examples=80, deadline=None)
def test_flips_equal_trying_each_cell(seed: int) -> None:
    """A cell is listed exactly if its end of 0..100 unseats the leader, and at the right value."""
    (low, likely, high), weights = random_spans(seed)
    found = find_score_flips(low, likely, high, weights)
    flips = {(f.option, f.criterion): f for f in found.flips}
    is_tied = leader_is_level(likely, weights, found.leader) if len(likely) > 1 else True
    for cell in np.ndindex(likely.shape):
        tried = likely.copy()
        tried[cell] = 0.0 if cell[0] == found.leader else 100.0
        if not is_tied:
            assert (cell in flips) == leader_is_level(tried, weights, found.leader)
        if cell in flips:
            flip = flips[cell]
            tried[cell] = flip.after
            assert leader_is_level(tried, weights, found.leader)
            # A little less is not enough.
            tried[cell] = flip.before + 0.999 * flip.change
            assert is_tied or not leader_is_level(tried, weights, found.leader)
            assert flip.is_in_range == (low[cell] - 1e-9 <= flip.after <= high[cell] + 1e-9)
    assert len(likely) > 1 or not flips


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_sets_equal_trying_all_subsets(seed: int) -> None:
    """No smaller set of cells, whichever, lets the rival tie; and the set found does."""
    (low, likely, high), weights = random_spans(seed, most_options=4, most_criteria=3)
    found = find_score_sets(low, likely, high, weights)
    leader, n = found.leader, likely.shape[1]
    for rival, cells in enumerate(found.sets):
        if rival == leader:
            assert cells == ()
            continue
        ends = {(leader, j): low[leader, j] for j in range(n)}
        ends |= {(rival, j): high[rival, j] for j in range(n)}
        sizes = []
        for size in range(2 * n + 1):
            for chosen in combinations(ends, size):
                tried = likely.copy()
                for cell in chosen:
                    tried[cell] = ends[cell]
                totals = tried @ weights
                if totals[rival] >= totals[leader] - 1e-9:
                    sizes.append(size)
            if sizes:
                break
        assert (len(cells) if cells is not None else None) == (min(sizes) if sizes else None)
        tried = likely.copy()
        for change in cells or ():
            assert low[change[:2]] <= change.after <= high[change[:2]]
            tried[change[:2]] = change.after
        totals = tried @ weights
        assert cells is None or totals[rival] == pytest.approx(totals[leader], abs=2e-9)


@given(SEEDS)
@settings(max_examples=50, deadline=None)
def test_order_permutes_the_answers(seed: int) -> None:
    """Permuting options and criteria permutes the answers."""
    (low, likely, high), weights = random_spans(seed & ~1)
    random = np.random.default_rng(seed)
    rows, columns = random.permutation(likely.shape[0]), random.permutation(likely.shape[1])
    low_2, likely_2, high_2 = (x[rows][:, columns] for x in (low, likely, high))
    before = find_score_flips(low, likely, high, weights)
    after = find_score_flips(low_2, likely_2, high_2, weights[columns])
    assert rows[after.leader] == before.leader
    assert {(rows[f.option], columns[f.criterion], f.is_in_range) for f in after.flips} == {
        (f.option, f.criterion, f.is_in_range) for f in before.flips
    }
    changes = [abs(f.change) for f in before.flips]
    assert [abs(f.change) for f in after.flips] == pytest.approx(changes)
    old, new = (
        find_score_sets(low, likely, high, weights).sets,
        find_score_sets(low_2, likely_2, high_2, weights[columns]).sets,
    )
    assert [None if s is None else len(s) for s in new] == [
        None if (s := old[row]) is None else len(s) for row in rows
    ]


@given(SEEDS)
@settings(max_examples=30, deadline=None)
def test_scaling_weights_changes_nothing(seed: int) -> None:
    """Swings eight times as large are the same weights."""
    spans, weights = random_spans(seed)
    assert find_score_flips(*spans, weights) == find_score_flips(*spans, weights * 8)
    assert find_score_sets(*spans, weights) == find_score_sets(*spans, weights * 8)


def test_one_option_has_no_flip() -> None:
    """A single option cannot be unseated."""
    flips = find_score_flips([[0]], [[5]], [[9]], [1])
    assert flips.flips == ()
    assert flips.nearest is None
    sets = find_score_sets([[0]], [[5]], [[9]], [1])
    assert sets.sets == ((),)
    assert sets.smallest is None


def test_one_criterion() -> None:
    """With one criterion the values themselves have to meet."""
    flips = find_score_flips([[50], [40]], [[60], [40]], [[60], [70]], [0])
    assert [(f.option, f.after, f.is_in_range) for f in flips.flips] == [
        (0, 40.0, False),
        (1, 60.0, True),
    ]


def test_identical_options_need_no_change() -> None:
    """A tie is broken by any change: the flips are of size 0, the set is empty."""
    values = [[60, 40], [60, 40]]
    flips = find_score_flips(values, values, values, [1, 1])
    assert [f.change for f in flips.flips] == [0.0] * 4
    assert all(f.is_in_range for f in flips.flips)
    assert find_score_sets(values, values, values, [1, 1]).sets == ((), ())


def test_criterion_without_weight_is_not_listed() -> None:
    """No value counts where the weight is 0."""
    values = [[60, 0], [50, 100]]
    flips = find_score_flips(values, values, values, [1, 0])
    assert {f.criterion for f in flips.flips} == {0}


def test_all_zero_weights_are_equal_ones() -> None:
    """All weights at zero count as equal ones."""
    values = [[60, 90], [50, 70]]
    spans = ([[0, 0], [0, 0]], values, [[100, 100], [100, 100]])
    assert find_score_flips(*spans, [0, 0]) == find_score_flips(*spans, [1, 1])
    assert find_score_sets(*spans, [0, 0]) == find_score_sets(*spans, [1, 1])


def test_fall_of_the_leader_names_all_who_draw_level() -> None:
    """When the leader falls, every rival at the same distance draws level."""
    values = [[80, 80], [60, 60], [50, 70], [10, 10]]
    nearest = find_score_flips(values, values, values, [1, 1]).nearest
    assert nearest is not None
    assert (nearest.option, nearest.after, nearest.rivals) == (0, 40.0, (1, 2))


def test_exact_scores_have_no_set() -> None:
    """Without ranges no set of values can change the leader."""
    values = [[80, 80], [60, 60]]
    assert find_score_sets(values, values, values, [1, 1]).sets == ((), None)


@pytest.mark.parametrize(("gap", "size"), [(3e-7, 1), (2e-9, 1), (5e-10, 0)])
def test_what_counts_as_a_tie(gap: float, size: int) -> None:
    """A lead of 3e-7 needs a change; one of up to 1e-9 is a tie."""
    likely = [[50 + gap], [50.0]]
    cells = find_score_sets([[0.0], [0.0]], likely, [[100.0], [100.0]], [1]).sets[1]
    assert cells is not None
    assert len(cells) == size


def test_values_over_eight_orders_of_magnitude() -> None:
    """Tiny and large weighted effects are added without losing the tiny ones."""
    # Lead (50 + 1e-6 - 50) / 2 = 5e-7; only the second criterion of B has a range, of 1e-6.
    sets = find_score_sets(
        [[50.0, 1e-6], [50.0, 0.0]],
        [[50.0, 1e-6], [50.0, 0.0]],
        [[50.0, 1e-6], [50.0, 1e-6]],
        [1, 1],
    )
    cells = sets.sets[1]
    assert cells is not None
    assert [cell[:2] for cell in cells] == [(1, 1)]
    assert cells[0].after == pytest.approx(1e-6)


def test_sixty_options_fifteen_criteria() -> None:
    """Sixty options by fifteen criteria are answered in full."""
    random = np.random.default_rng(60)
    likely = random.uniform(0, 100, (60, 15))
    found = find_score_sets(np.zeros((60, 15)), likely, np.full((60, 15), 100.0), [1] * 15)
    assert len(found.sets) == 60
    assert all(cells is not None for cells in found.sets)


def test_refuses_ranges_out_of_order() -> None:
    """A range encloses its likely value."""
    with pytest.raises(ValueError, match="at option 0, criterion 0; allowed is low <= likely"):
        find_score_flips([[6]], [[5]], [[9]], [1])


def test_refuses_a_leader_that_does_not_lead() -> None:
    """Only an option that leads can be unseated."""
    values = [[80], [60]]
    with pytest.raises(ValueError, match="leader: found option 1, which does not lead"):
        find_score_sets(values, values, values, [1], leader=1)
