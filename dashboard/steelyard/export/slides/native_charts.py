"""Native bar charts, whose numbers and style can be changed in PowerPoint.

Each contains a small workbook, written here and not by the library, which would take a label
that begins like a formula for one.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from steelyard.charts.drawing.contrast import text_on
from steelyard.charts.theme import palette
from steelyard.export.safe_text import as_label, shorten_apart, shorten_label
from steelyard.export.slides.deck import SlideBox, slide_colour

LONGEST_LABEL = 60


@dataclass(frozen=True)
class BarSeries:
    """One series: its name, and for each bar its length, colour and label (may be empty)."""

    name: str
    numbers: Sequence[float]
    colours: Sequence[str]
    labels: Sequence[str] = ()


def add_bars(
    slide: Any,
    box: SlideBox,
    labels: Sequence[str],
    series: Sequence[BarSeries],
    words: str,
    *,
    most: float,
    gap: int,
    lines: Sequence[tuple[float, float]] = (),
) -> None:
    """Add a native chart of stacked horizontal bars that fills its box, the first label on top.

    Only the bars are drawn: every bar has the same share of the height, and the axis runs from 0 to
    `most` over the whole width, so that a table or lines can be aligned with it.
    `words` is its alt text. `gap`: between bars, in percent of a bar. `lines`: of each bar of the
    first series the ends of its range.
    """
    names = shorten_apart([as_label(label) for label in labels], LONGEST_LABEL)
    # The library writes the format it is given here into XML unchanged.
    make: Any = CategoryChartData
    data = make(number_format="General")
    data.categories = names
    for one in series:
        data.add_series(shorten_label(as_label(one.name), LONGEST_LABEL), list(one.numbers))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *(Inches(side) for side in box), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", as_label(words)[:4000])
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(names, series))
    chart.has_legend = chart.has_title = False
    _set_axes(chart, most)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.vary_by_categories = gap, 100, False
    for one, drawn in zip(series, plot.series, strict=True):
        _set_bars(drawn, one)
    if lines:
        _add_lines(plot.series[0], series[0].numbers, lines)
    _fill_box(chart)


def _set_axes(chart: Any, most: float) -> None:
    across, down = chart.value_axis, chart.category_axis
    across.has_major_gridlines = False
    across.minimum_scale, across.maximum_scale = 0.0, most
    down.reverse_order = True
    down.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    across.visible = down.visible = False


def _set_bars(drawn: Any, series: BarSeries) -> None:
    drawn.invert_if_negative = False
    for place, colour in enumerate(series.colours):
        point = drawn.points[place]
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = slide_colour(colour)
        point.format.line.color.rgb = slide_colour(palette("light").background)
        point.format.line.width = Pt(0.75)
        label = series.labels[place] if series.labels else ""
        if label:
            frame = point.data_label.text_frame
            frame.text = as_label(label)
            frame.word_wrap = False
            font = frame.paragraphs[0].runs[0].font
            font.size, font.bold = Pt(12), True
            font.color.rgb = slide_colour(text_on(colour))
            point.data_label.position = XL_LABEL_POSITION.CENTER


def _add_lines(drawn: Any, numbers: Sequence[float], lines: Sequence[tuple[float, float]]) -> None:
    """Draw the range of each bar as a line with ends, which the library cannot."""
    count, ink = len(numbers), palette("light").ink[1:].upper()

    def values(kind: str, found: Sequence[float]) -> str:
        points = "".join(
            f'<c:pt idx="{place}"><c:v>{max(0.0, round(number, 6))}</c:v></c:pt>'
            for place, number in enumerate(found)
        )
        return f'<c:{kind}><c:numLit><c:ptCount val="{count}"/>{points}</c:numLit></c:{kind}>'

    above = values(
        "plus", [high - number for number, (_, high) in zip(numbers, lines, strict=True)]
    )
    below = values("minus", [number - low for number, (low, _) in zip(numbers, lines, strict=True)])
    bars = parse_xml(
        f"<c:errBars {nsdecls('c', 'a')}>"
        '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"{above}{below}"
        f'<c:spPr><a:ln w="15875"><a:solidFill><a:srgbClr val="{ink}"/></a:solidFill></a:ln>'
        "</c:spPr></c:errBars>"
    )
    drawn._element.find(qn("c:cat")).addprevious(bars)


def _fill_box(chart: Any) -> None:
    """Let the bars fill the whole box of the chart, with no room for heads and axes."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(
        0,
        parse_xml(
            f"<c:layout {nsdecls('c')}><c:manualLayout>"
            '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            '<c:x val="0"/><c:y val="0"/><c:w val="1"/><c:h val="1"/>'
            "</c:manualLayout></c:layout>"
        ),
    )


def _workbook(labels: Sequence[str], series: Sequence[BarSeries]) -> bytes:
    """Return the workbook behind a chart, laid out as the library's chart points to it."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False,
                                        "strings_to_urls": False})  # fmt: skip
    sheet = book.add_worksheet("Sheet1")
    looks = book.add_format({"num_format": "0.0"})
    sheet.set_column(0, 0, 40)
    for row, label in enumerate(labels, start=1):
        sheet.write_string(row, 0, label)
    for column, one in enumerate(series, start=1):
        sheet.write_string(0, column, shorten_label(as_label(one.name), LONGEST_LABEL))
        for row, number in enumerate(one.numbers, start=1):
            sheet.write_number(row, column, number, looks)
    book.close()
    return buffer.getvalue()
