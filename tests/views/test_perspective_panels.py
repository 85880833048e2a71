"""Sentences and tables of readings and scenarios, on sets small enough to do by hand."""

from __future__ import annotations

from small_sets import make_set

from steelyard.analysis.perspectives.mix import mix_readings
from steelyard.analysis.perspectives.perspectives import (
    Perspective,
    through_lenses,
    through_scenarios,
)
from steelyard.analysis.perspectives.reading_changes import find_reading_changes
from steelyard.analysis.perspectives.scenario_changes import find_scenario_changes
from steelyard.analysis.totals import View
from steelyard.charts.perspectives.lens_ranks import lens_ranks_rows
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.words.perspectives import shorten_perspectives
from steelyard.views.cells.cell_links import Link
from steelyard.views.cells.cell_picking import Sight
from steelyard.views.perspectives.readings_panel import change_rows, mix_sentences
from steelyard.views.perspectives.scenarios_panel import regret_sentences, shift_rows


def lunch() -> CriteriaSet:
    """Return soup (60) and cake (40), a reading that prefers the cake, and a scenario."""
    return make_set(
        {"soup": {"taste": [50, 60, 70]}, "cake": {"taste": 40}},
        lenses={"child": {"name": "Child", "swings": {"taste": 10}}},
        readings={
            "sweet": {
                "name": "Sweet",
                "assessments": {"cake": {"taste": {"score": 80, "reason": "So\nsweet"}}},
            }
        },
        scenarios={"spilt": {"name": "Spilt", "shifts": {"soup": {"taste": -30}}}},
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
        "However far you go along with “Sweet”, Soup stays in front."
    ]


def test_changed_scores_as_a_table() -> None:
    """A row has both scores with their ranges, the effect and the reason; it leads to both."""
    choice = Choice(lens="child", reading="sweet")
    changes = find_reading_changes(lunch(), "sweet", choice.view)
    rows = change_rows(lunch(), changes, choice, "sweet")

    assert [[cell[0] for cell in row[1:]] for row in rows] == [["40", "80", "+40.0", "So sweet"]]
    (link,) = rows[0][0]
    assert link == Link(
        "Cake on Taste",
        (
            Sight(("cake", "taste"), "As in the file", Choice(lens="child")),
            Sight(("cake", "taste"), "Sweet", choice),
        ),
    )


def test_scores_a_scenario_moves_as_a_table() -> None:
    """A row has the score, its shift, what becomes of its value and the effect on the total."""
    seen = Choice(scenario="spilt")
    rows = shift_rows(lunch(), find_scenario_changes(lunch(), "spilt"), seen)

    assert [[cell[0] for cell in row[1:]] for row in rows] == [
        ["60 (50 to 70)", "−30", "60 to 30", "−30.0"]
    ]
    assert rows[0][0] == (Link("Soup on Taste", (Sight(("soup", "taste"), "", seen),)),)


def test_regret_in_sentences() -> None:
    """The safest option and the worst pairing are named with their case."""
    # In the file the cake is 20 behind; once the soup is spilt it is 10 behind.
    assert regret_sentences(lunch(), through_scenarios(lunch())) == [
        "Least to regret: Soup, at worst 10 points behind the leader, under “Spilt”.",
        "The worst pairing: Cake falls 20 points behind, under “As in the file”.",
    ]
    alone = make_set({"soup": {"taste": 60}})
    assert regret_sentences(alone, through_scenarios(alone)) == [
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
