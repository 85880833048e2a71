"""`steelyard judges`: a facilitator through two rounds, workbooks, and nothing told while open."""

from __future__ import annotations

import io
import json
import logging
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from judged_sets import THREE, Judged, judged

from steelyard.cli import main
from steelyard.export.judge_sheets import SHEET_FORMS
from steelyard.files.judgements.rounds import asked_of
from steelyard.files.judgements.sheet_table import AskedSheet, AskedTable, asked_sheet
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.model import JudgedRank, JudgeSheet, TradeoffAnswer


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Run a command; return its exit code and what it printed."""
    code = main([str(word) for word in words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def entries(sheet: JudgeSheet, table: AskedTable) -> list[dict[str, str | float]]:
    """Return what a judge types into the rows of a table."""
    typed: list[dict[str, str | float]] = []
    for row in table.rows:
        criterion = str(row["criterion"])
        if "option" not in row and criterion in sheet.ranks:
            rank = sheet.ranks[criterion]
            typed.append({"rank": rank.rank, "reason": rank.reason})
            continue
        if "option" not in row:
            swing = sheet.swings[criterion]
            typed.append({"swing": swing.swing, "reason": swing.reason})
            continue
        answer = sheet.cells[str(row["option"]), criterion]
        if not answer.score.known:
            typed.append({"cannot judge": "x"})
            continue
        low, likely, high = answer.score[:3]
        cells = {"low": low, "high": high, "likely": likely, "reason": answer.reason}
        typed.append(cells | {"confidence": answer.confidence or ""})
    return typed


def filled(asked: AskedSheet, sheet: JudgeSheet) -> AskedSheet:
    """Return an asked sheet with a judge's answers in its rows."""
    tables = [
        replace(
            table,
            rows=tuple(
                row | typed for row, typed in zip(table.rows, entries(sheet, table), strict=True)
            ),
        )
        for table in asked.tables
    ]
    return replace(asked, tables=tuple(tables))


def typed_into(path: Path, sheet: JudgeSheet, asked: AskedSheet) -> None:
    """Type a judge's answers into a workbook, as a person would: numbers as numbers."""
    book = openpyxl.load_workbook(path)
    for table in asked.tables:
        page = book[table.name]
        head = next(row for row in page.iter_rows() if row[0].value == "criterion")
        columns = {cell.value: cell.column for cell in head}
        for line, typed in enumerate(entries(sheet, table), head[0].row + 1):
            for column, value in typed.items():
                page.cell(line, columns[column]).value = value or None
    book.save(path)


def full_sheet(made: Judged, judge: str) -> JudgeSheet:
    """Return a sheet with ranges, halves, a cell that cannot be judged, and odd texts."""
    scores: Mapping[str, Any] = {
        "soup": {
            "taste": {"score": [20.5, 35, 50], "reason": "Warm: “good”, mostly.",
                      "confidence": "low"},
            "price": "cannot_judge",
        },
        "cake": {
            "taste": {"score": [60, 70, 80], "reason": "yes"},
            "price": {"score": [6, 8, 10], "reason": "Butter, eggs # and more; it depends on much "
                      "that nobody can know before the day itself has come and gone again."},
        },
    }  # fmt: skip
    swings = {
        "taste": {"swing": 100, "reason": "It is food."},
        "price": {"swing": 12.5, "reason": "0.5"},
    }
    sheet = made.sheet(judge, scores, swings)
    return sheet.model_copy(update={"seat": "the kitchen", "answered": "2026-11-29"})


