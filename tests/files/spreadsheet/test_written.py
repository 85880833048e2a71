"""Numbers as people write them, alone and with their column."""

from __future__ import annotations

import pytest

from steelyard.files.spreadsheet.notation.numbers import read_column
from steelyard.files.spreadsheet.notation.written import find_separator, take_apart
from steelyard.files.spreadsheet.opening.cells import CellValue, Figure, Trouble

COLUMNS: list[tuple[list[CellValue], list[object], str]] = [
    (["1.000,50", "12.500,00", "1.250.000"], [1000.5, 12500, 1250000], ""),
    (["2,5", "7,25", "8"], [2.5, 7.25, 8], ""),
    (["1,000.50", "12,500.00"], [1000.5, 12500], ""),
    (["12 500", "1 250 000", "80"], [12500, 1250000, 80], ""),
    (["1'200", "900"], [1200, 900], ""),
    (["£1.2m", "£800k", "£3bn"], [1.2e6, 8e5, 3e9], "£"),
    (["1.2 Mio. €", "0.8 Mio. €"], [1.2e6, 8e5], "€"),
    (["1.2m", "0.8m"], [1.2, 0.8], "m"),
    (["10 %", "62.5%", 30.0], [10, 62.5, 30], "%"),
    (["10 %", "0.6"], [10, "unknown"], "%"),
    ([Figure(40, "%"), Figure(12.5, "%")], [40, 12.5], "%"),
    (["6 weeks", "1 week", "12 wks"], [6, 1, 12], "weeks"),
    (["6 weeks", "3 days", "2 weeks"], [42, 3, 14], "days"),
    (["3 FTE", "2.5 FTE"], [3, 2.5], "FTE"),
    (["3 FTE", "2 FTE", "4 km"], [3, 2, "unknown"], "FTE"),
    (["(40)", "12", "−3"], [-40, 12, -3], ""),
    (["15*", "~30", "ca. 20"], [15, 30, 20], ""),
    (["4/5", "3/5", "5/5"], [4, 3, 5], ""),
    (["4 out of 5", "3 out of 5"], [4, 3], ""),
    (["4/5", "3/7"], ["unknown", "unknown"], ""),
    (["20 to 60, likely 40"], [[20, 40, 60]], ""),
    (["20 bis 60, wahrscheinlich 40"], [[20, 40, 60]], ""),
    (["20 | 40 | 60", "20/40/60", "[20; 40; 60]"], [[20, 40, 60]] * 3, ""),
    (["60/40/20"], ["unknown"], ""),
    (["1–5", "20 - 60", "20 to 60 %"], [[1, 3, 5], [20, 40, 60], [20, 40, 60]], "%"),
    (["60 - 20"], ["unknown"], ""),
    (["40 (20–60)", "40 ± 10"], [[20, 40, 60], [30, 40, 50]], ""),
    (["3 - Medium", "5 (very good)", "1: low"], [3, 5, 1], ""),
    (["n/a", "-", "?", None, "tbc", "k. A."], ["unknown"] * 6, ""),
    (["1.2e-3", "5E6"], [0.0012, 5e6], ""),
    (["2-Mar", "03.02.2004", "2004-02-03"], ["unknown"] * 3, ""),
    ([Trouble("#N/A", "error"), 4.0], ["unknown", 4], ""),
    ([float("inf"), 1e301, 2.0], ["unknown", "unknown", 2], ""),
    (["abou 40", "40 or 50"], ["unknown", "unknown"], ""),
]


@pytest.mark.parametrize(("cells", "scores", "unit"), COLUMNS)
def test_a_column_of_numbers(cells: list[CellValue], scores: list[object], unit: str) -> None:
    """Each cell is a number, a range or unknown, in the unit of the column."""
    column = read_column(cells, "", has_commas=False)
    assert (column.scores, column.unit) == (scores, unit)
    odd = [i for i, score in enumerate(scores) if score == "unknown" and _is_said(cells[i])]
    assert [i for i in odd if i not in column.said] == []


def _is_said(cell: CellValue) -> bool:
    return cell is not None and cell not in ("n/a", "-", "?", "tbc", "k. A.")


@pytest.mark.parametrize(
    ("cells", "has_commas", "scores"),
    [
        (["1,450", "1,900"], False, [1450, 1900]),
        (["1,450", "1,900"], True, [1.45, 1.9]),
        (["1.450", "1.900"], True, [1450, 1900]),
    ],
)
def test_thousands_or_decimals_is_a_doubt(
    cells: list[CellValue], has_commas: bool, scores: list[float]
) -> None:
    """Where nothing decides it, the column says which number is in doubt."""
    column = read_column(cells, "", has_commas)
    assert (column.scores, column.doubtful) == (scores, cells[0])


def test_another_column_decides_and_three_decimals_stay_a_doubt() -> None:
    """`1.250` in a table with decimal commas is thousands; `1,200` there is asked about."""
    assert read_column(["1.250", "980"], ",", has_commas=True).scores == [1250, 980]
    assert read_column(["1.250", "980"], ",", has_commas=True).doubtful == ""
    assert read_column(["1,200", "3,450"], ",", has_commas=False).doubtful == "1,200"


def test_a_date_says_what_became_of_a_range() -> None:
    """The sentence names a writing that spreadsheets leave alone."""
    said = read_column([Trouble("2004-02-03", "date")], "", has_commas=False).said[0]
    assert "2 | 3 | 4" in said
    assert "likely 3" in said


@pytest.mark.parametrize(
    "text",
    ["East", "3rd party", "2b", "Option 1", "Route 66", "A1", "1 and 2", "", "x" * 80, "5 a b c d"],
)
def test_a_name_is_no_number(text: str) -> None:
    """A digit alone does not make a number of a name."""
    assert take_apart(text) is None


def test_one_proof_decides_the_decimal_sign() -> None:
    """More proofs for one sign than for the other decide; equal ones do not."""
    assert find_separator(["1,450", "2,5"]) == ","
    assert find_separator(["2.5", "2,5"]) == ""
    assert find_separator(["2.5", "2,5", "1,250.00"]) == "."
