"""`steelyard verify` answers with words, JSON and an exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from export.lunch_result import lunch_file
from files.lunch import LUNCH

from steelyard.cli import main


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """Return the folder of an export with the criteria file beside it."""
    out = tmp_path / "out"
    words = ["--only", "svg,csv,simulations,numbers-json"]
    assert main(["export", str(lunch_file(tmp_path)), "--to", str(out), *words]) == 0
    return out


def test_an_export_agrees(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All files at once; the criteria file is found in `criteria` above them."""
    files = sorted(str(path) for path in exported.rglob("*.*"))
    assert main(["verify", *files]) == 0
    out = capsys.readouterr().out
    assert out.count(": agrees") == 3


def test_json_says_everything(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Outcome, criteria file, origin and differences are there for programs."""
    file = exported / "pictures" / "lunch-simulations.svg"
    file.write_bytes(file.read_bytes().replace(b"lunch.yaml", b"lunch.yamI", 1))
    capsys.readouterr()
    assert main(["verify", str(file), "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["outcome"], found["kind"]) == ("differs", "SVG picture")
    assert found["criteria"].endswith("lunch.yaml")
    assert found["origin"]["Frame"] == "both"
    assert found["differences"][0]["where"] == "content"


def test_a_changed_criteria_file_is_told(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it was then and what it is now stand side by side."""
    lunch_file(tmp_path, LUNCH.replace("taste: 80", "taste: 90"))
    assert main(["verify", str(exported / "lunch-numbers.json")]) == 1
    out = capsys.readouterr().out
    assert "criteria changed" in out
    assert "totals › cake: then 72, now 78" in out


def test_the_criteria_file_may_be_named(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--criteria` takes a file anywhere, and only that is looked at."""
    elsewhere = lunch_file(tmp_path / "elsewhere")
    empty = tmp_path / "empty"
    empty.mkdir()
    file = str(exported / "lunch-numbers.json")
    assert main(["verify", file, "--criteria", str(elsewhere)]) == 0
    assert main(["verify", file, "--criteria", str(empty)]) == 1
    assert "no criteria file" in capsys.readouterr().out


def test_a_zip_is_checked_file_by_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The zip is reported on one line, and checked against the criteria file inside it."""
    out = tmp_path / "out"
    file = lunch_file(tmp_path)
    words = ["--only", "svg,csv,simulations", "--zip"]
    assert main(["export", str(file), "--to", str(out), *words]) == 0
    file.unlink()
    capsys.readouterr()
    assert main(["verify", str(out / "lunch.zip")]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"{out / 'lunch.zip'}: agrees")
    assert "lunch-simulations" not in told


@pytest.mark.parametrize("words", [["nowhere.svg"], [__file__, "--criteria", "nowhere"]])
def test_wrong_use_is_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there ends with 2 and one sentence."""
    assert main(["verify", *words]) == 2
    assert "there is no file" in capsys.readouterr().err


def test_a_file_of_another_program_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Something else entirely is not ours, which is not agreeing."""
    assert main(["verify", __file__]) == 1
    assert "not ours" in capsys.readouterr().out