@pytest.mark.parametrize("ending", [*SHEET_FORMS, "typed"])
def test_a_workbook_out_and_in_is_the_file_as_typed(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sheet written, filled in and handed in is byte for byte the judge's file as typed."""
    made = Judged(tmp_path)
    made.open()
    sheet = full_sheet(made, "birch")
    asked = asked_sheet(
        asked_of(made.rounds[-1], made.criteria_set), "birch", seat="the kitchen"
    )  # fmt: skip
    path = tmp_path / f"birch{'.xlsx' if ending == 'typed' else ending}"
    command = ("judges", "sheet", made.file, "birch", "--to", path, "--seat", "the kitchen")
    assert run(capsys, *command)[0] == 0
    assert path.read_bytes()
    if ending == "typed":
        typed_into(path, sheet, asked)
    else:
        path.write_bytes(SHEET_FORMS[ending](filled(asked, sheet)))
    monkeypatch.setattr("steelyard.commands.judges.sheets.today", lambda: "2026-11-29")
    code, out, err = run(capsys, "judges", "add", path, "--set", made.file)
    assert (code, out, err) == (0, "The sheet of birch is sealed\n", "")
    handed_in = made.rounds[-1].sheets["birch"].path
    assert handed_in.read_bytes() == write_sheet(sheet).encode()
    assert made.rounds[-1].sheets["birch"].is_sealed


@pytest.mark.parametrize("ending", SHEET_FORMS)
def test_ranks_come_back_from_a_workbook(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sheet with an order in place of swings is handed in as typed; halves are no ranks."""
    made = Judged(tmp_path)
    made.open()
    ranks = {"taste": JudgedRank(rank=1, reason="Food."), "price": JudgedRank(rank=2, reason="So.")}
    sheet = full_sheet(made, "birch").model_copy(update={"swings": {}, "ranks": ranks, "seat": ""})
    asked = asked_sheet(asked_of(made.rounds[-1], made.criteria_set), "birch")
    path = tmp_path / f"birch{ending}"
    for wrong in (1.5, 0, 500):
        bad = {"taste": JudgedRank.model_construct(rank=wrong, reason="Food."), **ranks}
        bad["taste"] = JudgedRank.model_construct(rank=wrong, reason="Food.")
        path.write_bytes(
            SHEET_FORMS[ending](filled(asked, sheet.model_copy(update={"ranks": bad})))
        )
        code, _, err = run(capsys, "judges", "add", path, "--set", made.file)
        assert (code, "rank is no whole number from 1 up" in err) == (1, True), wrong
    path.write_bytes(SHEET_FORMS[ending](filled(asked, sheet)))
    monkeypatch.setattr("steelyard.commands.judges.sheets.today", lambda: "2026-11-29")
    code, out, err = run(capsys, "judges", "add", path, "--set", made.file)
    assert (code, out, err) == (0, "The sheet of birch is sealed\n", "")
    assert made.rounds[-1].sheets["birch"].path.read_bytes() == write_sheet(sheet).encode()


def test_a_sheet_is_looked_over_before_it_is_handed_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Contradictions are printed with the questions made from the swings; nothing is sealed."""
    made = Judged(tmp_path)
    made.open()
    path = tmp_path / "alder.yaml"
    sheet = made.sheet("alder", *THREE["alder"])
    path.write_text(write_sheet(sheet), encoding="utf-8")
    code, out, _ = run(capsys, "judges", "review", path, "--set", made.file)
    assert (code, out.splitlines()[0]) == (0, "Nothing is missing, and nothing contradicts itself.")
    assert "Price (50), or Taste only from the worst to 50" in out
    ranks = {"price": JudgedRank(rank=1), "taste": JudgedRank(rank=2)}
    path.write_text(write_sheet(sheet.model_copy(update={"ranks": ranks})), encoding="utf-8")
    code, out, _ = run(capsys, "judges", "review", path, "--set", made.file, "--json")
    data = json.loads(out)
    assert (code, len(data["look_at"])) == (1, 1)
    assert data["checks"][0]["second"] == {"taste": 0.5}
    assert made.rounds[-1].sheets == {}
    path.write_text("format: 1", encoding="utf-8")
    assert run(capsys, "judges", "review", path, "--set", made.file)[0] == 1


def test_a_workbook_checks_what_is_typed_and_hides_its_stamp(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Anchors above, checks on the cells to fill in, low, high, likely in order, a hidden stamp."""
    made = Judged(tmp_path)
    made.open()
    path = tmp_path / "birch.xlsx"
    assert run(capsys, "judges", "sheet", made.file, "birch", "--to", path)[0] == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Read first", "Taste", "Price", "Swings", "Stamp"]
    assert book["Stamp"].sheet_state == "hidden"
    text = [cell.value for row in book["Taste"].iter_rows() for cell in row if cell.value]
    assert {"Bland", "Delicious", "How good does it taste?"} <= {*text}
    columns = [text.index(name) for name in ("low", "high", "likely", "reason")]
    assert columns == sorted(columns)
    checks = book["Price"].data_validations.dataValidation
    assert [(c.formula1, c.formula2) for c in checks if c.type == "decimal"] == [
        ("0.0", "20.0")
    ] * 3


@pytest.mark.parametrize(
    ("cell", "typed", "says"),
    [
        ("low", "7391x", "low is not a number"),
        ("high", 7391, "high is outside 0 to 100"),
        ("low", 73.91, "low is above high"),
        ("likely", 73.91, "likely lies outside low to high"),
        ("likely", None, "likely is missing"),
        ("reason", None, "a score without a reason"),
        ("confidence", "7391", "confidence is another word"),
        ("cannot judge", "x", "both a score and “cannot judge”"),
        ("option", "t7391", "this cell is not asked"),
    ],
)
def test_misfits_are_named_by_place_without_the_number(
    cell: str,
    typed: object,
    says: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Sheet and cell, what does not fit and what to do; nothing is written."""
    made = Judged(tmp_path)
    made.open()
    path = tmp_path / "birch.xlsx"
    run(capsys, "judges", "sheet", made.file, "birch", "--to", path)
    sheet = full_sheet(made, "birch")
    asked = asked_sheet(asked_of(made.rounds[-1], made.criteria_set), "birch")
    typed_into(path, sheet, asked)
    book = openpyxl.load_workbook(path)
    page = book["Taste"]
    head = next(row for row in page.iter_rows() if row[0].value == "criterion")
    column = next(c.column for c in head if c.value == cell)
    option = next(c.column for c in head if c.value == "option")
    line = next(r for r in range(head[0].row, 30) if page.cell(r, option).value == "soup")
    page.cell(line, column).value = typed
    book.save(path)
    code, out, err = run(capsys, "judges", "add", path, "--set", made.file)
    assert (code, out) == (1, "")
    place = f"Taste!{page.cell(line, column).coordinate}"
    assert f"  {place}  " in err
    assert says in err
    assert "7391" not in err
    assert "73.91" not in err
    assert made.rounds[-1].sheets == {}


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("set", "dinner", "another set"),
        ("round", "2", "round 2"),
        ("judge", "yew", "not asked"),
        ("digest", "0" * 64, "another version"),
        ("format", "x", "no sheet that"),
    ],
)
def test_a_sheet_of_something_else_is_refused(
    key: str, value: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another set, round, judge or digest, or a workbook of anything else, is wrong use."""
    made = Judged(tmp_path)
    made.open()
    asked = asked_sheet(asked_of(made.rounds[-1], made.criteria_set), "birch")
    asked = replace(asked, stamp=dict(asked.stamp) | {key: value})
    path = tmp_path / "birch.csv"
    path.write_bytes(SHEET_FORMS[".csv"](asked))
    code, _, err = run(capsys, "judges", "add", path, "--set", made.file)
    assert code == 2
    assert says in err


def test_gaps_are_not_sealed_unasked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sheet with gaps is refused, kept as a draft, or sealed as it is: whatever is asked for."""
    made = Judged(tmp_path)
    made.open()
    scores, swings = THREE["birch"]
    sheet = made.sheet("birch", {"soup": scores["soup"]}, swings)
    path = tmp_path / "birch.yaml"
    path.write_text(write_sheet(sheet), encoding="utf-8")
    code, _, err = run(capsys, "judges", "add", path, "--set", made.file)
    assert code == 1
    assert "cake › taste, cake › price" in err
    assert made.rounds[-1].sheets == {}
    assert run(capsys, "judges", "add", path, "--set", made.file, "--draft")[0] == 0
    assert not made.rounds[-1].sheets["birch"].is_sealed
    assert run(capsys, "judges", "add", path, "--set", made.file, "--with-gaps")[0] == 0
    assert made.rounds[-1].sheets["birch"].is_sealed
    changed = write_sheet(sheet).replace("swing: 50", "swing: 60")
    path.write_text(changed, encoding="utf-8")
    code, _, err = run(capsys, "judges", "add", path, "--set", made.file, "--with-gaps")
    assert (code, "final" in err) == (2, True)


SENTINELS = ("73.91", "7391", "0.7391", "sentinelword")


def test_nothing_of_another_judge_is_told_while_the_round_is_open(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Marked numbers and words in every other sheet appear in nothing any command prints or writes.

    In no export, log or message of verification either. Good sheets and faulty ones, sealed and
    not; after closing the same words are there.
    """
    monkeypatch.chdir(tmp_path)
    made = Judged(tmp_path)
    made.open("alder", "cedar", "hazel", "birch")
    marked = {"score": [73.91, 73.91, 73.91], "reason": "sentinelword"}
    cheap = {"score": [7.391, 7.391, 7.391], "reason": "sentinelword"}
    scores = {o: {"taste": marked, "price": cheap} for o in ("soup", "cake")}
    swings = {c: {"swing": 73.91, "reason": "sentinelword"} for c in ("taste", "price")}
    plain = made.sheet("alder", scores, swings)
    check = TradeoffAnswer(first={"taste": 0.7391}, second={"price": 1}, answer="same")
    ranks = {"taste": JudgedRank(rank=73, reason="sentinelword")}
    both = plain.model_copy(update={"ranks": ranks, "checks": [check]})
    made.put("alder", write_sheet(both), seal=True)
    good = write_sheet(made.sheet("cedar", scores, swings))
    faulty = good.replace("[7.391, ", "[7391, ", 1).replace("swing: 73.91", "swing: 73.91x", 1)
    made.put("cedar", faulty)
    made.put("hazel", good.replace("judge: cedar", "judge: hazel").replace("[73.91", "[73.91: ", 1))
    sheet = tmp_path / "birch.yaml"
    sheet.write_text(write_sheet(made.sheet("birch", *THREE["birch"])), encoding="utf-8")
    told: list[str] = []
    outside = tmp_path / "out"
    outside.mkdir()
    commands: list[tuple[object, ...]] = [
        *(
            ("judges", "sheet", made.file, "birch", "--to", outside / f"b{end}")
            for end in SHEET_FORMS
        ),
        ("judges", "status", made.file),
        ("judges", "status", made.file, "--json"),
        ("judges", "disagree", made.file),
        ("judges", "disagree", made.file, "--json", "--round", "1"),
        ("judges", "result", made.file),
        ("judges", "result", made.file, "--json", "--round", "1"),
        ("judges", "open", made.file),
        ("judges", "review", sheet, "--set", made.file),
        ("judges", "review", sheet, "--set", made.file, "--json"),
        ("judges", "add", sheet, "--set", made.file),
        ("judges", "add", tmp_path / "judgements/lunch/round-1/cedar.yaml", "--set", made.file),
        ("check", made.file),
        ("check", tmp_path),
        ("check", tmp_path / "judgements", "--json"),
        ("check", tmp_path / "judgements" / "lunch" / "round-1"),
        ("check", tmp_path / "judgements" / "lunch" / "round-1" / "cedar.yaml"),
        ("judges", "adopt", made.file),
        ("judges", "adopt", made.file, "--round", "1", "--dry-run", "--json"),
        ("check", made.file, "--appraise"),
        ("score", made.file, "--json"),
        ("score", made.file, "--judges", "1"),
        ("robustness", made.file, "--json"),
        ("brief", made.file, "--to", outside / "brief.pdf"),
        ("brief", made.file, "--to", outside / "brief.md"),
        ("export", made.file, "--to", outside),
        ("export", made.file, "--to", outside, "--zip", "--only", "live,numbers-json,xlsx"),
        ("export", made.file, "--to", outside, "--judges", "1"),
        ("verify", outside / "lunch.zip", outside / "lunch-numbers.json"),
    ]
    caplog.set_level(logging.DEBUG)
    for command in commands:
        _, out, err = run(capsys, *command)
        told += [out, err]
    for path in sorted(outside.rglob("*")):
        if path.is_file():
            told.append(readable(path))
    assert len(told) > 2 * len(commands)
    told.append(caplog.text)
    # The digits of a checksum tell nothing.
    told = [re.sub(r"\b[0-9a-f]{64}\b", "", text) for text in told]
    for sentinel in SENTINELS:
        assert not [text for text in told if sentinel in text], sentinel
    made.close()
    _, out, _ = run(capsys, "check", tmp_path / "judgements")
    assert "7391" in out


def readable(path: Path) -> str:
    """Return everything a file holds as text, what is packed in it too."""
    raw = path.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(raw)):
        return raw.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return "\n".join(
            package.read(name).decode("utf-8", "replace") for name in package.namelist()
        )


def test_a_facilitator_goes_through_two_rounds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Open, give out, hand in, close, disagree; again on what decides; result and comparison."""
    made = Judged(tmp_path)
    code, out, _ = run(capsys, "judges", "open", made.file, "--judges", 3, "--seed", 11)
    assert code == 0
    assert "alder, birch, cedar" in out
    for judge in ("alder", "birch", "cedar"):
        path = tmp_path / f"{judge}.yaml"
        path.write_text(write_sheet(made.sheet(judge, *THREE[judge])), encoding="utf-8")
        assert run(capsys, "judges", "add", path, "--set", made.file)[0] == 0
    code, out, _ = run(capsys, "judges", "status", made.file)
    assert out.startswith("3 of 3 judges have sealed round 1 (open)")
    assert run(capsys, "judges", "close", made.file)[0] == 0
    code, out, _ = run(capsys, "judges", "disagree", made.file)
    assert code == 0
    assert "Kendall’s W" in out
    assert "soup, taste." in out
    first = json.loads(run(capsys, "judges", "disagree", made.file, "--json")[1])
    deciding = [(c["option"], c["criterion"]) for c in first["cells"] if c["decides"]]
    assert run(capsys, "judges", "open", made.file)[0] == 0
    asked = made.rounds[-1].round
    assert asked is not None
    assert {(o, c) for o, row in (asked.ask.cells or {}).items() for c in row} == {*deciding}
    path = tmp_path / "cedar.xlsx"
    assert run(capsys, "judges", "sheet", made.file, "cedar", "--to", path)[0] == 0
    page = openpyxl.load_workbook(path)["Taste"]
    shown = [cell.value for row in page.iter_rows() for cell in row if cell.value]
    assert "10 / 30 / 50" in shown
    assert "30, 55, 60" in shown
    code, out, err = run(capsys, "judges", "add", path, "--set", made.file)
    assert (code, err) == (0, "")
    kept = made.rounds[-1].sheets["cedar"].sheet
    assert kept is not None
    assert all(answer.was == answer.score for answer in kept.cells.values())
    assert run(capsys, "judges", "close", made.file)[0] == 0
    code, out, _ = run(capsys, "judges", "result", made.file)
    assert code == 0
    assert "The judges disagree: 2 judges put Cake first, 1 Soup" in out
    assert "0 of 12 answers and 0 of 6 swings changed from round 1 to round 2." in out
    data = json.loads(run(capsys, "judges", "result", made.file, "--json", "--round", 1)[1])
    assert (data["round"], data["state"], "compared" in data) == (1, "disagreed", False)


def test_simulated_judges_are_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Made-up answers are sealed and closed at once, the same for the same seed, and say so."""
    made, again = Judged(tmp_path / "a"), Judged(tmp_path / "b")
    for each in (made, again):
        command = ("judges", "open", each.file, "--judges", 4, "--simulate", 7)
        assert run(capsys, *command)[0] == 0
    texts = [
        {j: sheet.path.read_text(encoding="utf-8") for j, sheet in each.rounds[0].sheets.items()}
        for each in (made, again)
    ]
    assert texts[0] == texts[1]
    assert len(set(texts[0].values())) == 4
    assert made.rounds[0].problems == ()
    code, out, _ = run(capsys, "judges", "result", made.file)
    assert code == 0
    assert "These judges are simulated: no person gave these answers." in out


def test_wrong_use_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No round, no judges, no such cell, a closed round: one sentence each, exit code 2."""
    made = Judged(tmp_path)
    for command, says in (
        (("status", made.file), "was ever opened"),
        (("close", made.file), "is open"),
        (("open", made.file), "how many judges"),
        (("open", made.file, "--judges", "none"), "whole number"),
        (("open", made.file, "--judge", "A B"), "no pseudonym"),
        (("open", made.file, "--judges", "3", "--ask", "soop/taste"), "did you mean soup/taste?"),
        (("open", made.file, "--judges", "3", "--ask", "deciding"), "closed round"),
        (("result", made.file), "nobody sees an answer before that"),
    ):
        code, _, err = run(capsys, "judges", *command)
        assert code == 2, command
        assert says in err, command


def test_a_result_is_written_into_the_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --dry-run the lines are shown and nothing is written; without, they are in the file."""
    made = judged(tmp_path)
    before = made.file.read_bytes()
    code, out, _ = run(capsys, "judges", "adopt", made.file, "--dry-run")
    assert code == 0
    assert "+    swing: 100" in out
    assert made.file.read_bytes() == before
    code, out, _ = run(capsys, "judges", "adopt", made.file, "--ranges", "quantiles", "--json")
    data = json.loads(out)
    assert (code, data["written"], bool(data["difference"])) == (0, True, True)
    assert made.criteria_set.criteria["taste"].swing == 100
    assert run(capsys, "check", made.file)[0] == 0
    drawn = Judged(tmp_path / "drawn")
    run(capsys, "judges", "open", drawn.file, "--judges", 3, "--simulate", 7)
    code, _, err = run(capsys, "judges", "adopt", drawn.file)
    assert (code, "No person gave these answers" in err) == (2, True)
