"""Several judges in everything that is taken away: only after closing, marked where made up."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from judged_sets import Judged, judged

from steelyard.cli import main
from steelyard.export.brief.markdown import to_brief_markdown
from steelyard.export.document import to_document
from steelyard.export.live_page.page import to_live_page
from steelyard.export.numbers import to_numbers_json
from steelyard.export.workbook import to_ods, to_workbook
from steelyard.export.workbook.book import JUDGES_SHEET
from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result
from steelyard.results.words.judging.beside import beside_sentence, whose_lines

REPOSITORY = Path(__file__).resolve().parents[2]
IRAN = REPOSITORY / "criteria" / "iran-2026.yaml"


def result_of(file: Path) -> Result:
    """Return a set as its file is now."""
    return find_result(load_criteria_file(file), Choice())


def packed_text(data: bytes) -> str:
    """Return the XML of an office file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.endswith(".xml")]
        return "\n".join(package.read(name).decode("utf-8") for name in names)


def test_whose_judgement_is_in_the_brief(tmp_path: Path) -> None:
    """Every sentence about the judges, in Markdown and in the document."""
    result = result_of(judged(tmp_path).file)
    text, document = to_brief_markdown(result).decode(), packed_text(to_document(result))
    lines = whose_lines(result.group)
    assert len(lines) > 5
    for line in lines:
        assert line in text
    assert "Whose judgement" in document
    assert "2 judges put Cake ahead of Soup, 1 Soup ahead of Cake." in document


def test_a_workbook_has_a_sheet_of_judges(tmp_path: Path) -> None:
    """The group, each judge's weights and leader, every cell's spread; in XLSX and in ODS."""
    result = result_of(judged(tmp_path).file)
    sheet = openpyxl.load_workbook(io.BytesIO(to_workbook(result)))[JUDGES_SHEET]
    shown = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {"Birch", "67%", "Taste of Cake", "Price of Soup"} <= {*shown}
    assert packed_text(to_ods(result)).count(f'table:name="{JUDGES_SHEET}"') == 1
    alone = result.change(judges=0)
    assert JUDGES_SHEET not in openpyxl.load_workbook(io.BytesIO(to_workbook(alone))).sheetnames


def test_a_live_page_says_it_and_offers_judges_laid_over(tmp_path: Path) -> None:
    """The sentence stands below the verdict; laid over, each judge's weights can be chosen."""
    result = result_of(judged(tmp_path).file)
    page = to_live_page(result).decode()
    assert beside_sentence(result.group) in page
    assert "Judge: Birch" not in page
    assert "Judge: Birch" in to_live_page(result.change(judges=1, laid_over=True)).decode()


def test_made_up_judges_are_marked_wherever_they_are_chosen() -> None:
    """The shipped round is in no export by default, and called simulated in all that have it."""
    result = result_of(IRAN)
    assert result.group is None
    assert json.loads(to_numbers_json(result))["judges"] is None
    chosen = result.change(judges=1, laid_over=True)
    for text in (
        to_brief_markdown(chosen).decode(),
        to_numbers_json(chosen).decode(),
        to_live_page(chosen).decode(),
        packed_text(to_workbook(chosen)),
    ):
        assert "simulated" in text
    assert len(to_live_page(chosen)) < len(to_live_page(result)) + 5_000


def test_the_command_line_lays_judges_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--judges` takes a closed round or none; any other is refused."""
    made = judged(tmp_path)
    made.open()

    def run(*words: str) -> tuple[int, str, str]:
        code = main([words[0], str(made.file), *words[1:]])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    assert "3 judges after round 1: " in run("score")[1]
    assert "judges after round" not in run("score", "--judges", "none")[1]
    code, out, _ = run("score", "--judges", "1", "--lens", "judge-birch", "--json")
    assert (code, json.loads(out)["lens"]) == (0, "judge-birch")
    for wanted in ("2", "7", "x"):
        code, _, err = run("score", "--judges", wanted)
        assert (code, "closed are: 1" in err) == (2, True)


def test_an_open_round_is_nowhere(tmp_path: Path) -> None:
    """Not as a group, and not as a lens, a reading or a stamp, however it is asked for."""
    made = Judged(tmp_path)
    made.open()
    result = result_of(made.file)
    for judges, laid_over in ((None, True), (1, True), (1, False)):
        seen = result.change(judges=judges, laid_over=laid_over)
        assert seen.group is None
        assert (seen.criteria_set.lenses, seen.criteria_set.readings) == ({}, {})
        assert b"Judges" not in to_numbers_json(seen)
