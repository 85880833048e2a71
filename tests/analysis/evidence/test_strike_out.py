"""What rests on which claims, and the set without some of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import shipped
from viewed_sets import CLAIMS, viewed_sets

from steelyard.analysis.evidence.strike_out import (
    claims_under,
    find_freed,
    find_support,
    strike_out,
)
from steelyard.analysis.totals import View, evaluate
from steelyard.model import CriteriaSet

STRUCK = st.sets(st.sampled_from(CLAIMS))


def cell(score: float | str, claims: str = "", indirect: str = "") -> Any:
    """A cell as a file would write it, its claims given as one-letter ids."""
    return {"score": score, "claims": list(claims), "inferred_from": list(indirect)}


LUNCH = CriteriaSet.model_validate(
    {
        "format": 1,
        "title": "Lunch",
        "criteria": {"taste": {"name": "Taste"}, "price": {"name": "Price"}},
        "frames": {"one": {"name": "One", "criteria": ["taste"]}},
        "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}},
        "assessments": {
            "soup": {"taste": cell(40, "a"), "price": cell(70, "a", "b")},
            "cake": {"taste": cell(80), "price": cell("unknown", "a")},
        },
        "readings": {"cook": {"name": "Cook", "assessments": {"soup": {"taste": cell(90, "c")}}}},
    }
)


def test_golden_support() -> None:
    """Cells with claims are listed; unknown ones and those without claims are not."""
    everything = LUNCH.model_copy(update={"frames": {}})
    assert find_support(everything) == {
        ("soup", "taste"): {"a"},
        ("soup", "price"): {"a", "b"},
    }


def test_support_follows_frame_and_reading() -> None:
    """Only the frame's cells count, and a reading's own cells replace the base ones."""
    assert find_support(LUNCH) == {("soup", "taste"): {"a"}}
    assert find_support(LUNCH, View(reading="cook")) == {("soup", "taste"): {"c"}}


def test_golden_strike() -> None:
    """The last claim takes the score with it; one that is left keeps it."""
    left = strike_out(LUNCH, ["a"])
    assert not left.assessments["soup"]["taste"].score.known
    assert left.assessments["soup"]["price"].score.likely == 70
    assert left.assessments["soup"]["price"].claims == []
    assert left.assessments["soup"]["price"].inferred_from == ["b"]
    assert left.assessments["cake"] == LUNCH.assessments["cake"]
    assert left.readings == LUNCH.readings
    assert not strike_out(LUNCH, ["a", "b"]).assessments["soup"]["price"].score.known


def test_strike_reaches_the_readings() -> None:
    """A reading's cell without support is unknown; the base cell does not step in."""
    left = strike_out(LUNCH, ["c"])
    assert evaluate(left, View(reading="cook")).unknown == {("soup", "taste")}
    assert evaluate(left).unknown == frozenset()


@given(viewed_sets(), STRUCK)
@settings(max_examples=80, deadline=None)
def test_freed_cells_are_those_that_become_unknown(
    criteria_set: CriteriaSet, struck: set[str]
) -> None:
    """The freed cells are exactly those that an evaluation newly finds unknown."""
    left = strike_out(criteria_set, struck)
    for reading in (None, *criteria_set.readings):
        view = View(reading=reading)
        before, after = evaluate(criteria_set, view), evaluate(left, view)
        freed = find_freed(find_support(criteria_set, view), struck)
        assert after.unknown - before.unknown == set(freed)
        assert after.weights == before.weights
        for option, criterion in freed:
            span = (after.lows[option][criterion], after.highs[option][criterion])
            assert span[0] <= before.values[option][criterion] <= span[1]


@given(viewed_sets(), STRUCK, STRUCK)
@settings(max_examples=50, deadline=None)
def test_striking_in_two_steps_is_striking_at_once(
    criteria_set: CriteriaSet, first: set[str], second: set[str]
) -> None:
    """The order in which claims go is irrelevant."""
    assert strike_out(strike_out(criteria_set, first), second) == strike_out(
        criteria_set, first | second
    )


@given(viewed_sets())
@settings(max_examples=30, deadline=None)
def test_striking_nothing_changes_nothing(criteria_set: CriteriaSet) -> None:
    """No claim, or one that is nowhere cited, leaves the set as it is."""
    assert strike_out(criteria_set, []) == criteria_set
    assert strike_out(criteria_set, ["elsewhere"]) == criteria_set
    assert find_freed(find_support(criteria_set), []) == ()


def test_striking_everything_leaves_only_cells_without_claims() -> None:
    """On the shipped set, without all claims only scores that never had one are known."""
    criteria_set = shipped("iran-2026")
    every = {
        claim
        for row in criteria_set.assessments.values()
        for assessment in row.values()
        for claim in claims_under(assessment)
    }
    left = strike_out(criteria_set, every)
    known = {
        (option, criterion)
        for option, row in left.assessments.items()
        for criterion, assessment in row.items()
        if assessment.score.known
    }
    bare = {
        (option, criterion)
        for option, row in criteria_set.assessments.items()
        for criterion, assessment in row.items()
        if not assessment.claims and not assessment.inferred_from
    }
    assert known == bare


def test_refuses_an_unknown_frame() -> None:
    """A frame the set lacks is named."""
    with pytest.raises(ValueError, match="no frame is called two; there are: one"):
        find_support(LUNCH, View(frame="two"))
