"""Rules on which options can lead at all."""

from __future__ import annotations

from small_sets import make_set

from steelyard.analysis.totals import evaluate
from steelyard.model import CriteriaSet
from steelyard.results.appraisal.case import Case, Evidence
from steelyard.results.appraisal.contenders import check_contenders, check_families

# Neither end beats the other; the middle is below both under every weighting: 40 < 50.
SCORES = {"left": {"x": 100, "y": 0}, "right": {"x": 0, "y": 100}, "middle": {"x": 40, "y": 40}}


def case_of(criteria_set: CriteriaSet) -> Case:
    """Return a case without evidence."""
    return Case(criteria_set, evaluate(criteria_set), Evidence())


def with_families(scores: dict[str, dict[str, int]], reference: str = "") -> CriteriaSet:
    """Return a set in which every option is a family of its own."""
    options = {
        o: {
            "name": o.capitalize(),
            "family": o,
            "reference": "do_minimum" if o == reference else None,
        }
        for o in scores
    }
    return make_set(scores, options=options)


def test_open_where_some_cannot_lead() -> None:
    """An option below every mix of the others is named, and no fault is claimed."""
    found = check_contenders(case_of(make_set(SCORES)))
    assert found.state == "open"
    assert found.found == (
        "Whatever the weights, only 2 of the 3 options can come first on these criteria."
    )
    assert [one.id for one in found.about] == ["middle"]


def test_failed_where_weights_decide_nothing() -> None:
    """One option above all others on every criterion leaves weights without effect."""
    found = check_contenders(case_of(make_set({"a": {"x": 90, "y": 9}, "b": {"x": 80, "y": 8}})))
    assert found.state == "failed"
    assert found.found == "Whatever the weights, only A can come first on these criteria."


def test_ties_can_lead() -> None:
    """An option that can only tie for first place can come first."""
    tie = make_set({"a": {"x": 50, "y": 50}, "b": {"x": 50, "y": 20}})
    assert check_contenders(case_of(tie)).state == "passed"
    assert check_contenders(case_of(make_set({"a": {"x": 50}}))).found == "There is but one option."


def test_family_shut_out() -> None:
    """A family none of whose options can lead makes the choice of criteria the result."""
    found = check_families(case_of(with_families(SCORES)))
    assert found.state == "failed"
    assert found.found == (
        "No option of the family middle can lead in this frame, whatever the weights: "
        "the choice of criteria fixes the result."
    )
    assert found.details == ("middle: Middle",)


def test_families_that_need_no_solver() -> None:
    """What leads on one criterion can lead, what is below another everywhere cannot.

    That is settled without the linear programmes, which agree.
    """
    scores = {"left": {"x": 100, "y": 0}, "right": {"x": 0, "y": 100}, "low": {"x": 90, "y": 0}}
    tied = case_of(with_families(scores))
    below = case_of(with_families(scores | {"left": {"x": 100, "y": 5}}))

    assert tied.shut_families == below.shut_families == ("low",)
    assert "contenders" in vars(tied)
    assert "contenders" not in vars(below)
    assert set(below.contenders or ()) == {"left", "right"}


def test_reference_need_not_win() -> None:
    """A family that holds only the reference is not counted."""
    assert check_families(case_of(with_families(SCORES, "middle"))).state == "passed"
