"""The gallery holds what a file can show, lazily, and leaves out what it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from export.lunch_result import MOVED, lunch_result
from files.lunch import LUNCH

from steelyard.export.gallery import gallery, width_of
from steelyard.files.criteria_files import load_criteria_file
from steelyard.pictures import robustness
from steelyard.results.result import Result

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"
ONE_OPTION = """\
format: 1
title: Alone
criteria: {taste: {name: Taste}, price: {name: Price}}
options: {soup: {name: Soup}}
assessments: {soup: {taste: 40}}
"""
ONE_CRITERION = """\
format: 1
title: Narrow
criteria: {taste: {name: Taste}}
options: {soup: {name: Soup}, cake: {name: Cake}}
"""


@pytest.mark.parametrize("name", ["iran-2026", "drug-harms-2010"])
def test_every_picture_of_the_shipped_sets_can_be_drawn(name: str) -> None:
    """Each has a chart, words and rows; keys are fit for file names and each is there once."""
    pictures = gallery(Result(load_criteria_file(CRITERIA / f"{name}.yaml")))

    assert len(pictures) > 20
    for key, build in pictures.items():
        assert key.replace("-", "").replace("_", "").isalnum()
        picture = build()
        chart = picture.draw("light", width_of(key)).to_dict(validate=False)
        assert chart["title"]["text"]
        assert picture.words
        assert len(picture.rows())


def test_the_small_set_shows_its_groups_readings_and_scenarios(tmp_path: Path) -> None:
    """What the file has is there: also one picture per criterion and per reading."""
    keys = set(gallery(lunch_result(tmp_path, MOVED)))

    assert keys >= {"scorecard", "values", "difference", "simulations", "regret", "ranks-by-lens"}
    assert keys >= {"totals-over-taste", "totals-over-price", "mix-with-gourmet"}
    assert "map-of-leaders" not in keys


def test_what_cannot_be_shown_is_left_out(tmp_path: Path) -> None:
    """One option has nobody to lead; one criterion has no weight to move."""
    alone = set(gallery(lunch_result(tmp_path / "a", text=ONE_OPTION)))
    narrow = set(gallery(lunch_result(tmp_path / "b", text=ONE_CRITERION)))

    assert alone == {"scorecard", "values"}
    assert narrow == {"scorecard", "values", "difference", "simulations", "ranks", "weights-needed"}


def test_nothing_is_drawn_before_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Listing the pictures draws none of them."""
    monkeypatch.setattr(robustness, "hundred_simulations", lambda *_, **__: pytest.fail("drawn"))
    assert "simulations" in gallery(lunch_result(tmp_path))


def test_the_rival_that_was_chosen_is_the_one_in_the_picture(tmp_path: Path) -> None:
    """The picture of the difference holds the leader against the option of the view."""
    text = LUNCH
    other = lunch_result(tmp_path, MOVED, text)
    assert "Soup" in gallery(other)["difference"]().words
