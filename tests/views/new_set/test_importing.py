"""Corrections of an import: taken or refused with a reason, undone, and written as they stand."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from files.spreadsheet.made_sheets import make_sheet
from hypothesis import given, settings
from hypothesis import strategies as some

from steelyard.cli import main
from steelyard.files.criteria_files import read_criteria
from steelyard.files.spreadsheet.draft_set import draft_set
from steelyard.files.spreadsheet.draft_writing import write_draft
from steelyard.files.spreadsheet.opening.books import read_bytes
from steelyard.files.spreadsheet.opening.cells import SheetError
from steelyard.files.spreadsheet.recipe.recipe_text import write_recipe
from steelyard.files.spreadsheet.template import template
from steelyard.files.spreadsheet.understanding.understand import understand
from steelyard.views.new_set.importing import (
    Import,
    confirm,
    confirm_guess,
    say_area,
    say_better,
    say_role,
    say_scale,
    say_sheet,
    say_texts,
    say_way,
    start,
    unconfirmed,
    undo,
)
from steelyard.views.new_set.meaning_view import import_answered, meaning_data
from steelyard.views.new_set.sheet_view import sheet_grid_data
from steelyard.views.new_set.writing import name_fault, text_of

SITES = """\
Library sites,,,,,
Criterion,Wt,Mill,Yard,Park,Comment
MONEY,,,,,
Build cost,25,3.9,6.5,5.5 to 6.5,two offers
PEOPLE,,,,,
Noise,10,High,Low,Medium,by ear
Room,10,+,+++,tbc,
TOTAL,45,54,75,50,
"""


def sites() -> Import:
    """Return the import of a messy sheet before anything is said."""
    return start("sites.csv", SITES.encode())


def criteria(job: Import) -> list[str]:
    """Return the names of the criteria."""
    assert job.found is not None
    return [criterion.name for criterion in job.found.criteria]


def test_undoing_a_correction_keeps_what_was_typed_after_it() -> None:
    """Title, question and judges are no part of the correction that is taken back."""
    corrected = say_role(sites(), "rows", 6, "leave_out")
    typed = say_texts(corrected, "Where?", "Which site?", "Ada")
    back = undo(typed)
    assert criteria(back) == ["Build cost", "Noise", "Room"]
    assert back.found is not None
    assert (back.found.title, back.found.question, back.found.judged_by) == (
        "Where?", "Which site?", "Ada",
    )  # fmt: skip


# --- one correction ------------------------------------------------------------------------


def test_everything_follows_a_role_and_undo_takes_it_back() -> None:
    """A line leaves the criteria, a line beyond the table enters them."""
    first = sites()
    assert criteria(first) == ["Build cost", "Noise", "Room"]
    less = say_role(first, "rows", 6, "leave_out")
    assert criteria(less) == ["Build cost", "Room"]
    assert say_role(less, "rows", 6, "").wishes.rows == {}
    more = say_role(less, "rows", 8, "criterion")
    assert criteria(more) == ["Build cost", "Room", "TOTAL"]
    assert undo(more).found == less.found
    assert undo(undo(more)).found == first.found
    assert undo(first) is first


def test_a_line_beyond_the_table_widens_it() -> None:
    """Its role takes it in."""
    job = say_area(sites(), "a2:f4")
    assert criteria(job) == ["Build cost"]
    job = say_role(job, "rows", 6, "criterion")
    assert job.wishes.table == "A2:F6"
    assert criteria(job) == ["Build cost", "Noise"]


@pytest.mark.parametrize("side", ["rows", "columns"])
@pytest.mark.parametrize("line", [-(10**12), -1, 0, 10**12, 10**6])
def test_a_line_beyond_the_sheet_changes_nothing(side: str, line: int) -> None:
    """Nothing is counted up or down to it."""
    job = sites()
    message = {"kind": "role", "side": side, "line": line, "role": "note"}
    assert import_answered(job, message) is job


def test_another_line_of_names_replaces_the_one_before() -> None:
    """There is one line of names on each side."""
    job = start("x.csv", b"ids,k1,k2,k3\nOption,Cost,Fit,Risk\nA,1,9,3\nB,3,4,5\nC,5,2,8\n")
    job = say_role(job, "rows", 1, "criterion")
    assert criteria(job) == ["k1", "k2", "k3"]
    job = say_role(job, "rows", 2, "criterion")
    assert (criteria(job), job.wishes.rows) == (["Cost", "Fit", "Risk"], {2: "criterion"})


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda job: say_area(job, "somewhere"), "is no area"),
        (lambda job: say_scale(job, "build_cost", 4, 5), "its numbers go from 3.9 to 6.5"),
        (lambda job: say_role(job, "rows", 4, "weight"), "cannot be weight"),
        (lambda job: say_area(job, "A1:F2"), ""),
    ],
)
def test_what_does_not_fit_is_refused_and_all_else_stays(change: Any, why: str) -> None:
    """The reason is said; sheet, answers and steps back are what they were."""
    before = say_better(sites(), "noise", "higher")
    after = change(before)
    assert why in after.refused
    assert after.refused
    assert (after.found, after.wishes, after.earlier) == (
        before.found, before.wishes, before.earlier
    )  # fmt: skip


def test_a_criterion_is_confirmed_with_all_that_was_guessed_of_it() -> None:
    """Direction alone leaves the scale or the words open; confirming takes both."""
    job = sites()
    assert unconfirmed(job) == ["build_cost", "noise", "room"]
    assert "build_cost" in unconfirmed(say_better(job, "build_cost", "lower"))
    for key in ("build_cost", "noise", "room"):
        job = confirm(job, key)
    assert unconfirmed(job) == []
    loaded = read_criteria(text_of(job).encode(), Path("x/x.yaml"), "x")
    assert [problem.as_text() for problem in loaded.problems] == []


def test_the_way_round_and_its_confirmation() -> None:
    """Pressing the way it stands confirms it; the other one turns the table."""
    job = start("x.csv", b"place,Amber,Blue\nFit,1,2\nSize,3,4\n")
    assert job.found is not None
    assert [guess.key for guess in job.found.guesses] == ["turned"]
    way = "rows" if job.found.is_turned else "columns"
    for sure in (say_way(job, way), confirm_guess(job, "turned")):
        assert sure.found is not None
        assert (sure.found.guesses, sure.found.is_turned) == ((), job.found.is_turned)
    turned = say_way(job, {"rows": "columns", "columns": "rows"}[way])
    assert turned.found is not None
    assert turned.found.is_turned != job.found.is_turned


def test_another_sheet_begins_anew_and_keeps_the_title() -> None:
    """What was said of lines of the first sheet does not hold on the second."""
    job = start("t.xlsx", template())
    assert job.sheet.name == "Scores"
    job = say_texts(say_role(job, "columns", 2, "leave_out"), "Where?", "Which site?", "Ada")
    other = say_sheet(job, "How to fill this in")
    assert other.found is None
    assert other.why
    assert (other.wishes.columns, other.wishes.title) == ({}, "Where?")
    assert undo(other).found == job.found


def test_a_file_of_ours_is_read_back_as_it_stands() -> None:
    """Nothing is guessed of it, so there is nothing to correct."""
    with pytest.raises(SheetError, match="criteria file already"):
        start("x.yaml", b"format: 1\ntitle: x\ncriteria: {}\n")


# --- what comes from the browser --------------------------------------------------------------


MESSAGES = some.fixed_dictionaries(
    {"kind": some.sampled_from(["role", "better", "confirm", "scale", "word", "x"])},
    optional={
        "id": some.sampled_from(["build_cost", "noise", "room", "../x", 3]),
        "side": some.sampled_from(["rows", "columns", "wishes"]),
        "line": some.one_of(some.integers(-2, 12), some.integers(), some.text(max_size=2)),
        "role": some.sampled_from(["criterion", "option", "weight", "note", "leave_out", "", "x"]),
        "better": some.sampled_from(["higher", "lower", "up"]),
        "from": some.one_of(some.floats(), some.text(max_size=2)),
        "to": some.one_of(some.floats(), some.none(), some.booleans()),
        "word": some.sampled_from(["High", "+", "nothing", 7]),
        "number": some.one_of(some.none(), some.floats(), some.text(max_size=2)),
    },
)


@given(some.lists(MESSAGES | some.none() | some.text(), max_size=6))
@settings(max_examples=120, deadline=None)
def test_no_message_breaks_an_import(messages: list[object]) -> None:
    """Whatever arrives, the sheet is read, and what is shown of it can be made."""
    job = sites()
    for message in messages:
        job = import_answered(job, message)
    assert job.found is not None
    assert job.found.misfits == ()
    sheet_grid_data(job)
    meaning_data(job)
    assert read_criteria(text_of(job).encode(), Path("x/x.yaml"), "x").faults == 0


# --- the same file as the command writes -------------------------------------------------------


def answered(job: Import, seed: int) -> Import:
    """Return an import after some answers drawn at random."""
    draw = random.Random(seed)
    for _ in range(12):
        assert job.found is not None
        key = draw.choice(job.ids)
        at = job.ids.index(key)
        low, high = job.found.criteria[at].scale
        word = next(iter(job.found.criteria[at].words), "")
        messages: list[dict[str, object]] = [
            {"kind": "better", "id": key, "better": draw.choice(["higher", "lower"])},
            {"kind": "confirm", "id": key},
            {"kind": "scale", "id": key, "from": low - draw.randrange(5), "to": high + 1},
            {"kind": "word", "id": key, "word": word, "number": draw.choice([None, 5, 62.5])},
            {"kind": "role", "side": draw.choice(["rows", "columns"]),
             "line": draw.randrange(1, 14), "role": draw.choice(["leave_out", "note", ""])},
        ]  # fmt: skip
        job = import_answered(job, draw.choice(messages))
    return say_texts(job, draw.choice(["", "Sites: which?"]), "Which?", draw.choice(["", "Ada"]))


SOURCES = [
    *[(f"made-{seed}.xlsx", seed) for seed in range(0, 24, 2)],
    *[(f"made-{seed}.csv", seed) for seed in range(1, 24, 2)],
    ("sites.csv", -1),
    ("template.xlsx", -2),
]


@pytest.mark.parametrize(("name", "seed"), SOURCES, ids=[name for name, _ in SOURCES])
def test_the_command_writes_the_same_bytes_from_the_recipe(
    name: str, seed: int, tmp_path: Path
) -> None:
    """The answers given on screen, kept in a recipe, give the same file on the command line."""
    if seed >= 0:
        made = make_sheet(seed)
        raw = made.as_xlsx() if name.endswith("xlsx") else made.as_csv()
    else:
        raw = SITES.encode() if seed == -1 else template()
    job = answered(start(name, raw), seed)
    source, recipe, written = tmp_path / name, tmp_path / "s.import.yaml", tmp_path / "s.yaml"
    source.write_bytes(raw)
    recipe.write_text(write_recipe(job.wishes, name), encoding="utf-8")
    assert main(["new", str(written), "--from", str(source), "--recipe", str(recipe)]) == 0
    assert written.read_bytes() == text_of(job).encode()


@pytest.mark.parametrize(("name", "seed"), SOURCES, ids=[name for name, _ in SOURCES])
def test_the_first_ranking_is_of_the_very_set_that_is_written(name: str, seed: int) -> None:
    """Made without any text in between, the set on show is the one that the file will hold."""
    if seed >= 0:
        made = make_sheet(seed)
        raw = made.as_xlsx() if name.endswith("xlsx") else made.as_csv()
    else:
        raw = SITES.encode() if seed == -1 else template()
    found = understand(read_bytes(name, raw))
    loaded = read_criteria(write_draft(found, is_accepted=True).encode(), Path("x/x.yaml"), "x")
    assert draft_set(found) == loaded.criteria_set


# --- names of files ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["", " ", "../up", "a/b", "a\\b", ".hidden", "a.b", "übung", "a__b", "con", "LPT1", "x" * 61,
     "taken", "kept"],
)  # fmt: skip
def test_a_name_that_is_unsafe_or_taken_is_refused(name: str, tmp_path: Path) -> None:
    """With a sentence; nothing is changed in silence."""
    (tmp_path / "taken.yml").write_text("", encoding="utf-8")
    (tmp_path / "kept.import.yaml").write_text("", encoding="utf-8")
    assert name_fault(name, tmp_path).endswith(".")


def test_a_plain_name_is_taken(tmp_path: Path) -> None:
    """Letters, digits, hyphens and single underscores."""
    assert name_fault("Library-sites_2", tmp_path) == ""
