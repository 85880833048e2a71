"""Sheets of the kinds people have: what is read, what is left out and why, what is only guessed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from steelyard.files.spreadsheet.model import RecipeMisfit, Understanding, Wishes
from steelyard.files.spreadsheet.opening.books import read_bytes
from steelyard.files.spreadsheet.opening.cells import SheetError
from steelyard.files.spreadsheet.summary import guess_lines, left_out_words, summary_of
from steelyard.files.spreadsheet.understanding.understand import NotUnderstoodError, understand

Rows = list[list[object]]


def read(text: str, **wishes: Any) -> Understanding:
    """Return what is understood of a CSV file."""
    return understand(read_bytes("sheet.csv", text.encode()), Wishes(**wishes))


def read_book(
    sheets: dict[str, Rows], change: Callable[[Any], None] | None = None, **wishes: Any
) -> Understanding:
    """Return what is understood of a workbook, changed before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change is not None:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return understand(read_bytes("sheet.xlsx", stream.getvalue()), Wishes(**wishes))


def table_of(found: Understanding) -> dict[str, dict[str, object]]:
    """Return the scores by names of option and criterion."""
    criteria = [criterion.name for criterion in found.criteria]
    return {
        option.name: dict(zip(criteria, row, strict=True))
        for option, row in zip(found.options, found.scores, strict=True)
    }


def out(found: Understanding) -> dict[str, str]:
    """Return the reasons of what is left out, by its name or place."""
    return {entry.name or entry.place: entry.why for entry in found.left_out}


def swings(found: Understanding) -> list[float | None]:
    """Return the swings in the order of the criteria."""
    return [criterion.swing for criterion in found.criteria]


def test_criteria_in_rows_with_weights_of_one() -> None:
    """The heads of columns say which way round; shares of one become hundredths."""
    found = read("criterion,weight,bridge,ferry\nSafety,0.3,3,2\nBuild time,0.7,3,5\n")
    assert table_of(found)["ferry"] == {"Safety": 2, "Build time": 5}
    assert (found.is_turned, found.guesses, swings(found)) == (True, (), [30, 70])
    assert found.criteria[1].why_better == "“time” is in its name"
    assert found.criteria[1].scale == (1, 5)


def test_weights_at_two_levels_multiply() -> None:
    """Groups over criteria have weights; rows that only repeat them agree and are left out."""
    rows: Rows = [
        [None, "people", None, "money", None],
        ["weight", 75, None, 25, None],
        [None, "comfort", "access", "price", "upkeep"],
        ["weight", 100, 50, 100, 100],
        ["overall weights", 0.5, 0.25, 0.125, 0.125],
        [],
        [None, "scores", None, None, None, "rating", "rank"],
        ["Tram", 80, 90, 20, 40, 60, 2],
        ["Bus", 60, 70, 80, 70, 70, 1],
    ]

    def merge(book: Any) -> None:
        for area in ("B1:C1", "D1:E1", "B2:C2", "D2:E2", "B7:E7"):
            book["model"].merge_cells(area)

    found = read_book({"cover": [["Read this first"]], "model": rows}, merge)
    assert [criterion.group for criterion in found.criteria] == ["people"] * 2 + ["money"] * 2
    assert swings(found) == [50, 25, 12.5, 12.5]
    assert table_of(found)["Bus"] == {"comfort": 60, "access": 70, "price": 80, "upkeep": 70}
    assert out(found)["overall weights"] == "agree with the weights"
    assert {"rating", "rank"} <= out(found).keys()


