"""The appraisal as a whole: which rules, in which order, and that none ever breaks."""

from __future__ import annotations

import math
import re
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import criteria_sets, make_set, shipped

from steelyard.analysis.totals import View, evaluate
from steelyard.model import CriteriaSet
from steelyard.results.appraisal import RULES, Evidence, Finding, FindingState, appraise

IDS = [
    "reference",
    "left-out",
    "criteria-count",
    "scale-words",
    "value-functions",
    "swing-reasons",
    "weighters",
    "swing-checks",
    "used-spans",
    "preference-independence",
    "spread",
    "halo",
    "independence",
    "contenders",
    "families",
    "twins",
    "packages",
    "scorers",
    "scored",
    "support",
    "stretched-claims",
    "mismatched-claims",
    "sources",
    "contrary-claims",
    "double-counting",
    "conditions-once",
    "precision",
    "ranges",
    "range-meaning",
    "scenario-shifts",
    "readings",
    "lenses",
]
KNOWN = ("HM Treasury", "Green Book", "DCLG", "ICD 203", "A Tradecraft Primer", "ISPOR", "EFSA")


def by_rule(criteria_set: CriteriaSet, view: View | None = None) -> dict[str, Finding]:
    """Return the findings of a view by their rule."""
    return {found.rule: found for found in appraise(criteria_set, evaluate(criteria_set, view))}


def test_ids_are_stable() -> None:
    """Every rule reports under its id, once, in the order of the rules."""
    criteria_set = make_set({"soup": {"taste": 40}, "cake": {"taste": 80}})
    assert [found.rule for found in appraise(criteria_set, evaluate(criteria_set))] == IDS
    assert len(RULES) == len(IDS)


@given(criteria_sets(), st.booleans())
@settings(max_examples=80, deadline=None)
def test_never_breaks(criteria_set: CriteriaSet, is_even: bool) -> None:
    """Any set gives findings in full sentences, with figures that are numbers."""
    swings = dict.fromkeys(criteria_set.criteria, 0.0) if is_even else {}
    for found in appraise(criteria_set, evaluate(criteria_set, View(swings=swings))):
        assert found.state in get_args(FindingState)
        assert found.question[-1] == "?"
        assert found.found[-1] == "."
        assert found.found[0].isupper() or found.found[0].isdigit()
        assert all(math.isfinite(figure) for figure in found.figures.values())
        assert found.guidance
        assert all(one.startswith(KNOWN) for one in found.guidance)


@given(criteria_sets())
@settings(max_examples=60, deadline=None)
def test_names_only_what_is_there(criteria_set: CriteriaSet) -> None:
    """A finding is about ids of the set; a finding that failed says what to do."""
    for found in appraise(criteria_set, evaluate(criteria_set)):
        for kind, one in found.about:
            if kind == "cell":
                option, criterion = one.split("/")
                assert option in criteria_set.options
                assert criterion in criteria_set.criteria
            elif kind in {"option", "criterion"}:
                assert one in (criteria_set.options if kind == "option" else criteria_set.criteria)
        assert found.advice or found.state != "failed"


def test_prose_has_no_decimals() -> None:
    """Sentences show whole numbers; correlations stand among the details."""
    criteria_set = shipped("iran-2026")
    for found in appraise(criteria_set, evaluate(criteria_set)):
        assert not re.search(r"\d\.\d", found.found), found.found


def test_shipped_four() -> None:
    """The frame the file opens with: its criteria move together and force cannot lead."""
    found = by_rule(shipped("iran-2026"))
    assert found["halo"].state == found["independence"].state == "failed"
    assert found["families"].state == "failed"
    assert "the choice of criteria fixes the result" in found["families"].found
    assert found["reference"].found == "Ultimatum is business as usual. Hold is the do-minimum."


def test_shipped_six() -> None:
    """With what force and talks are for, every family has an option that can lead."""
    assert by_rule(shipped("iran-2026"), View(frame="six"))["families"].state == "passed"


def test_shipped_drug_harms() -> None:
    """The published study has neither ranges, a reference nor claims, and that is said."""
    found = by_rule(shipped("drug-harms-2010"))
    assert found["ranges"].found == "None of 320 scored cells has a range."
    assert found["reference"].state == "failed"
    moot = [rule for rule, one in found.items() if one.state == "not applicable"]
    claims = ["stretched-claims", "mismatched-claims", "sources", "contrary-claims"]
    assert moot == [*claims, "lenses"]
    assert found["criteria-count"].state == "passed"


@pytest.mark.parametrize("name", ["iran-2026", "drug-harms-2010"])
def test_shipped_sets_own_up(name: str) -> None:
    """Both sets were scored and weighed by people together, and say so of themselves."""
    found = by_rule(shipped(name))
    assert found["scorers"].state == found["weighters"].state == "failed"
    assert ", together; the file does not say how many they were." in found["scorers"].found


def test_shipped_rivals_are_the_authors_own() -> None:
    """Nobody in the seats of the lenses was asked, and no reading is by somebody else."""
    found = by_rule(shipped("iran-2026"))
    assert found["readings"].state == found["lenses"].state == "failed"
    assert "nobody in those seats was asked" in found["lenses"].found


def test_frozen() -> None:
    """A finding cannot be changed after the fact."""
    criteria_set = make_set({"soup": {"taste": 40}})
    found = appraise(criteria_set, evaluate(criteria_set), Evidence())[0]
    with pytest.raises(AttributeError, match="cannot assign"):
        found.state = "passed"  # type: ignore[misc]
