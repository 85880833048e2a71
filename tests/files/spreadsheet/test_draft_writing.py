"""A first criteria file from a sheet has no fault, keeps every name and marks every guess."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.files.criteria_files import read_criteria
from steelyard.files.spreadsheet.draft_writing import write_draft
from steelyard.files.spreadsheet.model import (
    FoundCriterion,
    FoundOption,
    Guess,
    LeftOutPart,
    Understanding,
)
from steelyard.files.spreadsheet.opening.cells import Book, CellValue, Sheet, SheetError, Trouble
from steelyard.files.spreadsheet.understanding.understand import NotUnderstoodError, understand

CELLS: st.SearchStrategy[CellValue] = st.one_of(
    st.none(),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from(["40", "20/40/60", "20 - 60", "-5", "1e5", "?", "60/1/2", "1e400", "1,5"]),
    st.sampled_from(["x", "High", "4/5", "Low", "weight", "Total", "better", "max", "scale", "✓"]),
    st.sampled_from(["1-5", "Option", "Criterion", "%", "Cost low", "Cost high", "A", "Rank"]),
    st.sampled_from([Trouble("#DIV/0!", "error"), Trouble("=A1", "formula")]),
    st.text(max_size=20).map(lambda text: text.strip() or None),
)  # fmt: skip


@given(
    st.integers(1, 6).flatmap(
        lambda width: st.lists(
            st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8
        )
    )
)
@settings(max_examples=300, deadline=None)
def test_whatever_a_sheet_holds_the_draft_has_no_fault(rows: list[list[CellValue]]) -> None:
    """Every sheet gives a file whose only problems are its guesses, or a sentence."""
    book = Book("a sheet.csv", (Sheet("", tuple(map(tuple, rows))),))
    try:
        found = understand(book)
    except (SheetError, NotUnderstoodError):
        return
    loaded = read_criteria(write_draft(found).encode(), Path("x/x.yaml"), "x")
    assert [problem.as_text() for problem in loaded.problems if problem.code != "C026"] == []
    guessed = sum(bool(c.why_better) + bool(c.why_scale) + bool(c.words) for c in found.criteria)
    assert loaded.guesses == guessed + len(found.guesses)
    assert loaded.criteria_set is not None
    assert len(loaded.criteria_set.options) == len(found.options)
    assert len(loaded.criteria_set.criteria) == len(found.criteria)
    accepted = read_criteria(write_draft(found, is_accepted=True).encode(), Path("x/x.yaml"), "x")
    assert accepted.problems == ()


FOUND = Understanding(
    source="my_plans 2026.csv",
    sheet="Scores",
    area="A1:D4",
    is_turned=False,
    criteria=(
        FoundCriterion("Cost", "B1", "lower", "", (0, 1000), "round numbers", "usd", swing=30),
        FoundCriterion(
            "Noise", "C1", "higher", "nothing speaks for low", (0, 100), "",
            words={"Low": 10, "High": 90, "Alto": 90}, swing=5, group="People", note="by ear",
        ),
    ),
    options=(FoundOption("Hold", "A2", "as it is", "Old"), FoundOption("Act: now", "A3")),
    scores=((5, 10), ([1, 2, 3], "unknown")),
    lenses={"Ada": (20.0, 2.5)},
    left_out=(LeftOutPart("column D", "Total", "sums of the others"),),
    notes=("* a remark",),
    guesses=(Guess("turned", "Criteria were taken from the columns"),) * 2,
)  # fmt: skip


def test_a_draft_says_what_was_understood_and_what_is_a_guess() -> None:
    """Each guess stands as a comment with its reason, and under unconfirmed."""
    text = write_draft(FOUND)
    assert "# Made from my_plans 2026.csv: 2 options, 2 criteria, read from sheet Scores" in text
    assert "# Left out: column D Total (sums of the others)." in text
    assert "title: my plans 2026\n" in text
    assert 'note: "* a remark"\n' in text
    assert "    better: lower\n" in text
    assert "    better: higher    # guessed: nothing speaks for low\n" in text
    assert "    scale: {from: 0, to: 1000, unit: usd}   # guessed: round numbers\n" in text
    assert "    anchors: {10: Low, 90: High / Alto}\n" in text
    loaded = read_criteria(text.encode(), Path("x/x.yaml"), "x")
    assert [problem.where for problem in loaded.problems] == [
        ("unconfirmed", "turned"),
        ("unconfirmed", "turned_2"),
        ("criteria", "cost", "unconfirmed", "scale"),
        ("criteria", "noise", "unconfirmed", "better"),
        ("criteria", "noise", "unconfirmed", "anchors"),
    ]
    made = loaded.criteria_set
    assert made is not None
    assert made.lenses["ada"].swings == {"cost": 20, "noise": 2.5}
    assert made.groups[made.criteria["noise"].group or ""].name == "People"
    assert made.options["hold"].family == "Old"
    assert made.assessments["act_now"]["cost"].score[:3] == (1, 2, 3)


def test_an_accepted_draft_has_nothing_unconfirmed() -> None:
    """The reasons stay as comments."""
    text = write_draft(FOUND, is_accepted=True)
    assert "unconfirmed" not in text
    assert "# guessed: nothing speaks for low" in text


def test_a_file_name_cannot_break_out_of_its_comment() -> None:
    """Line breaks and half characters in a name are spelt out."""
    found = Understanding(
        "x\nevil: 1\udcff.csv", "a\nb: 1", "", False, FOUND.criteria, FOUND.options, FOUND.scores
    )
    loaded = read_criteria(write_draft(found).encode(), Path("x/x.yaml"), "x")
    assert loaded.faults == 0
    assert loaded.criteria_set is not None