def test_weights_of_groups_in_a_column_multiply() -> None:
    """Merged names of groups beside criteria, each with its weight and that of its group."""
    rows: Rows = [
        ["Area", "Criterion", "Group weight", "Weight", "Bridge", "Tunnel"],
        ["Economy", "Capex", 60, 70, 3, 1],
        [None, "Jobs", None, 30, 4, 4],
        ["Nature", "CO2", 40, 50, 2, 3],
        [None, "Birds", None, 50, 2, 5],
    ]

    def merge(book: Any) -> None:
        for area in ("A2:A3", "A4:A5"):
            book["S"].merge_cells(area)

    found = read_book({"S": rows}, merge)
    assert swings(found) == [42, 18, 20, 20]
    assert [c.group for c in found.criteria] == ["Economy", "Economy", "Nature", "Nature"]


def test_weights_of_persons_become_lenses() -> None:
    """Their mean is the weight; the row of weighted sums below has no name in its place."""
    rows: Rows = [
        ["Depot site: weighted needs"],
        ["Need", "Weight Ada", "Weight Ben", "Mean weight", "North yard", "Harbour"],
        ["Road access", 5, 3, 4, 4, 2],
        ["Rent", 4, 4, 4, 3, 2],
        [],
        [None, None, None, "Scores", 28, 16],
        ["How to fill this in: a weight of 1-5 per person"],
    ]
    found = read_book({"Needs": rows})
    assert found.title == "Depot site: weighted needs"
    assert found.lenses == {"Ada": (5, 4), "Ben": (3, 4)}
    assert swings(found) == [4, 4]
    assert out(found)["Scores"] == "weighted sums"
    assert found.criteria[1].why_better == "the sheet adds the numbers up as they stand"
    assert found.notes == ("How to fill this in: a weight of 1-5 per person",)


def test_two_persons_without_a_mean() -> None:
    """The averages of their shares are the weights, and that is said."""
    found = read("Need,Weight Ada,Weight Ben,X,Y\nRoad,3,1,4,2\nRent,1,1,3,2\n")
    assert swings(found) == [62.5, 37.5]
    assert "averages of everybody's shares" in " ".join(found.notices)


def test_a_second_row_of_weights_never_replaces_the_first() -> None:
    """It is named, and which is right stays to be confirmed."""
    found = read("Option,Cost,Gain\nWeight,40,60\nA,1,2\nB,3,4\nWeights,50,50\n")
    assert swings(found) == [40, 60]
    assert out(found)["Weights"] == "differ from the weights, and are not used"
    assert "gives other weights" in found.guesses[0].says


def test_weights_of_another_table_and_another_sheet() -> None:
    """A table about the criteria is used, below the scores or on a sheet of its own."""
    scores = "Option,Cost,Gain,Risk\nA,100,3,7\nB,140,5,6\nC,90,2,9\n"
    about = "Criterion,Weight,Direction\nCost,0.5,min\nGain,0.3,max\nRisk,0.2,max\n"
    rows = [[*csv.reader(io.StringIO(text))] for text in (scores, about)]
    for found in (
        read(scores + ",,,\n" + about),
        read_book({"About": rows[1], "Scores": rows[0]}),
    ):
        assert swings(found) == [50, 30, 20]
        assert [c.better for c in found.criteria] == ["lower", "higher", "higher"]
        assert [c.why_better for c in found.criteria] == ["", "", ""]
        assert len(found.options) == 3


def test_a_weight_below_zero_is_refused() -> None:
    """The sentence says how to write what was meant."""
    with pytest.raises(SheetError, match="lower in a row called better"):
        read("Option,Cost,Gain\nWeight,-0.4,0.6\nA,1,2\nB,3,4\n")


def test_weights_that_add_up_to_neither_one_nor_hundred() -> None:
    """They count as shares, and that is said."""
    found = read("Option,Cost,Gain,Risk\nWeighting (%),35%,40%,15%\nA,1,2,3\nB,3,4,2\n")
    assert swings(found) == [35, 40, 15]
    assert "the weights add up to 90 and count as shares" in found.notices


def test_a_criterion_without_a_weight_is_asked_about() -> None:
    """It counts nothing until somebody gives it one."""
    found = read("Option,Cost,Gain,Parking\nWeight,35,40,\nA,1,2,3\nB,3,4,2\nC,2,2,2\n")
    assert swings(found) == [35, 40, 0]
    assert "No weight stands for Parking" in found.guesses[0].says


