"""Rules on how the judgements came about."""

from __future__ import annotations

from typing import Any

import pytest
from small_sets import make_set

from steelyard.analysis.totals import evaluate
from steelyard.model import CriteriaSet
from steelyard.results.appraisal.case import Case, Evidence
from steelyard.results.appraisal.elicitation import (
    check_preference_independence,
    check_scorers,
    check_swing_checks,
    check_weighters,
)

SCORES = {"soup": {"taste": 40, "price": 20}, "cake": {"taste": 80, "price": 60}}
PANEL = {"by": "A panel", "people": 3, "independent": True}


def case_of(criteria_set: CriteriaSet) -> Case:
    """Return a case without evidence."""
    return Case(criteria_set, evaluate(criteria_set), Evidence())


def told(**rest: Any) -> Case:
    """Return a case whose file says this of the elicitation."""
    return case_of(make_set(SCORES, elicitation=rest))


@pytest.mark.parametrize(
    ("scores", "state", "found"),
    [
        (PANEL, "passed", "Who scored: A panel, 3 people, each on their own."),
        (PANEL | {"independent": False}, "failed", "Who scored: A panel, 3 people, together."),
        (PANEL | {"people": 1}, "failed", "Who scored: A panel, 1 person."),
        (
            PANEL | {"by": None},
            "open",
            "Who scored: nobody named, 3 people, each on their own; the file does not say who "
            "scored.",
        ),
        (
            {"by": "A panel"},
            "open",
            "Who scored: A panel; the file does not say how many they were or whether on their "
            "own.",
        ),
        (
            {},
            "open",
            "The file does not say who scored, how many they were and whether on their own.",
        ),
    ],
)
def test_scorers(scores: dict[str, Any], state: str, found: str) -> None:
    """Several on their own pass; alone or together fails; what is not said stays open."""
    finding = check_scorers(told(scores=scores))
    assert (finding.state, finding.found) == (state, found)


@pytest.mark.parametrize(
    ("weights", "state"),
    [
        (PANEL | {"method": "Swings, one by one."}, "passed"),
        (PANEL, "open"),
        (PANEL | {"independent": False, "method": "Swings."}, "failed"),
        ({}, "open"),
    ],
)
def test_weighters(weights: dict[str, Any], state: str) -> None:
    """Swings need several people who judged on their own, and a method the file names."""
    assert check_weighters(told(weights=weights)).state == state


@pytest.mark.parametrize(
    ("more", "less", "state"),
    [
        (["taste"], ["price"], "passed"),
        (["price"], ["taste"], "failed"),
        (["taste"], ["price", "speed"], "failed"),
        (["price", "speed", "taste"], ["taste"], "passed"),
    ],
)
def test_swing_checks(more: list[str], less: list[str], state: str) -> None:
    """0.3 is more than 0.1, and no more than 0.1 and 0.2, whatever binary sums come to."""
    criteria_set = make_set(
        {"soup": {"taste": 40, "price": 20, "speed": 10}},
        swings={"taste": 0.3, "price": 0.1, "speed": 0.2},
        elicitation={"weights": {"checks": [{"more": more, "less": less}]}},
    )
    found = check_swing_checks(case_of(criteria_set))
    assert found.state == state
    assert found.figures == {"checks": 1.0, "contradicted": float(state == "failed")}


def test_no_swing_checks() -> None:
    """Without a comparison nothing tests the swings."""
    assert check_swing_checks(told()).state == "open"


@pytest.mark.parametrize(
    ("forward", "backward", "state"),
    [
        ("holds", "holds", "passed"),
        ("holds", "unasked", "open"),
        ("fails", "unasked", "failed"),
        ("holds", "fails", "failed"),
    ],
)
def test_preference_independence(forward: str, backward: str, state: str) -> None:
    """Both directions have to be asked and to hold; the order of the pair is free."""
    pair = {"criteria": ["price", "taste"], "forward": forward, "backward": backward}
    found = check_preference_independence(case_of(make_set(SCORES, independence=[pair])))
    assert found.state == state
    if state == "failed":
        assert found.details == (f"Price at any Taste {forward}, Taste at any Price {backward}",)


def test_pairs_of_the_heaviest() -> None:
    """Of four criteria the pairs of the three heaviest are needed, and a broken one anywhere."""
    row = {"a": 1, "b": 2, "c": 3, "d": 4}
    swings = {"a": 10, "b": 40, "c": 30, "d": 20}

    def pairs(*named: str, forward: str = "holds") -> list[dict[str, Any]]:
        return [{"criteria": [*p], "forward": forward, "backward": "holds"} for p in named]

    def state_of(independence: list[dict[str, Any]]) -> str:
        criteria_set = make_set({"soup": row}, swings=swings, independence=independence)
        return check_preference_independence(case_of(criteria_set)).state

    assert state_of(pairs("bc", "cd", "bd")) == "passed"
    assert state_of(pairs("bc", "cd", "ab")) == "open"
    assert state_of([*pairs("bc", "cd", "bd"), *pairs("ab", forward="fails")]) == "failed"


def test_a_single_criterion_depends_on_nothing() -> None:
    """With one criterion there is no pair to ask about."""
    assert check_preference_independence(case_of(make_set({"soup": {"x": 1}}))).state == "passed"
