"""The spreadsheet: it computes what Steelyard computes, and says so where it does not."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from export.office_sets import (
    DRUGS,
    HOSTILE,
    IRAN,
    digests_of,
    hostile_result,
    shipped_result,
    subject_of,
)
from export.recalculation import programs
from hypothesis import given, settings
from small_sets import criteria_sets, make_set

from steelyard.analysis.totals import View, evaluate
from steelyard.analysis.values import value_of
from steelyard.export.back_in.figures_reading import figures_of_workbook
from steelyard.export.safe_text import as_label
from steelyard.export.stamps.office_stamp import read_office_stamp
from steelyard.export.workbook import to_workbook
from steelyard.export.workbook.scores_sheet import has_formula, value_formula
from steelyard.model import CriteriaSet, Criterion, Scale
from steelyard.results.choice import Choice
from steelyard.results.result import Result

OLD_FUNCTIONS = {
    "COUNT", "COUNTIF", "IF", "INDEX", "ISNUMBER", "LEFT", "LEN", "MATCH", "MAX", "MIN", "OR",
    "RIGHT", "ROUND", "ROWS", "SUM", "SUMPRODUCT", "SUMXMY",
}  # fmt: skip
"""What the formulas may use: all of it is in Excel 2010, LibreOffice and Numbers."""

REFERENCE = re.compile(r"(?:(\w+)!)?(?<![A-Z])([A-Z]{1,2}\d+)(?!\()(?::([A-Z]{1,2}\d+))?")


def opened(data: bytes, *, results: bool = False) -> Any:
    """Return a workbook as openpyxl reads it: formulas, or the results stored with them."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=results)


