"""Rules on how the question is put."""

from __future__ import annotations

from typing import Any

import pytest
from small_sets import make_set

from steelyard.analysis.totals import View, evaluate
from steelyard.model import CriteriaSet
from steelyard.results.appraisal.case import Case, Evidence
from steelyard.results.appraisal.framing import (
    check_criteria_count,
    check_left_out,
    check_reference,
    check_scale_words,
    check_swing_reasons,
)

SCORES = {"soup": {"taste": 40, "price": 20}, "cake": {"taste": 80, "price": 60}}


def case_of(criteria_set: CriteriaSet, view: View | None = None) -> Case:
    """Return a case without evidence."""
    return Case(criteria_set, evaluate(criteria_set, view), Evidence())


@pytest.mark.parametrize(
    ("kinds", "state", "said"),
    [
        (
            (None, None, None),
            "failed",
            "No option is business as usual and none is the do-minimum.",
        ),
        (
            ("business_as_usual", "do_minimum", None),
            "passed",
            "Soup is business as usual. Cake is the do-minimum.",
        ),
        (
            ("do_minimum", None, None),
            "open",
            "No option is business as usual. Soup is the do-minimum.",
        ),
        (
            (None, "business_as_usual", None),
            "open",
            "Cake is business as usual. No option is the do-minimum.",
        ),
        (
            ("do_minimum", "business_as_usual", "do_minimum"),
            "open",
            "Cake is business as usual. Soup and Salad are the do-minimum.",
        ),
    ],
)
def test_reference(kinds: tuple[str | None, ...], state: str, said: str) -> None:
    """One of each kind passes, none fails; the kind that lacks is asked for, and one of two."""
    scores = SCORES | {"salad": {"taste": 50, "price": 50}}
    marked = dict(zip(scores, kinds, strict=True))
    options = {o: {"name": o.capitalize(), "reference": kind} for o, kind in marked.items()}
    found = check_reference(case_of(make_set(scores, options=options)))
    assert (found.state, found.found) == (state, said)
    assert {one.id for one in found.about} == {o for o, kind in marked.items() if kind}


@pytest.mark.parametrize(
    ("taste", "ends"),
    [
        ({}, "0 and 100"),
        ({"anchors": {"0": "Awful", "50": "Fine"}}, "100"),
        ({"anchors": {"0": "Awful", "100": " "}}, "100"),
        ({"anchors": {"0": "Awful", "100": "Divine"}}, ""),
        ({"scale": {"from": 1, "to": 5}, "anchors": {"0": "Awful", "5": "Divine"}}, "1"),
        ({"scale": {"from": 0, "to": 9, "unit": "days"}}, ""),
    ],
)
def test_scale_words(taste: dict[str, Any], ends: str) -> None:
    """Both ends of a scale in points need words; a measured unit speaks for itself."""
    worded = {"anchors": {"0": "Dear", "100": "Free"}}
    criteria_set = make_set(
        {"soup": {"taste": 3, "price": 20}}, criteria={"taste": taste, "price": worded}
    )
    found = check_scale_words(case_of(criteria_set))
    assert found.state == ("failed" if ends else "passed")
    assert found.details == ((f"Taste: no words at {ends}",) if ends else ())


def test_only_the_frame_counts() -> None:
    """A criterion outside the frame is not complained about."""
    criteria_set = make_set(
        SCORES,
        criteria={"taste": {"anchors": {"0": "Awful", "100": "Divine"}}},
        frames={"one": {"name": "One", "criteria": ["taste"]}},
    )
    assert check_scale_words(case_of(criteria_set)).state == "passed"


def test_swing_reasons() -> None:
    """A swing above 0 without a reason fails; a swing of 0 needs none."""
    criteria_set = make_set(
        SCORES, swings={"price": 0}, criteria={"taste": {"swing_reason": "Awful to divine."}}
    )
    assert check_swing_reasons(case_of(criteria_set)).state == "passed"
    bare = make_set(SCORES, criteria={"taste": {"swing_reason": "  "}})
    found = check_swing_reasons(case_of(bare))
    assert found.found == "2 criteria have swings without a reason: Taste and Price."


@pytest.mark.parametrize(("number", "state"), [(12, "passed"), (13, "failed")])
def test_criteria_count(number: int, state: str) -> None:
    """Twelve criteria are the most that pass without groups."""
    row = {f"c{place}": 40 for place in range(number)}
    assert check_criteria_count(case_of(make_set({"soup": row}))).state == state
    grouped = make_set(
        {"soup": row}, criteria={"c0": {"group": "all"}}, groups={"all": {"name": "All"}}
    )
    assert check_criteria_count(case_of(grouped)).state == "passed"


def test_left_out() -> None:
    """A set that names what it leaves out passes; one that names nothing stays open."""
    assert check_left_out(case_of(make_set(SCORES))).state == "open"
    entry = {"health": {"name": "Health", "reason": "Nothing to score it from."}}
    found = check_left_out(case_of(make_set(SCORES, left_out=entry)))
    assert found.found == "1 objective left out on purpose: Health."
