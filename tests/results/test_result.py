"""Tests of results that are cached and returned again for the same question."""

from __future__ import annotations

from pathlib import Path

from steelyard.files.criteria_files import LoadedSet, load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.result import find_result

LUNCH = """
format: 1
title: Lunch
criteria: {taste: {name: Taste}, price: {name: Price}}
options: {soup: {name: Soup}, cake: {name: Cake}}
assessments: {soup: {taste: 50, price: 80}, cake: {taste: 75, price: 20}}
"""


def load(folder: Path) -> LoadedSet:
    """Return a small file as the pages read it."""
    file = folder / "lunch.yaml"
    file.write_text(LUNCH, encoding="utf-8")
    return load_criteria_file(file)


def test_the_same_question_gets_the_same_answer(tmp_path: Path) -> None:
    """Equal choices of one file share their numbers, however their parts are ordered."""
    loaded = load(tmp_path)
    first = find_result(loaded, Choice(swings={"taste": 1.0, "price": 2.0}))

    assert find_result(loaded, Choice(swings={"price": 2.0, "taste": 1.0})) is first
    assert first.evaluation.swings == {"taste": 1.0, "price": 2.0}


def test_another_choice_or_file_is_another_answer(tmp_path: Path) -> None:
    """A file read again, or anything moved, is worked out anew."""
    loaded, again = load(tmp_path), load(tmp_path)
    first = find_result(loaded, Choice())

    assert find_result(again, Choice()) is not first
    assert find_result(loaded, Choice(swings={"taste": 1e-7})) is not first
    assert find_result(loaded, Choice(disputes={("soup", "taste"): 50.0})) is not first
