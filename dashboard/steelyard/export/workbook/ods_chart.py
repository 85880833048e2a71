"""The chart of totals inside an ODS file, drawn from rows of *Contributions*."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape

from steelyard.charts.theme import palette
from steelyard.export.workbook import book as at
from steelyard.export.workbook.book import BarChart, WorkbookSheet, absolute
from steelyard.export.workbook.ods_parts import document, range_address

_ROW_CENTIMETRES: Final = 0.69
_WIDTH_CENTIMETRES: Final = 14.8


def chart_frame(sheet: WorkbookSheet) -> str:
    """Return the place of the chart, to the right of the list on *Ranking*."""
    if sheet.chart is None:
        return ""
    inches = sum((8 * sheet.column_widths[column] + 5) / 96 for column in range(at.ID + 1))
    height = _height(sheet.chart)
    return (
        '<table:shapes><draw:frame draw:z-index="0" draw:style-name="chart" '
        f'svg:x="{2.54 * inches + 0.3:.2f}cm" svg:y="3.2cm" '
        f'svg:width="{_WIDTH_CENTIMETRES}cm" svg:height="{height:.2f}cm">'
        '<draw:object xlink:href="./Object 1" xlink:type="simple" xlink:show="embed" '
        f'xlink:actuate="onLoad"/><svg:desc>{escape(sheet.chart.words)}</svg:desc>'
        "</draw:frame></table:shapes>"
    )


def _height(chart: BarChart) -> float:
    return 2.4 + _ROW_CENTIMETRES * (chart.last_row - chart.first_row + 1)


def chart_part(chart: BarChart) -> str:
    """Return the part that holds the chart."""
    colours = palette("light")
    names = range_address(
        "Contributions", (chart.first_row, at.PARTS_NAME), (chart.last_row, at.PARTS_NAME)
    )
    rows = (chart.first_row, chart.last_row)
    values = [
        range_address("Contributions", (rows[0], bars.column), (rows[1], bars.column))
        for bars in chart.bars
    ]
    series = "".join(
        f'<chart:series chart:style-name="bar{place}" chart:class="chart:bar" '
        f'chart:values-cell-range-address="{values[place]}" '
        f'chart:label-cell-address="Contributions.{absolute(chart.first_row - 1, b.column)}"/>'
        for place, b in enumerate(chart.bars)
    )
    # An empty bar has no number: those are the bars of other colours.
    plain = (
        '<number:number number:decimal-places="1" number:min-decimal-places="1" '
        'number:min-integer-digits="1"/>'
    )
    numbers = (
        f'<number:number-style style:name="N1">{plain}</number:number-style>'
        '<number:number-style style:name="N2P0" style:volatile="true">'
        f"{plain}</number:number-style>"
        '<number:number-style style:name="N2P1" style:volatile="true"><number:text/>'
        '</number:number-style><number:number-style style:name="N2"><number:text/><style:map '
        'style:condition="value()&gt;0" style:apply-style-name="N2P0"/><style:map '
        'style:condition="value()&lt;0" style:apply-style-name="N2P1"/></number:number-style>'
    )
    bars = "".join(
        f'<style:style style:name="bar{place}" style:family="chart" style:data-style-name="N2">'
        '<style:chart-properties chart:data-label-number="value" '
        'chart:link-data-style-to-source="false" chart:label-position="outside"/>'
        f'<style:graphic-properties draw:fill="solid" draw:fill-color="{b.colour}" '
        f'draw:stroke="none"/><style:text-properties fo:font-size="9pt" fo:font-weight="bold" '
        f'fo:color="{colours.ink}"/></style:style>'
        for place, b in enumerate(chart.bars)
    )
    small = f'<style:text-properties fo:font-size="9pt" fo:color="{colours.sub}"/>'
    styles = (
        f"{numbers}{bars}"
        '<style:style style:name="area" style:family="chart"><style:graphic-properties '
        'draw:stroke="none" draw:fill="none"/></style:style>'
        '<style:style style:name="plot" style:family="chart"><style:chart-properties '
        'chart:vertical="true" chart:treat-empty-cells="leave-gap"/></style:style>'
        '<style:style style:name="names" style:family="chart"><style:chart-properties '
        'chart:display-label="true" chart:reverse-direction="true" chart:overlap="100" '
        'chart:gap-width="40"/><style:graphic-properties draw:stroke="none"/>'
        f"{small}</style:style>"
        '<style:style style:name="totals" style:family="chart" style:data-style-name="N1">'
        '<style:chart-properties chart:display-label="true" chart:minimum="0" chart:maximum="100" '
        'chart:axis-label-position="outside-end" chart:interval-major="25" '
        'chart:overlap="100" chart:gap-width="40" '
        'chart:link-data-style-to-source="false"/><style:graphic-properties draw:stroke="none"/>'
        f"{small}</style:style>"
        f'<style:style style:name="small" style:family="chart">{small}</style:style>'
        '<style:style style:name="grid" style:family="chart"><style:graphic-properties '
        f'draw:stroke="solid" svg:stroke-color="{colours.rule}"/></style:style>'
    )
    body = (
        f'<chart:chart svg:width="{_WIDTH_CENTIMETRES}cm" svg:height="{_height(chart):.2f}cm" '
        'xlink:href=".." xlink:type="simple" chart:class="chart:bar" chart:style-name="area">'
        '<chart:plot-area chart:style-name="plot" chart:data-source-has-labels="both">'
        '<chart:axis chart:dimension="x" chart:name="primary-x" chart:style-name="names">'
        f'<chart:categories table:cell-range-address="{names}"/></chart:axis>'
        '<chart:axis chart:dimension="y" chart:name="primary-y" chart:style-name="totals">'
        f'<chart:title chart:style-name="small"><text:p>{escape(chart.scale)}</text:p>'
        "</chart:title>"
        '<chart:grid chart:style-name="grid" chart:class="major"/></chart:axis>'
        f'{series}<chart:wall chart:style-name="area"/></chart:plot-area></chart:chart>'
    )
    return document(
        "office:document-content",
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:chart>{body}</office:chart></office:body>",
    )
