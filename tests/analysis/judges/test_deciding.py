"""What can change the leader: exact answers beside brute force and linear programmes."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
from judged_sets import Answers, panel_of, random_panel
from scipy.optimize import linprog
from small_sets import make_set

from steelyard.analysis.judges.deciding import find_settlement, find_spreads
from steelyard.analysis.judges.group import GroupTotals, group_totals, mean_of_totals
from steelyard.analysis.judges.panel import Panel
from steelyard.model.judgements import GroupRule

RULES: tuple[GroupRule, ...] = ("mean_of_totals", "mean_of_inputs")


def brute_totals(panel: Panel, rule: GroupRule, values: np.ndarray) -> np.ndarray:
    """Return totals by option of values, judges × options × criteria, by plain loops."""
    judges, options, criteria = values.shape
    weights = panel.weights
    totals = np.zeros(options)
    for i in range(options):
        for j in range(judges):
            for k in range(criteria):
                if rule == "mean_of_totals":
                    totals[i] += weights[j, k] * values[j, i, k] / judges
                else:
                    mean = sum(weights[other, k] for other in range(judges)) / judges
                    totals[i] += mean * values[j, i, k] / judges
    return totals


def leaders_of(totals: np.ndarray) -> set[int]:
    """Return the positions of the highest totals, within 1e-9."""
    return {i for i, total in enumerate(totals) if total >= totals.max() - 1e-9}


@pytest.mark.parametrize("rule", RULES)
def test_deciding_cells_are_those_of_brute_force(rule: GroupRule) -> None:
    """On 1,000 random groups every cell decides, or draws level, exactly where trying it does."""
    chance = random.Random(7)
    cells = deciding = levels = 0
    for _ in range(1000):
        sizes = chance.randint(2, 4), chance.randint(1, 3), chance.randint(2, 4)
        panel = random_panel(chance, *sizes)
        group = group_totals(panel, rule)
        now = leaders_of(brute_totals(panel, rule, panel.values))
        for spread in find_spreads(panel, group):
            i = panel.options.index(spread.cell[0])
            k = panel.criteria.index(spread.cell[1])
            then = []
            for end in (panel.values[:, i, k].min(), panel.values[:, i, k].max()):
                values = panel.values.copy()
                values[:, i, k] = end
                then.append(leaders_of(brute_totals(panel, rule, values)))
            assert spread.decides == any(not now <= each for each in then), spread
            assert spread.levels == (not spread.decides and any(now < each for each in then))
            cells, deciding = cells + 1, deciding + spread.decides
            levels += spread.levels
    assert cells > 5000
    assert deciding > 200
    assert levels > 0 or rule == "mean_of_totals"


def joint_by_programme(panel: Panel, group: GroupTotals, i: int, k: int) -> bool:
    """Return whether the spread of a cell tips the lead at some values of all other cells.

    For each rival a linear programme: the rival is above the option with the cell at its low end,
    and with it at its high end the option is above all.
    """
    low, high = panel.values.min(axis=0), panel.values.max(axis=0)
    mean = panel.weights.mean(axis=0)
    options, criteria = low.shape
    # All judges at one value: a total is the mean weight times that value, under either rule.
    held = np.einsum("jc,joc->oc", panel.weights, panel.values) / len(panel.judges)
    totals = np.array(list(group.totals.values()))
    fixed = totals - held.sum(axis=1)
    assert np.allclose(fixed, 0)
    size = options * criteria

    def row(option: int, sign: float, into: np.ndarray) -> None:
        into[option * criteria : (option + 1) * criteria] += sign * mean

    for rival in range(options):
        if rival == i:
            continue
        rows, bounds = [], []
        one = np.zeros(size + 1)
        row(i, 1.0, one)
        row(rival, -1.0, one)
        own = i * criteria + k
        one[own] = 0.0
        one[size] = 1.0
        rows.append(one)
        bounds.append(-mean[k] * low[i, k])
        for other in range(options):
            if other == i:
                continue
            more = np.zeros(size + 1)
            row(other, 1.0, more)
            row(i, -1.0, more)
            more[own] = 0.0
            more[size] = 1.0
            rows.append(more)
            bounds.append(mean[k] * high[i, k])
        limits = [*zip(low.ravel(), high.ravel(), strict=True), (None, 1.0)]
        found = linprog([0.0] * size + [-1.0], np.array(rows), bounds, bounds=limits)
        if found.status == 0 and -found.fun > 1e-7:
            return True
    return False


def test_joint_answers_are_those_of_linear_programmes() -> None:
    """Whether a cell matters at some values of all others agrees with a solver that tries."""
    chance = random.Random(3)
    counts = {True: 0, False: 0}
    for _ in range(60):
        panel = random_panel(chance, 3, 2, chance.randint(1, 3), narrow=chance.random() < 0.6)
        group = mean_of_totals(panel)
        for spread in find_spreads(panel, group):
            i, k = panel.options.index(spread.cell[0]), panel.criteria.index(spread.cell[1])
            assert spread.jointly == joint_by_programme(panel, group, i, k), spread
            counts[spread.jointly] += 1
            assert not spread.decides or spread.jointly
    assert min(counts.values()) > 30


def test_the_fewest_cells_to_settle_are_those_of_brute_force() -> None:
    """No smaller set of settled cells makes the leader certain, and the one named does."""
    chance = random.Random(5)
    sizes: list[int] = []
    for _ in range(150):
        panel = random_panel(chance, 3, 2, 3)
        group = mean_of_totals(panel)
        if len(group.leaders) > 1:
            assert find_settlement(panel, group).cells is None
            continue
        found = find_settlement(panel, group).cells
        assert found is not None
        assert is_certain(panel, group, found)
        cells = list(itertools.product(panel.options, panel.criteria))
        smaller = itertools.combinations(cells, len(found) - 1) if found else ()
        assert not any(is_certain(panel, group, chosen) for chosen in smaller)
        sizes.append(len(found))
    assert {0, 1, 2} <= {*sizes}


def is_certain(panel: Panel, group: GroupTotals, settled: tuple[tuple[str, str], ...]) -> bool:
    """Return whether the leader leads alone at every corner of what is not settled."""
    weights = panel.weights.mean(axis=0)
    held = np.einsum("jc,joc->oc", panel.weights, panel.values) / len(panel.judges)
    low, high = panel.values.min(axis=0) * weights, panel.values.max(axis=0) * weights
    low, high = np.minimum(low, held), np.maximum(high, held)
    for option, criterion in settled:
        i, k = panel.options.index(option), panel.criteria.index(criterion)
        low[i, k] = high[i, k] = held[i, k]
    leader = panel.options.index(group.leaders[0])
    rivals = [high[i].sum() for i in range(len(panel.options)) if i != leader]
    return bool(low[leader].sum() > max(rivals) + 1e-9)


def test_a_cell_that_draws_level_is_said_apart() -> None:
    """Soup leads by 10; were its taste as low as one judge says, cake would be level, not ahead."""
    lunch = make_set({"soup": {"taste": 1}, "cake": {"taste": 1}})
    answers: dict[str, Answers] = {
        "a": ({"soup": {"taste": 60}, "cake": {"taste": 40}}, {"taste": 1}),
        "b": ({"soup": {"taste": 40}, "cake": {"taste": 40}}, {"taste": 1}),
    }
    panel = panel_of(lunch, answers)
    soup, cake = find_spreads(panel, mean_of_totals(panel))
    assert (soup.decides, soup.levels, soup.margin, soup.end) == (False, True, 0.0, "lowest")
    assert soup.then == ("soup", "cake")
    assert (cake.decides, cake.levels, cake.spread) == (False, False, 0.0)
    assert find_settlement(panel, mean_of_totals(panel)).cells == (("soup", "taste"),)
