"""Guesses that stand in a file: named until they are deleted or the value is another."""

from __future__ import annotations

from pathlib import Path

from steelyard.files.criteria_files import LoadedSet, read_criteria

TEXT = """\
format: 1
title: Lunch
criteria:
  cost:
    name: Cost
    better: lower
    scale: {from: 0, to: 50}
    anchors: {10: Cheap, 40: Dear}
    unconfirmed: {better: lower, scale: {from: 0, to: 50}, anchors: {10: Cheap, 40: Dear}}
options:
  soup: {name: Soup}
assessments:
  soup: {cost: 10}
"""


def load(text: str) -> LoadedSet:
    """Return the file with this text, as read."""
    return read_criteria(text.encode(), Path("lunch.yaml"), "lunch.yaml")


def guessed(loaded: LoadedSet) -> list[str]:
    """Return what is guessed, in the order of the file."""
    return [problem.where[-1] for problem in loaded.problems if problem.code == "C026"]


def test_each_guess_is_a_problem_at_its_place() -> None:
    """Direction, scale and words are named by line; nothing of the file is left out."""
    loaded = load(TEXT)
    assert guessed(loaded) == ["better", "scale", "anchors"]
    assert {problem.line for problem in loaded.problems} == {9}
    assert (loaded.guesses, loaded.faults) == (3, 0)
    assert loaded.criteria_set is not None
    assert loaded.criteria_set.criteria["cost"].better == "lower"
    assert [problem.found.partition(",")[0] for problem in loaded.problems] == [
        "better: lower",
        "a scale from 0 to 50",
        "Cheap = 10",
    ]


def test_another_value_confirms() -> None:
    """Who writes another direction or scale has decided: that guess is gone, the others stay."""
    assert guessed(load(TEXT.replace("    better: lower", "    better: higher"))) == [
        "scale",
        "anchors",
    ]
    assert guessed(load(TEXT.replace("    scale: {from: 0, to: 50}", "    scale: {to: 60}"))) == [
        "better",
        "anchors",
    ]


def test_a_deleted_guess_is_confirmed() -> None:
    """Without the entry there is no problem."""
    assert not load(TEXT.replace("better: lower, scale: {from: 0, to: 50}, ", "").replace(
        "{anchors: {10: Cheap, 40: Dear}}", "{}"
    )).problems  # fmt: skip


def test_a_fault_is_no_guess() -> None:
    """Faults and guesses of one file are counted apart."""
    loaded = load(TEXT.replace("{cost: 10}", "{cost: 70}"))
    assert (loaded.guesses, loaded.faults) == (3, 1)


def test_a_guess_about_the_whole_file_is_a_problem_until_it_is_deleted() -> None:
    """It is a sentence under `unconfirmed`, named with its place."""
    loaded = load(TEXT + "unconfirmed: {turned: Criteria were taken from the rows of the sheet}\n")
    assert (loaded.guesses, loaded.faults) == (4, 0)
    problem = loaded.problems[-1]
    assert problem.where == ("unconfirmed", "turned")
    assert "Criteria were taken from the rows" in problem.found
    assert "delete unconfirmed › turned" in problem.fix
