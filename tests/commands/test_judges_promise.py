"""What judges were promised of their answers, kept by everything the program makes afterwards."""

from __future__ import annotations

import contextlib
import io
import logging
import zipfile
from pathlib import Path
from typing import Any

import pytest
from judged_sets import Judged

from steelyard.cli import main
from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.results.choice import Choice
from steelyard.results.result import find_result
from steelyard.results.words.judging.promise import AFTER_CLOSING, NO_ANONYMITY, NOT_SHOWN

MARKED, WORD = "73.91", "sentinelword"
ONLY = "disagreement,group-totals,live,slides,markdown,xlsx,numbers-csv,numbers-json"
"""Everything that can hold an answer and is quickly made."""


def answers(number: float) -> dict[str, Any]:
    """Return scores that have a number on every cell of one criterion, with a marked reason."""
    marked = {"score": [number] * 3, "reason": WORD}
    plain = {"score": [4, 4, 4], "reason": "Cheap."}
    return {option: {"taste": marked, "price": plain} for option in ("soup", "cake")}


def closed(folder: Path, *judges: str, sees: str = "") -> Judged:
    """Return a set whose round of people is closed; the first of them gave the marked number."""
    made = Judged(folder)
    made.open(*judges)
    for place, judge in enumerate(judges):
        scores = answers(float(MARKED) if place == 0 else 20.0 + place)
        made.hand_in(judge, scores, {"taste": 100, "price": 50})
    if sees:
        path = made.rounds[-1].path / "round.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("closed: all_without_names", sees), encoding="utf-8")
    made.close()
    return made


