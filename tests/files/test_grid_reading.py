"""What a sheet says becomes options, criteria and scores; the rest is said cell by cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.files.criteria_files import read_criteria
from steelyard.files.csv_text import SheetError
from steelyard.files.draft_writing import write_draft
from steelyard.files.entry_ids import make_id
from steelyard.files.grid_numbers import find_scale, has_decimal_commas, read_score
from steelyard.files.grid_reading import Grid, read_grid
from steelyard.files.spreadsheets import CellValue, Sheet
from steelyard.model.entry import is_id


def grid(*rows: str) -> Grid:
    """Return a grid of rows whose cells are parted by `|`."""
    cells = [[cell.strip() or None for cell in row.split("|")] for row in rows]
    width = max(map(len, cells))
    return read_grid(
        Sheet("sheet.csv", tuple(tuple(row + [None] * (width - len(row))) for row in cells))
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
    ("numbers", "scale", "is_told"),
    [
        ([], (0, 100), False),
        ([0, 100], (0, 100), False),
        ([0, 1], (0, 100), True),
        ([1, 5], (0, 100), True),
        ([0.5], (0, 1), True),
        ([100.5], (0, 200), True),
        ([-5, -1], (-5, 0), True),
        ([1e9], (0, 1e9), True),
    ],
)
def test_scales_found(numbers: list[float], scale: tuple[float, float], is_told: bool) -> None:
    """A scale holds every number, and whatever was guessed is said."""
    assert find_scale(numbers)[0] == scale
    assert bool(find_scale(numbers)[1]) == is_told


def test_decimal_commas() -> None:
    """Where a cell proves them they are read; where thousands could be meant they are not."""
    assert has_decimal_commas(["1,5"])
    assert not has_decimal_commas(["1,500", "2.5", None, 3.0])
    assert read_score("870,5", None, has_commas=True) == (870.5, "")
    assert read_score("1,5/2,5/3", None, has_commas=True) == ([1.5, 2.5, 3], "")
    assert read_score("1.500", None, has_commas=True)[0] == "unknown"
    assert read_score("1,500", None, has_commas=False)[0] == "unknown"
    assert read_score(0.1 + 0.2, None, has_commas=False) == (0.3, "")


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


@given(st.lists(st.text(max_size=80), max_size=8))
@settings(max_examples=100, deadline=None)
def test_ids_are_well_formed_and_used_once(names: list[str]) -> None:
    """Whatever alphabet, sign or length a name has."""
    ids: list[str] = []
    for name in names:
        ids.append(make_id(name, ids, "option"))
    assert all(map(is_id, ids))
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Hold", "hold"),
        ("5G network", "option_5g_network"),
        ("No", "option_no"),
        ("制裁", "option_1"),
        ("Straße & Łódź", "strasse_lodz"),
        ("The king’s men", "the_kings_men"),
        (
            "a very long name of an option that goes on and on",
            "a_very_long_name_of_an_option_that_goes",
        ),
    ],
)
def test_ids_are_readable(name: str, made: str) -> None:
    """The name without marks and signs; a kind and a number where nothing is left."""
    assert make_id(name, [], "option") == made


CELLS = st.one_of(
    st.none(),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from(["40", "20/40/60", "20 - 60", "-5", "1e5", "?", "x", "60/1/2", "1e400", "1,5"]),
    st.text(max_size=20).map(lambda text: text.strip() or None),
)


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=2, max_size=6))
@settings(max_examples=100, deadline=None)
def test_whatever_a_sheet_holds_the_draft_has_no_problem(rows: list[list[CellValue]]) -> None:
    """Every sheet gives a file that passes the check and keeps every name, or a sentence."""
    try:
        found = read_grid(Sheet("a sheet.csv", tuple(map(tuple, rows))))
    except SheetError as error:
        assert str(error).startswith("a sheet.csv")  # noqa: PT017
        return
    loaded = read_criteria(write_draft(found, "a sheet.csv").encode(), Path("x/x.yaml"), "x")
    assert loaded.problems == ()
    assert loaded.decision is not None
    assert [option.name for option in loaded.decision.options.values()] == [*found.options.values()]
    assert [criterion.name for criterion in loaded.decision.criteria.values()] == [
        criterion.name for criterion in found.criteria.values()
    ]