TOTALS = [
    ("Option,Cost,Gain,Total\nA,1,2,3\nB,3,4,7\n", "Total"),
    ("Option,Gain,Speed,overall_score,why\nA,2,5,3.5,x\nB,4,4,4,y\n", "overall_score"),
    ("Option,Gain,Speed,Weighted score\nweight,0.3,0.7,\nA,2,5,4.1\nB,4,4,4\n", "Weighted score"),
    ("Option,Gain,Speed,Utility\nweight,0.3,0.7,\nA,2,5,4\nB,4,4,4\n", "Utility"),
    ("Option,Gain,Speed,Rang\nA,2,5,2\nB,4,4,1\n", "Rang"),
    ("Option,Gain,Speed,All in\nA,2,5,7\nB,4,4,8\nC,1,1,2\n", "All in"),
    ("Laptop,Price,Battery,Score\nA,1200,12,8.1\nB,900,8,7\n", "Score"),
    ("Option,Gain,Weighted Gain,Speed\nA,2,0.8,5\nB,4,1.6,4\n", "Weighted Gain"),
    ("Option,Gain,Speed,x\nweight,0.4,0.6,\nA,2,5,0.8\nB,4,4,1.6\n", "x"),
    ("Option,Gain,Speed\nA,2,5\nB,4,4\nAverage,3,4.5\n", "Average"),
    ("Option,Gain,Speed\nA,2,5\nB,4,4\nC,1,3\nMin,1,3\n", "Min"),
    ("Option,Gain,Speed\nA,2,5\nB,4,4\nC,1,3\nTarget,3,3\n", "Target"),
    ("Need,Weight,A,B\nGain,40,2,5\nSpeed,60,4,4\nTOTAL,100,3.2,4.4\n", "TOTAL"),
    ("Need,Weight,A,B\nMoney,,,\nCapex,40,2,5\nOpex,20,2,5\nSubtotal Money,60,4,10\n"
     "Jobs,40,4,4\n", "Subtotal Money"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), TOTALS, ids=[name for _, name in TOTALS])
def test_what_follows_from_other_numbers_is_left_out(text: str, name: str) -> None:
    """By its name, by arithmetic or both; never an option or a criterion."""
    found = read(text)
    assert name in out(found)
    assert name not in table_of(found)
    assert name not in [criterion.name for criterion in found.criteria]


@pytest.mark.parametrize(
    "text",
    [
        "Option,Total cost,Average speed\nA,1,2\nB,3,4\nC,9,9\n",
        "Product,Price,Rating\nA,12,3\nB,9,5\n",
        "Option,Score\nA,1\nB,3\n",
        "Option,Air,Water,Birds\nA,1,2,4\nB,3,4,9\nC,2,2,2\n",
    ],
)
def test_what_only_sounds_like_a_total_stays(text: str) -> None:
    """A name with more in it than a word for totals is that of a criterion."""
    assert out(read(text)) == {}


def test_a_computed_column_with_a_weight_stays_and_is_said_to_count_twice() -> None:
    """Formulas tell what it is computed from; without stored values its cells are unknown."""
    rows: Rows = [["Option", "Cost", "Gain", "Net"], ["weight", 1, 2, 4],
                  ["East", 40, 60, "=C3-B3"], ["West", 20, 35, "=C4-B4"]]  # fmt: skip
    found = read_book({"Sheet": rows})
    assert [row[2] for row in found.scores] == ["unknown", "unknown"]
    said = "\n".join(found.notices)
    assert "Net is computed from Cost and Gain, and so counts twice" in said
    assert "D3 (East, Net): found =C3-B3; a formula without a stored value" in said


