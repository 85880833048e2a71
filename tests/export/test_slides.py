"""Slides: found titles, native charts, real tables, notes, and nothing outside its box."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from export.office_sets import (
    DRUGS,
    HOSTILE,
    IRAN,
    digests_of,
    hostile_result,
    shipped_result,
    subject_of,
)
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt
from small_sets import make_set

from steelyard.export.brief.content import brief_of
from steelyard.export.brief.drawings import foldable, ranking_drawing
from steelyard.export.brief.parts import Matrix, Strips
from steelyard.export.slides import to_slides
from steelyard.export.slides.deck import fit_text, lines_of
from steelyard.export.stamps.office_stamp import read_office_stamp
from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.basis import CARE
from steelyard.results.words.brief.change import change_title, why_point
from steelyard.results.words.brief.second import (
    COUNTS_NOTE,
    NO_CHANCE,
    counter_finding,
    matrix_heading,
)
from steelyard.results.words.brief.top import bottom_line


def slides_of(data: bytes) -> list[Any]:
    """Return the slides of a file."""
    return list(Presentation(io.BytesIO(data)).slides)


def charts_of(data: bytes) -> list[Any]:
    """Return the graphic frames that hold charts."""
    return [shape for slide in slides_of(data) for shape in slide.shapes if shape.has_chart]


def texts_of(slide: Any) -> Iterator[str]:
    """Yield every text of a slide, with those of its tables."""
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            for row in shape.table.rows:
                yield from (cell.text_frame.text for cell in row.cells)


def long_result() -> Result:
    """Return a set whose every name has 300 characters."""
    name = ("Seventeen letters " * 20)[:300]
    criteria_set = make_set({f"o{i}": {f"c{j}": (17 * i + 29 * j) % 101 for j in range(16)}
                         for i in range(24)})  # fmt: skip
    return subject_of(
        criteria_set.model_copy(
            update={
                "title": name,
                "options": {
                    o: e.model_copy(update={"name": name}) for o, e in criteria_set.options.items()
                },
                "criteria": {
                    c: e.model_copy(update={"name": name}) for c, e in criteria_set.criteria.items()
                },
            }
        )
    )


def test_titles_are_what_was_found() -> None:
    """Three slides, each with a real title: bottom line, what changes it, whose view decides."""
    result = shipped_result()
    slides = slides_of(to_slides(result))
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles == [bottom_line(result), change_title(result), matrix_heading(result)]


def test_every_slide_has_a_picture() -> None:
    """The ranking and the strips are native charts, the matrix is a real table."""
    for result in (shipped_result(), shipped_result(DRUGS)):
        kinds = [
            {"chart" for shape in slide.shapes if shape.has_chart}
            | {"table" for shape in slide.shapes if shape.has_table}
            for slide in slides_of(to_slides(result))
        ]
        assert kinds == [{"chart", "table"}, {"chart"}, {"table"}]


def test_the_first_slide_has_the_verdicts_of_frames_and_what_to_read_with_care() -> None:
    """Each tile's verdict and the short care stand beside the ranking; all of it in the notes."""
    result = shipped_result()
    brief, slide = brief_of(result), slides_of(to_slides(result))[0]
    said = " ".join(" ".join(texts_of(slide)).split())
    notes = slide.notes_slide.notes_text_frame.text
    assert f"{CARE} {brief.short_care}" in said
    assert brief.question in said
    assert COUNTS_NOTE in said
    for tile in brief.tiles:
        assert tile.about in said
        assert f"{tile.says}." in said
        assert tile.text in notes
    for part in (brief.opening, f"{CARE} {brief.care}", NO_CHANCE, why_point(result).text):
        assert part in notes


