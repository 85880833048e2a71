"""Cells of a draft as written, and what an entry does to the text: one line and no other."""

from __future__ import annotations

import pytest
from files.lunch import LUNCH
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.files.criteria_files import read_criteria
from steelyard.files.editing.score_sheet import (
    SWINGS,
    TablePath,
    find_node,
    parse_typed_number,
    put_field,
    put_score,
    put_swing,
    read_score_sheet,
)

TEXT = """\
format: 1
title: Lunch
criteria:
  taste: {name: Taste, swing: 60}
  price:
    name: Price  # in francs
    scale: {from: 0, to: 20}
options:
  soup: {name: Soup}
  cake: {name: Cake}
assessments:
  soup:
    taste: 40
    price: {score: [5, 7, 9], reason: The menu says so.}
  cake:
    taste:
      score: lots
      reason: Sweet.
"""


def changed(after: str) -> list[tuple[str, str]]:
    """Return the lines that differ from the text, which must have as many."""
    old, new = TEXT.splitlines(), after.splitlines()
    assert len(old) == len(new)
    return [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]


def test_every_cell_is_shown_as_written() -> None:
    """Numbers, ranges, what is no score, and what is not there, each as text."""
    sheet = read_score_sheet(TEXT)
    assert sheet is not None

    assert sheet.options == {"soup": "Soup", "cake": "Cake"}
    assert {cell: found.text for cell, found in sheet.cells.items()} == {
        (SWINGS, "taste"): "60",
        (SWINGS, "price"): "",
        ("soup", "taste"): "40",
        ("soup", "price"): "5 / 7 / 9",
        ("cake", "taste"): "lots",
        ("cake", "price"): "",
    }


def test_a_cell_carries_its_problem() -> None:
    """What is wrong with a score is said at its cell."""
    from pathlib import Path

    loaded = read_criteria(TEXT.encode(), Path("lunch.yaml"), "lunch.yaml")
    sheet = read_score_sheet(TEXT, loaded.problems)
    assert sheet is not None

    assert "lots" in sheet.cells["cake", "taste"].problem
    assert sheet.cells["soup", "taste"].problem == ""


def test_a_text_that_is_no_mapping_has_no_cells() -> None:
    """A broken text or a list gives nothing to type into."""
    assert read_score_sheet("a: [") is None
    assert read_score_sheet("- a\n") is None


def test_a_short_and_a_long_cell_change_by_their_score_alone() -> None:
    """Reason and comments of a cell stay; only the line of the score is another."""
    assert changed(put_score(TEXT, "soup", "taste", "55")) == [("    taste: 40", "    taste: 55")]
    assert changed(put_score(TEXT, "soup", "price", "5 / 8 / 9")) == [
        (
            "    price: {score: [5, 7, 9], reason: The menu says so.}",
            "    price: {score: [5, 8, 9], reason: The menu says so.}",
        )
    ]


def test_a_missing_cell_is_added() -> None:
    """A score typed where there was none makes one new line."""
    after = put_score(TEXT, "cake", "price", "unknown")

    node = find_node(after, "assessments", "cake", "price")
    assert node is not None
    assert node.plain() == "unknown"
    assert len(after.splitlines()) == len(TEXT.splitlines()) + 1


def test_an_emptied_cell_is_unknown_and_an_empty_one_stays() -> None:
    """Emptying says that the score is not known; it never loses the reason."""
    assert changed(put_score(TEXT, "soup", "taste", " ")) == [
        ("    taste: 40", "    taste: unknown")
    ]
    assert put_score(TEXT, "cake", "price", "") == TEXT


@pytest.mark.parametrize("typed", ["many", "1, 2", "20 / 10 / 30"])
def test_what_is_no_score_is_refused(typed: str) -> None:
    """The text stays, and the sentence says what is allowed or wrong."""
    with pytest.raises(ValueError, match="found"):
        put_score(TEXT, "soup", "taste", typed)


def test_swings() -> None:
    """A swing is changed, added and taken out; below 0 it is refused."""
    assert changed(put_swing(TEXT, "taste", "80"))[0][1] == "  taste: {name: Taste, swing: 80}"
    assert changed(put_swing(TEXT, "taste", ""))[0][1] == "  taste: {name: Taste}"
    assert put_swing(TEXT, "price", "") == TEXT
    with pytest.raises(ValueError, match="allowed is a number from 0"):
        put_swing(TEXT, "taste", "-1")


READING: TablePath = ("readings", "gourmet", "assessments")
SHIFTS: TablePath = ("scenarios", "rain", "shifts")
LENS: TablePath = ("lenses", "child", "swings")


def test_a_reading_says_only_what_differs() -> None:
    """Emptied, a cell goes, and with the last of them its row; others are what the base says."""
    sheet = read_score_sheet(LUNCH, place=READING)
    assert sheet is not None
    assert {cell for cell, now in sheet.cells.items() if now.text} == {("soup", "taste")}

    more = put_score(LUNCH, "soup", "price", "7", READING)
    assert "{soup: {taste: 90, price: 7}}" in more
    assert put_score(more, "soup", "price", "", READING) == LUNCH
    assert "gourmet: {name: Gourmet, assessments: {}}" in put_score(
        LUNCH, "soup", "taste", " ", READING
    )


def test_a_scenario_has_shifts_of_either_sign_and_no_swings() -> None:
    """A shift is one number, not bound to the scale; an emptied one goes."""
    sheet = read_score_sheet(LUNCH, place=SHIFTS)
    assert sheet is not None
    assert sheet.cells["soup", "taste"].text == "10"
    assert (SWINGS, "taste") not in sheet.cells

    assert "shifts: {soup: {taste: -150}}" in put_score(LUNCH, "soup", "taste", "−150", SHIFTS)
    with pytest.raises(ValueError, match="allowed is a number"):
        put_score(LUNCH, "soup", "taste", "10 / 20 / 30", SHIFTS)


def test_a_lens_is_a_row_of_swings() -> None:
    """It has no options; a swing cannot be left out of it."""
    sheet = read_score_sheet(LUNCH, place=LENS)
    assert sheet is not None
    assert {cell: now.text for cell, now in sheet.cells.items()} == {
        (SWINGS, "taste"): "100",
        (SWINGS, "price"): "0",
    }
    assert "swings: {taste: 100, price: 12.5}" in put_swing(LUNCH, "price", "12.5", LENS)
    with pytest.raises(ValueError, match="allowed is a number"):
        put_swing(LUNCH, "price", "", LENS)


def test_an_empty_list_is_not_taken_out_by_saying_nothing() -> None:
    """A field that is empty already is left as it is written."""
    text = TEXT.replace("reason: Sweet.", "claims: []")

    assert put_field(text, ("assessments", "cake", "taste", "claims"), []) == text


def test_a_number_out_of_bounds_is_refused() -> None:
    """The sentence names the bounds."""
    with pytest.raises(ValueError, match="0 to 100"):
        parse_typed_number("101", 0, 100)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 100),
    st.sampled_from([("soup", "taste"), ("soup", "price"), ("cake", "taste")]),
)
def test_a_typed_number_is_what_the_file_then_says(number: int, cell: tuple[str, str]) -> None:
    """Whatever whole number is typed stands in the cell, on one line changed at most."""
    after = put_score(TEXT, *cell, str(number))
    sheet = read_score_sheet(after)
    assert sheet is not None

    assert sheet.cells[cell].text == str(number)
    assert len(changed(after)) <= 1
