"""Bar charts that stay charts: numbers and looks can be changed in PowerPoint.

Each carries a small workbook, written here and not by the library, which would take a label
that begins like a formula for one.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from steelyard.charts.theme import palette
from steelyard.export.safe_text import as_label, shorten_apart, shorten_label
from steelyard.export.slides.deck import SlideBox, slide_colour

MOST_BARS = 20
_ROW = 0.9
"""Inches a bar takes where there are few."""


@dataclass(frozen=True)
class Series:
    """One series: its name, its numbers, and the colour of each bar."""

    name: str
    numbers: Sequence[float]
    colours: Sequence[str]


def add_bars(
    slide: Any,
    box: SlideBox,
    labels: Sequence[str],
    series: Sequence[Series],
    number_format: str,
    words: str,
    span: tuple[float, float] | None = None,
    notes: Sequence[str] = (),
) -> None:
    """Add a native chart of horizontal bars, the first label on top; `words` is its alt text.

    Several series share one bar, of which all but one are nothing. `span` fixes the ends of
    the axis, which is not drawn: each bar carries its number. `notes` stand in brackets behind
    the labels; a label too long for its room is shortened, and never its note.
    """
    letters = 42 if box[2] > 7 and len(labels) <= 12 else 27
    behind = [f" ({note})" for note in notes] or [""] * len(labels)
    letters -= max(map(len, behind), default=0)
    names = shorten_apart([as_label(label) for label in labels], letters)
    names = [f"{name}{note}" for name, note in zip(names, behind, strict=True)]
    # The library writes the format it is given here into XML as it stands.
    make: Any = CategoryChartData
    data = make(number_format="General")
    data.categories = names
    for one in series:
        data.add_series(shorten_label(as_label(one.name), 60), list(one.numbers))
    height = min(box[3], _ROW * len(names) + 0.3)
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, *(Inches(side) for side in (*box[:3], height)), data
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", as_label(words)[:2000])
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(names, series, number_format))
    chart.has_legend = chart.has_title = False
    size = 14 if len(names) <= 12 else 12 if len(names) <= 16 else 11
    _set_axes(chart, size, span)
    _set_bars(chart, series, number_format, size)


def _set_axes(chart: Any, size: int, span: tuple[float, float] | None) -> None:
    colours = palette("light")
    across, down = chart.value_axis, chart.category_axis
    across.visible = False
    across.has_major_gridlines = False
    if span is not None:
        across.minimum_scale, across.maximum_scale = span
    down.reverse_order = True
    down.major_tick_mark = XL_TICK_MARK.NONE
    down.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    down.tick_labels.font.size = Pt(size)
    down.tick_labels.font.color.rgb = slide_colour(colours.ink)
    # Every bar keeps its name, also where a program would rather leave some out.
    for old in down._element.findall(qn("c:tickLblSkip")):
        down._element.remove(old)
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    down._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)
    down.format.line.color.rgb = slide_colour(colours.rule)


def _set_bars(chart: Any, series: Sequence[Series], number_format: str, size: int) -> None:
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.vary_by_categories = 45, 100, False
    for one, drawn in zip(series, plot.series, strict=True):
        drawn.invert_if_negative = False
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = slide_colour(one.colours[0])
        if len(set(one.colours)) > 1:
            for place, colour in enumerate(one.colours):
                fill = drawn.points[place].format.fill
                fill.solid()
                fill.fore_color.rgb = slide_colour(colour)
        labels = drawn.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = number_format, False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size, labels.font.bold = Pt(size), True
        labels.font.color.rgb = slide_colour(palette("light").ink)
        for box in labels._element.iter(qn("a:bodyPr")):
            box.set("wrap", "none")


def _workbook(labels: Sequence[str], series: Sequence[Series], number_format: str) -> bytes:
    """Return the workbook behind a chart, laid out as the library's chart points to it."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False,
                                        "strings_to_urls": False})  # fmt: skip
    sheet = book.add_worksheet("Sheet1")
    looks = book.add_format({"num_format": number_format})
    sheet.set_column(0, 0, 40)
    for row, label in enumerate(labels, start=1):
        sheet.write_string(row, 0, label)
    for column, one in enumerate(series, start=1):
        sheet.write_string(0, column, shorten_label(as_label(one.name), 60))
        for row, number in enumerate(one.numbers, start=1):
            sheet.write_number(row, column, number, looks)
    book.close()
    return buffer.getvalue()
