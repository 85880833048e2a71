"""What cells rest on: counted by kind, adding up, for the base cells alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from small_sets import criteria_sets, make_set, shipped

from steelyard.analysis.evidence.coverage import Coverage, count_support, support_of
from steelyard.model import Assessment, CriteriaSet


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ({"score": 40, "claims": ["k-1"]}, "direct"),
        ({"score": 40, "claims": ["k-1"], "inferred_from": ["k-2"]}, "direct"),
        ({"score": 40, "inferred_from": ["k-2"]}, "indirect"),
        ({"score": 40}, "none"),
        ({"score": 0, "reason": "A reason is no claim."}, "none"),
        ({"score": "unknown"}, "unknown"),
        ({"score": "unknown", "claims": ["k-1"]}, "unknown"),
    ],
)
def test_support(cell: dict[str, Any], expected: str) -> None:
    """A cell counts under the strongest support that its entry has, or as unknown."""
    assert support_of(Assessment.model_validate(cell)) == expected


def test_no_assessment_is_unknown() -> None:
    """A cell the file does not mention is unknown."""
    assert support_of(None) == "unknown"


def test_golden_count() -> None:
    """Six cells: one direct, one indirect, two with nothing, two unknown."""
    cells: dict[str, Any] = {
        "a": {"x": {"score": 1, "claims": ["k-1"]}, "y": {"score": 2, "inferred_from": ["k-1"]}},
        "b": {"y": 4},
    }
    cells["a"]["z"] = 3
    expected = Coverage(cells=6, direct=1, indirect=1, none=2, unknown=2)
    assert count_support(make_set(cells)) == expected


def test_readings_are_not_counted() -> None:
    """A reading that makes a cell known leaves the count of base cells as it is."""
    rival = {"rival": {"name": "Rival", "assessments": {"a": {"x": 60}}}}
    criteria_set = make_set({"a": {"x": "unknown"}}, readings=rival)
    assert count_support(criteria_set) == Coverage(1, 0, 0, 0, 1)


def test_shipped_sets() -> None:
    """Most cells on Iran rest on claims; the published study has scores and no claims."""
    iran = shipped("iran-2026")
    drugs = shipped("drug-harms-2010")
    found = count_support(iran)
    assert (found.cells, found.unknown) == (91, 0)
    assert found.direct + found.indirect >= 76
    assert count_support(drugs) == Coverage(cells=320, direct=0, indirect=0, none=320, unknown=0)


@given(criteria_sets())
@settings(max_examples=40, deadline=None)
def test_kinds_add_up(criteria_set: CriteriaSet) -> None:
    """The four kinds add up to the number of cells."""
    found = count_support(criteria_set)
    assert found.direct + found.indirect + found.none + found.unknown == found.cells
    assert found.cells == len(criteria_set.options) * len(criteria_set.criteria)
