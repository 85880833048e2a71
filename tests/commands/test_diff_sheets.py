"""`steelyard diff` on judges' sheets and rounds: nothing of an open round is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from judged_sets import THREE, Judged, judged

from steelyard.cli import main
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.results.words.judging.sheet_changes import STILL_OPEN, TWO_JUDGES


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Run the command; return its exit code and what it printed."""
    code = main(["diff", *map(str, words)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def in_closed_rounds(tmp_path: Path) -> Judged:
    """Return a set with two closed rounds, in the second of which alder has changed his mind."""
    made = judged(tmp_path, tuple(THREE))
    made.open(*THREE)
    scores, swings = THREE["alder"]
    changed = {
        "soup": {"taste": [40, 65, 80], "price": {"score": [2, 4, 6], "reason": "Dearer now."}},
        "cake": {"taste": scores["cake"]["taste"], "price": "cannot_judge"},
    }
    made.hand_in("alder", changed, {**swings, "price": 80})
    made.close()
    return made


def test_the_sheets_of_one_judge_in_two_rounds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each answer that differs has its line: numbers, reasons, what can no longer be judged."""
    first, second = (one.path / "alder.yaml" for one in in_closed_rounds(tmp_path).rounds)
    code, said, err = run(capsys, first, second)

    assert (code, err) == (0, "")
    assert said.splitlines() == [
        "soup.taste: 40 to 80, likely 60 → 40 to 80, likely 65",
        "soup.price: 2 to 6, likely 4, another reason: Dearer now.",
        "cake.price: 6 to 10, likely 8 → cannot judge",
        "swing of price: 50 → 80",
        "Also changed: round.",
    ]
    code, said, _ = run(capsys, first, second, "--json")
    found = json.loads(said)
    assert (code, found["judge"], found["rounds"]) == (0, "alder", [1, 2])
    assert found["scores"]["soup.taste"][1]["score"] == [40, 65, 80, True]
    assert list(found["swings"]) == ["price"]
    assert run(capsys, first, first)[1] == "No answer differs.\n"


def test_the_answers_of_an_open_round_are_not_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever its sheet is held against, no number comes out; a copy elsewhere is one's own."""
    made = in_closed_rounds(tmp_path)
    before = made.rounds[0].path / "alder.yaml"
    made.open(*THREE)
    scores, swings = THREE["alder"]
    sheet = made.hand_in("alder", {"soup": {"taste": [1, 2, 77]}}, swings, seal=False)
    for pair in ((before, sheet), (sheet, before), (sheet, sheet)):
        code, said, err = run(capsys, *pair)
        assert (code, said) == (2, "")
        assert STILL_OPEN in err
        assert "77" not in err
    (tmp_path / "own.yaml").write_text(write_sheet(made.sheet("alder", scores, swings)))
    assert run(capsys, before, tmp_path / "own.yaml")[:2] == (0, "Also changed: round.\n")


def test_two_judges_are_not_held_against_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What judges disagree on is told without names, elsewhere."""
    first = in_closed_rounds(tmp_path).rounds[0].path
    code, said, err = run(capsys, first / "alder.yaml", first / "birch.yaml")
    assert (code, said) == (2, "")
    assert TWO_JUDGES in err


def test_two_versions_of_a_round(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """State and rule are told, other keys are named."""
    made = Judged(tmp_path)
    made.open(*THREE)
    file = made.rounds[0].path / "round.yaml"
    (tmp_path / "round.yaml").write_bytes(file.read_bytes())
    made.close()
    code, said, _ = run(capsys, tmp_path / "round.yaml", file)
    assert (code, said.splitlines()) == (0, ["state: open → closed", "Also changed: closed."])
    assert list(json.loads(run(capsys, tmp_path / "round.yaml", file, "--json")[1])) == [
        "state", "closed",
    ]  # fmt: skip
    assert run(capsys, file, file)[1] == "Nothing differs.\n"


def test_a_sheet_with_a_fault_is_told_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Line and fix are those of `check`; a sheet against a criteria file is wrong use."""
    made = in_closed_rounds(tmp_path)
    sheet = made.rounds[0].path / "alder.yaml"
    broken = tmp_path / "broken.yaml"
    broken.write_text(sheet.read_text(encoding="utf-8").replace("swing: 50", "swing: many"))
    code, said, err = run(capsys, sheet, broken)
    assert (code, said) == (2, "")
    assert "broken.yaml:" in err
    assert "many" in err
    assert run(capsys, sheet, made.file)[0] == 2
