"""`steelyard check` finds every problem, says so in its exit code, and never crashes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from files.lunch import LUNCH

from steelyard import cli

PACKAGE = Path(cli.__file__).resolve().parents[1]
BROKEN = LUNCH.replace("taste: 80", "taste: 180").replace("title: Lunch", "titel: Lunch")


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    """Return exit code, output and error output of a command."""
    code = cli.main([str(word) for word in words])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a good and a broken file."""
    (tmp_path / "good.yaml").write_text(LUNCH)
    (tmp_path / "broken.yaml").write_text(BROKEN)
    return tmp_path


def test_a_good_file_is_fine(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0, and what was found in it: 3 options by 2 criteria are 6 cells."""
    code, out, err = run(capsys, "check", folder / "good.yaml")
    assert (code, err) == (0, "")
    assert "good.yaml: no problems" in out
    assert "3 options × 2 criteria" in out
    assert "6 cells: 0 rest on direct claims, 0 only on indirect ones, 6 on none, 0 unknown" in out


def test_a_broken_file_has_problems(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, each problem with its place, in the order of the file."""
    code, out, _ = run(capsys, "check", folder / "broken.yaml")
    assert code == 1
    assert out.index("broken.yaml:2:1  C001") < out.index("broken.yaml:18:17  C014")
    assert "broken.yaml: 2 problems" in out


def test_a_folder_is_checked_file_by_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One broken file among good ones makes the exit code 1."""
    code, out, _ = run(capsys, "check", folder)
    assert code == 1
    assert out.index("broken.yaml: 2 problems") < out.index("good.yaml: no problems")


def test_the_shipped_sets_are_checked_where_nothing_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """And they have no problem."""
    code, out, _ = run(capsys, "check")
    assert code == 0
    assert "iran-2026.yaml: no problems" in out


@pytest.mark.parametrize("kind", ["missing", "empty"])
def test_nothing_to_check_is_wrong_use(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing file or folder and one without sets: exit code 2 and a sentence."""
    (tmp_path / "empty").mkdir()
    code, out, err = run(capsys, "check", tmp_path / kind)
    assert (code, out) == (2, "")
    assert err.startswith("steelyard: there is no")


@pytest.mark.parametrize("raw", [b"", b"\xff\xfea\x00", b"PK\x03\x04", b"a: [", b"\x00" * 100])
def test_any_bytes_are_problems_and_no_traceback(
    raw: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever somebody calls .yaml."""
    (tmp_path / "a.yaml").write_bytes(raw)
    code, out, err = run(capsys, "check", tmp_path)
    assert (code, err) == (1, "")
    assert "a.yaml: 1 problem\n" in out


@pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS keep names as text")
def test_a_name_that_is_no_text_has_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a folder it is named after the others; named itself, it is checked like any file."""
    (tmp_path / "good.yaml").write_text(LUNCH)
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.yaml"))
    odd.write_text(LUNCH)
    code, out, _ = run(capsys, "check", tmp_path)
    assert code == 1
    assert "good.yaml: no problems" in out
    assert "caf\\udce9.yaml has a name that is not text in UTF-8; rename it to open it." in out
    code, out, _ = run(capsys, "check", "--json", tmp_path)
    assert (code, len(json.loads(out)["unusable_names"])) == (1, 1)
    code = cli.main(["check", os.fspath(odd)])
    assert (code, "caf\\udce9.yaml: no problems" in capsys.readouterr().out) == (0, True)


def test_json_says_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same problems, for a program."""
    code, out, _ = run(capsys, "check", folder, "--json")
    broken, good = json.loads(out)["files"]
    assert code == 1
    assert [problem["code"] for problem in broken["problems"]] == ["C001", "C014"]
    assert set(good) == {"file", "sha256", "problems", "options", "criteria", "cells"}
    assert (good["problems"], good["options"], good["criteria"]) == ([], 3, 2)
    assert good["cells"] == {"cells": 6, "direct": 0, "indirect": 0, "none": 6, "unknown": 0}


def test_json_of_an_unusable_file_is_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing was found in it, and that is said in numbers and null."""
    (tmp_path / "a.yaml").write_text("a: [")
    _, out, _ = run(capsys, "check", tmp_path, "--json")
    (one,) = json.loads(out)["files"]
    assert (one["options"], one["criteria"], one["cells"]) == (0, 0, None)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_any_console_can_show_it(encoding: str, tmp_path: Path) -> None:
    """Names in other alphabets do not stop the command on an old console."""
    (tmp_path / "a.yaml").write_text(BROKEN.replace("titel: Lunch", "обед: 昼食"), encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "steelyard.cli", "check", str(tmp_path)],
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(PACKAGE)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 1
    assert b"Traceback" not in result.stderr
    assert "3 options × 2 criteria".encode() in result.stdout


@pytest.mark.parametrize("words", [["check", "--nonsense"], ["score"], ["check", "a", "b"]])
def test_words_that_are_not_understood_are_wrong_use(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, with how to use it."""
    with pytest.raises(SystemExit, match="2"):
        cli.main(words)
    assert "usage: steelyard" in capsys.readouterr().err


TURNED = "unconfirmed: {turned: Criteria were taken from the rows of the sheet}  # read it\n"
GUESSED = LUNCH.replace("criteria:\n", f"{TURNED}criteria:\n", 1) + "# the end\n"


def test_guesses_are_confirmed_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every guess is named, goes out of the file, and nothing else changes."""
    sheet, file = tmp_path / "sheet.csv", tmp_path / "made.yaml"
    sheet.write_text("Option,Cost,Comfort\nTrain,2800,4\nPlane,4100,3\nBus,1900,2\n")
    assert run(capsys, "new", file, "--from", sheet)[0] == 0
    before = file.read_text()
    code, out, _ = run(capsys, "check", file)
    assert (code, "guess about" in out) == (1, True)
    code, out, err = run(capsys, "check", file, "--accept")
    assert (code, "no problems" in out) == (0, True)
    assert "confirmed: better: lower, a guess about Cost" in err
    after = file.read_text()
    assert "unconfirmed" not in after
    kept = [line for line in before.splitlines() if "unconfirmed" not in line]
    assert [line for line in after.splitlines() if line in kept] == after.splitlines()
    assert "better: lower    # guessed" in after
    assert run(capsys, "check", file, "--accept")[0] == 0
    assert file.read_text() == after


def test_a_guess_about_the_file_is_confirmed_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is one sentence, and goes with its key."""
    file = tmp_path / "a.yaml"
    file.write_text(GUESSED)
    code, _, err = run(capsys, "check", file, "--accept")
    assert (code, "Criteria were taken from the rows" in err) == (0, True)
    assert file.read_text() == LUNCH + "# the end\n"


def test_a_folder_is_not_accepted_unread(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Guesses are confirmed one file at a time."""
    (tmp_path / "a.yaml").write_text(GUESSED)
    assert run(capsys, "check", tmp_path, "--accept")[0] == 2
    assert (tmp_path / "a.yaml").read_text() == GUESSED
