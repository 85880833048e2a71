"""The workbook as ODS: cell by cell that of the XLSX file, and as able to compute."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from export.office_sets import DRUGS, IRAN, digests_of, hostile_result, shipped_result, subject_of
from hypothesis import given, settings
from small_sets import criteria_sets

from steelyard.export.back_in.figures_reading import figures_of_workbook
from steelyard.export.stamps.office_stamp import read_office_stamp, read_parts
from steelyard.export.workbook import to_ods, to_workbook
from steelyard.export.workbook.ods_parts import SPACES, open_formula
from steelyard.files.spreadsheet.opening.books import read_bytes
from steelyard.files.spreadsheet.opening.cells import Trouble
from steelyard.model import CriteriaSet
from steelyard.results.result import Result

RESULTS = {
    "four": shipped_result(),
    "twenty": shipped_result(DRUGS),
    "hostile": hostile_result(),
}


def content(data: bytes, part: str = "content.xml") -> ElementTree.Element:
    """Return a part of an ODS file as a tree."""
    return ElementTree.fromstring(read_parts(data)[part])


def full(name: str) -> str:
    """Return a name with its space as trees have it."""
    space, _, local = name.partition(":")
    return f"{{{SPACES[space]}}}{local}"


@pytest.mark.parametrize("result", RESULTS.values(), ids=RESULTS)
def test_every_cell_is_that_of_the_xlsx_file(result: Result) -> None:
    """Names, numbers and texts of all nine sheets, hostile ones too."""
    ods, xlsx = (read_bytes("a", make(result)) for make in (to_ods, to_workbook))
    assert [sheet.name for sheet in ods.sheets] == [sheet.name for sheet in xlsx.sheets]
    for ours, other in zip(ods.sheets, xlsx.sheets, strict=True):
        assert ours.hidden_columns == other.hidden_columns
        for i, (row, there) in enumerate(zip(ours.rows, other.rows, strict=True), 1):
            for j, (cell, same) in enumerate(zip(row, there, strict=True), 1):
                if (i, j) in ours.formulas:
                    # The texts that a formula gives are taken for what they look like in XLSX.
                    same = {"A": "_x0041_", Trouble("#REF!", "error"): "#REF!"}.get(same, same)
                # XLSX keeps sixteen digits of a number.
                is_number = isinstance(cell, float)
                assert cell == (pytest.approx(same, rel=1e-14) if is_number else same)


@pytest.mark.parametrize("result", RESULTS.values(), ids=RESULTS)
def test_every_formula_is_that_of_the_xlsx_file(result: Result) -> None:
    """Written as OpenDocument writes it, at the same places."""
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(result)))
    there = [
        open_formula(cell.value.removeprefix("="))
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    key = full("table:formula")
    here = [cell.get(key) for cell in content(to_ods(result)).iter() if cell.get(key)]
    assert here == there
    assert not any(re.search(r"[A-Z]\$?\d+!|![A-Z$]", re.sub('"[^"]*"', "", f)) for f in here if f)


@pytest.mark.parametrize("path", [IRAN, DRUGS])
def test_figures_and_stamp_are_read_back(path: Path) -> None:
    """Those of the evaluation, and the stamp is intact until a byte is changed."""
    result = shipped_result(path)
    data = to_ods(result)
    assert figures_of_workbook(data) == result.evaluation.totals
    assert read_office_stamp(data).is_intact
    parts = read_parts(data)
    assert parts["mimetype"] == b"application/vnd.oasis.opendocument.spreadsheet"
    parts["content.xml"] = parts["content.xml"].replace(b">100<", b">99<", 1)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    assert not read_office_stamp(stream.getvalue()).is_intact


@settings(max_examples=15, deadline=None)
@given(criteria_sets())
def test_any_set_makes_one(criteria_set: CriteriaSet) -> None:
    """Unknown scores, zero swings, one option, ties: the totals stand in the cells."""
    result = subject_of(criteria_set)
    assert figures_of_workbook(to_ods(result)) == result.evaluation.totals


def test_each_style_check_and_part_that_is_named_is_there() -> None:
    """A cell with a style that does not exist would look like any other."""
    data = to_ods(RESULTS["hostile"])
    parts = read_parts(data)
    root = content(data)
    style = full("style:name")
    known = {entry.get(style) for entry in root.iter(full("style:style"))}
    known |= {entry.get(full("style:name")) for entry in root.iter(full("number:number-style"))}
    used = {entry.get(full("table:style-name")) for entry in root.iter()} - {None}
    assert used <= known
    checks = {
        entry.get(full("table:name")) for entry in root.iter(full("table:content-validation"))
    }
    asked = {entry.get(full("table:content-validation-name")) for entry in root.iter()} - {None}
    assert asked == checks
    listed = {
        entry.get(full("manifest:full-path"))
        for entry in content(data, "META-INF/manifest.xml").iter(full("manifest:file-entry"))
    }
    assert listed - {"/", "Object 1/"} == set(parts) - {"mimetype", "META-INF/manifest.xml"}


def test_the_chart_draws_the_rows_that_the_xlsx_chart_draws() -> None:
    """Every colour is a series, and the words say what is seen."""
    data = to_ods(RESULTS["four"])
    key = full("chart:values-cell-range-address")
    drawn = [entry.get(key) for entry in content(data, "Object 1/content.xml").iter()]
    with zipfile.ZipFile(io.BytesIO(to_workbook(RESULTS["four"]))) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    there = re.findall(r"<c:val><c:numRef><c:f>([^<]*)</c:f>", chart)
    assert [found.replace("!", ".") for found in there] == [
        f"{found.partition(':')[0]}:{found.rpartition('.')[2]}" for found in drawn if found
    ]
    words = next(content(data).iter(full("svg:desc"))).text or ""
    assert words.startswith("Bar chart of the totals in the list beside it, best first: ")


def test_the_same_bytes_every_time() -> None:
    """Neither the process nor the seed of its hashes nor the hour shows in the file."""
    call = "from steelyard.export.workbook import to_ods; made = to_ods(result)"
    assert len(digests_of(call)) == 1
