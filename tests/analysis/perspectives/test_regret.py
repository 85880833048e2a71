"""Regret over perspectives, and who is safest."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from small_sets import make_set
from viewed_sets import viewed_sets

from steelyard.analysis.perspectives.perspectives import (
    Perspective,
    through_readings_and_lenses,
    through_scenarios,
)
from steelyard.analysis.perspectives.regret import Omission, find_regret, find_swaying
from steelyard.model import CriteriaSet

OWN, RAIN, HEAT = Perspective(), Perspective(scenario="rain"), Perspective(scenario="heat")


def test_golden() -> None:
    """Regret is the distance to the leader of each scenario; the smallest worst one wins."""
    #            own   rain          heat        worst
    # beach      80    80-70 = 10    80          leader 65 in rain: 55
    # museum     60    60+ 5 = 65    60-20 = 40  leader 80 in heat: 40
    # park       50    50-20 = 30    50+10 = 60  leader 65 in rain: 35
    criteria_set = make_set(
        {"beach": {"fun": 80}, "museum": {"fun": 60}, "park": {"fun": 50}},
        scenarios={
            "rain": {
                "name": "Rain",
                "shifts": {"beach": {"fun": -70}, "museum": {"fun": 5}, "park": {"fun": -20}},
            },
            "heat": {"name": "Heat", "shifts": {"museum": {"fun": -20}, "park": {"fun": 10}}},
        },
    )
    found = find_regret(through_scenarios(criteria_set))
    assert found.regrets == {
        "beach": {OWN: 0.0, RAIN: 55.0, HEAT: 0.0},
        "museum": {OWN: 20.0, RAIN: 0.0, HEAT: 40.0},
        "park": {OWN: 30.0, RAIN: 35.0, HEAT: 20.0},
    }
    assert found.worst == {"beach": 55.0, "museum": 40.0, "park": 35.0}
    assert found.worst_in == {"beach": (RAIN,), "museum": (HEAT,), "park": (RAIN,)}
    assert found.safest == ("park",)  # although it leads nowhere


def test_ties_are_all_named() -> None:
    """Options with equal worst regrets are safest together, and each worst case is listed."""
    criteria_set = make_set(
        {"left": {"fun": 50}, "right": {"fun": 50}},
        scenarios={
            "up": {"name": "Up", "shifts": {"left": {"fun": 10}}},
            "down": {"name": "Down", "shifts": {"right": {"fun": 10}}},
            "again": {"name": "Again", "shifts": {"right": {"fun": 10}}},
        },
    )
    found = find_regret(through_scenarios(criteria_set))
    assert found.safest == ("left", "right")
    assert found.worst_in["left"] == (Perspective(scenario="down"), Perspective(scenario="again"))


@given(viewed_sets())
@settings(max_examples=60, deadline=None)
def test_equals_comparing_every_pair(criteria_set: CriteriaSet) -> None:
    """No rival is further ahead than the regret says, and one is just as far."""
    seen_through = through_readings_and_lenses(criteria_set)
    found = find_regret(seen_through)
    for option in criteria_set.options:
        for seen, totals in seen_through.totals.items():
            leads = [totals[rival] - totals[option] for rival in criteria_set.options]
            assert found.regrets[option][seen] == max(leads) >= 0
        assert found.worst[option] == max(found.regrets[option].values())
        assert all(
            found.regrets[option][seen] == pytest.approx(found.worst[option], abs=2e-9)
            for seen in found.worst_in[option]
        )
    assert all(found.worst[safe] <= min(found.worst.values()) + 1e-9 for safe in found.safest)
    assert found.safest


@given(viewed_sets())
@settings(max_examples=40, deadline=None)
def test_always_first_has_no_regret(criteria_set: CriteriaSet) -> None:
    """An option that leads in every perspective has no regret, and is safest."""
    seen_through = through_scenarios(criteria_set)
    found = find_regret(seen_through)
    for option, led in seen_through.led_in.items():
        if len(led) == len(seen_through.evaluations):
            assert found.worst[option] <= 5e-9  # a chain of ties is one tie
            assert option in found.safest or found.worst[option] > 1e-9


def test_one_option_and_no_scenarios() -> None:
    """A single option has nothing to regret."""
    found = find_regret(through_scenarios(make_set({"only": {"fun": "unknown"}})))
    assert found.regrets == {"only": {OWN: 0.0}}
    assert found.safest == ("only",)


def test_what_sways_the_choice_is_found() -> None:
    """A lens or reading without which another option is safest is named, and no other."""
    # Totals:           own (1, 1)   child (fun only)   elder (rest only)   worst regret
    # beach 90, 10      50           90                 10                  60 (elder)
    # museum 20, 70     45           20                 70                  70 (child)
    # Without elder: beach 0, museum 70. Without child: beach 60, museum 5. So it is child
    # alone that makes the beach safest.
    criteria_set = make_set(
        {"beach": {"fun": 90, "rest": 10}, "museum": {"fun": 20, "rest": 70}},
        lenses={
            "child": {"name": "Child", "swings": {"rest": 0}},
            "elder": {"name": "Elder", "swings": {"fun": 0}},
        },
    )
    pairings = through_readings_and_lenses(criteria_set)

    assert find_regret(pairings).safest == ("beach",)
    assert find_swaying(pairings) == (Omission("child", None, ("museum",)),)


@given(viewed_sets())
@settings(max_examples=50, deadline=None)
def test_nothing_sways_what_stays_safest(criteria_set: CriteriaSet) -> None:
    """Whatever is listed changes the choice; an option that leads everywhere stays safest."""
    pairings = through_readings_and_lenses(criteria_set)
    found = find_regret(pairings)
    for omission in find_swaying(pairings):
        assert omission.safest != found.safest
        assert (omission.lens is None) != (omission.reading is None)
        for option, led in pairings.led_in.items():
            if len(led) == len(pairings.evaluations) and found.worst[option] == 0:
                assert option in omission.safest
