"""A set begun from its question is a valid file, and real entries take the place of the first."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.files.criteria_files import read_criteria
from steelyard.files.editing.entry_edits import rename_entry
from steelyard.files.editing.score_sheet import names_of
from steelyard.files.sources.first_set import begin_set, is_beginning, put_names


@pytest.mark.parametrize("title", ["Pond", "A: b # c", "'quoted'"])
def test_a_set_begun_from_a_question_is_valid(title: str) -> None:
    """Whatever signs are in it."""
    loaded = read_criteria(begin_set(title, "What now?").encode(), Path("x.yaml"), "x.yaml")
    assert loaded.problems == ()
    assert loaded.criteria_set is not None
    assert loaded.criteria_set.title == title
    names = {key: entry.name for key, entry in loaded.criteria_set.options.items()}
    assert all(is_beginning("options", key, name) for key, name in names.items())


def test_names_take_the_place_of_the_beginnings() -> None:
    """More names are added, fewer leave none of the beginnings; twice is once."""
    text = begin_set("Pond", "What now?")
    many = put_names(text, "options", ["Mend it", "Fill it", "Leave it"])
    assert [*names_of(many, "options").values()] == ["Mend it", "Fill it", "Leave it"]
    assert "first_option" not in many
    assert put_names(many, "options", ["Fill it"]) == many
    one = put_names(text, "criteria", ["Cost"])
    assert [*names_of(one, "criteria")] == ["cost"]
    assert read_criteria(many.encode(), Path("x.yaml"), "x.yaml").problems == ()
    assert put_names(text, "options", []) == text


def test_an_entry_that_was_named_is_no_beginning() -> None:
    """Whether its name or its id was changed."""
    text = rename_entry(begin_set("Pond", "What now?"), "options", "first_option", "mend")
    added = put_names(text, "options", ["Fill it"])
    assert names_of(added, "options") == {"mend": "First option", "fill_it": "Fill it"}
