"""Everything there is can be chosen by name, and is made in its order, come what may."""

from __future__ import annotations

from pathlib import Path

import pytest
from export.lunch_result import MOVED, lunch_result

from steelyard.analysis.sensitivity import robustness
from steelyard.export.drawings.chart_forms import CHART_FORMS
from steelyard.export.forms import EXTRAS, FORMS, lack_of
from steelyard.export.selection import (
    Piece,
    Selection,
    everything,
    make_all,
    pieces,
    select,
)


def test_everything_is_every_form_and_every_picture_in_every_form(tmp_path: Path) -> None:
    """No two files share a name."""
    result = lunch_result(tmp_path, MOVED)
    whole = everything(result)
    chosen = pieces(result, whole)

    assert len(chosen) == len(FORMS) + len(CHART_FORMS) * len(whole.pictures)
    assert len({piece.path for piece in chosen}) == len(chosen)
    assert all("/" not in piece.path.removeprefix("pictures/") for piece in chosen)


def test_names_are_answered_in_the_order_of_the_lists(tmp_path: Path) -> None:
    """However they are asked for."""
    result = lunch_result(tmp_path)
    assert select(result, ["simulations", "csv", "svg", "scorecard", "brief"]) == Selection(
        ("brief",), ("svg", "csv"), ("scorecard", "simulations")
    )
    assert select(result, ["brief"]) == Selection(("brief",), (), ())


def test_forms_have_names_of_their_own() -> None:
    """A form of the whole and a form of a picture are never mistaken for each other."""
    assert not set(FORMS) & set(CHART_FORMS)
    for form in (*FORMS.values(), *CHART_FORMS.values()):
        assert form.extra in ("", *EXTRAS)
        assert form.purpose.endswith(".")
        assert form.ending


def test_files_come_in_their_order_and_each_is_counted(tmp_path: Path) -> None:
    """Those that cannot be made keep their place, with a sentence for bytes."""

    def give_up() -> bytes:
        raise ArithmeticError

    def lack() -> bytes:
        raise ImportError("this needs the extra `office`")

    asked = [
        Piece("a", "A", lambda: b"1"),
        Piece("b", "B", give_up),
        Piece("c", "C", lack),
        Piece("d", "D", lambda: b"4"),
    ]
    told: list[tuple[int, int]] = []
    made = list(make_all(lunch_result(tmp_path), asked, lambda *n: told.append(n)))

    assert [piece.data for piece in made] == [b"1", None, None, b"4"]
    assert "could not be worked out" in made[1].sentence
    assert made[2].sentence == "this needs the extra `office`"
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_picture_is_worked_out_once_for_all_its_forms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What took a solver to work out is not worked out for every form again."""
    result = lunch_result(tmp_path)
    solved = []
    real = robustness.find_beliefs
    monkeypatch.setattr(robustness, "find_beliefs", lambda _: solved.append(1) or real(_))
    chosen = pieces(result, Selection((), ("vega", "csv"), ("weights-needed",)))
    assert all(piece.data for piece in make_all(result, chosen))
    assert solved == [1]


def test_what_is_missing_is_one_sentence() -> None:
    """It names what is needed and how to get it."""
    assert lack_of("Brief", "report") == (
        "Brief needs the extra `report`: pip install 'steelyard[report]'"
    )
