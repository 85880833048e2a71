"""What a user says about a sheet is kept, read back, and followed; what does not fit is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.cli import main
from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.schema import recipe_schema
from steelyard.files.spreadsheet.draft_writing import write_draft
from steelyard.files.spreadsheet.model import SaidRole, Understanding, Wishes
from steelyard.files.spreadsheet.opening.books import read_bytes
from steelyard.files.spreadsheet.opening.cells import SheetError
from steelyard.files.spreadsheet.recipe.recipe_file import read_recipe
from steelyard.files.spreadsheet.recipe.recipe_text import write_recipe
from steelyard.files.spreadsheet.recipe.said_table import MisfitError
from steelyard.files.spreadsheet.understanding.understand import NotUnderstoodError, understand

SHEET = """\
Library sites
Criterion,Wt,Mill,Yard,Park,Comment
MONEY
Build cost,25,3.9,6.5,4,two offers
PEOPLE
Noise,10,High,Low,so-so,by ear
Room,10,+,+++,tbc,
TOTAL,45,54,75,50,
"""


def read(wishes: Wishes, text: str = SHEET) -> Understanding:
    """Return what is understood of the sheet under these wishes."""
    return understand(read_bytes("sites.csv", text.encode()), wishes)


def names(found: Understanding) -> tuple[list[str], list[str]]:
    """Return the names of criteria and options."""
    return [c.name for c in found.criteria], [o.name for o in found.options]


def test_lines_are_what_the_user_says() -> None:
    """A total becomes a criterion, an option a note, a criterion a heading, a note is left out."""
    found = read(Wishes(rows={8: "criterion", 4: "leave_out", 3: "leave_out"},
                        columns={5: "note", 6: "leave_out"}))  # fmt: skip
    assert names(found) == (["Noise", "Room", "TOTAL"], ["Mill", "Yard"])
    assert found.misfits == ()
    assert [criterion.group for criterion in found.criteria] == ["PEOPLE"] * 3
    assert found.criteria[0].note == "so-so"
    assert found.rows[4].why == found.columns[6].why == "as you say"
    assert {entry.place for entry in found.left_out} >= {"row 3", "row 4", "column F"}


def test_another_line_of_heads_another_area_another_way() -> None:
    """The names come from the line the user points at; an area cuts the rest off."""
    text = "ids,k1,k2,k3\nOption,Cost,Fit,Risk\nA,1,9,3\nB,3,4,5\nC,5,2,8\n"
    assert names(read(Wishes(rows={1: "criterion"}), text))[0] == ["k1", "k2", "k3"]
    assert names(read(Wishes(table="A2:C4"), text)) == (["Cost", "Fit"], ["A", "B"])
    turned = read(Wishes(criteria_in="rows", table="A2:D5"), text)
    assert names(turned) == (["A", "B", "C"], ["Cost", "Fit", "Risk"])
    assert turned.guesses == ()


def test_words_scales_and_directions_are_no_guesses_once_said() -> None:
    """Nothing of such a criterion is left to confirm, and an unread word has its number."""
    before = read(Wishes()).criteria
    assert [c.name for c in before] == ["Build cost", "Room"]
    wishes = Wishes(
        rows={6: "criterion", 7: "criterion"},
        better={"noise": "lower", "Build cost": "higher"},
        scales={"build_cost": (0, 8), "noise": (0, 100)},
        words={"noise": {"High": 90, "Low": 5, "so-so": 40}, "room": {"+++": None, "+": 20}},
    )
    found = read(wishes)
    assert found.misfits == ()
    cost, noise, room = found.criteria
    assert (cost.better, cost.why_better, cost.scale, cost.why_scale) == ("higher", "", (0, 8), "")
    assert (noise.better, noise.are_words_said, noise.why_better) == ("lower", True, "")
    assert [row[1] for row in found.scores] == [90, 5, 40]
    assert [row[2] for row in found.scores] == [20, "unknown", "unknown"]
    assert room.unread == ("+++",)
    assert "unconfirmed" not in write_draft(found).partition("  noise:")[2].partition("  room:")[0]


def test_a_guess_about_the_whole_is_confirmed_by_its_key() -> None:
    """It is neither in the file nor on the list of guesses."""
    text = "place,Amber,Blue\nFit,1,2\nSize,3,4\n"
    (guess,) = read(Wishes(), text).guesses
    assert read(Wishes(confirmed=(guess.key,)), text).guesses == ()


@pytest.mark.parametrize(
    ("wishes", "keys"),
    [
        (Wishes(sheet="Costs"), ("sheet",)),
        (Wishes(table="everything"), ("table",)),
        (Wishes(table="X20:Z30"), ("table",)),
    ],
)
def test_a_place_that_is_not_there_cannot_be_read(wishes: Wishes, keys: tuple[str, ...]) -> None:
    """Nothing is guessed instead."""
    with pytest.raises(MisfitError) as caught:
        read(wishes)
    assert [misfit.keys for misfit in caught.value.misfits] == [keys]


def test_what_does_not_fit_leaves_the_rest_as_it_was() -> None:
    """A scale that does not hold the numbers, a word nowhere written, a line of another kind."""
    found = read(
        Wishes(scales={"build_cost": (5, 6)}, words={"build_cost": {"High": 3}}, rows={4: "weight"})
    )
    assert {misfit.keys for misfit in found.misfits} == {
        ("scales", "build_cost"), ("words", "build_cost", "High"), ("rows", "4")
    }  # fmt: skip
    assert found.criteria == read(Wishes()).criteria


ROLES: st.SearchStrategy[SaidRole] = st.sampled_from(
    ["criterion", "option", "weight", "better", "unit", "scale", "group", "note", "leave_out"]
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=20)
FINITE = st.floats(-1e6, 1e6).map(lambda number: round(number, 3))
WISHES = st.builds(
    Wishes,
    sheet=WORDS.filter(str.strip),
    table=st.sampled_from(["", "A1:B2"]),
    criteria_in=st.sampled_from(["", "rows", "columns"]),
    columns=st.dictionaries(st.integers(1, 60), ROLES),
    rows=st.dictionaries(st.integers(1, 400), ROLES),
    better=st.dictionaries(WORDS, st.sampled_from(["higher", "lower"])),
    scales=st.dictionaries(WORDS, st.tuples(FINITE, FINITE)),
    words=st.dictionaries(
        WORDS, st.dictionaries(WORDS, st.one_of(st.none(), FINITE), min_size=1), max_size=3
    ),
    confirmed=st.lists(st.sampled_from(["turned", "weights"]), unique=True).map(tuple),
    title=st.sampled_from(["", "Sites: which?"]),
)


@given(WISHES)
@settings(max_examples=150, deadline=None)
def test_a_recipe_keeps_every_answer(wishes: Wishes) -> None:
    """What is written is read back as it was, whatever the names look like."""
    loaded = read_recipe(write_recipe(wishes, "a sheet.xlsx").encode(), "x.import.yaml")
    assert [problem.as_text() for problem in loaded.problems] == []
    assert loaded.wishes == wishes


@given(WISHES)
@settings(max_examples=150, deadline=None)
def test_no_answer_breaks_the_reader(wishes: Wishes) -> None:
    """Whatever is said, a sheet is read, or refused in a sentence."""
    try:
        found = read(Wishes(**{**wishes.__dict__, "sheet": "", "table": ""}))
    except (SheetError, NotUnderstoodError):
        return
    assert write_draft(found).count("\noptions:") == 1


def test_the_command_follows_a_recipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The set says where it comes from; what was answered is not unconfirmed in it."""
    sheet, recipe = tmp_path / "sites.csv", tmp_path / "sites.import.yaml"
    sheet.write_text(SHEET, encoding="utf-8")
    recipe.write_text(
        "question: Where?\nbetter: {build_cost: lower, room: higher}\n"
        "scales: {build_cost: {from: 0, to: 8}}\nwords: {room: {+: 20, +++: 90, tbc: unknown}}\n",
        encoding="utf-8",
    )
    made = tmp_path / "sites.yaml"
    assert main(["new", str(made), "--from", str(sheet), "--recipe", str(recipe)]) == 0
    loaded = load_criteria_file(made)
    assert loaded.guesses == 0
    assert loaded.criteria_set is not None
    assert loaded.criteria_set.question == "Where?"
    origin = loaded.criteria_set.origin
    assert origin is not None
    assert (origin.file, origin.range) == ("sites.csv", "A1:F8")
    assert origin.sha256 == read_bytes("x.csv", SHEET.encode()).sha256
    assert main(["check", str(tmp_path)]) == 0, "the recipe beside it is no criteria file"
    capsys.readouterr()
    assert main(["check", str(recipe)]) == 0
    assert "no problems" in capsys.readouterr().out


