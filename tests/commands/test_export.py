"""`steelyard export` writes what is asked for, whole, and says plainly what it could not."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from export.lunch_result import lunch_file
from files.lunch import LUNCH

from steelyard.cli import main
from steelyard.export import forms, selection


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a small criteria file."""
    return lunch_file(tmp_path)


def names(folder: Path) -> set[str]:
    """Return every file below a folder."""
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}


def test_forms_and_pictures_are_chosen_by_name(file: Path, tmp_path: Path) -> None:
    """A form and a picture give that picture in that form; a form of the whole comes beside."""
    out = tmp_path / "out"
    assert (
        main(["export", str(file), "--to", str(out), "--only", "svg,simulations,numbers-csv"]) == 0
    )
    assert names(out) == {"pictures/lunch-simulations.svg", "lunch-numbers.csv"}


def test_a_picture_alone_comes_in_every_form(file: Path, tmp_path: Path) -> None:
    """Naming only a picture asks for all its forms."""
    out = tmp_path / "out"
    assert main(["export", str(file), "--to", str(out), "--only", "simulations"]) == 0
    endings = {name.removeprefix("pictures/lunch-simulations") for name in names(out)}
    assert endings == {".svg", ".pdf", ".png", "-print.png", ".vl.json", ".csv"}


def test_the_view_asked_for_is_the_one_exported(file: Path, tmp_path: Path) -> None:
    """The stamp names the lens and the swing of the command line."""
    out = tmp_path / "out"
    view = ["--lens", "child", "--set-swing", "price=30", "--reading", "gourmet"]
    assert main(["export", str(file), "--to", str(out), "--only", "vega,values", *view]) == 0
    spec = json.loads((out / "pictures" / "lunch-values.vl.json").read_text())
    origin = spec["usermeta"]["Steelyard"]
    assert (origin["Lens"], origin["Reading"]) == ("child", "gourmet")
    assert json.loads(origin["Swings moved"]) == {"price": 30}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--only", "sgv"], "did you mean svg?"),
        (["--only", "nonsense"], "nothing called “nonsense” to export"),
        (["--lens", "adult"], "no lens called"),
        (["--view", "nowhere.json"], "nowhere.json cannot be read"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(
    file: Path, tmp_path: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong use ends with 2, one sentence, and nothing written."""
    assert main(["export", str(file), "--to", str(tmp_path / "out"), *words]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_files_that_are_there_are_kept_unless_forced(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second run is refused before anything is made; with --force it replaces."""
    out = tmp_path / "out"
    words = ["export", str(file), "--to", str(out), "--only", "csv,simulations"]
    assert main(words) == 0
    target = out / "pictures" / "lunch-simulations.csv"
    target.write_text("mine")

    assert main(words) == 2
    assert "--force" in capsys.readouterr().err
    assert target.read_text() == "mine"
    assert main([*words, "--force"]) == 0
    assert target.read_text() != "mine"


def test_a_place_that_is_no_folder_is_told(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file where the folder should be is one sentence."""
    (tmp_path / "out").write_text("")
    assert main(["export", str(file), "--to", str(tmp_path / "out"), "--only", "csv"]) == 2
    assert "a file of that name is there" in capsys.readouterr().err


def test_a_missing_extra_is_one_sentence_and_stops_nothing_else(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the drawing extra the tables are still written; a sentence says what to install."""
    here = forms.find_spec
    monkeypatch.setattr(forms, "find_spec", lambda m: None if m == "vl_convert" else here(m))
    out = tmp_path / "out"
    assert main(["export", str(file), "--to", str(out), "--only", "svg,csv,simulations"]) == 1
    assert names(out) == {"pictures/lunch-simulations.csv"}
    said = capsys.readouterr().err
    assert "simulations as SVG needs the extra `images`: pip install 'steelyard[images]'" in said


def test_a_solver_that_gives_up_stops_nothing_else(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A picture that cannot be worked out is a sentence."""

    def give_up(*_: object) -> None:
        raise ArithmeticError

    from steelyard.analysis.sensitivity import robustness

    monkeypatch.setattr(robustness, "find_beliefs", give_up)
    out = tmp_path / "out"
    words = ["export", str(file), "--to", str(out), "--only", "csv,simulations,weights-needed"]
    assert main(words) == 1
    assert names(out) == {"pictures/lunch-simulations.csv"}
    assert "weights-needed as CSV could not be worked out" in capsys.readouterr().err


def test_letters_that_cannot_be_drawn_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name in another script is written all the same, with one sentence about its letters."""
    file = lunch_file(tmp_path, LUNCH.replace("name: Cake", "name: 蛋糕"))
    assert main(["export", str(file), "--to", str(tmp_path / "o"), "--only", "svg,values"]) == 0
    assert "lacks 2 characters of this file (糕 蛋)" in capsys.readouterr().err


def test_a_zip_can_be_made_again_by_somebody_else(tmp_path: Path) -> None:
    """Unpacked elsewhere, the command of its README gives the same bytes."""
    only = ["--only", "svg,pdf,csv,simulations,scorecard,numbers-json"]
    view = ["--lens", "child", "--set-swing", "price=30"]
    first = tmp_path / "first"
    assert (
        main(["export", str(lunch_file(tmp_path)), "--to", str(first), "--zip", *only, *view]) == 0
    )
    unpacked = tmp_path / "colleague"
    with zipfile.ZipFile(first / "lunch.zip") as archive:
        archive.extractall(unpacked)
        assert {"README.txt", "view.json", "criteria/lunch.yaml"} <= set(archive.namelist())
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    readme = (unpacked / "README.txt").read_text()
    command = next(line for line in readme.splitlines() if "steelyard export" in line).split()
    assert command[:3] == ["steelyard", "export", "criteria/lunch.yaml"]
    given = [
        str(unpacked / word) if word in ("criteria/lunch.yaml", "view.json", "again") else word
        for word in command[1:]
    ]
    assert main(given) == 0
    assert (unpacked / "again/lunch.zip").read_bytes() == (first / "lunch.zip").read_bytes()


@pytest.mark.parametrize(("mark", "code"), [("", 0), ("\ufeff", 2)])
def test_a_file_that_has_changed_meanwhile_is_not_mixed_with_its_figures(
    mark: str,
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What was computed is what is packed, or nothing is where its bytes are gone."""
    file = lunch_file(tmp_path, mark + LUNCH)
    make_all = selection.make_all

    def change_first(*given: object) -> object:
        file.write_text(LUNCH + "# later\n", encoding="utf-8")
        return make_all(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(selection, "make_all", change_first)
    out = tmp_path / "out"
    assert (
        main(["export", str(file), "--to", str(out), "--zip", "--only", "csv,simulations"]) == code
    )
    if code:
        assert "has changed since it was read" in capsys.readouterr().err
        assert names(out) == set()
    else:
        packed = zipfile.ZipFile(out / "lunch.zip").read("criteria/lunch.yaml")
        assert packed.decode() == LUNCH


def test_view_and_frame_exclude_each_other(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--view` fixes the whole view, so `--frame` beside it is refused rather than ignored."""
    words = ["--view", str(file), "--lens", "child"]
    assert main(["export", str(file), "--to", str(tmp_path / "out"), *words]) == 2
    assert "leave out --frame" in capsys.readouterr().err
