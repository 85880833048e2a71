"""Rules on single options: packages against their parts, and twins."""

from __future__ import annotations

from typing import Any

import pytest
from small_sets import make_set

from steelyard.analysis.totals import evaluate
from steelyard.model import CriteriaSet
from steelyard.results.appraisal.case import Case, Evidence
from steelyard.results.appraisal.options import check_packages, check_twins

OPTIONS = {
    "soup": {"name": "Soup"},
    "cake": {"name": "Cake"},
    "menu": {"name": "Menu", "parts": ["soup", "cake"]},
    "feast": {"name": "Feast"},
}


def case_of(criteria_set: CriteriaSet) -> Case:
    """Return a case without evidence."""
    return Case(criteria_set, evaluate(criteria_set), Evidence())


@pytest.mark.parametrize(
    ("menu", "state"),
    [
        ({"score": 80}, "passed"),
        ({"score": 81}, "failed"),
        ({"score": 81, "reason": " "}, "failed"),
        ({"score": 81, "reason": "They go together."}, "failed"),
        ({"score": 81, "inferred_from": ["a-1"]}, "failed"),
        ({"score": 81, "claims": ["a-1"]}, "passed"),
        ({"score": "unknown"}, "passed"),
    ],
)
def test_packages(menu: dict[str, Any], state: str) -> None:
    """Above its better part, 80, a package needs a claim; a reason alone is not one."""
    scores: Any = {
        "soup": {"taste": 40},
        "cake": {"taste": 80},
        "menu": {"taste": menu},
        "feast": {"taste": 90},
    }
    found = check_packages(case_of(make_set(scores, options=OPTIONS)))
    assert found.state == state
    if state != "passed":
        assert found.details == ("Taste of Menu: 1 point above the better part",)
        assert [one.id for one in found.about] == ["menu/taste"]


def test_a_lead_that_rests_on_a_premium() -> None:
    """A claim argues a premium, and the rule still fails where the lead depends on it."""
    scores: Any = {
        "soup": {"taste": 40},
        "cake": {"taste": 80},
        "menu": {"taste": {"score": 95, "claims": ["a-1"]}},
        "feast": {"taste": 90},
    }
    found = check_packages(case_of(make_set(scores, options=OPTIONS)))
    assert (found.state, found.details) == (
        "failed",
        ("Taste of Menu: 15 points above the better part",),
    )
    assert "Feast leads by 10.0. It takes about 67% of such extras to keep Menu" in found.found
    assert "without a claim" not in found.found
    del scores["menu"]["taste"]["claims"]
    bare = check_packages(case_of(make_set(scores, options=OPTIONS)))
    assert bare.found.startswith(found.found)
    assert "without a claim of its own: Taste of Menu." in bare.found


def test_better_end_may_be_low() -> None:
    """Where less is better the package is above its parts with a lower score."""
    scores = {"soup": {"price": 40}, "cake": {"price": 80}, "menu": {"price": 20}}
    scores["feast"] = {"price": 0}
    criteria_set = make_set(scores, criteria={"price": {"better": "lower"}}, options=OPTIONS)
    assert check_packages(case_of(criteria_set)).state == "failed"


def test_twins() -> None:
    """Same scores and ranges throughout are the same option; another range is a difference."""
    same = make_set({"a": {"x": [10, 20, 30]}, "b": {"x": [10, 20, 30]}, "c": {"x": 20}})
    found = check_twins(case_of(same))
    assert (found.state, found.details) == ("failed", ("A and B",))
    unknown = make_set({"a": {"x": "unknown"}, "b": {"x": "unknown"}})
    assert check_twins(case_of(unknown)).state == "passed"
