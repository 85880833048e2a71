"""Trade-off questions made from swings, and what swings say to them."""

from __future__ import annotations

import itertools
import random

import pytest

from steelyard.analysis.judges.tradeoffs import Tradeoff, equal_share, find_tradeoffs, weigh
from steelyard.model import Criterion

SIX = {"agreement": 100.0, "escalation": 85.0, "leverage": 70.0, "visibility": 60.0,
       "allies": 50.0, "disruption": 45.0}  # fmt: skip
PLAIN = {c: Criterion(name=c) for c in SIX}


def gap(question: Tradeoff, swings: dict[str, float]) -> float:
    """Return by what share of the larger side the sides differ."""
    found = weigh(question, swings)
    assert found is not None
    return abs(found.difference) / max(found.first, found.second)


def test_three_kinds_each_near_a_tenth() -> None:
    """One against two, two against two, half a step: of each the one nearest to a tenth apart."""
    found = find_tradeoffs(PLAIN, SIX)
    assert [question.kind for question in found] == [
        "one against two", "two against two", "part of a step",
    ]  # fmt: skip
    ones = [
        abs(gap(Tradeoff({a: 1}, dict.fromkeys(pair, 1)), SIX) - 0.1)
        for a in SIX
        for pair in itertools.combinations([c for c in SIX if c != a], 2)
    ]
    assert abs(gap(found[0], SIX) - 0.1) == pytest.approx(min(ones))
    assert not set(found[1].first) & set(found[1].second)
    (parted,) = found[2].second
    assert found[2].second[parted] == 0.5


def test_part_of_a_step_ends_at_an_anchor() -> None:
    """A worded place between the ends is taken for the part; values turn where low is best."""
    risk = Criterion(name="Risk", better="lower", anchors={0: "None", 40: "Some", 100: "War"})
    found = find_tradeoffs(
        {"risk": risk, "cost": Criterion(name="Cost")}, {"risk": 100, "cost": 55}
    )
    (question,) = found
    assert question == Tradeoff({"cost": 1.0}, {"risk": pytest.approx(0.6)})
    assert equal_share("cost", "risk", {"risk": 100, "cost": 55}) == 0.55


@pytest.mark.parametrize(("answer", "fits"), [("first", False), ("second", True), ("same", False)])
def test_an_answer_fits_or_does_not(answer: str, fits: bool) -> None:
    """145 against 155 is for the second by 10; neither the first nor the same fits."""
    question = Tradeoff({"agreement": 1, "disruption": 1}, {"escalation": 1, "leverage": 1})
    found = weigh(question, SIX)
    assert found is not None
    assert (found.difference, found.says) == (-10, "second")
    assert found.fits(answer) is fits  # type: ignore[arg-type]


def test_nearly_the_same_fits_any_answer() -> None:
    """Up to a twentieth of the larger side nothing is held against a judge."""
    found = weigh(Tradeoff({"a": 1}, {"b": 1}), {"a": 100, "b": 95})
    assert found is not None
    assert [found.fits(answer) for answer in ("first", "second", "same")] == [True] * 3
    assert weigh(Tradeoff({"a": 1}, {"c": 1}), {"a": 100}) is None


def test_few_or_empty_steps_give_fewer_questions() -> None:
    """Two criteria allow only part of a step; steps worth nothing are not asked about."""
    two = {"agreement": 100.0, "allies": 40.0}
    assert [q.kind for q in find_tradeoffs(PLAIN, two)] == ["part of a step"]
    assert find_tradeoffs(PLAIN, {"agreement": 100.0, "allies": 0.0}) == ()
    chance = random.Random(2)
    many = {f"c{i}": float(chance.randrange(101)) for i in range(40)}
    assert len(find_tradeoffs({c: Criterion(name=c) for c in many}, many)) == 3