def test_headings_groups_notes_and_footnotes() -> None:
    """A name alone is a heading; texts become summaries; white space is folded."""
    rows: Rows = [
        ["Option\n(short name)", "Cost\n(k€)", "Gain ", " Risk", "Note"],
        ["A. Transport options"],
        [" East  line", 40, "#DIV/0!", 3, "see annex"],
        ["West\nline", 20, 35, "#N/A", None],
        [],
        ["B. Housing options"],
        ["Infill", 30, 50, 2, None],
        ["* preliminary figures"],
    ]
    found = read_book({"Sheet": rows})
    assert [option.name for option in found.options] == ["East line", "West line", "Infill"]
    assert [o.family for o in found.options] == ["A. Transport options"] * 2 + [
        "B. Housing options"
    ]
    assert found.options[0].summary == "see annex"
    assert found.notes == ("* preliminary figures",)
    said = "\n".join(found.notices)
    assert "C3 (East line, Gain): found #DIV/0!" in said
    assert "D4 (West line, Risk): found #N/A" in said


def test_a_name_without_numbers_between_options_is_an_option() -> None:
    """Nothing is known of it, and it does not become a heading of the next."""
    found = read("Option,Cost,Gain\nA,1,2\nB,,\nC,3,\n")
    assert table_of(found)["B"] == {"Cost": "unknown", "Gain": "unknown"}
    assert [option.family for option in found.options] == ["", "", ""]


def test_hidden_rows_and_columns_are_left_out_and_named() -> None:
    """A rejected option that somebody hid does not come back."""

    def hide(book: Any) -> None:
        book["S"].row_dimensions[3].hidden = True
        book["S"].column_dimensions["C"].hidden = True

    rows: Rows = [["Option", "Cost", "Old", "Fit"], ["A", 1, 9, 3], ["No", 9, 9, 9], ["B", 2, 9, 4]]
    found = read_book({"S": rows}, hide)
    assert table_of(found) == {"A": {"Cost": 1, "Fit": 3}, "B": {"Cost": 2, "Fit": 4}}
    assert out(found)["No"] == out(found)["Old"] == "hidden on the sheet"
    assert found.rows[3].kind == found.columns[3].kind == "hidden"


def test_words_stand_for_numbers_until_confirmed() -> None:
    """The same word has the same number in each column; n/a is unknown."""
    found = read(
        "Option,Impact,Effort,Support,Legal\nbetter,higher,lower,higher,higher\n"
        "Levy,High,Medium,Low,✓\nGrant,Medium,Low,Very high,✓\nBan,Very high,High,n/a,✗\n"
    )
    assert table_of(found)["Ban"] == {"Impact": 90, "Effort": 70, "Support": "unknown", "Legal": 0}
    assert [c.better for c in found.criteria] == ["higher", "lower", "higher", "higher"]
    assert "Impact: words Medium = 50, High = 70, Very high = 90" in guess_lines(found)


def test_long_tables_are_laid_out() -> None:
    """A row for each score, or a sheet for each criterion with low, likely and high."""
    found = read("option,criterion,score,weight\nA,Cost,3,0.6\nA,Fit,4,0.4\nB,Cost,5,\nB,Fit,2,\n")
    assert (table_of(found)["B"], swings(found)) == ({"Cost": 5, "Fit": 2}, [60, 40])
    head: list[object] = ["system", "indicator", "unit", "expected", "low", "high"]
    sheets: dict[str, Rows] = {
        "Summary": [["Tab", "Indicator", "Unit"], ["reuse", "Water reuse", "%"]],
        "reuse": [head, ["Pond", "reuse", "%", 40, 30, 55], ["Tank", "reuse", "%", 70, 60, 75]],
        "jobs": [head, ["Pond", "jobs", "count", 12], ["Tank", "jobs", "count", "x"]],
    }
    found = read_book(sheets)
    assert table_of(found) == {
        "Pond": {"reuse": [30, 40, 55], "jobs": 12},
        "Tank": {"reuse": [60, 70, 75], "jobs": "unknown"},
    }
    assert [criterion.unit for criterion in found.criteria] == ["percent", "count"]
    assert "jobs D3 (Tank, jobs): found x" in "\n".join(found.notices)


