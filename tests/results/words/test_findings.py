"""The headings of the pages as findings, and the matrix they are counted from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_results import result_of
from results.sheet_sets import IRAN, lunch
from small_sets import make_set

from steelyard.results.result import Result
from steelyard.results.words.findings import (
    evidence_finding,
    lead_matrix,
    lead_matrix_note,
    perspectives_finding,
    scenario_leads,
    scenarios_note,
)


def seats(lens: float, reading: float) -> Result:
    """Return soup ahead of cake; a lens weighs price so much, a reading scores the cake so."""
    return result_of(
        make_set(
            {"soup": {"taste": 70, "price": 40}, "cake": {"taste": 60, "price": 45}},
            swings={"taste": 100, "price": 20},
            lenses={"child": {"name": "Child", "swings": {"price": lens}}},
            readings={"cook": {"name": "Cook", "assessments": {"cake": {"taste": reading}}}},
        )
    )


@pytest.mark.parametrize(
    ("lens", "reading", "heading"),
    [
        (20, 90, "Whose scores you trust decides more than whose weights you take"),
        (900, 60, "Whose weights you take decides more than whose scores you trust"),
        (900, 10, "Whose weights you take decides as much as whose scores you trust"),
        (20, 60, "Soup leads whoever weighs and whoever scores"),
    ],
)
def test_the_heading_counts_what_changes_the_leader(
    lens: float, reading: float, heading: str
) -> None:
    """A reading that puts the cake first in both rows weighs more than a lens that does not."""
    assert perspectives_finding(seats(lens, reading))[0] == heading


def test_every_cell_is_the_leader_of_its_own_view() -> None:
    """Its leaders, margin and view are those of the result seen so."""
    matrix = lead_matrix(IRAN)
    assert len(matrix.rows) == 1 + len(IRAN.criteria_set.lenses)
    for _, cells in matrix.rows:
        assert len(cells) == len(matrix.heads) == 1 + len(IRAN.criteria_set.readings)
        for cell in cells:
            seen = IRAN.change(lens=cell.view.get("lens"), reading=cell.view.get("reading"))
            assert cell.leaders == seen.evaluation.leaders
            assert cell.is_other == (cell.leaders != IRAN.evaluation.leaders)
            assert (cell.gap == "level") == (len(cell.leaders) > 1)


def test_scenarios_are_a_table_of_one_column() -> None:
    """The first row is the view without one."""
    rows = scenario_leads(IRAN).rows
    assert len(rows) == 1 + len(IRAN.criteria_set.scenarios)
    assert rows[0][1][0].view == {}
    for _, (cell,) in rows[1:]:
        seen = IRAN.change(scenario=cell.view["scenario"])
        assert cell.leaders == seen.evaluation.leaders


def test_evidence_says_how_many_claims_hold_the_lead_up() -> None:
    """Counted from the claims whose loss alone can cost the lead; without a source it says so."""
    found = len(IRAN.linchpins)
    assert evidence_finding(IRAN).startswith(f"{found} of {len(IRAN.loaded.claims)} claims hold")
    assert evidence_finding(lunch()) == "No source is entered, so no score can be traced to a text"


def test_what_holds_the_lead_up_is_told_with_nothing_struck_out() -> None:
    """The count is of all claims, so it says so where some are struck out."""
    one = replace(IRAN.choice, struck=("kd-38",))
    struck = Result(IRAN.loaded, one)
    assert evidence_finding(struck) == f"With nothing struck out, {evidence_finding(IRAN)}"


def test_scores_that_are_not_the_file_s_are_not_called_so() -> None:
    """With a score disputed or a claim struck out, the first column has the scores in view."""
    result = seats(50, 60)
    assert lead_matrix(result).heads[0] == "The file’s scores"
    option, criterion = next(iter(result.evaluation.options)), result.evaluation.criteria[0]
    disputed = result.change(disputes={(option, criterion): 50.0})
    assert lead_matrix(disputed).heads[0] == "The scores in view"
    assert perspectives_finding(disputed)[1].startswith("On the scores in view ")
    struck = IRAN.change(struck=(next(iter(IRAN.loaded.claims)),))
    assert lead_matrix(struck).heads[0] == "The scores in view"


def test_the_matrix_says_how_unknown_scores_count() -> None:
    """A view with an unknown score says so below the matrix, and no other does."""
    middle = "Unknown scores count in the middle"
    assert middle not in lead_matrix_note(IRAN)
    struck = IRAN.change(struck=("kd-38",))
    assert struck.evaluation.unknown
    assert middle in lead_matrix_note(struck)
    assert middle in scenarios_note(struck)
    assert middle not in scenarios_note(IRAN)
