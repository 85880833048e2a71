"""What cells rest on: counted by kind, adding up, for the base cells alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from small_sets import criteria_sets, make_set

from steelyard.analysis.coverage import Coverage, count_support, support_of
from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import Assessment, CriteriaSet

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ({"score": 40, "claims": ["k-1"]}, "direct"),
        ({"score": 40, "claims": ["k-1"], "inferred_from": ["k-2"]}, "direct"),
        ({"score": 40, "inferred_from": ["k-2"]}, "inferred"),
        ({"score": 40}, "none"),
        ({"score": 0, "reason": "A reason is no claim."}, "none"),
        ({"score": "unknown"}, "unknown"),
        ({"score": "unknown", "claims": ["k-1"]}, "unknown"),
    ],
)
def test_support(cell: dict[str, Any], expected: str) -> None:
    """A cell rests on the best that stands beside its score, or is unknown."""
    assert support_of(Assessment.model_validate(cell)) == expected


def test_no_assessment_is_unknown() -> None:
    """A cell the file does not mention is unknown."""
    assert support_of(None) == "unknown"


def test_golden_count() -> None:
    """Six cells: one direct, one inferred, two with nothing, two unknown."""
    decision = make_set({"a": {"x": 1, "y": 2, "z": 3}, "b": {"y": 4}})
    cells = decision.model_dump()["assessments"]
    cells["a"]["x"]["claims"] = ["k-1"]
    cells["a"]["y"]["inferred_from"] = ["k-1"]
    raw = decision.model_dump(by_alias=True) | {"assessments": cells}
    expected = Coverage(cells=6, direct=1, inferred=1, none=2, unknown=2)
    assert count_support(CriteriaSet.model_validate(raw)) == expected


def test_readings_are_not_counted() -> None:
    """A reading that makes a cell known leaves the count of base cells as it is."""
    rival = {"rival": {"name": "Rival", "assessments": {"a": {"x": 60}}}}
    decision = make_set({"a": {"x": "unknown"}}, readings=rival)
    assert count_support(decision) == Coverage(1, 0, 0, 0, 1)


def test_shipped_sets() -> None:
    """Every cell on Iran rests on a claim; the published study has scores and no claims."""
    iran = load_criteria_file(CRITERIA / "iran-2026.yaml").decision
    drugs = load_criteria_file(CRITERIA / "drug-harms-2010.yaml").decision
    assert iran is not None
    assert drugs is not None
    found = count_support(iran)
    assert found.cells == 84
    assert found.none == found.unknown == 0
    assert count_support(drugs) == Coverage(cells=320, direct=0, inferred=0, none=320, unknown=0)


@given(criteria_sets())
@settings(max_examples=40, deadline=None)
def test_kinds_add_up(decision: CriteriaSet) -> None:
    """The four kinds add up to the number of cells."""
    found = count_support(decision)
    assert found.direct + found.inferred + found.none + found.unknown == found.cells
    assert found.cells == len(decision.options) * len(decision.criteria)