def test_a_recipe_that_does_not_fit_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each misfit is a problem with its line."""
    sheet, recipe = tmp_path / "sites.csv", tmp_path / "r.import.yaml"
    sheet.write_text(SHEET, encoding="utf-8")
    recipe.write_text("rows: {99: note}\nbetter:\n  cots: lower\n", encoding="utf-8")
    made = tmp_path / "sites.yaml"
    assert main(["new", str(made), "--from", str(sheet), "--recipe", str(recipe)]) == 1
    said = capsys.readouterr().err
    assert "r.import.yaml:1:8  M001" in said
    assert "r.import.yaml:3:3  M001" in said
    assert not made.exists()
    assert main(["new", str(made), "--recipe", str(recipe)]) == 2
    assert "name it with --from" in capsys.readouterr().err
    recipe.write_text("sheet: Costs\n", encoding="utf-8")
    assert main(["new", str(made), "--from", str(sheet), "--recipe", str(recipe)]) == 1
    assert "has no sheet Costs" in capsys.readouterr().err


def test_the_schema_of_a_recipe_names_its_keys(capsys: pytest.CaptureFixture[str]) -> None:
    """Editors complete the keys that the reader takes."""
    assert main(["schema", "--recipe"]) == 0
    assert capsys.readouterr().out == recipe_schema()
