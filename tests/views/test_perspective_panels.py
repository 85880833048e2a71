"""Sentences and tables of readings and scenarios, on sets small enough to do by hand."""

from __future__ import annotations

from small_sets import make_set

from steelyard.analysis.perspectives.cell_effects import find_reading_changes, find_scenario_changes
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.views.cells.cell_links import Link
from steelyard.views.perspectives.cases import change_rows, shift_rows


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


def test_changed_scores_as_a_table() -> None:
    """A row has both scores with their ranges, the effect and the reason; it leads to the score."""
    choice = Choice(lens="child", reading="sweet")
    changes = find_reading_changes(lunch(), "sweet", choice.view)
    rows = change_rows(lunch(), changes)

    assert [[cell[0] for cell in row[1:]] for row in rows] == [["40", "80", "+40.0", "So sweet"]]
    assert rows[0][0] == (Link("Cake on Taste", ("cake", "taste")),)


def test_scores_a_scenario_moves_as_a_table() -> None:
    """A row has the score, its shift and the effect on the total, and no value of 0 to 100."""
    rows = shift_rows(lunch(), find_scenario_changes(lunch(), "spilt"))

    assert [[cell[0] for cell in row[1:]] for row in rows] == [["60 (50 to 70)", "−30", "−30.0"]]
    assert rows[0][0] == (Link("Soup on Taste", ("soup", "taste")),)
