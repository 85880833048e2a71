"""Weights of which only the order is known: against brute force and a solver."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from judged_sets import Answers, random_panel, sheet
from scipy.optimize import linprog
from small_sets import make_set

from steelyard.analysis.judges.group import (
    averaged_evaluation,
    find_rank_spans,
    group_totals,
)
from steelyard.analysis.judges.panel import Panel, lay_over
from steelyard.analysis.judges.rank_order import centroid_weights, rank_corners, weight_spans
from steelyard.model import JudgedRank
from steelyard.model.judgements import GroupRule

RULES: tuple[GroupRule, ...] = ("mean_of_totals", "mean_of_inputs")


def ranked_panel(chance: random.Random) -> Panel:
    """Return random judges of whom some give numbers, some ranks with ties, some neither."""
    panel = random_panel(chance, chance.randrange(2, 6), chance.randrange(2, 6), 4)
    sheets = {}
    for place, judge in enumerate(panel.judges):
        scores = {
            o: {c: list(panel.evaluations[judge].scores[o][c][:3]) for c in panel.criteria}
            for o in panel.options
        }
        swings = {c: float(chance.randrange(1, 100)) for c in panel.criteria}
        answers: Answers = (scores, swings if place == 0 else {})
        made = sheet(judge, answers)
        if place in (1, 2):
            ranks = {c: JudgedRank(rank=chance.randrange(1, 4)) for c in panel.criteria}
            made = made.model_copy(update={"ranks": ranks})
        sheets[judge] = made
    return lay_over(panel.criteria_set, sheets, panel.frame)


def test_the_centroid_is_the_published_one() -> None:
    """Barron and Barrett's rank-order centroid of four criteria, to four places."""
    found = centroid_weights({"a": 1, "b": 2, "c": 3, "d": 4})
    assert list(found.values()) == pytest.approx([0.5208, 0.2708, 0.1458, 0.0625], abs=5e-5)
    for count in range(1, 12):
        ranks = {f"c{i}": i for i in range(1, count + 1)}
        by_formula = [sum(1 / k for k in range(i, count + 1)) / count for i in range(1, count + 1)]
        assert [*centroid_weights(ranks).values()] == pytest.approx(by_formula, abs=1e-12)


def test_equal_ranks_are_equal_weights() -> None:
    """Two on rank 1 and one below: corners ½ ½ 0 and thirds."""
    ranks = {"a": 1, "b": 1, "c": 3}
    assert [*rank_corners(ranks)] == [
        {"a": 0.5, "b": 0.5, "c": 0.0}, {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3},
    ]  # fmt: skip
    assert weight_spans(ranks)["c"] == (0.0, 1 / 3)


def solved(panel: Panel, rule: GroupRule, gains: np.ndarray, sign: float) -> float:
    """Return the least (sign 1) or greatest (−1) gain over all judges' weights, by a solver.

    `gains`: judges × criteria, what each judge's own weight of a criterion adds.
    """
    names, count = panel.judges, len(panel.criteria)
    size = len(names) * count
    upper, equal, right = [], [], []
    for j, judge in enumerate(names):
        row = np.zeros(size)
        row[j * count : (j + 1) * count] = 1
        equal.append(row)
        right.append(1.0)
        if judge in panel.ranked:
            ranks = panel.ranked[judge]
            for a, one in enumerate(panel.criteria):
                for b, other in enumerate(panel.criteria):
                    if ranks[one] <= ranks[other] and a != b:
                        row = np.zeros(size)
                        row[j * count + b], row[j * count + a] = 1, -1
                        upper.append(row)
        elif judge in panel.weighted:
            for k in range(count):
                row = np.zeros(size)
                row[j * count + k] = 1
                equal.append(row)
                right.append(panel.weights[j, k])
        else:  # The mean of those who gave weights.
            given = [i for i, each in enumerate(names) if each in panel.weighted]
            for k in range(count):
                row = np.zeros(size)
                row[j * count + k] = 1
                for i in given:
                    row[i * count + k] = -1 / len(given)
                equal.append(row)
                right.append(0.0)
    found = linprog(
        sign * gains.reshape(-1), A_ub=upper or None, b_ub=[0.0] * len(upper) if upper else None,
        A_eq=equal, b_eq=right, bounds=(0, 1), method="highs",
    )  # fmt: skip
    assert found.success, rule
    return float(sign * found.fun)


