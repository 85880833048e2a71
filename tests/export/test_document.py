"""The document: the brief with Word's own headings, tables and pictures."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from export.office_sets import digests_of, hostile_result, shipped_result, subject_of
from small_sets import make_set

from steelyard.export.brief.content import ANNEX, brief_of
from steelyard.export.document import to_document
from steelyard.export.safe_text import as_label
from steelyard.export.stamps.office_stamp import read_office_stamp
from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.basis import CARE
from steelyard.results.words.brief.second import ANNEX_TITLE


@pytest.fixture(scope="module")
def result() -> Result:
    """The shipped file in its own view."""
    return shipped_result()


@pytest.fixture(scope="module")
def made(result: Result) -> bytes:
    """Its document, made once."""
    return to_document(result)


def opened(data: bytes) -> Any:
    """Return a document as python-docx reads it."""
    return Document(io.BytesIO(data))


def test_every_section_of_the_brief_is_there(result: Result, made: bytes) -> None:
    """Headings are real ones, in the order of the brief, and no sentence is lost."""
    brief, document = brief_of(result), opened(made)
    shown = [one for one in brief.sections if one.key != "scores"]
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    small = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert heads == [*(one.heading for one in shown if one.page < ANNEX), ANNEX_TITLE]
    assert small == [one.heading for one in shown if one.page == ANNEX]
    said = {p.text for p in document.paragraphs}
    assert f"{brief.opening} {CARE} {brief.care}" in said
    for section in shown:
        for point in section.points:
            assert f"{point.lead} {point.text}".strip() in said
    assert [p.text for p in document.paragraphs if p.style.name == "Title"] == [brief.sentence]
    tiles = opened(made).tables[0].rows[0].cells
    assert [cell.paragraphs[1].text for cell in tiles] == [tile.says for tile in brief.tiles]


def test_tables_are_tables(result: Result, made: bytes) -> None:
    """Every table has all its rows, and its heads are repeated on each page."""
    tables = [one.table for one in brief_of(result).sections if one.table and one.key != "scores"]
    for content, table in zip(tables, opened(made).tables[1:], strict=True):
        rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
        assert rows == [tuple(map(as_label, row)) for row in (content.heads, *content.rows)]
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_pictures_are_svg_over_png_and_told_in_words(result: Result, made: bytes) -> None:
    """Each picture has a text, is as wide as the page allows, and is an SVG where that is read."""
    shapes = opened(made).inline_shapes
    pictures = [section for section in brief_of(result).sections if section.picture]
    assert len(shapes) == len(pictures) == 2
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        kinds = sorted(name[-3:] for name in archive.namelist() if "media/" in name)
        drawings = [archive.read(name) for name in archive.namelist() if name.endswith(".svg")]
    assert kinds == ["png", "png", "svg", "svg"]
    assert all(drawing.lstrip().startswith(b"<svg") for drawing in drawings)
    for shape, section in zip(shapes, pictures, strict=True):
        assert shape._inline.docPr.get("descr") == as_label(section.words)[:4000]
        assert shape.width.cm <= 16.61
        assert "svgBlip" in shape._inline.xml


def test_head_and_foot(made: bytes) -> None:
    """Each page carries the title, its number, and where the numbers come from."""
    section = opened(made).sections[0]
    assert section.header.paragraphs[0].text.startswith("Coercing Iran, February 2026")
    assert "NUMPAGES" in section.header._element.xml
    assert section.footer.paragraphs[0].text.startswith("iran-2026.yaml")


def test_what_was_moved_is_told() -> None:
    """What is somebody's own stands above everything."""
    small = make_set({"a": {"c": 5, "d": 9}, "b": {"c": 50, "d": 1}})
    data = to_document(subject_of(small, Choice(swings={"c": 7.0})))
    assert any("Exploratory" in p.text for p in opened(data).paragraphs[:4])


def test_hostile_text_is_text() -> None:
    """No label becomes a link, a field or markup, and each is shown."""
    data = to_document(hostile_result(8))
    document = opened(data)
    said = " ".join(
        [p.text for p in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    assert '=HYPERLINK("http://x.invalid","x")' in said
    assert "+cmd|' /C calc'!A0" in said
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        links = archive.read("word/_rels/document.xml.rels")
        body = archive.read("word/document.xml")
    assert b"External" not in links
    assert b"instrText" not in body


def test_one_option_is_no_trouble() -> None:
    """With nothing to compare the document says so and is made all the same."""
    document = opened(to_document(subject_of(make_set({"a": {"c": 5}}))))
    assert any("only option" in p.text for p in document.paragraphs)


def test_the_stamp_and_the_same_bytes(made: bytes) -> None:
    """The document is as it was made, whichever process makes it."""
    assert read_office_stamp(made).is_intact
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert "docProps/thumbnail.jpeg" not in archive.namelist()
    call = "from steelyard.export.document import to_document; made = to_document(result)"
    assert len(digests_of(call)) == 1
