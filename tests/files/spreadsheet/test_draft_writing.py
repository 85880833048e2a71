"""A first criteria file from a sheet passes the check and keeps every name."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.files.criteria_files import read_criteria
from steelyard.files.spreadsheet.cells import CellValue, SheetError, Spreadsheet
from steelyard.files.spreadsheet.draft_reading import DraftCriterion, DraftSet, read_draft_set
from steelyard.files.spreadsheet.draft_writing import write_draft

CELLS = st.one_of(
    st.none(),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from(["40", "20/40/60", "20 - 60", "-5", "1e5", "?", "x", "60/1/2", "1e400", "1,5"]),
    st.text(max_size=20).map(lambda text: text.strip() or None),
)


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=2, max_size=6))
@settings(max_examples=100, deadline=None)
def test_whatever_a_sheet_holds_the_draft_has_no_fault(rows: list[list[CellValue]]) -> None:
    """Every sheet gives a file without a fault, with every name and guess, or a sentence."""
    try:
        found = read_draft_set(Spreadsheet("a sheet.csv", tuple(map(tuple, rows))))
    except SheetError as error:
        assert str(error).startswith("a sheet.csv")  # noqa: PT017
        return
    loaded = read_criteria(write_draft(found, "a sheet.csv").encode(), Path("x/x.yaml"), "x")
    assert loaded.faults == 0
    drawn = found.criteria.values()
    assert [problem.where[1:] for problem in loaded.problems] == [
        (key, "unconfirmed", guess)
        for key, criterion in found.criteria.items()
        for guess, is_guessed in (
            ("better", not criterion.better),
            ("scale", criterion.is_scale_guessed),
        )
        if is_guessed
    ]
    assert loaded.criteria_set is not None
    assert [option.name for option in loaded.criteria_set.options.values()] == [
        *found.options.values()
    ]
    assert [criterion.name for criterion in loaded.criteria_set.criteria.values()] == [
        criterion.name for criterion in drawn
    ]


def test_a_draft_is_short_and_says_what_is_left_to_decide() -> None:
    """A comment stands where the sheet says nothing, and only there."""
    grid = DraftSet(
        {
            "cost": DraftCriterion("Cost", 2, "lower", 30, (0, 1000), True, "usd"),
            "gain": DraftCriterion("Gain", 3, scale=(0, 100)),
        },
        {"hold": "Hold"},
        {"hold": {"cost": 5, "gain": [1, 2, 3]}},
    )
    text = write_draft(grid, "my_plans 2026.csv")
    assert "title: my plans 2026\n" in text
    assert "    better: lower\n" in text
    assert "    better: higher    # or lower; the sheet does not say\n" in text
    assert "    scale: {from: 0, to: 1000, unit: usd}   # round numbers around" in text
    assert "    scale: {from: 0, to: 100}\n" in text
    assert "    swing: 30\n" in text
    assert text.count("unconfirmed:") == text.count("    unconfirmed: {better: higher}") == 1
    assert "  hold: {cost: 5, gain: [1, 2, 3]}\n" in text


def test_a_file_name_cannot_break_out_of_its_comment() -> None:
    """Line breaks and half characters in a name are spelt out."""
    grid = DraftSet({"a": DraftCriterion("A", 2, scale=(0, 100))}, {"b": "B"}, {"b": {"a": 1}})
    text = write_draft(grid, "x\nevil: 1\udcff.csv")
    assert "# Made from x\\u000aevil: 1\\udcff.csv: add" in text
    assert read_criteria(text.encode(), Path("x/x.yaml"), "x").faults == 0
