"""Sheets laid over a set, and the two rules: against each other, by hand and by brute force."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping

import pytest
from judged_sets import Answers, panel_of, random_panel
from small_sets import make_set

from steelyard.analysis.judges.deciding import find_spreads
from steelyard.analysis.judges.group import (
    find_division,
    mean_of_inputs,
    mean_of_totals,
    order_of_first_two,
    rivals_within_the_unjudged,
)
from steelyard.analysis.judges.panel import AVERAGED_INPUTS, averaged_set, mean_score
from steelyard.analysis.judges.pool import pool_simulations
from steelyard.analysis.simulations.sampling import sample_simulations
from steelyard.model import Score

PUBLISHED_LIKELY = (
    15, 39, 50, 55, 60, 60, 65, 65, 70, 70, 70, 75, 75, 80, 80, 80, 80, 80, 80, 85, 85, 85, 85, 88,
    88,
)  # fmt: skip
PUBLISHED_MEAN, PUBLISHED_MEDIAN = 0.706, 0.75

LUNCH = make_set(
    {"soup": {"taste": 1, "price": 1}, "cake": {"taste": 1, "price": 1}},
    criteria={"price": {"better": "lower"}},
)
TWO: Mapping[str, Answers] = {
    "a": ({"soup": {"taste": 80, "price": 20}, "cake": {"taste": 20, "price": 80}},
          {"taste": 100, "price": 100}),
    "b": ({"soup": {"taste": 20, "price": 60}, "cake": {"taste": 40, "price": 40}},
          {"taste": 90, "price": 10}),
}  # fmt: skip


def test_the_two_rules_worked_out_by_hand() -> None:
    """Values: a soup 80 80, cake 20 20; b soup 20 40, cake 40 60; weights ½ ½ and 0.9 0.1."""
    panel = panel_of(LUNCH, TWO)
    totals = mean_of_totals(panel).totals
    assert totals == pytest.approx({"soup": (80 + 22) / 2, "cake": (20 + 42) / 2})
    inputs = mean_of_inputs(panel).totals
    assert inputs == pytest.approx({"soup": 0.7 * 50 + 0.3 * 60, "cake": 0.7 * 30 + 0.3 * 40})


def test_big_swings_do_not_count_more() -> None:
    """Multiplying one judge's swings by a thousand changes neither rule."""
    big = dict(TWO) | {"a": (TWO["a"][0], {"taste": 100_000, "price": 100_000})}
    for rule in (mean_of_totals, mean_of_inputs):
        assert rule(panel_of(LUNCH, big)).totals == pytest.approx(rule(panel_of(LUNCH, TWO)).totals)


def test_a_blank_and_a_cannot_judge_take_the_others_mean() -> None:
    """The cell takes the mean of the likely scores and the union of the ranges of the others."""
    scores = {"soup": {"taste": [10, 20, 60], "price": 1}, "cake": {"taste": 1, "price": 1}}
    other = {"soup": {"taste": [30, 40, 50], "price": 1}, "cake": {"taste": 1, "price": 1}}
    third = {"soup": {"taste": "cannot_judge", "price": 1}, "cake": {"price": 1}}
    swings = {"taste": 1.0, "price": 1.0}
    found = panel_of(LUNCH, {"a": (scores, swings), "b": (other, swings), "c": (third, {})})
    cell = found.evaluations["c"].scores
    assert cell["soup"]["taste"] == Score(10, 30, 60)
    assert cell["cake"]["taste"] == Score(1, 1, 1)
    assert found.evaluations["c"].weights == {"taste": 0.5, "price": 0.5}
    assert found.weighted == {"a", "b"}


def test_a_judge_without_swings_takes_the_mean_of_weights() -> None:
    """Weights are normalised before they are averaged: ½ and 0.9 give 0.7."""
    found = panel_of(LUNCH, dict(TWO) | {"c": (TWO["a"][0], {"taste": 5})})
    assert found.evaluations["c"].weights == pytest.approx({"taste": 0.7, "price": 0.3})
    nobody = panel_of(LUNCH, {"a": (TWO["a"][0], {})})
    assert nobody.evaluations["a"].weights == {"taste": 0.5, "price": 0.5}


def test_a_cell_nobody_judged_is_unknown() -> None:
    """It does not fall back on the set's own score, and can keep the leader from being known."""
    scores = {"soup": {"taste": 60, "price": 50}, "cake": {"price": 50}}
    found = panel_of(LUNCH, {"a": (scores, {"taste": 1, "price": 1})})
    assert found.unjudged == {("cake", "taste")}
    assert found.evaluations["a"].unknown == {("cake", "taste")}
    assert rivals_within_the_unjudged(found, mean_of_totals(found)) == ("cake",)
    sure = {"soup": {"taste": 100, "price": 0}, "cake": {"price": 50}}
    certain = panel_of(LUNCH, {"a": (sure, {"taste": 1, "price": 1})})
    assert rivals_within_the_unjudged(certain, mean_of_totals(certain)) == ()


