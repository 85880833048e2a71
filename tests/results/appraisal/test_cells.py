"""Rules on the cells of the frame: scored, and resting on something."""

from __future__ import annotations

from typing import Any

import pytest
from small_sets import make_set

from steelyard.analysis.totals import evaluate
from steelyard.model import CriteriaSet
from steelyard.results.appraisal.case import Case, Evidence
from steelyard.results.appraisal.cells import check_scored, check_support


def case_of(criteria_set: CriteriaSet) -> Case:
    """Return a case without evidence."""
    return Case(criteria_set, evaluate(criteria_set), Evidence())


@pytest.mark.parametrize(
    ("unknown", "state"),
    [([], "passed"), (["a/x"], "open"), (["a/x", "b/y"], "failed"), (["a/x", "a/y"], "failed")],
)
def test_scored(unknown: list[str], state: str) -> None:
    """One cell of six is open, two are over a quarter; nothing known of an option fails."""
    scores: Any = {o: {c: "unknown" if f"{o}/{c}" in unknown else 40 for c in "xy"} for o in "abc"}
    found = check_scored(case_of(make_set(scores)))
    assert found.state == state
    assert [one.id for one in found.about] == unknown
    assert found.figures == {"cells": 6.0, "unknown": float(len(unknown))}
    assert ("Of A nothing is known." in found.found) == (unknown == ["a/x", "a/y"])


def test_cells_left_out_are_unknown() -> None:
    """A cell without an assessment counts like one that says unknown."""
    found = check_scored(case_of(make_set({"a": {"x": 40}, "b": {}})))
    assert found.found == "1 of 2 cells in this frame is unknown, and taken in the middle. " + (
        "Of B nothing is known."
    )


@pytest.mark.parametrize(("thin", "state"), [(1, "passed"), (2, "open"), (3, "failed")])
def test_support(thin: int, state: str) -> None:
    """A quarter of four cells on inference passes, a half is open, more fails."""
    cells: Any = [{"score": 40, "claims": ["a-1"]} for _ in range(4)]
    cells[:thin] = [{"score": 40, "inferred_from": ["a-1"]} for _ in range(thin)]
    found = check_support(case_of(make_set({f"o{i}": {"x": cell} for i, cell in enumerate(cells)})))
    assert found.state == state
    assert found.figures["indirect"] == thin


def test_support_counts_reasons() -> None:
    """Cells on no claim may still give a reason; unknown ones are not counted."""
    scores: Any = {
        "a": {"x": {"score": 40, "reason": "We tasted it."}},
        "b": {"x": 50},
        "c": {"x": "unknown"},
    }
    assert check_support(case_of(make_set(scores))).found == (
        "2 scored cells: 2 on no claim, 1 of these without a reason."
    )
