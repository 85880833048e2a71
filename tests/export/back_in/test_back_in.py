"""Our workbooks come back exactly after somebody has changed values in another program.

LibreOffice where it is installed, as it is for `make test` on Debian and its kin; the same
change saved by a package of Python everywhere.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from export.office_sets import DRUGS, IRAN, shipped_result
from export.recalculation import has_libreoffice, save_with_libreoffice

from steelyard.export.back_in.figures_reading import figures_of_workbook
from steelyard.export.back_in.own_files import ImportedSet, read_own
from steelyard.export.stamps.office_stamp import read_office_stamp, read_parts
from steelyard.export.verification.verify import Verifier
from steelyard.export.workbook import book as at
from steelyard.export.workbook import to_ods, to_workbook
from steelyard.export.workbook.ods_parts import SPACES
from steelyard.files.criteria_files import read_criteria
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result

SWING, SCORES = 7.0, (11.0, 22.0, 33.0)
SHIPPED = {"four": IRAN, "twenty": DRUGS}
CHANGED = {
    ("Ranking", at.RANKING_TOP + 1, at.SWING): SWING,
    ("Scores", at.SCORES_TOP + 1, at.SCORE_LOW): SCORES[0],
    ("Scores", at.SCORES_TOP + 1, at.SCORE): SCORES[1],
    ("Scores", at.SCORES_TOP + 1, at.SCORE_HIGH): SCORES[2],
}
"""The second swing, and the score of the first option on the second criterion."""


def changed_xlsx(data: bytes) -> bytes:
    """Return an XLSX file with the changes typed in."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for (sheet, row, column), number in CHANGED.items():
        book[sheet].cell(row + 1, column + 1).value = number
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed_ods(data: bytes) -> bytes:
    """Return an ODS file with the changes typed in."""
    parts = read_parts(data)
    for name, uri in SPACES.items():
        ElementTree.register_namespace(name, uri)
    root = ElementTree.fromstring(parts["content.xml"])
    table, office = (f"{{{SPACES[name]}}}" for name in ("table", "office"))
    sheets = {sheet.get(f"{table}name"): sheet for sheet in root.iter(f"{table}table")}
    for (sheet, row, column), number in CHANGED.items():
        cells = [*[*sheets[sheet].iter(f"{table}table-row")][row]]
        counts = [int(cell.get(f"{table}number-columns-repeated", "1")) for cell in cells]
        cell = cells[next(i for i in range(len(cells)) if sum(counts[: i + 1]) > column)]
        cell.set(f"{office}value", str(number))
    # A space that only the values of attributes use is no longer declared.
    start, space = b"<office:document-content ", SPACES["of"].encode()
    text = ElementTree.tostring(root)
    parts["content.xml"] = text.replace(start, start + b'xmlns:of="%s" ' % space, 1)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def set_of(draft: ImportedSet | None) -> CriteriaSet:
    """Return the criteria set of a draft that has no problem."""
    assert draft is not None
    loaded = read_criteria(draft.text.encode(), Path("x/x.yaml"), "x")
    assert loaded.problems == ()
    assert loaded.criteria_set is not None
    return loaded.criteria_set


def assert_back(data: bytes, before: Result) -> CriteriaSet:
    """Check that all is as it was but for the changes, which are there; return the set."""
    draft = read_own(data)
    assert draft is not None
    assert any("changed since it was exported" in sentence for sentence in draft.said)
    back = set_of(draft)
    options, criteria = before.evaluation.options, before.evaluation.criteria
    for place, criterion in enumerate(criteria):
        swing = SWING if place == 1 else before.evaluation.swings[criterion]
        now, then = back.criteria[criterion], before.criteria_set.criteria[criterion]
        assert (now.swing, now.swing_reason) == (swing, then.swing_reason)
        assert (now.better, now.scale, now.value) == (then.better, then.scale, then.value)
        for option in options:
            cell, old = (
                back.assessments[option][criterion],
                before.find_assessment(option, criterion),
            )
            assert old is not None
            is_changed = (option, criterion) == (options[0], criteria[1])
            assert cell.score[:3] == (SCORES if is_changed else old.score[:3])
            assert (cell.reason, cell.confidence) == (old.reason.strip(), old.confidence)
    return back


def assert_recomputed(data: bytes, before: Result, back: CriteriaSet) -> None:
    """Check that the totals in the file follow from what was changed in it."""
    frame = before.evaluation.criteria
    loaded = before.loaded
    draft = read_own(data)
    assert draft is not None
    again = find_result(read_criteria(draft.text.encode(), loaded.path, "x"), Choice())
    assert [*back.criteria][: len(frame)]
    assert again.evaluation.criteria == frame
    assert figures_of_workbook(data) == pytest.approx(again.evaluation.totals, abs=1e-9)


@pytest.mark.parametrize("path", SHIPPED.values(), ids=SHIPPED)
@pytest.mark.parametrize(
    ("make", "change"), [(to_workbook, changed_xlsx), (to_ods, changed_ods)], ids=["xlsx", "ods"]
)
def test_what_was_changed_in_the_file_is_read(
    path: Path, make: Callable[[Result], bytes], change: Callable[[bytes], bytes]
) -> None:
    """Scores and swings as they stand now, reasons as they were; the rest is untouched."""
    result = shipped_result(path)
    assert_back(change(make(result)), result)


if has_libreoffice():

    @pytest.fixture(scope="module")
    def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
        """Return a folder in which LibreOffice has saved every workbook as both kinds."""
        folder = tmp_path_factory.mktemp("office")
        for name, path in SHIPPED.items():
            result = shipped_result(path)
            (folder / f"{name}-xlsx.xlsx").write_bytes(changed_xlsx(to_workbook(result)))
            (folder / f"{name}-ods.ods").write_bytes(changed_ods(to_ods(result)))
            (folder / f"{name}-same.ods").write_bytes(to_ods(result))
        files = sorted(folder.glob("*.*s*"))
        for kind in ("xlsx", "ods"):
            save_with_libreoffice(files, folder / kind, kind)
        return folder

    @pytest.mark.parametrize("name", SHIPPED)
    @pytest.mark.parametrize("kind", ["xlsx", "ods"])
    @pytest.mark.parametrize("start", ["xlsx", "ods"])
    def test_libreoffice_saves_what_comes_back(
        saved: Path, name: str, start: str, kind: str
    ) -> None:
        """Either kind, changed, computed and saved as either: exact, and its totals follow."""
        data = (saved / kind / f"{name}-{start}.{kind}").read_bytes()
        result = shipped_result(SHIPPED[name])
        back = assert_back(data, result)
        assert_recomputed(data, result, back)

    @pytest.mark.parametrize("name", SHIPPED)
    @pytest.mark.parametrize("kind", ["xlsx", "ods"])
    def test_libreoffice_computes_the_figures_of_the_stamp(
        saved: Path, name: str, kind: str
    ) -> None:
        """Saved without a change, every total is that of the criteria file: only that is said."""
        data = (saved / kind / f"{name}-same.{kind}").read_bytes()
        result = shipped_result(SHIPPED[name])
        assert figures_of_workbook(data) == pytest.approx(result.evaluation.totals, abs=1e-9)
        assert not read_office_stamp(data).is_intact
        found = Verifier().check(data, "saved", [SHIPPED[name].parent])
        assert [m.where for m in found.mismatches] == ["content"]
