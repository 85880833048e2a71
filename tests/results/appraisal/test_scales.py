"""Rules on what the numbers of a file mean."""

from __future__ import annotations

from typing import Any

import pytest
from small_sets import make_set

from steelyard.analysis.totals import evaluate
from steelyard.model import CriteriaSet
from steelyard.results.appraisal.case import Case, Evidence
from steelyard.results.appraisal.scales import (
    check_range_meaning,
    check_scenario_shifts,
    check_used_spans,
    check_value_functions,
)


def case_of(criteria_set: CriteriaSet) -> Case:
    """Return a case without evidence."""
    return Case(criteria_set, evaluate(criteria_set), Evidence())


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        ({}, "open"),
        ({"value_reason": " "}, "open"),
        ({"value_reason": "Every spoonful counts the same."}, "passed"),
        ({"value": [[0, 0], [50, 90], [100, 100]]}, "failed"),
        ({"value": [[0, 0], [50, 90], [100, 100]], "value_reason": "One is enough."}, "passed"),
    ],
)
def test_value_functions(entry: dict[str, Any], state: str) -> None:
    """A curve without a reason fails; a straight line without one is for a person to judge."""
    found = check_value_functions(case_of(make_set({"soup": {"x": 40}}, criteria={"x": entry})))
    assert found.state == state
    assert [one.id for one in found.about] == ([] if state == "passed" else ["x"])


@pytest.mark.parametrize(
    ("score", "rules", "state"),
    [
        (40, {}, "passed"),
        ([20, 40, 60], {}, "open"),
        ([20, 40, 60], {"draws": 500}, "open"),
        ([20, 40, 60], {"ranges": "extremes"}, "passed"),
        ([20, 40, 60], {"ranges": "central_80"}, "passed"),
    ],
)
def test_range_meaning(score: Any, rules: dict[str, Any], state: str) -> None:
    """Ranges need their meaning written in the file; the default alone says nothing."""
    found = check_range_meaning(case_of(make_set({"soup": {"x": score}}, simulations=rules)))
    assert found.state == state


@pytest.mark.parametrize(
    ("x", "y", "state", "about"),
    [
        ((0, 50), (0, 100), "passed", []),
        ((0, 49.9), (0, 90), "open", ["x"]),
        ((0, 20), (0, 81), "failed", ["x"]),
        ((0, 20), (0, 80), "open", ["x"]),
    ],
)
def test_used_spans(
    x: tuple[float, float], y: tuple[float, float], state: str, about: list[str]
) -> None:
    """x weighs twice as much as y: at a span of 20 it moves totals by 40/3, y at 80 by 80/3."""
    scores = {o: {"x": x[i], "y": y[i]} for i, o in enumerate(("soup", "cake"))}
    found = check_used_spans(case_of(make_set(scores, swings={"x": 100, "y": 50})))
    assert (found.state, [one.id for one in found.about]) == (state, about)
    assert found.figures["x/moves"] == pytest.approx((x[1] - x[0]) * 2 / 3)


def test_used_spans_of_nothing() -> None:
    """One known value has no span; a criterion of weight 0 is not looked at."""
    assert check_used_spans(case_of(make_set({"soup": {"x": 40}}))).state == "open"
    scores = {"soup": {"x": 0, "y": 40}, "cake": {"x": 100, "y": 41}}
    assert check_used_spans(case_of(make_set(scores, swings={"y": 0}))).state == "passed"


@pytest.mark.parametrize(
    ("shifts", "state"),
    [
        ({}, "passed"),
        ({"x": 20, "y": -20}, "passed"),
        ({"x": 21, "y": -20}, "open"),
        ({"x": 21, "y": -21}, "failed"),
        ({"z": 50}, "passed"),
        ({"top": 30}, "passed"),
    ],
)
def test_scenario_shifts(shifts: dict[str, float], state: str) -> None:
    """A shift out of the range 20 to 60 is odd; more than half of all shifts fail.

    z has no range, and the shift of `top` stops at the end of the scale, which is in range.
    """
    row: Any = {"x": [20, 40, 60], "y": [20, 40, 60], "z": 40, "top": [80, 90, 100]}
    scenarios = {"rain": {"name": "Rain", "shifts": {"soup": shifts}}}
    found = check_scenario_shifts(case_of(make_set({"soup": row}, scenarios=scenarios)))
    assert found.state == state
    if state == "open":
        assert found.details == ("Rain: X of Soup to 61, range 20 to 60",)
