"""One view through every lens, reading and scenario."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from small_sets import make_set, shipped
from viewed_sets import viewed_sets

from steelyard.analysis.perspectives.perspectives import (
    Perspective,
    through_lenses,
    through_readings,
    through_readings_and_lenses,
    through_scenarios,
)
from steelyard.analysis.totals import View, evaluate
from steelyard.model import CriteriaSet

OUTING = make_set(
    {"beach": {"fun": 80, "cost": 30}, "museum": {"fun": 60, "cost": 70}},
    swings={"fun": 60, "cost": 40},
    lenses={"parent": {"name": "Parent", "swings": {"fun": 20, "cost": 80}}},
    readings={"local": {"name": "Local", "assessments": {"beach": {"cost": 90}}}},
    scenarios={"rain": {"name": "Rain", "shifts": {"beach": {"fun": -70}}}},
)


def test_golden_lenses() -> None:
    """Each lens gives totals of its own weights on the same values."""
    # Own: beach 0.6*80 + 0.4*30 = 60, museum 0.6*60 + 0.4*70 = 64.
    # Parent: beach 0.2*80 + 0.8*30 = 40, museum 0.2*60 + 0.8*70 = 68.
    seen = through_lenses(OUTING)
    assert list(seen.evaluations) == [Perspective(), Perspective(lens="parent")]
    assert seen.totals[Perspective()] == pytest.approx({"beach": 60, "museum": 64})
    assert seen.totals[Perspective(lens="parent")] == pytest.approx({"beach": 40, "museum": 68})
    assert seen.led_in == {"beach": (), "museum": (Perspective(), Perspective(lens="parent"))}


def test_golden_readings() -> None:
    """A reading replaces the cells it names and no others."""
    # Local: beach 0.6*80 + 0.4*90 = 84.
    seen = through_readings(OUTING)
    local = Perspective(reading="local")
    assert seen.totals[local] == pytest.approx({"beach": 84, "museum": 64})
    assert seen.ranks == {
        Perspective(): {"beach": 2, "museum": 1},
        local: {"beach": 1, "museum": 2},
    }


def test_golden_scenarios() -> None:
    """A scenario moves raw scores."""
    # Rain: beach 0.6*(80 - 70) + 0.4*30 = 18.
    seen = through_scenarios(OUTING)
    rain = Perspective(scenario="rain")
    assert seen.totals[rain] == pytest.approx({"beach": 18, "museum": 64})
    assert seen.options == ("beach", "museum")


def test_the_rest_of_the_view_is_kept() -> None:
    """Readings are seen through the view's lens, swings and scenario, and named so."""
    view = View(lens="parent", scenario="rain", swings={"fun": 80})
    seen = through_readings(OUTING, view)
    assert list(seen.evaluations) == [
        Perspective("parent", None, "rain"),
        Perspective("parent", "local", "rain"),
    ]
    assert seen.evaluations[Perspective("parent", None, "rain")] == evaluate(OUTING, view)


def test_lenses_set_the_single_swings_aside() -> None:
    """Swings moved by hand would hide what the lenses differ in."""
    moved = View(lens="parent", swings={"fun": 100, "cost": 0})
    assert through_lenses(OUTING, moved) == through_lenses(OUTING)


@given(viewed_sets())
@settings(max_examples=50, deadline=None)
def test_every_perspective_is_one_evaluation(criteria_set: CriteriaSet) -> None:
    """The numbers of a perspective are those of evaluating the view it names."""
    everything = through_readings_and_lenses(criteria_set)
    assert len(everything.evaluations) == (1 + len(criteria_set.lenses)) * (
        1 + len(criteria_set.readings)
    )
    found = (
        through_lenses(criteria_set),
        through_readings(criteria_set),
        through_scenarios(criteria_set),
        everything,
    )
    for perspectives in found:
        assert next(iter(perspectives.evaluations)) == Perspective()
        for seen, evaluation in perspectives.evaluations.items():
            assert evaluation == evaluate(
                criteria_set, View(lens=seen.lens, reading=seen.reading, scenario=seen.scenario)
            )
        for seen, ranks in perspectives.ranks.items():
            for option, rank in ranks.items():
                assert (seen in perspectives.led_in[option]) == (rank == 1)


def test_nothing_to_look_through() -> None:
    """Without lenses, readings and scenarios only the file's own view is left."""
    bare = make_set({"only": {"fun": "unknown"}})
    for look in (
        through_lenses,
        through_readings,
        through_scenarios,
        through_readings_and_lenses,
    ):
        seen = look(bare)
        assert list(seen.evaluations) == [Perspective()]
        assert seen.led_in == {"only": (Perspective(),)}


def test_refuses_an_unknown_id() -> None:
    """A view that names what the set lacks is refused by name."""
    with pytest.raises(ValueError, match="no reading is called guide; there are: local"):
        through_lenses(OUTING, View(reading="guide"))


def test_shipped_set_has_every_pairing() -> None:
    """Four readings, the base one included, by thirteen weightings make 52 pairings."""
    assert len(through_readings_and_lenses(shipped("iran-2026")).evaluations) == 52
