"""The package test against brute force: grids over the factor, and files with lowered scores."""

from __future__ import annotations

import random
from typing import Any

import pytest
from small_sets import make_set

from steelyard.analysis.sensitivity.package_test import PackageTest, hold_packages
from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import Evaluation, View, evaluate
from steelyard.model import CriteriaSet

STEPS = 200


def made_up(rng: random.Random) -> CriteriaSet:
    """Return a set of up to six options, some of them packages, perhaps of packages."""
    m, n = rng.randint(2, 6), rng.randint(1, 4)
    options: dict[str, Any] = {f"o{i}": {"name": f"O {i}"} for i in range(m)}
    order = rng.sample(range(m), m)
    for place, i in enumerate(order):
        if place and rng.random() < 0.5:
            chosen = rng.sample(order[:place], min(place, rng.randint(1, 3)))
            options[f"o{i}"]["parts"] = [f"o{part}" for part in chosen]
    grid = rng.choice([4, 20, 1000])
    scores: dict[str, Any] = {
        option: {
            f"c{j}": "unknown" if rng.random() < 0.05 else 100 * rng.randint(0, grid) / grid
            for j in range(n)
        }
        for option in options
    }
    criteria = {f"c{j}": {"better": rng.choice(["higher", "lower"])} for j in range(n)}
    swings = {f"c{j}": rng.choice([100.0, 50.0, 0.0, 100 * rng.random()]) for j in range(n)}
    return make_set(scores, swings, criteria, options=options)


def held_value(criteria_set: CriteriaSet, evaluation: Evaluation, option: str, c: str) -> float:
    """Return the value of a cell held to its better part, by recursion."""
    own, parts = evaluation.values[option][c], criteria_set.options[option].parts
    if not parts or any((one, c) in evaluation.unknown for one in (option, *parts)):
        return own
    return min(own, max(held_value(criteria_set, evaluation, part, c) for part in parts))


def rewritten(criteria_set: CriteriaSet, evaluation: Evaluation, factor: float) -> CriteriaSet:
    """Return the file with every known score at its held value plus a factor of the premium."""
    data = criteria_set.model_dump(by_alias=True, exclude_unset=True)
    for option, row in evaluation.values.items():
        for c, own in row.items():
            if (option, c) in evaluation.unknown:
                data["assessments"][option][c] = {"score": "unknown"}
                continue
            held = held_value(criteria_set, evaluation, option, c)
            value = held + factor * (own - held)
            is_higher = criteria_set.criteria[c].better == "higher"
            data["assessments"][option][c] = {"score": value if is_higher else 100 - value}
    return CriteriaSet.model_validate(data)


@pytest.mark.parametrize("block", range(10))
def test_against_rewritten_files(block: int) -> None:
    """On 1,000 sets totals, leaders and the factor are those of files with lowered scores."""
    lost = tested = 0
    for seed in range(100 * block, 100 * (block + 1)):
        criteria_set = made_up(random.Random(seed))
        evaluation = evaluate(criteria_set)
        found = hold_packages(criteria_set, evaluation)
        lowered = evaluate(rewritten(criteria_set, evaluation, 0.0))
        if found is None:
            assert lowered.totals == pytest.approx(evaluation.totals, abs=1e-9)
            continue
        tested += 1
        assert found.held.totals == pytest.approx(lowered.totals, abs=1e-9), seed
        assert found.held.leaders == lowered.leaders, seed
        assert found.survives == (lowered.leaders == evaluation.leaders), seed
        assert found.held.unknown == evaluation.unknown
        if len(evaluation.leaders) == 1:
            lost += found.least_factor is not None
            check_factor(criteria_set, found, seed)
    assert tested > 40
    assert lost > 5


def check_factor(criteria_set: CriteriaSet, found: PackageTest, seed: int) -> None:
    """Assert on both sides of the factor, and on a grid, who leads in the rewritten file."""
    (leader,), evaluation = found.evaluation.leaders, found.evaluation
    least = found.least_factor
    tried = [0.0, 0.25, 0.5, 0.75, 1.0]
    tried += [] if least is None else [least, max(least - 1e-6, 0.0), min(least + 1e-6, 1.0)]
    for factor in tried:
        seen = evaluate(rewritten(criteria_set, evaluation, factor))
        margin = min(
            seen.totals[leader] - seen.totals[rival] for rival in seen.options if rival != leader
        )
        if least is None or factor > least:
            assert margin > -TIE, (seed, factor)
        else:
            assert margin <= 2 * TIE, (seed, factor)
    # The same on a fine grid, with totals mixed by hand: the last step without a lone lead.
    without = [
        step / STEPS
        for step in range(STEPS + 1)
        if any(
            mixed(found, leader, step / STEPS) - mixed(found, rival, step / STEPS) <= TIE
            for rival in evaluation.options
            if rival != leader
        )
    ]
    assert (max(without, default=None) is None) == (least is None)
    if least is not None:
        assert max(without) <= least + 1e-6
        assert least < max(without) + 1 / STEPS + 1e-6


def mixed(found: PackageTest, option: str, factor: float) -> float:
    """Return the total of an option with all premiums at a factor."""
    held, own = found.held.totals[option], found.evaluation.totals[option]
    return held + factor * (own - held)


MENU = {
    "soup": {"name": "Soup"},
    "cake": {"name": "Cake"},
    "menu": {"name": "Menu", "parts": ["soup"]},
    "feast": {"name": "Feast", "parts": ["menu", "soup"]},
}


def test_packages_of_packages_and_disputes() -> None:
    """A package is held to what its parts are once they are held; a dispute counts as a score."""
    scores: Any = {"soup": {"x": 30}, "cake": {"x": 60}, "menu": {"x": 50}, "feast": {"x": 70}}
    criteria_set = make_set(scores, options=MENU)
    found = hold_packages(criteria_set, evaluate(criteria_set))
    assert found is not None
    assert found.premiums == {("menu", "x"): 20.0, ("feast", "x"): 40.0}
    assert found.held.totals == {"soup": 30.0, "cake": 60.0, "menu": 30.0, "feast": 30.0}
    assert (found.survives, found.least_factor) == (False, 0.75)
    disputed = evaluate(criteria_set, View(disputes={("soup", "x"): 65}))
    again = hold_packages(criteria_set, disputed)
    assert again is not None
    assert again.premiums == {("feast", "x"): 5.0}
    assert again.held.leaders == ("soup", "feast")
    assert again.least_factor == 0.0


def test_nothing_to_hold() -> None:
    """Without packages, premiums or known parts there is no test; level leaders lose no lead."""
    scores: Any = {"soup": {"x": 50}, "cake": {"x": 60}, "menu": {"x": 50}, "feast": {"x": 50}}
    alone = make_set(scores)
    assert hold_packages(alone, evaluate(alone)) is None
    level = make_set(scores, options=MENU)
    assert hold_packages(level, evaluate(level)) is None
    scores["soup"]["x"], scores["menu"]["x"], scores["feast"]["x"] = "unknown", 70, 70
    unknown = make_set(scores, options=MENU)
    assert hold_packages(unknown, evaluate(unknown)) is None
    scores["soup"]["x"] = 40
    tied = make_set(scores, options=MENU)
    found = hold_packages(tied, evaluate(tied))
    assert found is not None
    assert (found.survives, found.least_factor) == (False, None)