def formulas_of(data: bytes) -> dict[str, str]:
    """Return sheet and address → formula."""
    return {
        f"{sheet.title}!{cell.coordinate}": cell.value
        for sheet in opened(data)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


@pytest.mark.parametrize("path", [IRAN, DRUGS])
def test_stored_results_are_the_evaluations(path: Path) -> None:
    """A viewer that computes nothing shows the right totals, and the stamp is intact."""
    result = shipped_result(path)
    data = to_workbook(result)
    assert figures_of_workbook(data) == result.evaluation.totals
    assert read_office_stamp(data).is_intact


@settings(max_examples=25, deadline=None)
@given(criteria_sets())
def test_any_set_makes_a_workbook(criteria_set: CriteriaSet) -> None:
    """Unknown scores, zero swings, one option, ties: the totals stand in the cells."""
    result = subject_of(criteria_set)
    assert figures_of_workbook(to_workbook(result)) == result.evaluation.totals


def test_nothing_that_follows_is_a_fixed_number() -> None:
    """Weights, values, contributions, totals, ranks and the sorted list are formulas."""
    result = shipped_result()
    formulas = formulas_of(to_workbook(result))
    options, criteria = len(result.evaluation.options), len(result.evaluation.criteria)
    counts = {
        sheet: sum(where.startswith(f"{sheet}!") for where in formulas)
        for sheet in ("Ranking", "Contributions", "Values", "Scores")
    }
    assert counts["Ranking"] == 2 + criteria + 6 * options
    assert counts["Values"] == 3 * options * criteria
    assert counts["Scores"] == 3 * options * criteria
    assert counts["Contributions"] >= criteria + options * (criteria + 5)


def test_formulas_use_only_what_every_spreadsheet_knows() -> None:
    """No function newer than Excel 2010, no array formula, no reference to another file."""
    for result in (shipped_result(DRUGS), hostile_result()):
        for formula in formulas_of(to_workbook(result)).values():
            code = re.sub(r'"[^"]*"', '""', formula)
            assert set(re.findall(r"([A-Z]+)2?\(", code)) <= OLD_FUNCTIONS
            assert "[" not in code
            assert "#" not in code


def test_every_reference_meets_a_cell() -> None:
    """A formula points to no empty cell and to no text where a number belongs."""
    data = to_workbook(shipped_result())
    book = opened(data, results=True)
    for where, formula in formulas_of(data).items():
        own, _, _ = where.partition("!")
        code = re.sub(r'"[^"]*"', '""', formula)
        for sheet, first, last in REFERENCE.findall(code.replace("$", "")):
            for cell in filter(None, (first, last)):
                assert book[sheet or own][cell].value is not None, (where, formula)


def test_a_total_is_the_sum_of_its_row() -> None:
    """The chain from swing to total is spelt out on the first option."""
    formulas = formulas_of(to_workbook(shipped_result(choice=Choice(frame="six"))))
    assert formulas["Ranking!C9"] == "=IF(SUM($B$9:$B$14)=0,1/ROWS($B$9:$B$14),B9/SUM($B$9:$B$14))"
    assert formulas["Contributions!H6"] == "=Ranking!$C$9"
    assert formulas["Contributions!H7"] == "=H$6*Values!$C$6"
    assert formulas["Contributions!C7"] == "=SUM(H7:M7)"
    assert formulas["Contributions!D7"] == '=COUNTIF($C$7:$C$19,">"&(C7+0.000000001))+1'


def test_ties_and_zero_swings_are_told() -> None:
    """Options that tie share a rank, in the order of the file, and the headline says it."""
    scores = {"a": {"c": 50, "d": 10}, "b": {"c": 10, "d": 50}, "e": {"c": 0, "d": 0}}
    result = subject_of(make_set(scores, swings={"c": 0, "d": 0}))
    sheet = opened(to_workbook(result), results=True)["Ranking"]
    assert [sheet[f"F{row}"].value for row in (9, 10, 11)] == [1, 1, 3]
    assert [sheet[f"G{row}"].value for row in (9, 10, 11)] == ["A", "B", "E"]
    assert sheet["A3"].value == (
        "Now: Every swing is 0, so all criteria count the same. 2 options are level on 30"
    )


def test_what_is_unknown_is_told() -> None:
    """Who leads now is said under the same proviso as on the page."""
    result = subject_of(make_set({"a": {"c": 50, "d": 10}, "b": {"c": 10, "d": "unknown"}}))
    sheet = opened(to_workbook(result), results=True)["Ranking"]
    assert sheet["A3"].value.endswith("(with what is unknown in the middle of its scale)")
    assert "Cannot be decided" in sheet["A4"].value


def test_hostile_text_is_text_and_whole() -> None:
    """No label becomes a formula, a link or a number; each stands in a cell as it is shown."""
    data = to_workbook(hostile_result())
    book = opened(data, results=True)
    texts = {
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    }
    assert {as_label(name) for name in HOSTILE} <= texts
    assert not any(sheet._hyperlinks for sheet in book)
    safe = formulas_of(data)
    assert not any("HYPERLINK" in formula or "cmd" in formula for formula in safe.values())


def test_no_cell_is_an_error_or_not_a_number() -> None:
    """Nothing in the file reads nan, inf or like an error of a spreadsheet."""
    for result in (shipped_result(), hostile_result(), shipped_result(DRUGS)):
        for sheet in opened(to_workbook(result), results=True):
            for row in sheet.iter_rows(values_only=True):
                for cell in row:
                    assert str(cell).lower() not in ("nan", "inf", "-inf")
                    assert str(cell) in HOSTILE or not str(cell).startswith("#")


def test_disputes_and_scenarios_are_told() -> None:
    """A disputed value stands as a number and says so; a shift is in the formula."""
    choice = Choice(
        scenario="sanctions_leak",
        swings={"escalation_risk": 7.0},
        disputes={("hold", "escalation_risk"): 40.0},
    )
    result = shipped_result(choice=choice)
    data = to_workbook(result)
    book = opened(data, results=True)
    rows = list(book["Scores"].iter_rows(min_row=5, values_only=True))
    disputed = next(row for row in rows if row[0] == "hold/escalation_risk")
    assert disputed[9:12] == (40, 40, 40)
    assert "put in by hand" in disputed[15]
    assert any("Shifted in the scenario" in str(row[15]) for row in rows)
    assert figures_of_workbook(data) == result.evaluation.totals
    about = [row[0] for row in book["About"].iter_rows(values_only=True)]
    assert "Exploratory" in about


def test_swings_are_checked_where_they_are_typed() -> None:
    """A swing cell takes numbers from 0 to 100, or to the largest swing of the file."""
    small = opened(to_workbook(shipped_result()))["Ranking"].data_validations.dataValidation[0]
    assert (small.formula1, small.formula2) == ("0", "100")
    scores = {"a": {"c": 1, "d": 1}, "b": {"c": 2, "d": 1}}
    large = to_workbook(subject_of(make_set(scores, swings={"c": 250, "d": 1})))
    assert opened(large)["Ranking"].data_validations.dataValidation[0].formula2 == "250"


def test_the_chart_is_told_in_words() -> None:
    """The native chart has a text for those who do not see it."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(to_workbook(shipped_result()))) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert 'descr="Bar chart of the totals in the list beside it, best first: ' in drawing


@pytest.mark.parametrize(
    ("sheet", "cell", "content", "said"),
    [
        ("Ranking", "H9", 99.0, "disagree about"),
        ("Contributions", "C7", 99.0, "disagree about hold"),
        ("Ranking", "H9", "99", "no number"),
        ("Ranking", "K9", None, "list different options|disagree"),
    ],
)
def test_a_changed_figure_is_found(sheet: str, cell: str, content: object, said: str) -> None:
    """A total typed over in one place contradicts the other."""
    data = to_workbook(shipped_result())
    book = opened(data, results=True)
    book[sheet][cell].value = content
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(ValueError, match=said):
        figures_of_workbook(buffer.getvalue())
    assert not read_office_stamp(buffer.getvalue()).is_intact


def test_another_workbook_is_refused() -> None:
    """A workbook that is not ours has no figures of ours."""
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    with pytest.raises(ValueError, match="no sheet called Ranking"):
        figures_of_workbook(buffer.getvalue())
    with pytest.raises(ValueError, match="not an Office file"):
        figures_of_workbook(b"PK")


def test_piecewise_functions_are_formulas() -> None:
    """What a formula adds up over its stretches is what the analysis interpolates."""
    points = [(0.0, 100.0), (20.0, 90.0), (55.5, 30.0), (100.0, 0.0)]
    criterion = Criterion(name="Risk", better="lower", value=points)
    formula = value_formula(criterion, "x", "a", "b").replace("MAX", "max").replace("MIN", "min")
    for score in (-5.0, 0.0, 7.0, 20.0, 33.3, 55.5, 80.0, 100.0, 120.0):
        computed = eval(formula, {"x": score, "max": max, "min": min})
        assert computed == pytest.approx(value_of(criterion, score), abs=1e-9)


def test_what_a_spreadsheet_cannot_compute_stays_a_number() -> None:
    """A scale too wide for its arithmetic, or a function that bends back, gets no formula."""
    assert not has_formula(Criterion(name="Wide", scale=Scale(from_=-1e308, to=1e308)))
    assert not has_formula(Criterion(name="Bent", value=[(0, 0), (50, 90), (100, 40)]))
    assert has_formula(Criterion(name="Plain"))


def test_the_same_bytes_every_time() -> None:
    """Neither the process nor the seed of its hashes nor the hour shows in the file."""
    call = "from steelyard.export.workbook import to_workbook; made = to_workbook(result)"
    assert len(digests_of(call)) == 1


@pytest.mark.parametrize("program", programs())
def test_a_spreadsheet_computes_the_same(tmp_path: Path, program: str) -> None:
    """With swings, a score or the scenario changed, its totals and ranks are `evaluate`'s."""
    iran, level = shipped_result(), subject_of(_level())
    _change(to_workbook(iran), tmp_path / "swing.xlsx", {"Ranking!B9": 13})
    zero = {f"Ranking!B{row}": 0 for row in range(9, 15)}
    _change(to_workbook(iran), tmp_path / "zero.xlsx", zero)
    _change(to_workbook(level), tmp_path / "level.xlsx", {"Scores!G5": 20})
    moved = shipped_result(
        choice=Choice(frame="six", reading="coercion_works", scenario="sanctions_leak")
    )
    _change(to_workbook(moved), tmp_path / "moved.xlsx", {})
    programs()[program](tmp_path)
    _compare(tmp_path, "moved", moved, moved.choice.view)
    criteria = iran.evaluation.criteria
    state = opened((tmp_path / "new" / "swing.xlsx").read_bytes(), results=True)["Ranking"]["A5"]
    assert state.value.startswith("Exploratory: the swings differ")
    _compare(tmp_path, "swing", iran, View(swings={criteria[0]: 13.0}))
    _compare(tmp_path, "zero", iran, View(swings=dict.fromkeys(criteria, 0.0)))
    value = value_of(level.criteria_set.criteria["c"], 20)
    state = opened((tmp_path / "new" / "level.xlsx").read_bytes(), results=True)["Ranking"]["A5"]
    assert state.value.startswith("Exploratory: the totals differ")
    _same_headline(to_workbook(moved), (tmp_path / "new" / "moved.xlsx").read_bytes())
    _compare(tmp_path, "level", level, View(disputes={("a", "c"): value}), ranges=False)


def _same_headline(made: bytes, recalculated: bytes) -> None:
    for cell in ("A3", "A5"):
        told = [opened(data, results=True)["Ranking"][cell].value for data in (made, recalculated)]
        assert told[0] == told[1]


def _level() -> CriteriaSet:
    """A set with ties, an unknown score, a falling and a bent value function."""
    bent = {"value": [[0, 0], [30, 70], [100, 100]]}
    return make_set(
        {
            "a": {"c": 10, "d": 33.3},
            "b": {"c": [10, 30, 60], "d": 90},
            "e": {"c": [10, 30, 60], "d": 90},
            "f": {"c": "unknown", "d": 5},
        },
        swings={"c": 30, "d": 70},
        criteria={"c": bent, "d": {"better": "lower"}},
    )


def _change(data: bytes, path: Path, cells: dict[str, float]) -> None:
    book = opened(data)
    for where, number in cells.items():
        sheet, _, cell = where.partition("!")
        book[sheet][cell].value = number
    book.save(path)


def _compare(folder: Path, name: str, result: Result, view: View, *, ranges: bool = True) -> None:
    data = (folder / "new" / f"{name}.xlsx").read_bytes()
    expected = evaluate(result.criteria_set, view)
    assert figures_of_workbook(data) == pytest.approx(expected.totals, abs=1e-9)
    book = opened(data, results=True)
    rows = list(book["Contributions"].iter_rows(min_row=7, max_col=7, values_only=True))
    found = {row[0]: row for row in rows[: len(expected.options)]}
    assert {option: row[3] for option, row in found.items()} == expected.ranks
    if ranges:
        ends = {option: (row[5], row[6]) for option, row in found.items()}
        for option, span in expected.ranges.items():
            assert ends[option] == pytest.approx(span, abs=1e-9)
    listed = [row[10] for row in book["Ranking"].iter_rows(min_row=9, values_only=True)]
    assert listed[: len(expected.options)] == list(expected.ranking)
