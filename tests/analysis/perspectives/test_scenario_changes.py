"""What a scenario does to single scores, on sets small enough to do by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import make_set

from steelyard.analysis.perspectives.cell_effects import find_scenario_changes
from steelyard.analysis.totals import View, evaluate
from steelyard.model import UNKNOWN, CriteriaSet


def outing(
    beach: float = 80, museum: float = 60, fun: float = -30, calm: float = 50
) -> CriteriaSet:
    """Return two options on two criteria, and a scenario that moves three of the scores."""
    return make_set(
        {"beach": {"fun": beach, "calm": 70}, "museum": {"fun": museum, "calm": "unknown"}},
        swings={"fun": 75, "calm": 25},
        frames={"whole": {"name": "Whole", "criteria": ["fun", "calm"]},
                "one": {"name": "One", "criteria": ["calm"]}},
        scenarios={"rain": {"name": "Rain", "shifts": {
            "beach": {"fun": fun, "calm": calm}, "museum": {"calm": 10}}}},
    )  # fmt: skip


def test_the_shift_with_the_largest_effect_comes_first() -> None:
    """A shift stops at the end of the scale; an unknown score stays what it is."""
    found = find_scenario_changes(outing(), "rain")

    assert [(c.option, c.criterion, c.shift, c.value_after, c.points) for c in found] == [
        ("beach", "fun", -30.0, 50.0, -22.5),
        ("beach", "calm", 50.0, 100.0, 7.5),
        ("museum", "calm", 10.0, 50.0, 0.0),
    ]
    assert found[2].score == UNKNOWN


def test_only_scores_in_view_are_listed() -> None:
    """A frame leaves criteria out; a dispute keeps its value; the view's scenario is set aside."""
    view = View(frame="one", scenario="rain", disputes={("beach", "calm"): 20.0})
    found = find_scenario_changes(outing(), "rain", view)

    assert [(c.option, c.value_before, c.value_after, c.points) for c in found] == [
        ("beach", 20.0, 20.0, 0.0),
        ("museum", 50.0, 50.0, 0.0),
    ]
    with pytest.raises(ValueError, match="scenario"):
        find_scenario_changes(outing(), "snow")


@settings(max_examples=50, deadline=None)
@given(*[st.floats(0, 100)] * 2, *[st.floats(-100, 100)] * 2)
def test_effects_add_up_to_the_change_of_a_total(
    beach: float, museum: float, fun: float, calm: float
) -> None:
    """What the shifts of one option add is what its total gains."""
    criteria_set = outing(beach, museum, fun, calm)
    without, under = evaluate(criteria_set), evaluate(criteria_set, View(scenario="rain"))
    found = find_scenario_changes(criteria_set, "rain")

    for option in without.options:
        added = math.fsum(c.points for c in found if c.option == option)
        assert added == pytest.approx(under.totals[option] - without.totals[option], abs=1e-9)
