"""A problem's word is replaced where the problem says, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from steelyard.files.criteria_files import LoadedSet, read_criteria
from steelyard.files.editing.fixes import put_replacement
from steelyard.files.problems import Problem

TEXT = """\
format: 1
title: The gates of lunch
criteria:
  taste: {name: Taste}
options: {soup: {name: Soup, needs: [fire]}}
gates: {fire: {name: Fire}} # gates
"""


def read(text: str) -> LoadedSet:
    """Return a text read as a criteria file."""
    return read_criteria(text.encode(), Path("lunch.yaml"), "lunch.yaml")


def first_problem(text: str) -> Problem:
    """Return the first problem of a text."""
    return read(text).problems[0]


@pytest.mark.parametrize("key", ["gates", '"gates"', "'gates'"])
def test_an_old_key_is_renamed(key: str) -> None:
    """The key alone changes, with its quotation marks; the file then has no problem."""
    text = TEXT.replace("gates: {", f"{key}: {{")
    fixed = put_replacement(text, first_problem(text))

    assert fixed == text.replace(f"{key}: {{", f"{key.replace('gates', 'conditions')}: {{")
    assert read(fixed).problems == ()


@pytest.mark.parametrize("word", ["true", "True"])
def test_a_reference_of_older_files_is_replaced(word: str) -> None:
    """`true` is read as business as usual, and one click writes that in its place."""
    text = TEXT.replace("gates: {", "conditions: {").replace(
        "options: {", f"options: {{stay: {{name: Stay, reference: {word}}}, "
    )
    read_so = read(text).criteria_set
    assert read_so is not None
    assert read_so.options["stay"].reference == "business_as_usual"

    fixed = put_replacement(text, first_problem(text))
    assert fixed == text.replace(f"reference: {word}", "reference: business_as_usual")
    assert read(fixed).problems == ()


def test_a_misspelt_key_is_corrected() -> None:
    """The nearest right name takes the place of the wrong one."""
    text = TEXT.replace("gates: {", "conditions: {").replace("{name: Taste}", "{nmae: Taste}")
    problem = next(problem for problem in read(text).problems if problem.code == "C001")

    assert "taste: {name: Taste}" in put_replacement(text, problem)


def test_a_text_that_has_changed_meanwhile_is_refused() -> None:
    """Nothing is written over another word; the sentence names the word and the line."""
    problem = first_problem(TEXT)

    with pytest.raises(ValueError, match="“gates” is no longer in line 6"):
        put_replacement(TEXT.replace("title:", "# New.\ntitle:"), problem)
    with pytest.raises(ValueError, match="no longer in line 99"):
        put_replacement(TEXT, replace(problem, line=99))


def test_a_problem_without_a_sure_replacement_is_refused() -> None:
    """A number outside its scale has no one right number."""
    problem = replace(first_problem(TEXT), nearest="")

    with pytest.raises(ValueError, match="no sure replacement"):
        put_replacement(TEXT, problem)
