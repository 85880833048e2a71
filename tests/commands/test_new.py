"""`steelyard new` and `steelyard schema`, as a new user meets them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from steelyard.cli import main
from steelyard.files.schema import SCHEMA_LINE, SCHEMA_NAME, criteria_schema


def test_a_new_file_can_be_checked_and_scored_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The starter has no problem and a ranking."""
    file = tmp_path / "mine.yaml"

    assert main(["new", str(file)]) == 0
    assert main(["check", str(file)]) == 0
    assert main(["score", str(file)]) == 0
    assert "Do something" in capsys.readouterr().out
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 28


def test_an_existing_file_is_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second `new` with the same name is refused and changes nothing."""
    file = tmp_path / "mine.yaml"
    file.write_text("precious", encoding="utf-8")

    assert main(["new", str(file)]) == 2
    assert file.read_text(encoding="utf-8") == "precious"
    assert "exists already" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["mine.txt", "no/such/folder/mine.yaml"])
def test_a_place_that_cannot_be_is_a_plain_sentence(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another ending, or a folder that is not there, is wrong use."""
    assert main(["new", str(tmp_path / name)]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("given", [[], ["--from", "plans.csv"]], ids=["empty", "sheet"])
def test_no_schema_is_named_that_does_not_lie_beside_the_file(
    given: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder of one's own an editor has nothing to look for, and nothing else is written."""
    monkeypatch.chdir(tmp_path)
    Path("plans.csv").write_text(SHEET, encoding="utf-8")

    assert main(["new", "mine.yaml", *given]) == 0
    assert "schema" not in Path("mine.yaml").read_text(encoding="utf-8")
    assert not Path(SCHEMA_NAME).exists()


@pytest.mark.parametrize("given", [[], ["--from", "plans.csv"]], ids=["empty", "sheet"])
def test_a_schema_asked_for_is_written_and_named(
    given: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--schema` puts it beside the file, and the next file finds it there without asking."""
    monkeypatch.chdir(tmp_path)
    Path("plans.csv").write_text(SHEET, encoding="utf-8")

    assert main(["new", "mine.yaml", "--schema", *given]) == 0
    assert Path(SCHEMA_NAME).read_text(encoding="utf-8") == criteria_schema()
    assert main(["new", "next.yaml", *given]) == 0
    for file in (Path("mine.yaml"), Path("next.yaml")):
        assert file.read_text(encoding="utf-8").startswith(SCHEMA_LINE)
        # What is only guessed of a sheet is named until somebody confirms it.
        assert main(["check", str(file)]) == (1 if given else 0)


def test_a_schema_of_another_version_stays_and_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written over; asked for again, the present one causes no word."""
    schema = tmp_path / SCHEMA_NAME
    schema.write_text("{}", encoding="utf-8")
    assert main(["new", str(tmp_path / "a.yaml"), "--schema"]) == 0
    assert schema.read_text(encoding="utf-8") == "{}"
    assert "it stays as it is" in capsys.readouterr().err
    schema.write_bytes(criteria_schema().replace("\n", "\r\n").encode())
    assert main(["new", str(tmp_path / "b.yaml"), "--schema"]) == 0
    assert capsys.readouterr().err == ""


def test_the_schema_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Both schemas start as JSON objects."""
    assert main(["schema"]) == 0
    assert capsys.readouterr().out.startswith("{")
    assert main(["schema", "--register"]) == 0
    assert '"fingerprints"' in capsys.readouterr().out


SHEET = """\
Option;Cost;Benefit
weight;30;100
better;lower;
Do nothing;0;?
Act now;abou 40;20/40/60
Act later;870,5;20 - 60
"""


def test_a_sheet_becomes_a_file_and_says_what_it_could_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The guesses of the file are its only problems, and every odd cell is named."""
    sheet, file = tmp_path / "plans_2026.csv", tmp_path / "plans.yaml"
    sheet.write_text(SHEET, encoding="utf-8")

    assert main(["new", str(file), "--from", str(sheet)]) == 0
    out, err = capsys.readouterr()
    assert "3 options, 2 criteria, read from A1:C6, criteria in columns, weights from row 2" in out
    assert "2 of 6 scores unknown" in out
    assert "B5 (Act now, Cost): found abou 40; not understood as a number" in err
    assert "C6 (Act later, Benefit): found 20 - 60; a range; its middle is taken as likely" in err
    assert "Benefit: higher is better (nothing speaks for low); scale 0 to 100" in err
    text = file.read_text(encoding="utf-8")
    assert "title: plans 2026\n" in text
    assert "  act_later: {cost: 870.5, benefit: [20, 40, 60]}\n" in text
    assert main(["check", str(file)]) == 1
    assert capsys.readouterr().out.count("C026") == 3
    assert main(["score", str(file)]) == 1
    assert "with 3 guesses unconfirmed" in capsys.readouterr().out


def test_accepted_guesses_are_no_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--accept` takes every guess as confirmed; `--better` says a direction beforehand."""
    sheet = tmp_path / "plans.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    accepted, said = tmp_path / "a.yaml", tmp_path / "b.yaml"
    assert main(["new", str(accepted), "--from", str(sheet), "--accept"]) == 0
    assert main(["check", str(accepted)]) == 0
    assert main(["new", str(said), "--from", str(sheet), "--better", "benefit=lower"]) == 0
    assert "    better: lower\n" in said.read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["check", str(said)]) == 1
    assert capsys.readouterr().out.count("C026") == 2


@pytest.mark.parametrize("better", ["benefit", "benefit=up", "=lower", "speed=lower"])
def test_a_direction_that_makes_no_sense_is_refused(tmp_path: Path, better: str) -> None:
    """Nothing is written."""
    sheet, file = tmp_path / "plans.csv", tmp_path / "a.yaml"
    sheet.write_text(SHEET, encoding="utf-8")
    assert main(["new", str(file), "--from", str(sheet), "--better", better]) == 2
    assert not file.exists()


def test_a_dry_run_and_a_strict_one_write_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both say what was understood; a strict one fails as long as anything is guessed."""
    sheet, file = tmp_path / "plans.csv", tmp_path / "a.yaml"
    sheet.write_text(SHEET, encoding="utf-8")
    assert main(["new", "--from", str(sheet), "--dry-run"]) == 0
    assert "Nothing is written." in capsys.readouterr().out
    assert main(["new", str(file), "--from", str(sheet), "--strict"]) == 1
    assert "--strict allows no guess" in capsys.readouterr().err
    assert not file.exists()
    assert main(["new", str(file), "--from", str(sheet), "--strict", "--accept"]) == 0
    assert file.exists()


def test_a_sheet_can_be_named_and_turned(tmp_path: Path) -> None:
    """`--transpose` takes the other way round."""
    sheet, file = tmp_path / "plans.csv", tmp_path / "a.yaml"
    sheet.write_text(",Amber,Blue\nReach,3,4\nDepth,2,5\n", encoding="utf-8")
    assert main(["new", str(file), "--from", str(sheet), "--transpose"]) == 0
    assert "options:             # the courses of action\n  amber:" in file.read_text("utf-8")
    other = tmp_path / "b.yaml"
    assert main(["new", str(other), "--from", str(sheet), "--sheet", "Scores"]) == 2
    assert not other.exists()


def test_what_is_no_decision_table_is_described(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No file, exit code 1, what the sheet looks like, and a layout that works."""
    sheet, file = tmp_path / "letter.csv", tmp_path / "a.yaml"
    sheet.write_text("Dear all\nplease find attached\n", encoding="utf-8")
    assert main(["new", str(file), "--from", str(sheet)]) == 1
    err = capsys.readouterr().err
    assert "no table of named numbers was found; nothing is written" in err
    assert "2 rows, 1 columns" in err
    assert "A layout that works" in err
    assert not file.exists()


def test_the_template_is_read_without_a_guess_but_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is never written over; what it shows as an example is read back."""
    sheet, file = tmp_path / "sheet.xlsx", tmp_path / "a.yaml"
    assert main(["new", "--template", str(sheet)]) == 0
    assert main(["new", "--template", str(sheet)]) == 2
    assert main(["new", "--template", str(tmp_path / "sheet.csv")]) == 2
    capsys.readouterr()
    assert main(["new", str(file), "--from", str(sheet)]) == 0
    assert "4 options, 4 criteria, read from sheet Scores" in capsys.readouterr().out
    assert main(["check", str(file)]) == 1
    assert capsys.readouterr().out.count("C026") == 1


def test_without_a_name_there_is_nothing_to_write(capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence shows how to write one."""
    assert main(["new"]) == 2
    assert "steelyard new mine.yaml" in capsys.readouterr().err


def test_a_sheet_that_cannot_be_read_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, exit code 2, no file."""
    file = tmp_path / "mine.yaml"
    assert main(["new", str(file), "--from", str(tmp_path / "none.csv")]) == 2
    assert "there is no file" in capsys.readouterr().err
    assert not file.exists()


def test_a_disk_that_fails_leaves_no_half_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was begun is taken away again."""
    file = tmp_path / "mine.yaml"
    really = Path.open

    def fail(_text: str) -> int:
        raise OSError(28, "No space left on device")

    def open_full(path: Path, *given: Any, **named: Any) -> Any:
        stream = really(path, *given, **named)
        if path == file:
            monkeypatch.setattr(stream, "write", fail)
        return stream

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", open_full)
        assert main(["new", str(file)]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert not file.exists()