@pytest.mark.parametrize("rule", RULES)
def test_spans_are_what_a_solver_finds(rule: GroupRule) -> None:
    """Totals and leads of 60 random groups, over all weights in the judges' orders at once."""
    chance = random.Random(19)
    for _ in range(60):
        panel = ranked_panel(chance)
        group = group_totals(panel, rule)
        spans = find_rank_spans(panel, group)
        assert spans is not None
        values = panel.values
        if rule == "mean_of_inputs":
            averaged = averaged_evaluation(panel).values
            mean = np.array([[averaged[o][c] for c in panel.criteria] for o in panel.options])
            values = np.repeat(mean[None], len(panel.judges), axis=0)
        gains = values / len(panel.judges)  # judges × options × criteria
        first = panel.options.index(group.ranking[0])
        for i, option in enumerate(panel.options):
            low, high = spans.totals[option]
            assert low == pytest.approx(solved(panel, rule, gains[:, i], 1), abs=1e-6)
            assert high == pytest.approx(solved(panel, rule, gains[:, i], -1), abs=1e-6)
            assert low - 1e-9 <= group.totals[option] <= high + 1e-9
            if i != first:
                least = solved(panel, rule, gains[:, first] - gains[:, i], 1)
                assert spans.margins[option][0] == pytest.approx(least, abs=1e-6)


def test_drawn_weights_stay_within_and_reach_the_ends() -> None:
    """Brute force on one judge: no sorted weights lead out, corners reach both ends."""
    chance = random.Random(3)
    made = make_set({"soup": dict.fromkeys("abcd", 1), "cake": dict.fromkeys("abcd", 1)})
    for _ in range(20):
        scores = {o: {c: chance.randrange(101) for c in "abcd"} for o in ("soup", "cake")}
        ranks = {c: JudgedRank(rank=i + 1) for i, c in enumerate("abcd")}
        one = sheet("a", (scores, {})).model_copy(update={"ranks": ranks})
        panel = lay_over(made, {"a": one})
        spans = find_rank_spans(panel, group_totals(panel, "mean_of_totals"))
        assert spans is not None
        low, high = spans.totals["soup"]
        corners = rank_corners(panel.ranked["a"])
        totals = [math.fsum(w[c] * scores["soup"][c] for c in "abcd") for w in corners]
        assert (low, high) == pytest.approx((min(totals), max(totals)), abs=1e-9)
        for _ in range(200):
            raw = sorted((chance.expovariate(1) for _ in "abcd"), reverse=True)
            total = sum(w * scores["soup"][c] for w, c in zip(raw, "abcd", strict=True)) / sum(raw)
            assert low - 1e-9 <= total <= high + 1e-9


def test_numbers_count_before_ranks() -> None:
    """Swings for every criterion are the weights, whatever ranks stand beside them."""
    made = make_set({"soup": {"a": 1, "b": 1}})
    one = sheet("a", ({"soup": {"a": 40, "b": 60}}, {"a": 30, "b": 90}))
    both = one.model_copy(update={"ranks": {"a": JudgedRank(rank=1), "b": JudgedRank(rank=2)}})
    panel = lay_over(made, {"a": both})
    assert not panel.ranked
    assert panel.weights.tolist() == [[0.25, 0.75]]
    assert find_rank_spans(panel, group_totals(panel, "mean_of_totals")) is None


def test_the_range_of_a_judge_covers_all_weights_in_the_order() -> None:
    """Low scores under the worst weights in the order, high ones under the best."""
    made = make_set({"soup": {"a": 1, "b": 1}})
    one = sheet("a", ({"soup": {"a": [10, 20, 30], "b": [60, 70, 80]}}, {}))
    ranks = {"a": JudgedRank(rank=1), "b": JudgedRank(rank=2)}
    panel = lay_over(made, {"a": one.model_copy(update={"ranks": ranks})})
    assert group_totals(panel, "mean_of_totals").ranges["soup"] == pytest.approx((10, 55))
