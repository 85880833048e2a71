"""Sentences and tables of readings and scenarios, on sets small enough to do by hand."""

from __future__ import annotations

from small_sets import lunch_with_views

from steelyard.analysis.perspectives.cell_effects import find_reading_changes, find_scenario_changes
from steelyard.results.choice import Choice
from steelyard.views.cells.cell_links import Link
from steelyard.views.perspectives.cases import change_rows, shift_rows


def test_changed_scores_as_a_table() -> None:
    """A row has both scores with their ranges, the effect and the reason; it leads to the score."""
    choice = Choice(lens="child", reading="sweet")
    changes = find_reading_changes(lunch_with_views(), "sweet", choice.view)
    rows = change_rows(lunch_with_views(), changes)

    assert [[cell[0] for cell in row[1:]] for row in rows] == [["40", "80", "+40.0", "So sweet"]]
    assert rows[0][0] == (Link("Cake on Taste", ("cake", "taste")),)


def test_scores_a_scenario_moves_as_a_table() -> None:
    """A row has the score, its shift and the effect on the total, and no value of 0 to 100."""
    rows = shift_rows(lunch_with_views(), find_scenario_changes(lunch_with_views(), "spilt"))

    assert [[cell[0] for cell in row[1:]] for row in rows] == [["60 (50 to 70)", "−30", "−30.0"]]
    assert rows[0][0] == (Link("Soup on Taste", ("soup", "taste")),)
