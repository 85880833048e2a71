"""Several scenarios at once."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import make_set, shipped
from viewed_sets import viewed_sets

from steelyard.analysis.perspectives.scenario_sets import (
    add_up_shifts,
    are_opposites,
    evaluate_scenarios,
)
from steelyard.analysis.totals import View, evaluate
from steelyard.analysis.values import value_of
from steelyard.model import CriteriaSet

OUTING = make_set(
    {"beach": {"fun": [70, 80, 90], "cost": 30}, "museum": {"fun": "unknown", "cost": 70}},
    criteria={"cost": {"better": "lower"}},
    scenarios={
        "warm": {"name": "Warm", "shifts": {"beach": {"fun": 30}}},
        "crowd": {"name": "Crowd", "shifts": {"beach": {"fun": -15, "cost": 10}}},
        "rain": {"name": "Rain", "opposite": "warm", "shifts": {"museum": {"fun": 40}}},
    },
)


def test_golden() -> None:
    """Shifts are added before the scale stops them, for low, likely and high alike."""
    # Fun +30 - 15 = +15: 85, 95 and 105, stopped at 100. Cost 30 + 10 = 40, value 60.
    found = evaluate_scenarios(OUTING, ["warm", "crowd"])
    assert add_up_shifts(OUTING, ["warm", "crowd"]) == {"beach": {"fun": 15.0, "cost": 10.0}}
    fun = (found.lows["beach"]["fun"], found.values["beach"]["fun"], found.highs["beach"]["fun"])
    assert fun == (85.0, 95.0, 100.0)
    assert found.values["beach"]["cost"] == 60.0


def test_unknown_stays_unknown() -> None:
    """A shift says nothing about a score that nobody knows."""
    found = evaluate_scenarios(OUTING, ["rain"])
    assert found.unknown == {("museum", "fun")}
    assert found.values["museum"]["fun"] == 50.0


@given(viewed_sets(), st.data())
@settings(max_examples=60, deadline=None)
def test_equals_shifting_cell_by_cell(criteria_set: CriteriaSet, data: st.DataObject) -> None:
    """Any allowed set, in any order, is the plain sum of its shifts on each cell."""
    chosen: list[str] = []
    for scenario in data.draw(st.permutations(list(criteria_set.scenarios))):
        if not any(are_opposites(criteria_set, scenario, other) for other in chosen):
            chosen.append(scenario)
    found = evaluate_scenarios(criteria_set, chosen)
    for option, row in criteria_set.assessments.items():
        for criterion, assessment in row.items():
            if not assessment.score.known:
                continue
            shift = sum(
                criteria_set.scenarios[s].shifts.get(option, {}).get(criterion, 0.0) for s in chosen
            )
            moved = value_of(criteria_set.criteria[criterion], assessment.score.likely + shift)
            assert found.values[option][criterion] == pytest.approx(moved, abs=1e-9)
    for order in list(permutations(chosen))[:6]:
        assert evaluate_scenarios(criteria_set, order) == found


@given(viewed_sets())
@settings(max_examples=40, deadline=None)
def test_none_and_one_are_the_plain_view(criteria_set: CriteriaSet) -> None:
    """No scenario is the view without one, and a single one the view under it."""
    view = View(reading=next(iter(criteria_set.readings), None))
    assert evaluate_scenarios(criteria_set, [], view) == evaluate(criteria_set, view)
    for scenario in criteria_set.scenarios:
        alone = evaluate_scenarios(criteria_set, [scenario], view)
        assert alone == evaluate(criteria_set, View(reading=view.reading, scenario=scenario))


def test_the_scenario_of_the_view_is_set_aside() -> None:
    """Only the scenarios asked for count, each of them once."""
    found = evaluate_scenarios(OUTING, ["crowd", "crowd"], View(scenario="warm"))
    assert found == evaluate(OUTING, View(scenario="crowd"))


def test_shifts_of_any_size_stop_at_the_ends() -> None:
    """Sums larger than any number are larger than any scale, and that is enough."""
    criteria_set = make_set(
        {"a": {"x": 50}},
        scenarios={
            name: {"name": name, "shifts": {"a": {"x": 1.7e308}}} for name in ("one", "two")
        },
    )
    assert evaluate_scenarios(criteria_set, ["one", "two"]).totals == {"a": 100.0}


def test_opposites_exclude_each_other_both_ways() -> None:
    """It is enough that one of two scenarios names the other as its opposite."""
    assert are_opposites(OUTING, "warm", "rain")
    assert are_opposites(OUTING, "rain", "warm")
    assert not are_opposites(OUTING, "warm", "crowd")
    with pytest.raises(ValueError, match="warm and rain are opposites; only one of them can hold"):
        evaluate_scenarios(OUTING, ["warm", "crowd", "rain"])


def test_refuses_an_unknown_scenario() -> None:
    """A scenario the set lacks is named."""
    with pytest.raises(
        ValueError, match="no scenario is called snow; there are: warm, crowd, rain"
    ):
        add_up_shifts(OUTING, ["snow"])


def test_shipped_opposites_are_mutual() -> None:
    """In the shipped set each opposite points back."""
    criteria_set = shipped("iran-2026")
    for scenario, entry in criteria_set.scenarios.items():
        if entry.opposite is not None:
            assert criteria_set.scenarios[entry.opposite].opposite == scenario
