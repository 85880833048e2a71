"""The headings of the pages as findings, and the matrix they are counted from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_results import result_of
from results.sheet_sets import IRAN, lunch
from small_sets import make_set

from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.result import Result
from steelyard.results.words.evidence import no_claims_note
from steelyard.results.words.findings import (
    evidence_finding,
    grouped_leads,
    lead_matrix,
    lead_matrix_note,
    mix_label,
    perspectives_finding,
    scenario_leads,
    scenarios_note,
)
from steelyard.results.words.text import plain


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


@pytest.mark.parametrize(
    ("lens", "reading", "heading"),
    [
        (20, None, "Soup leads whoever weighs"),
        (900, None, "Whose weights you take decides who comes first"),
        (None, 60, "Soup leads whoever scores"),
        (None, 90, "Whose scores you trust decides who comes first"),
    ],
)
def test_only_what_others_have_given_is_in_the_heading(
    lens: float | None, reading: float | None, heading: str
) -> None:
    """Without readings nobody else has scored, and without lenses nobody else has weighed."""
    both = seats(lens or 20, reading or 60)
    without = {"lenses": {}} if lens is None else {"readings": {}}
    assert (
        perspectives_finding(result_of(both.criteria_set.model_copy(update=without)))[0] == heading
    )


def test_weights_moved_by_hand_are_nobody_elses() -> None:
    """In a file without lenses and readings they are told beside the file's own."""
    alone = seats(20, 60).criteria_set.model_copy(update={"lenses": {}, "readings": {}})
    heading = "This file has only its own weights and scores"
    assert perspectives_finding(result_of(alone)) == (heading, "")
    for price, told in (
        (30, "Soup leads with the weights in view and with the file’s weights."),
        (900, "Cake leads with the weights in view; Soup leads with the file’s weights."),
    ):
        moved = result_of(alone).change(swings={"price": float(price)})
        assert perspectives_finding(moved) == (heading, told)


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


MOVED = {"long_term_leverage": 1.0}


def test_moved_weights_have_the_first_row() -> None:
    """Its cells are those of the result in view, and heading and counts are the matrix's."""
    six = IRAN.change(frame="six")
    moved = six.change(swings=MOVED)
    matrix = lead_matrix(moved)
    assert [name for name, _ in matrix.rows] == [
        "The weights in view",
        *(name for name, _ in lead_matrix(IRAN).rows),
    ]
    first = matrix.rows[0][1]
    for cell in first:
        seen = moved.change(reading=cell.view.get("reading"))
        assert cell.leaders == seen.evaluation.leaders
        assert cell.view.get("weights") == "in view"
    assert moved.evaluation.leaders != six.evaluation.leaders
    for _, cells in matrix.rows:
        assert [cell.is_other for cell in cells] == [
            cell.leaders != moved.evaluation.leaders for cell in cells
        ]
    same = sum(not cells[0].is_other for _, cells in matrix.rows)
    other = sum(cell.is_other for cell in first)
    name = moved.criteria_set.options[moved.evaluation.leaders[0]].label
    puts = "puts" if same == 1 else "put"
    led = f"leads, or shares the lead, under {other} of" if other else "leads under none of"
    assert perspectives_finding(moved)[1] == (
        f"On the file’s scores, {same} of {len(matrix.rows)} weightings {puts} {name} first. "
        f"With the weights in view another option {led} {len(first) - 1} rival readings."
    )


def test_weights_that_a_row_has_need_no_other() -> None:
    """Neither a lens's own weights nor their half have a further row."""
    names = [name for name, _ in lead_matrix(IRAN).rows]
    lens = next(iter(IRAN.criteria_set.lenses))
    swings = IRAN.change(lens=lens).evaluation.swings
    for same in ({}, swings, {c: swing / 2 for c, swing in swings.items()}):
        assert [name for name, _ in lead_matrix(IRAN.change(swings=same)).rows] == names


def test_further_criteria_say_whose_weights_they_are_seen_with() -> None:
    """In the brief, rows of other frames have the file's weights, moved or not."""
    assert [n for n, _ in grouped_leads(IRAN).rows if n.startswith("Counting")]
    for name, _ in grouped_leads(IRAN.change(swings=MOVED)).rows:
        assert not name.startswith("Counting") or name.endswith(", the file’s weights")


def test_scenarios_are_a_table_of_one_column() -> None:
    """The first row is the view without one."""
    rows = scenario_leads(IRAN).rows
    assert len(rows) == 1 + len(IRAN.criteria_set.scenarios)
    assert rows[0][1][0].view == {}
    for _, (cell,) in rows[1:]:
        seen = IRAN.change(scenario=cell.view["scenario"])
        assert cell.leaders == seen.evaluation.leaders


def test_evidence_says_how_many_claims_hold_the_lead_up() -> None:
    """Counted from the claims whose loss alone can cost the lead; without a text it says so."""
    found = len(IRAN.linchpins)
    assert evidence_finding(IRAN).startswith(f"{found} of {len(IRAN.loaded.claims)} claims hold")
    assert evidence_finding(lunch()) == "No text is entered, so no score can be traced to one"


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
    assert perspectives_finding(disputed)[1].startswith("On the scores in view, ")
    assert mix_label(disputed) == "Compare the scores in view with"
    assert mix_label(IRAN) == "Compare the file’s scores with"
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


def test_a_set_without_texts_tells_its_own_note() -> None:
    """The finding says that there is no text; what the file says instead is told beside it."""
    drugs = Result(load_criteria_file(IRAN.loaded.path.with_name("drug-harms-2010.yaml")))
    assert evidence_finding(drugs) == evidence_finding(lunch())
    assert no_claims_note(drugs) == f"The note of the file: {plain(drugs.criteria_set.note)}"
    assert "Lancet" in no_claims_note(drugs)
    assert no_claims_note(lunch()) == "Nor has the file a note on where its scores come from."