def test_ranges_in_three_columns() -> None:
    """In one row of heads, or in two with the name over all three."""
    one = "Policy,Cost low,Cost likely,Cost high,Gain\nTax,10,20,40,3\nBan,5,6,7,1\n"
    two = "Policy,Cost,,,Gain\n,low,likely,high,\nTax,10,20,40,3\nBan,5,6,7,1\n"
    for text in (one, two):
        assert table_of(read(text))["Tax"] == {"Cost": [10, 20, 40], "Gain": 3}


def test_scores_and_weighted_scores_side_by_side() -> None:
    """Under each option a score and its weighted copy: the copy is left out."""
    rows: Rows = [
        ["Criteria", "Weight", "Vendor A", None, "Vendor B", None],
        [None, None, "Score", "Weighted", "Score", "Weighted"],
        ["Price", 0.4, 4, 1.6, 3, 1.2],
        ["Support", 0.6, 2, 1.2, 5, 3],
        ["Total", 1, None, 2.8, None, 4.2],
    ]
    found = read_book({"S": rows}, lambda book: book["S"].merge_cells("C1:D1"))
    assert table_of(found) == {
        "Vendor A": {"Price": 4, "Support": 2},
        "Vendor B": {"Price": 3, "Support": 5},
    }
    assert swings(found) == [40, 60]


def test_a_second_table_is_named_and_left_out() -> None:
    """Beside the first, below it, or with the same names on another sheet."""
    beside = read("Site,Rent,Light,,Best,Points\nDock,3,4,,Mill,10\nMill,5,4,,Dock,9\n")
    assert [option.name for option in beside.options] == ["Dock", "Mill"]
    assert out(beside) == {"E1:F3": "another table"}
    below = read("Site,A,B\nX,4,3\nY,2,5\n\nSite,A,B\nX,1.6,0.9\nY,0.8,1.5\n")
    assert table_of(below) == {"X": {"A": 4, "B": 3}, "Y": {"A": 2, "B": 5}}
    rows: Rows = [["Option", "Cost", "Fit"], ["A", 3, 4], ["B", 1, 2]]
    people = read_book({"Ann": rows, "Bob": [rows[0], ["A", 5, 5], ["B", 1, 1]]})
    assert "Bob A1:C3 has other numbers for the same names" in people.guesses[0].says
    wished = read_book({"Ann": rows, "Bob": [rows[0], ["A", 5, 5], ["B", 1, 1]]}, sheet="Bob")
    assert table_of(wished)["A"] == {"Cost": 5, "Fit": 5}


def test_scales_of_a_row_of_names_and_of_marks() -> None:
    """What the sheet says of a scale is no guess; a date in its place is explained."""
    found = read("Option,Cost,Fit\nscale,0 to 50,1 - 5\nA,40,3\nB,20,4\n")
    assert [(c.scale, c.why_scale) for c in found.criteria] == [((0, 50), ""), ((1, 5), "")]
    found = read("Option,Equity (1-5),Team (out of 20)\nA,4,15\nB,2,12\n")
    assert [(c.scale, c.why_scale) for c in found.criteria] == [((1, 5), ""), ((0, 20), "")]
    found = read("Phone,Camera\nA,4/5\nB,2/5\n")
    assert (found.criteria[0].scale, found.scores) == ((1, 5), ((4,), (2,)))
    found = read("Option,Cost,Fit\nscale,0 to 5,\nA,40,3\nB,2,4\n")
    assert (found.criteria[0].scale, bool(found.criteria[0].why_scale)) == ((0, 40), True)


