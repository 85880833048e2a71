"""Our own workbook and table of numbers are read back as they stand, also after a change."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from steelyard.export.back_in.own_files import ImportedSet, read_own
from steelyard.export.numbers import to_numbers_csv
from steelyard.export.workbook import book as at
from steelyard.export.workbook import to_workbook
from steelyard.files.criteria_files import load_criteria_file, read_criteria
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result

CRITERIA = Path(__file__).resolve().parents[3] / "criteria"


@pytest.fixture(scope="module", params=["iran-2026", "drug-harms-2010"])
def result(request: pytest.FixtureRequest) -> Result:
    """A shipped set as its file gives it."""
    return find_result(load_criteria_file(CRITERIA / f"{request.param}.yaml"), Choice())


def set_of(draft: ImportedSet | None) -> CriteriaSet:
    """Return the criteria set of a draft that has no problem."""
    assert draft is not None
    loaded = read_criteria(draft.text.encode(), Path("x/x.yaml"), "x")
    assert loaded.problems == ()
    assert loaded.criteria_set is not None
    return loaded.criteria_set


def test_a_workbook_is_read_back(result: Result) -> None:
    """Ids, scores, swings, scales, words and reasons are those of the file."""
    back, before = set_of(read_own(to_workbook(result))), result.criteria_set
    assert [*back.options] == [*result.evaluation.options]
    assert back.title == before.title
    for criterion in result.evaluation.criteria:
        now, then = back.criteria[criterion], before.criteria[criterion]
        assert (now.name, now.better, now.scale, now.swing) == (
            then.name, then.better, then.scale, result.evaluation.swings[criterion],
        )  # fmt: skip
        assert (now.value, now.swing_reason, now.question) == (
            then.value, then.swing_reason, then.question,
        )  # fmt: skip
        for option in result.evaluation.options:
            then_cell = result.find_assessment(option, criterion)
            now_cell = back.assessments[option][criterion]
            if then_cell is not None:
                assert now_cell.score == then_cell.score
                assert now_cell.reason == then_cell.reason.strip()
                assert now_cell.confidence == then_cell.confidence


def test_a_table_of_numbers_is_read_back(result: Result) -> None:
    """Scores and swings stand in it; direction and scale follow from scores and values."""
    draft = read_own(to_numbers_csv(result))
    back = set_of(draft)
    assert draft is not None
    assert draft.guesses == []
    for criterion in result.evaluation.criteria:
        now, then = back.criteria[criterion], result.criteria_set.criteria[criterion]
        assert (now.better, now.scale) == (then.better, then.scale)
        assert now.swing == result.evaluation.swings[criterion]
        for option in result.evaluation.options:
            then_cell = result.find_assessment(option, criterion)
            known = then_cell is not None and then_cell.score.known
            assert back.assessments[option][criterion].score.known == known
            if then_cell is not None and known:
                assert back.assessments[option][criterion].score == then_cell.score


def test_a_changed_workbook_is_read_as_it_stands(result: Result) -> None:
    """Another program saved it with another swing and scores; that is said."""
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(result)))
    book["Ranking"].cell(at.RANKING_TOP + 1, at.SWING + 1).value = 7
    for column, score in ((at.SCORE_LOW, 1), (at.SCORE, 2), (at.SCORE_HIGH, 3)):
        book["Scores"].cell(at.SCORES_TOP + 1, column + 1).value = score
    stream = io.BytesIO()
    book.save(stream)
    draft = read_own(stream.getvalue())
    back = set_of(draft)
    option, criterion = result.evaluation.options[0], result.evaluation.criteria[0]
    assert back.criteria[criterion].swing == 7
    assert back.assessments[option][criterion].score[:3] == (1, 2, 3)
    assert draft is not None
    assert "changed since it was exported" in draft.said[0]


def test_a_stamp_of_another_version_is_said(
    result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both versions are named."""
    raw = to_numbers_csv(result)
    monkeypatch.setattr("steelyard.export.back_in.own_files.__version__", "99.0")
    draft = read_own(raw)
    assert draft is not None
    assert draft.said[0].endswith("this is 99.0")


@pytest.mark.parametrize("raw", [b"Option,Cost\nA,1\n", b"PK\x03\x04", b""])
def test_a_file_of_somebody_else_is_none_of_ours(raw: bytes) -> None:
    """Without a stamp nothing is read back."""
    assert read_own(raw) is None
