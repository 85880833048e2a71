"""Rules on what cells cite: stretched, about other options, under a condition as well."""

from __future__ import annotations

from typing import Any

import pytest
from small_sets import make_set

from steelyard.analysis.totals import evaluate
from steelyard.model import Bearing, Claim, CriteriaSet
from steelyard.results.appraisal.case import Case, Evidence
from steelyard.results.appraisal.citations import (
    check_conditions_once,
    check_mismatched_claims,
    check_stretched_claims,
)

CLAIMS = {
    "a-1": Claim(paragraph=1, says="So.", bears_on={"x": Bearing(for_=["soup"])}),
    "a-2": Claim(paragraph=2, says="No.", bears_on={"x": Bearing(against=["cake"])}),
    "a-3": Claim(paragraph=3, says="Well."),
}
RULES = (check_stretched_claims, check_mismatched_claims)


def case_of(criteria_set: CriteriaSet, claims: dict[str, Claim] = CLAIMS) -> Case:
    """Return a case with these claims."""
    return Case(criteria_set, evaluate(criteria_set), Evidence(claims, dict.fromkeys(claims, "s")))


def citing(key: str, *claims: str, **rest: Any) -> CriteriaSet:
    """Return a set whose cell x of soup cites claims under a key; cake cites none."""
    scores: Any = {"soup": {"x": {"score": 40, key: list(claims)}}, "cake": {"x": 60}}
    return make_set(scores, **rest)


@pytest.mark.parametrize(
    ("cited", "state"),
    [
        (["a-1"], "passed"),
        ([], "passed"),
        (["a-1", "a-2"], "failed"),
        (["a-3"], "failed"),
        (["gone"], "passed"),
    ],
)
def test_stretched(cited: list[str], state: str) -> None:
    """An indirect citation needs a bearing on that option and criterion in the register."""
    found = check_stretched_claims(case_of(citing("inferred_from", *cited)))
    assert found.state == state
    if state == "failed":
        assert found.details == (f"X of Soup: {cited[-1]}",)
        assert [one.id for one in found.about] == ["soup/x"]


def test_a_quarter_stretched_is_open() -> None:
    """One in four indirect citations without a bearing is for a person to judge, two fail."""
    more = {f"b-{i}": CLAIMS["a-1"] for i in range(2)}
    criteria_set = citing("inferred_from", "a-1", "b-0", "b-1", "a-3")
    found = check_stretched_claims(case_of(criteria_set, CLAIMS | more))
    assert (found.state, found.figures) == ("open", {"indirect": 4.0, "stretched": 1.0})
    criteria_set = citing("inferred_from", "a-1", "b-0", "b-1", "a-2", "a-3")
    assert check_stretched_claims(case_of(criteria_set, CLAIMS | more)).state == "failed"


@pytest.mark.parametrize(
    ("cited", "state"), [("a-1", "passed"), ("a-2", "failed"), ("a-3", "passed")]
)
def test_mismatched(cited: str, state: str) -> None:
    """A direct claim whose register names only cake does not belong under soup.

    A claim that names no option for the criterion is not said to be about another.
    """
    found = check_mismatched_claims(case_of(citing("claims", cited)))
    assert found.state == state
    assert found.figures == {"direct": 1.0, "mismatched": float(state == "failed")}


@pytest.mark.parametrize("rule", RULES)
def test_without_registers(rule: Any) -> None:
    """Where there is no claim there is nothing to judge."""
    assert rule(case_of(citing("claims", "a-1"), {})).state == "not applicable"


@pytest.mark.parametrize(
    ("cited", "needed", "state"),
    [
        (["a-1"], [], "passed"),
        (["a-1"], ["a-3"], "passed"),
        (["a-1"], ["a-1"], "open"),
        (["a-1", "a-4"], ["a-1", "a-4"], "failed"),
    ],
)
def test_conditions_once(cited: list[str], needed: list[str], state: str) -> None:
    """A claim under a condition may not lower a score as well; one that raises it is open."""
    against = {"a-4": Claim(paragraph=4, says="Cold.", bears_on={"x": Bearing(against=["soup"])})}
    criteria_set = citing(
        "claims",
        *cited,
        conditions={"stove": {"name": "A stove", "claims": needed}},
        options={"soup": {"name": "Soup", "needs": ["stove"]}, "cake": {"name": "Cake"}},
    )
    found = check_conditions_once(case_of(criteria_set, CLAIMS | against))
    assert found.state == state
    told = {"open": ("X of Soup: a-1, also under A stove",)}
    told["failed"] = ("X of Soup: a-4, also under A stove",)
    assert found.details == told.get(state, ())


def test_conditions_of_other_options() -> None:
    """A condition that another option needs is none of this option's."""
    criteria_set = citing(
        "claims",
        "a-1",
        conditions={"stove": {"name": "A stove", "claims": ["a-1"]}},
        options={"soup": {"name": "Soup"}, "cake": {"name": "Cake", "needs": ["stove"]}},
    )
    assert check_conditions_once(case_of(criteria_set)).state == "passed"