def test_charts_are_native_and_right() -> None:
    """The chart of totals holds the totals, in the order of the ranking, and can be edited."""
    result = shipped_result()
    frames = charts_of(to_slides(result))
    evaluation = result.evaluation
    totals = frames[0].chart.plots[0].series[0].values
    assert totals == pytest.approx([evaluation.totals[o] for o in evaluation.ranking], abs=1e-9)
    workbook = frames[0].chart.part.chart_workbook.xlsx_part.blob
    rows = list(openpyxl.load_workbook(io.BytesIO(workbook)).active.values)
    assert [row[1] for row in rows[1:]] == pytest.approx(list(totals), abs=1e-9)
    labels = [result.criteria_set.options[o].label for o in evaluation.ranking]
    assert [row[0] for row in rows[1:]] == labels


def test_ranges_and_colours_of_totals_are_those_of_the_brief() -> None:
    """Each bar has its option's colour, and a line over nine simulations in ten."""
    result = shipped_result()
    chart = charts_of(to_slides(result))[0].chart
    drawing = ranking_drawing(result)
    series = chart.plots[0].series[0]
    for place, row in enumerate(drawing.rows):
        fill = series.points[place].format.fill.fore_color.rgb
        assert f"#{fill}".lower() == row.colour
    ends = {
        kind: [float(v.text) for v in series._element.iter(qn("c:v")) if v.getparent().getparent()
               .getparent().tag == qn(f"c:{kind}")]
        for kind in ("plus", "minus")
    }  # fmt: skip
    tops = [row.total + plus / 100 for row, plus in zip(drawing.rows, ends["plus"], strict=True)]
    lows = [row.total - less / 100 for row, less in zip(drawing.rows, ends["minus"], strict=True)]
    assert tops == pytest.approx([row.high for row in drawing.rows], abs=1e-6)
    assert lows == pytest.approx([row.low for row in drawing.rows], abs=1e-6)


def test_strips_are_the_stretches_of_the_brief() -> None:
    """Stacked bars add up to all of a weight and are cut where the leader changes."""
    result = shipped_result()
    chart = charts_of(to_slides(result))[1].chart
    section = brief_of(result).section("strips")
    assert section is not None
    assert isinstance(section.drawing, Strips)
    values = list(zip(*(one.values for one in chart.plots[0].series), strict=True))
    for strip, found in zip(section.drawing.strips, values, strict=True):
        assert sum(found) == pytest.approx(100)
        lengths = [100 * (part.end - part.begin) for part in strip.stretches]
        assert found[: len(lengths)] == pytest.approx(lengths)


def test_the_matrix_is_that_of_the_brief() -> None:
    """Names and margins of every cell, and the strongest finding against the leader below."""
    result = shipped_result()
    slide = slides_of(to_slides(result))[2]
    section = brief_of(result).section("matrix")
    assert section is not None
    assert isinstance(section.drawing, Matrix)
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    for row, (name, cells) in enumerate(section.drawing.rows, start=1):
        assert table.cell(row, 0).text_frame.text == name
        for column, cell in enumerate(cells, start=1):
            said = table.cell(row, column).text_frame.text
            assert said.split("\n") == [*cell.names, cell.margin]
    assert counter_finding(result) in set(texts_of(slide))


def test_charts_and_tables_are_told_in_words() -> None:
    """Whoever does not see a chart or a table reads what it shows."""
    for result in (shipped_result(), hostile_result()):
        for slide in slides_of(to_slides(result)):
            for shape in slide.shapes:
                if shape.has_chart or shape.has_table:
                    words = shape._element.nvGraphicFramePr.cNvPr.get("descr")
                    assert words
                    assert len(words) > 20


def test_notes_say_where_the_figures_come_from() -> None:
    """Every slide's notes name the file, and every foot the origin."""
    for slide in slides_of(to_slides(shipped_result())):
        assert "Where the figures come from: iran-2026.yaml" in (
            slide.notes_slide.notes_text_frame.text
        )
        assert any("iran-2026.yaml" in text for text in texts_of(slide))