def test_the_order_of_the_first_two_is_split_or_not() -> None:
    """One judge for soup and one for cake: no average settles it; alone there is no split."""
    panel = panel_of(LUNCH, TWO)
    order = order_of_first_two(panel, mean_of_totals(panel))
    assert order is not None
    assert (order.first, order.ahead, order.behind) == ("soup", ("a",), ("b",))
    assert order.is_split
    alone = panel_of(LUNCH, {"a": TWO["a"]})
    agreed = order_of_first_two(alone, mean_of_totals(alone))
    assert agreed is not None
    assert not agreed.is_split


def test_what_divides_is_named() -> None:
    """Different scores with the same swings divide by scores; the reverse by weights."""
    swings = {"taste": 1.0, "price": 1.0}
    by_scores = panel_of(LUNCH, {"a": (TWO["a"][0], swings), "b": (TWO["b"][0], swings)})
    assert find_division(by_scores).what == "scores"
    mixed = {"soup": {"taste": 80, "price": 80}, "cake": {"taste": 20, "price": 20}}
    by_weights = panel_of(
        LUNCH,
        {"a": (mixed, {"taste": 9, "price": 1}), "b": (mixed, {"taste": 1, "price": 9})},
    )
    assert find_division(by_weights).what == "weights"
    assert find_division(panel_of(LUNCH, {"a": TWO["a"], "b": TWO["a"]})).what == "nothing"


def test_both_rules_against_brute_force() -> None:
    """On 1,000 random panels both rules are what a plain double loop over the arrays gives."""
    chance = random.Random(19)
    differ = 0
    for _ in range(1000):
        panel = random_panel(
            chance, chance.randint(2, 4), chance.randint(1, 3), chance.randint(1, 4)
        )
        values, weights = panel.values.tolist(), panel.weights.tolist()
        count = len(panel.judges)
        first, second = mean_of_totals(panel), mean_of_inputs(panel)
        for i, option in enumerate(panel.options):
            own = [
                sum(w * v for w, v in zip(weights[j], values[j][i], strict=True))
                for j in range(count)
            ]
            assert first.totals[option] == pytest.approx(sum(own) / count, abs=1e-9)
            averaged = sum(
                sum(weights[j][k] for j in range(count)) / count
                * sum(values[j][i][k] for j in range(count)) / count
                for k in range(len(panel.criteria))
            )  # fmt: skip
            assert second.totals[option] == pytest.approx(averaged, abs=1e-9)
        differ += first.leaders != second.leaders
    assert 0 < differ < 300


def test_the_pool_is_the_mean_of_the_judges_shares() -> None:
    """Pooled shares add to one, are the mean of each judge's own, and ranges are their union."""
    wide: dict[str, Answers] = {
        judge: (
            {o: {c: [v - 20, v, v + 20] for c, v in row.items()} for o, row in scores.items()},
            swings,
        )
        for judge, (scores, swings) in TWO.items()
    }
    panel = panel_of(LUNCH, wide)
    pool = pool_simulations(panel, draws=400)
    own = [sample_simulations(panel.criteria_set, e, draws=400) for e in panel.evaluations.values()]
    assert math.fsum(pool.lead_shares.values()) == pytest.approx(1)
    for option in panel.options:
        shares = [each.lead_shares[option] for each in own]
        assert pool.lead_shares[option] == pytest.approx(sum(shares) / 2)
        assert pool.ranges[option][0] == min(each.ranges[option][0] for each in own)


def test_a_published_exercise_is_reproduced() -> None:
    """The group's mean and median of a real IDEA exercise come out to 1e-9.

    Likely answers of 25 experts to claim 100 in round 2, in per cent, and the published mean
    0.706 and median 0.75: data of the R package aggreCAT 1.0.0, MIT License, copyright 2020 Charles
    Gray; Gould et al. 2023, MetaArXiv 74tfv.
    """
    likely = PUBLISHED_LIKELY
    assert len(likely) == 25
    mean = mean_score([Score.exactly(number) for number in likely])
    assert mean.likely / 100 == pytest.approx(PUBLISHED_MEAN, abs=1e-9)
    made = make_set({"claim": {"true": 1}})
    panel = panel_of(
        made, {f"e{i:02}": ({"claim": {"true": x}}, {"true": 1}) for i, x in enumerate(likely)}
    )
    assert mean_of_totals(panel).totals["claim"] / 100 == pytest.approx(PUBLISHED_MEAN, abs=1e-9)
    averaged = averaged_set(panel).readings[AVERAGED_INPUTS].assessments["claim"]["true"].score
    assert averaged.likely == mean.likely
    (spread,) = find_spreads(panel, mean_of_totals(panel))
    assert spread.median == pytest.approx(100 * PUBLISHED_MEDIAN, abs=1e-9)
