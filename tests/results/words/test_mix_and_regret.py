"""A mix of readings and regret in sentences, on sets small enough to do by hand."""

from __future__ import annotations

from made_results import result_of
from small_sets import lunch_with_views as lunch
from small_sets import make_set

from steelyard.analysis.perspectives.mix import mix_readings
from steelyard.analysis.perspectives.perspectives import (
    Perspective,
    through_lenses,
)
from steelyard.analysis.totals import View
from steelyard.charts.perspectives.lens_ranks import lens_ranks_rows
from steelyard.results.words.perspectives import (
    mix_sentences,
    regret_sentences,
    shorten_perspectives,
)


def test_where_the_leader_changes() -> None:
    """The exact share at which the leader changes stands in the sentence."""
    # 40 + 40 s = 60 at s = 0.5.
    assert mix_sentences(lunch(), mix_readings(lunch(), second="sweet")) == [
        "Up to 50.0%: Soup.",
        "Beyond 50.0%: Cake.",
    ]
    held = View(disputes={("cake", "taste"): 10.0})
    assert mix_sentences(lunch(), mix_readings(lunch(), held, second="sweet")) == [
        "However far you go along with “Sweet”, no option overtakes Soup."
    ]
    level = View(disputes={("soup", "taste"): 80.0})
    assert mix_sentences(lunch(), mix_readings(lunch(), level, second="sweet")) == [
        "However far you go along with “Sweet”, no option overtakes Soup; at 100% Cake draws level."
    ]


def test_regret_in_sentences() -> None:
    """The safest option and the worst pairing are named with their case."""
    result = result_of(lunch())
    # In the file the cake is 20 behind; once the soup is spilt it is 10 behind.
    assert regret_sentences(lunch(), result.scenarios, result.regret_in_scenarios) == [
        "Least to regret: Soup, at worst 10.0 points behind the leader, under “Spilt”.",
        "The largest regret: Cake falls 20.0 points behind, under “As things stand”.",
    ]
    alone = make_set({"soup": {"taste": 60}})
    result_alone = result_of(alone)
    assert regret_sentences(alone, result_alone.scenarios, result_alone.regret_in_scenarios) == [
        "There is only one option, so no choice can be regretted."
    ]


def test_cases_are_named_by_what_sets_them_apart() -> None:
    """What all cases share is named with the first alone; downloads keep it in every row."""
    lenses = through_lenses(lunch(), View(reading="sweet", scenario="spilt"))

    assert list(shorten_perspectives(lenses).evaluations) == [
        Perspective(reading="sweet", scenario="spilt"),
        Perspective(lens="child"),
    ]
    assert [e.totals for e in shorten_perspectives(lenses).evaluations.values()] == [
        e.totals for e in lenses.evaluations.values()
    ]
    assert len(lens_ranks_rows(lunch(), lenses)) == 4
