"""The workbook as an XLSX file, for Excel, LibreOffice and Numbers."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

try:
    import xlsxwriter
except ImportError as missing:
    raise ImportError(
        "spreadsheets need the extra `office`: pip install 'steelyard[office]'"
    ) from missing

from steelyard.charts.theme import palette
from steelyard.export.workbook import book as at
from steelyard.export.workbook.book import (
    BarChart,
    InputCheck,
    ResultWorkbook,
    Style,
    WorkbookSheet,
    style_properties,
)

Formats = Mapping[Style, Any]


def write_xlsx(book: ResultWorkbook) -> bytes:
    """Return the workbook as an XLSX file, not stamped yet."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    raw: Any = xlsxwriter.Workbook(buffer, options)
    raw.set_calc_mode("auto")
    raw.set_size(28_800, 18_000)
    formats = {name: raw.add_format(p) for name, p in style_properties().items()}
    sheets = {name: raw.add_worksheet(name) for name in book.sheets}
    for name, sheet in book.sheets.items():
        _lay_out(sheets[name], sheet, book.origin)
        _write_cells(sheets[name], sheet, formats)
        for check in sheet.checks:
            _add_check(sheets[name], check)
        if sheet.chart is not None:
            _add_chart(raw, sheets[name], sheet.chart)
    next(iter(sheets.values())).activate()
    raw.close()
    return buffer.getvalue()


def _lay_out(raw: Any, sheet: WorkbookSheet, origin: str) -> None:
    raw.hide_gridlines(2)
    raw.set_landscape()
    raw.set_paper(9)
    raw.fit_to_pages(1, 0)
    raw.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    safe = origin.replace("&", "&&")
    raw.set_footer(f"&L&8 {safe}&R&8&A, page &P of &N")
    for row, height in sheet.row_heights.items():
        raw.set_row(row, height)
    for column, width in sheet.column_widths.items():
        raw.set_column(column, column, width, None, {"hidden": column in sheet.hidden})
    raw.freeze_panes(*sheet.frozen)
    if sheet.filtered is not None:
        first, last = sheet.filtered
        raw.autofilter(*first, *last)
    if sheet.repeated is not None:
        raw.repeat_rows(sheet.repeated)


def _write_cells(raw: Any, sheet: WorkbookSheet, formats: Formats) -> None:
    for (row, column), cell in sheet.cells.items():
        style = formats[cell.style]
        if cell.formula:
            raw.write_formula(row, column, f"={cell.formula}", style, cell.value)
        elif isinstance(cell.value, str):
            raw.write_string(row, column, cell.value, style)
        else:
            raw.write_number(row, column, cell.value, style)
    for tint in sheet.tints:
        raw.conditional_format(
            *tint.first,
            *tint.last,
            {
                "type": "2_color_scale",
                "min_type": "num",
                "max_type": "num",
                "min_value": 0,
                "max_value": 100,
                "min_color": tint.colours[0],
                "max_color": tint.colours[1],
            },
        )


def _add_check(raw: Any, check: InputCheck) -> None:
    most = check.most
    raw.data_validation(
        *check.first,
        *check.last,
        {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": int(most) if most.is_integer() else most,
            "input_title": check.title,
            "input_message": check.hint,
            "error_title": f"Not a {check.title.lower()}",
            "error_message": check.fault,
        },
    )


_ROW_PIXELS = 26


def _add_chart(book: Any, raw: Any, bars: BarChart) -> None:
    chart = book.add_chart({"type": "bar"})
    colours = palette("light")
    first, last = bars.first_row, bars.last_row
    font = {"size": 9, "color": colours.sub}
    for one in bars.bars:
        chart.add_series(
            {
                "name": ["Contributions", first - 1, one.column],
                "categories": ["Contributions", first, at.PARTS_NAME, last, at.PARTS_NAME],
                "values": ["Contributions", first, one.column, last, one.column],
                "fill": {"color": one.colour},
                "gap": 40,
                "overlap": 100,
                "data_labels": {
                    "value": True,
                    "num_format": "0.0;;",
                    "position": "outside_end",
                    "font": {"size": 9, "bold": True, "color": colours.ink},
                },
            }
        )
    chart.set_legend({"none": True})
    chart.set_title({"none": True})
    chart.set_y_axis(
        {"reverse": True, "num_font": {**font, "color": colours.ink}, "line": {"none": True}}
    )
    chart.set_x_axis(
        {
            "min": 0,
            "max": 100,
            "major_unit": 25,
            "name": bars.scale,
            "name_font": {**font, "bold": False},
            "num_font": font,
            "num_format": "0",
            "major_gridlines": {"visible": True, "line": {"color": colours.rule}},
            "line": {"none": True},
            "label_position": "high",
        }
    )
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": 560, "height": 90 + _ROW_PIXELS * (last - first + 1)})
    raw.insert_chart(
        5, at.ID + 1, chart, {"x_offset": 12, "description": bars.words, "object_position": 3}
    )
