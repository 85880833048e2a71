"""What a sheet says becomes options, criteria and scores; the rest is said cell by cell."""

from __future__ import annotations

import pytest

from steelyard.files.spreadsheet.cells import SheetError, Spreadsheet
from steelyard.files.spreadsheet.draft_reading import DraftSet, read_draft_set


def grid(*rows: str) -> DraftSet:
    """Return a grid of rows whose cells are parted by `|`."""
    cells = [[cell.strip() or None for cell in row.split("|")] for row in rows]
    width = max(map(len, cells))
    return read_draft_set(
        Spreadsheet("sheet.csv", tuple(tuple(row + [None] * (width - len(row))) for row in cells))
    )


def test_names_are_kept_and_ids_made() -> None:
    """Rows are options, columns criteria."""
    found = grid("Option|Cost|Coût élevé", "Hold on|1|2", "Ægir|3|4")
    assert found.options == {"hold_on": "Hold on", "aegir": "Ægir"}
    assert {key: criterion.name for key, criterion in found.criteria.items()} == {
        "cost": "Cost",
        "cout_eleve": "Coût élevé",
    }
    assert found.scores["aegir"] == {"cost": 3, "cout_eleve": 4}


def test_every_form_of_a_cell() -> None:
    """Numbers, triples, ranges and the signs for unknown."""
    cells = ["40", "40 %", "20/40/60", "20 - 60", "?", "n/a", "unknown", "", "-", "1e1"]
    found = grid("Option|" + "|".join(f"C{i}" for i in range(10)), "A|" + "|".join(cells))
    assert list(found.scores["a"].values()) == [
        40, 40, [20, 40, 60], [20, 40, 60], *["unknown"] * 5, 10,
    ]  # fmt: skip
    assert found.notices[0] == (
        'sheet.csv, row 2, column "C3": found "20 - 60"; taken as 20/40/60, the middle as likely'
    )


def test_what_is_not_understood_is_said_all_at_once() -> None:
    """Row, column, what was found, what is allowed, what became of it."""
    found = grid("|Cost|Risk", "A|abou 40|60/40/20", "", "B|yes|<script>", "|5|", "B|1|2")
    assert found.notices == [
        'sheet.csv, row 2, column "Cost": found "abou 40"; allowed: a number, three such as '
        "20/40/60, or ?; taken as unknown",
        'sheet.csv, row 2, column "Risk": found "60/40/20"; low, likely and high have to rise: '
        "perhaps 20 / 40 / 60; taken as unknown",
        'sheet.csv, row 4, column "Cost": found "yes"; allowed: a number, three such as '
        "20/40/60, or ?; taken as unknown",
        'sheet.csv, row 4, column "Risk": found "<script>"; allowed: a number, three such as '
        "20/40/60, or ?; taken as unknown",
        "sheet.csv, row 5, column A: found no name; the row is left out",
        "sheet.csv, row 6, column A: found B a second time; both rows are kept",
    ]
    assert list(found.options) == ["a", "b", "b_2"]


def test_rows_about_the_criteria() -> None:
    """Weight, better, scale and unit; what they say badly is told and left out."""
    found = grid(
        "Option|A|B|C|D",
        "weight|30|-1|x|",
        "Better:|lower|MAX|sideways|",
        "scale|1 - 5|5 - 1||0–50",
        "unit|usd|pounds||",
        "X|3|40|50|60",
    )
    a, b, c, d = found.criteria.values()
    assert (a.swing, a.better, a.scale, a.unit) == (30, "lower", (1, 5), "usd")
    assert (b.swing, b.better, b.scale, b.unit) == (None, "higher", (0, 100), "")
    assert (c.swing, c.better, d.scale) == (None, "", (0, 50))
    assert len(found.notices) == 6
    assert 'column "D": found "60"; allowed: 0 to 50, as the row scale says' in found.notices[-1]
    assert found.scores["x"]["d"] == "unknown"


def test_a_column_outside_0_to_100_gets_a_scale_of_its_own() -> None:
    """Round numbers around what was found, from 0 where none is negative; it is told."""
    found = grid("Option|Cost|Gain", "A|120|-30", "B|870|5")
    assert found.criteria["cost"].scale == (0, 1000)
    assert found.criteria["gain"].scale == (-50, 5)
    assert 'column "Cost": numbers outside 0 to 100, so its scale is 0 to 1000' in found.notices[0]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([""], "sheet.csv is empty"),
        (["Option|Cost"], "has no option"),
        (["Option", "A", "B"], "has no criterion"),
        (["Option|Cost", "weight|5"], "has no option"),
    ],
)
def test_a_sheet_without_a_decision_is_refused(rows: list[str], said: str) -> None:
    """It says what to write where."""
    with pytest.raises(SheetError, match=said):
        grid(*rows)


def test_a_column_without_a_name_is_told() -> None:
    """Its numbers belong to nothing."""
    found = grid("Option|Cost||", "A|1|2|")
    assert found.notices[0] == "sheet.csv, row 1, column C: found no name; the column is left out"