@pytest.mark.parametrize("make", [shipped_result, hostile_result, long_result])
def test_nothing_leaves_its_box(make: Any) -> None:
    """Every shape lies on the slide, and every text fits its box at its size."""
    for slide in slides_of(to_slides(make())):
        boxes = [shape for shape in slide.shapes if shape.has_table]
        for shape in boxes:
            # A table is as high as its rows, and nothing below it lies on it.
            assert sum(row.height for row in shape.table.rows) <= shape.height + 10
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= 12192000
            assert shape.top + shape.height <= 6858000
            if shape.has_text_frame and shape.text_frame.text and not shape.is_placeholder:
                assert _height(shape) <= shape.height / 914400 + 0.02, shape.text_frame.text


def _height(shape: Any) -> float:
    width, lines, size = shape.width / 914400, 0, 0.0
    for paragraph in shape.text_frame.paragraphs:
        size = paragraph.runs[0].font.size / Pt(1)
        weight = 700 if all(run.font.bold for run in paragraph.runs) else 400
        lines += lines_of(paragraph.text, width, size, weight)
    return lines * size * 1.2 / 72


def test_hostile_labels_are_text() -> None:
    """Labels stand as they are, in slides and in the workbooks behind the charts."""
    data = to_slides(hostile_result())
    said = " ".join(text for slide in slides_of(data) for text in texts_of(slide))
    assert '=HYPERLINK("http://x.invalid","x")' in said
    assert "\u202e" not in said
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".rels"):
                assert b"External" not in archive.read(name)
            if name.endswith(".xlsx"):
                book = openpyxl.load_workbook(io.BytesIO(archive.read(name)))
                cells = [cell for row in book.active.iter_rows() for cell in row]
                assert not any(cell.data_type == "f" for cell in cells)
    names = {str(label) for frame in charts_of(data) for label in frame.chart.plots[0].categories}
    assert HOSTILE[0] in names


def test_one_option_and_many_are_told() -> None:
    """With one option nothing is compared; of many the grey ones at the end are one row."""
    alone = to_slides(subject_of(make_set({"a": {"c": 5}})))
    assert len(slides_of(alone)) == 1
    result = long_result()
    rows = ranking_drawing(result, foldable(result)).rows
    assert len(list(charts_of(to_slides(result))[0].chart.plots[0].categories)) == len(rows)


def test_counts_read_as_everywhere_else() -> None:
    """Totals, ranges and counts stand in the table as in the brief."""
    for file in (IRAN, DRUGS):
        result = shipped_result(file)
        table = next(
            shape.table for shape in slides_of(to_slides(result))[0].shapes if shape.has_table
        )
        found = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
        for row, cells in zip(ranking_drawing(result).rows[:6], found[1:], strict=False):
            assert cells[0] == row.rank
            assert cells[3:] == [row.total_label, row.range_label, row.first]


def test_what_was_moved_is_told() -> None:
    """A moved weight stands on the first slide, in the notes and at the foot."""
    result = shipped_result(choice=Choice(swings={"escalation_risk": 7.0}))
    first = slides_of(to_slides(result))[0]
    assert "Exploratory" in first.notes_slide.notes_text_frame.text
    assert any(text.startswith("Exploratory") for text in texts_of(first))


def test_the_stamp_is_there_and_the_hour_is_not() -> None:
    """The file is as it was made, and so are the workbooks behind its charts, each time."""
    data = to_slides(shipped_result())
    assert read_office_stamp(data).is_intact
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "docProps/thumbnail.jpeg" not in archive.namelist()
        assert not re.search(rb"20[3-9]\d-\d\d-\d\dT", archive.read("docProps/core.xml"))
    call = "from steelyard.export.slides import to_slides; made = to_slides(result)"
    assert len(digests_of(call)) == 1


def test_text_is_shortened_only_where_it_must_be() -> None:
    """The largest size that fits is taken; below the least the longest text gives way."""
    assert fit_text(["short"], 5, 1, (20, 12)) == (["short"], 20)
    texts, size = fit_text(["word " * 200, "short"], 5, 1, (20, 12))
    assert size == 12
    assert texts[0].endswith("…")
    assert texts[1] == "short"
    assert fit_text(["word " * 200], 2, 0.1, (12,))[0][0].endswith("…")
