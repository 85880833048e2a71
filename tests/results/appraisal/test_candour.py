"""Rules on whether the file states more certainty than it has."""

from __future__ import annotations

from typing import Any

import pytest
from small_sets import make_set

from steelyard.analysis.totals import evaluate
from steelyard.model import CriteriaSet
from steelyard.results.appraisal.candour import (
    check_lenses,
    check_precision,
    check_ranges,
    check_readings,
)
from steelyard.results.appraisal.case import Case, Evidence

SCORES = {"soup": {"taste": 40, "price": 20}, "cake": {"taste": 80, "price": 60}}


def case_of(criteria_set: CriteriaSet) -> Case:
    """Return a case without evidence."""
    return Case(criteria_set, evaluate(criteria_set), Evidence())


@pytest.mark.parametrize(
    ("score", "confidence", "unit", "state"),
    [
        (43, "low", "points", "failed"),
        (45, "low", "points", "passed"),
        (43, "moderate", "points", "passed"),
        (43, None, "points", "passed"),
        (43, "low", "days", "passed"),
        ("unknown", "low", "points", "passed"),
    ],
)
def test_precision(score: Any, confidence: str | None, unit: str, state: str) -> None:
    """Points that are no multiple of five need more than low confidence."""
    cell: Any = {"score": score, "confidence": confidence}
    criteria_set = make_set({"soup": {"x": cell}}, criteria={"x": {"scale": {"unit": unit}}})
    found = check_precision(case_of(criteria_set))
    assert found.state == state
    assert found.details == (("X of Soup: 43",) if state == "failed" else ())


@pytest.mark.parametrize(("ranged", "state"), [(0, "failed"), (1, "open"), (2, "passed")])
def test_ranges(ranged: int, state: str) -> None:
    """No range at all fails, under half is open."""
    scores: Any = {f"o{i}": {"x": [10, 20, 30] if i < ranged else 20} for i in range(4)}
    assert check_ranges(case_of(make_set(scores))).state == state


def test_ranges_of_nothing() -> None:
    """Where nothing is scored no range is missed."""
    assert check_ranges(case_of(make_set({"soup": {"x": "unknown"}}))).state == "open"


def rival_by(**rest: Any) -> Any:
    """Return the readings of a file with one rival."""
    return {"rival": {"name": "Rival", "assessments": {"soup": {"taste": 70}}, **rest}}


def test_readings() -> None:
    """A reading that changes a score is a rival; one that repeats the base scores is none."""
    echo = {"echo": {"name": "Echo", "assessments": {"soup": {"taste": 40}}}}
    assert check_readings(case_of(make_set(SCORES, readings=echo))).state == "failed"
    rival = rival_by(by="Another cook")
    found = check_readings(case_of(make_set(SCORES, readings=echo | rival)))
    assert (found.state, found.found) == ("passed", "1 rival reading: Rival (1 cell).")


@pytest.mark.parametrize(
    ("by", "state"),
    [
        (None, "failed"),
        ("The cooks", "failed"),
        ("the cooks, arguing as guests", "failed"),
        ("A guest", "failed"),
        ("The waiter", "failed"),
        ("A critic", "passed"),
    ],
)
def test_rivals_are_other_people(by: str | None, state: str) -> None:
    """Those who gave the scores, named in any of three places, are no rivals of themselves."""
    scores: Any = {"soup": {"taste": {"score": 40, "by": "The waiter"}}, "cake": {"taste": 80}}
    criteria_set = make_set(
        scores,
        judged_by="The cooks; after lunch",
        elicitation={"scores": {"by": "A guest"}},
        readings=rival_by(by=by),
    )
    found = check_readings(case_of(criteria_set))
    assert found.state == state
    assert found.details == ((f"Rival: {by or 'by nobody named'}",) if state == "failed" else ())


def test_lenses() -> None:
    """Lenses are the same where their swings are in proportion, also to the file's own."""
    lenses = {
        "double": {"name": "Double", "swings": {"taste": 200, "price": 200}},
        "miser": {"name": "Miser", "swings": {"taste": 10}},
    }
    found = check_lenses(case_of(make_set(SCORES, lenses=lenses)))
    assert found.found == "The same weights in this frame: the file’s own swings and Double."
    assert [one.id for one in found.about] == ["double"]


@pytest.mark.parametrize(
    ("asked", "state"), [(["", ""], "failed"), (["", " "], "failed"), (["", "Ann"], "passed")]
)
def test_lenses_were_asked(asked: list[str], state: str) -> None:
    """Where nobody was asked for any lens they are guesses, however much they differ."""
    lenses = {
        f"l{i}": {"name": f"L{i}", "swings": {"taste": 10 + i}, "asked": who}
        for i, who in enumerate(asked)
    }
    found = check_lenses(case_of(make_set(SCORES, lenses=lenses)))
    assert found.state == state
    assert ("asked in the seat: L1." in found.found) == (state == "passed")