def readable(path: Path) -> str:
    """Return everything a file holds as text, what is packed in it too."""
    raw = path.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(raw)):
        return raw.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def told(made: Judged, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Return all that is printed and written about a closed round."""
    folder.mkdir()
    commands: list[tuple[object, ...]] = [
        *((*what, made.file, *end) for what in (("judges", "disagree"), ("judges", "result"))
          for end in ((), ("--json",))),
        ("judges", "disagree", made.file, "--all"),
        ("score", made.file, "--judges", "1", "--json"),
        ("robustness", made.file, "--judges", "1", "--json"),
        ("brief", made.file, "--to", folder / "brief.md"),
        ("export", made.file, "--to", folder, "--only", ONLY),
        ("export", made.file, "--to", folder / "over", "--judges", "1", "--only", "live"),
        ("export", made.file, "--to", folder, "--judges", "1", "--only", "numbers-json", "--zip"),
        ("verify", folder / "lunch.zip"),
    ]  # fmt: skip
    said = []
    for command in commands:
        main([str(word) for word in command])
        printed = capsys.readouterr()
        said += [printed.out, printed.err]
    said += [readable(path) for path in sorted(folder.rglob("*")) if path.is_file()]
    assert len(said) > 2 * len(commands) + 9
    return "\n".join(said)


@pytest.mark.parametrize(
    ("judges", "sees", "says"),
    [
        (("alder", "birch"), "", NO_ANONYMITY),
        (("alder", "birch", "cedar"), "closed: own", NOT_SHOWN),
    ],
)
def test_single_answers_that_are_not_shown_are_nowhere(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    judges: tuple[str, ...],
    sees: str,
    says: str,
) -> None:
    """No score, lowest or highest, and no reason: printed, drawn or packed."""
    made = closed(tmp_path, *judges, sees=sees)
    found = told(made, tmp_path / "out", capsys)
    assert MARKED not in found
    assert WORD not in found
    main(["judges", "disagree", str(made.file)])
    assert says in capsys.readouterr().out


def test_answers_of_people_have_no_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of three judges scores and reasons are there, in no place beside a pseudonym; no sheet is."""
    made = closed(tmp_path, "alder", "birch", "cedar")
    found = told(made, tmp_path / "out", capsys)
    assert MARKED in found
    assert WORD in found
    assert "judge: alder" not in found
    for line in found.splitlines():
        if len(line) < 400 and MARKED in line:
            assert "lder" not in line
    over = find_result(load_criteria_file(made.file), Choice(judges=1, laid_over=True))
    assert over.laid_judges == ("all-judges",)


def test_nothing_of_an_open_round_is_told_by_commands_of_other_files(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not even where a sealed or a faulty sheet itself is given to a command that expects a set."""
    monkeypatch.chdir(tmp_path)
    caplog.set_level(logging.DEBUG)
    made = Judged(tmp_path)
    made.open("alder", "birch", "cedar")
    swings = {"taste": 100, "price": 50}
    good = write_sheet(made.sheet("alder", answers(float(MARKED)), swings))
    sealed = made.put("alder", good, seal=True)
    faulty = made.put(
        "birch", good.replace("judge: alder", "judge: birch").replace("[73.91", "[x73.91")
    )
    out = tmp_path / "out"
    out.mkdir()
    commands: list[tuple[object, ...]] = [
        *(
            command
            for sheet in (sealed, faulty)
            for command in (
                ("score", sheet), ("robustness", sheet, "--json"), ("diff", made.file, sheet),
                ("brief", sheet, "--to", out / "b.md"),
                ("export", sheet, "--to", out, "--only", "live"),
                ("verify", sheet), ("check", sheet, "--json"), ("judges", "status", sheet),
                ("judges", "add", sheet, "--set", made.file),
                ("judges", "review", sheet, "--set", made.file),
                ("source", "check", sheet), ("new", out / "made.yaml", "--from", sheet),
            )
        ),
        ("diff", made.file, made.file),
        ("export", made.file, "--to", out, "--zip", "--only", ONLY),
        ("verify", out / "lunch.zip"),
        ("judges", "status", made.file, "--json"),
    ]  # fmt: skip
    said = []
    for command in commands:
        with contextlib.suppress(SystemExit):
            main([str(word) for word in command])
        printed = capsys.readouterr()
        said.append((command[:2], printed.out + printed.err))
    said += [((path.name,), readable(path)) for path in out.rglob("*") if path.is_file()]
    said.append((("log",), caplog.text))
    for sentinel in (MARKED, WORD):
        assert not [(who, text[:300]) for who, text in said if sentinel in text], sentinel


def test_a_judge_is_told_before_answering(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The facilitator hears at opening what each sheet says, in the same words."""
    made = Judged(tmp_path)
    for judges, says in ((("alder", "birch", "cedar"), AFTER_CLOSING), (("alder",), NO_ANONYMITY)):
        names = [word for judge in judges for word in ("--judge", judge)]
        assert main(["judges", "open", str(made.file), "--ask", "all", *names]) == 0
        printed = capsys.readouterr()
        assert says in printed.out + printed.err
        sheet = tmp_path / "sheet.csv"
        assert main(["judges", "sheet", str(made.file), "alder", "--to", str(sheet)]) == 0
        assert says in sheet.read_text(encoding="utf-8-sig").replace('"', "")
        made.hand_in("alder", answers(50.0), {"taste": 100, "price": 50})
        made.close()


def test_mistakes_say_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong name lists those asked, swings of zero what to write; a late sheet is said to be."""
    made = Judged(tmp_path)
    made.open()
    blank, sheet = tmp_path / "blank.csv", tmp_path / "sheet.csv"
    main(["judges", "sheet", str(made.file), "alder", "--to", str(blank)])
    text = blank.read_text(encoding="utf-8-sig")
    sheet.write_text(text.replace("judge,alder", "judge,aldr"), encoding="utf-8-sig")
    add = ["judges", "add", str(sheet), "--set", str(made.file)]
    capsys.readouterr()
    assert main(add) == 2
    assert "asked are: alder, birch, cedar" in capsys.readouterr().err
    zero = write_sheet(made.sheet("birch", answers(50.0), {"taste": 0, "price": 0}))
    path = tmp_path / "birch.yaml"
    path.write_text(zero, encoding="utf-8")
    assert main(["judges", "add", str(path), "--set", str(made.file)]) == 1
    assert "write 100 where the step from worst to best matters most" in capsys.readouterr().err
    made.hand_in("cedar", answers(50.0), {"taste": 100, "price": 50})
    made.close()
    assert main(["judges", "add", str(path), "--set", str(made.file)]) == 2
    assert (
        "round 1 is closed, and a sheet that comes late does not count" in capsys.readouterr().err
    )