def test_which_way_round_stays_a_guess_where_nothing_tells() -> None:
    """It is kept in the file until confirmed; the wish turns it and confirms it."""
    text = ",Amber,Blue\nReach,3,4\nDepth,2,5\n"
    found = read(text)
    assert [guess.key for guess in found.guesses] == ["turned"]
    turned = read(text, is_transposed=True)
    assert (turned.is_turned, turned.guesses) == (not found.is_turned, ())
    assert [option.name for option in turned.options] == ["Amber", "Blue"]


def test_a_wish_for_a_direction_is_no_guess() -> None:
    """By name or by id; a name that is not there is refused with those that are."""
    text = "Option,Build cost,Fit\nA,1,2\nB,2,3\n"
    found = read(text, better={"build_cost": "higher", "Fit": "lower"})
    assert [(c.better, c.why_better) for c in found.criteria] == [("higher", ""), ("lower", "")]
    (misfit,) = read(text, better={"speed": "lower"}).misfits
    assert misfit == RecipeMisfit(
        ("better", "speed"), "speed is no criterion of the sheet", "build_cost, fit"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("East,3,4,5\nWest,2,2,1\n", "no table of named numbers"),
        ("Dear all\nplease find attached\n", "no table of named numbers"),
        ("Option,Pros,Cons\nA,cheap,slow\nB,fast,dear\n", "no criterion"),
        (",Cost,Gain,Time\nCost,1,3,5\nGain,1/3,1,2\nTime,1/5,1/2,1\n", "in pairs"),
    ],
)
def test_what_is_no_decision_table_is_described(text: str, said: str) -> None:
    """Nothing is made up; each sheet is described in a line."""
    with pytest.raises(NotUnderstoodError, match=said) as caught:
        read(text)
    assert len(caught.value.looks) == 1


def test_the_summary_says_what_was_read_from_where() -> None:
    """One paragraph: how many, from which cells, which way round, what is left out."""
    rows: Rows = [["How they compare"], [], ["Option", "Cost", "Gain", "Total"],
                  ["weight", 40, 60, None], ["A", 1, "?", None], ["B", 3, 4, 7]]  # fmt: skip
    found = read_book({"model": rows, "cover": [["Read this"]]})
    assert summary_of(found) == (
        "2 options, 2 criteria, read from sheet model A1:D6, criteria in columns, weights from "
        "row 4, 1 of 4 scores unknown"
    )
    assert left_out_words(found) == (
        "column D Total (named as a total or average); sheet cover (another sheet)"
    )
    assert found.columns[4].kind == "total"
    assert {row: role.kind for row, role in found.rows.items()} == {
        1: "title", 3: "heads", 4: "weight", 5: "option", 6: "option",
    }  # fmt: skip


def test_a_range_with_a_currency_at_both_ends() -> None:
    """The sign belongs to the unit, not to the numbers."""
    found = read("Option,Price,Fit\nGreen,£3.10 to £3.40,4\nOld,£2,1\nNew,£2 | £3 | £5,2\n")
    assert [row[0] for row in found.scores] == [[3.1, 3.25, 3.4], 2, [2, 3, 5]]


def test_low_and_high_below_a_head_that_is_repeated() -> None:
    """People write the name of the criterion over each of its columns."""
    found = read(",Cost,Cost,Fit\n,low,high,\nA,3,5,1\nB,2,9,4\nC,4,6,2\n")
    assert [criterion.name for criterion in found.criteria] == ["Cost", "Fit"]
    assert table_of(found)["B"] == {"Cost": [2, 5.5, 9], "Fit": 4}


def test_weights_without_a_label_that_end_in_their_sum() -> None:
    """Right below the heads, where no option can be: they are weights, and their sum is none."""
    found = read("Caterer,Taste,Price,Weighted\n,30,70,100\nGreen,4,3,\nOld,2,5,\n")
    assert swings(found) == [30, 70]
    assert [option.name for option in found.options] == ["Green", "Old"]
    assert found.weights_from == "row 2"
