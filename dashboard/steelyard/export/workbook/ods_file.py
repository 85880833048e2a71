"""The workbook as an ODS file, for LibreOffice and every office that keeps to OpenDocument.

Written without a library, which would provide little more than the tags: the same cells, formulas,
validation, tints and chart as in the XLSX file, in the terms of OpenDocument 1.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from steelyard.export.workbook import book as at
from steelyard.export.workbook.book import (
    CellContent,
    ResultWorkbook,
    WorkbookSheet,
    absolute,
    style_properties,
)
from steelyard.export.workbook.ods_chart import chart_frame, chart_part
from steelyard.export.workbook.ods_parts import (
    CHART_MIME,
    HEAD,
    MIME,
    NUMBER_STYLES,
    SPACES,
    cell_style,
    column_name,
    column_style,
    document,
    open_formula,
    page_styles,
    range_address,
    row_style,
)

_BETWEEN: Final = "of:cell-content-is-decimal-number() and cell-content-is-between(0,{most:g})"


def write_ods(book: ResultWorkbook) -> dict[str, bytes]:
    """Return the parts of the workbook as an ODS file by name, not stamped yet."""
    chart = next((sheet.chart for sheet in book.sheets.values() if sheet.chart), None)
    parts = {
        "mimetype": MIME,
        "content.xml": _content(book),
        "styles.xml": page_styles(book.origin),
        "settings.xml": _settings(book),
    }
    if chart is not None:
        parts["Object 1/content.xml"] = chart_part(chart)
    parts["META-INF/manifest.xml"] = _manifest(parts)
    return {name: part.encode() for name, part in parts.items()}


def _manifest(parts: Mapping[str, str]) -> str:
    kinds = {"/": MIME, "meta.xml": "text/xml"}
    kinds |= {name: "text/xml" for name in parts if name != "mimetype"}
    if "Object 1/content.xml" in parts:
        kinds["Object 1/"] = CHART_MIME
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in kinds.items()
    )
    space = f'xmlns:manifest="{SPACES["manifest"]}" manifest:version="1.3"'
    return f"{HEAD}<manifest:manifest {space}>{entries}</manifest:manifest>"


# --- styles -------------------------------------------------------------------------------------


# --- cells --------------------------------------------------------------------------------------


def _content(book: ResultWorkbook) -> str:
    widths = {w for sheet in book.sheets.values() for w in sheet.column_widths.values()}
    heights = {h for sheet in book.sheets.values() for h in sheet.row_heights.values()}
    styles = [
        *(xml for _, xml in NUMBER_STYLES.values()),
        *(cell_style(name, found) for name, found in style_properties().items()),
        *(column_style(width) for width in sorted(widths)),
        *(row_style(height) for height in sorted(heights)),
        '<style:style style:name="sheet" style:family="table" style:master-page-name="Default">'
        '<style:table-properties table:display="true"/></style:style>',
        '<style:style style:name="chart" style:family="graphic"><style:graphic-properties '
        'draw:stroke="none" draw:fill="none"/></style:style>',
    ]
    tables = "".join(_table(sheet) for sheet in book.sheets.values())
    return document(
        "office:document-content",
        f"<office:automatic-styles>{''.join(styles)}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{_checks(book)}{tables}{_filters(book)}</office:spreadsheet>"
        "</office:body>",
    )


def _table(sheet: WorkbookSheet) -> str:
    width = 1 + max([*sheet.column_widths, *(column for _, column in sheet.cells)])
    last = max(row for row, _ in sheet.cells)
    rows: dict[int, dict[int, CellContent]] = {row: {} for row in range(last + 1)}
    for (row, column), cell in sheet.cells.items():
        rows[row][column] = cell
    checked = {
        (row, column): f"check{place}"
        for place, check in enumerate(sheet.checks)
        for row in range(check.first[0], check.last[0] + 1)
        for column in range(check.first[1], check.last[1] + 1)
    }
    lines = [_row(sheet, row, cells, checked) for row, cells in rows.items()]
    if (repeated := sheet.repeated) is not None:
        lines[repeated] = f"<table:table-header-rows>{lines[repeated]}</table:table-header-rows>"
    columns = "".join(_column(sheet, column) for column in range(width))
    return (
        f'<table:table table:name="{sheet.name}" table:style-name="sheet">{chart_frame(sheet)}'
        f"{columns}{''.join(lines)}{_tints(sheet)}</table:table>"
    )


def _column(sheet: WorkbookSheet, column: int) -> str:
    width = sheet.column_widths.get(column)
    style = f' table:style-name="{column_name(width)}"' if width is not None else ""
    hidden = ' table:visibility="collapse"' if column in sheet.hidden else ""
    return f"<table:table-column{style}{hidden}/>"


def _row(
    sheet: WorkbookSheet,
    row: int,
    cells: Mapping[int, CellContent],
    checked: Mapping[at.CellPlace, str],
) -> str:
    height = sheet.row_heights.get(row)
    style = f' table:style-name="ro{round(height)}"' if height is not None else ""
    pieces, reached = [], 0
    for column in sorted(cells):
        if column > reached:
            pieces.append(f'<table:table-cell table:number-columns-repeated="{column - reached}"/>')
        pieces.append(_cell(cells[column], checked.get((row, column), "")))
        reached = column + 1
    return f"<table:table-row{style}>{''.join(pieces) or '<table:table-cell/>'}</table:table-row>"


def _cell(cell: CellContent, check: str) -> str:
    attributes = f' table:style-name="{cell.style}"'
    if check:
        attributes += f' table:content-validation-name="{check}"'
    if cell.formula:
        attributes += f" table:formula={quoteattr(open_formula(cell.formula))}"
    if isinstance(cell.value, str):
        if not cell.value:
            return f"<table:table-cell{attributes}/>"
        lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in cell.value.split("\n"))
        if cell.formula:
            attributes += f" office:string-value={quoteattr(cell.value)}"
        return (
            f'<table:table-cell{attributes} office:value-type="string">{lines}</table:table-cell>'
        )
    kind = "percentage" if cell.style == "percent" else "float"
    return (
        f'<table:table-cell{attributes} office:value-type="{kind}" '
        f'office:value="{cell.value!r}"><text:p>{cell.value:.6g}</text:p></table:table-cell>'
    )


def _spaced(line: str) -> str:
    """Return a text in which repeated spaces, and spaces at the ends, are preserved."""
    safe = escape(line)
    return re.sub(r"^ +| +$|(?<= ) +", lambda found: f'<text:s text:c="{len(found[0])}"/>', safe)


# --- checks, filters, tints ---------------------------------------------------------------------


def _checks(book: ResultWorkbook) -> str:
    entries = "".join(
        f'<table:content-validation table:name="check{place}" '
        f'table:condition="{_BETWEEN.format(most=check.most)}" table:allow-empty-cell="true" '
        f'table:base-cell-address="{sheet.name}.{absolute(*check.first)}">'
        f'<table:help-message table:title={quoteattr(check.title)} table:display="true">'
        f"<text:p>{escape(check.hint)}</text:p></table:help-message>"
        f"<table:error-message table:title={quoteattr(f'Not a {check.title.lower()}')} "
        f'table:message-type="stop" table:display="true"><text:p>{escape(check.fault)}</text:p>'
        "</table:error-message></table:content-validation>"
        for sheet in book.sheets.values()
        for place, check in enumerate(sheet.checks)
    )
    return f"<table:content-validations>{entries}</table:content-validations>"


def _filters(book: ResultWorkbook) -> str:
    ranges = "".join(
        f'<table:database-range table:name="filter_{sheet.name}" table:display-filter-buttons='
        f'"true" table:target-range-address="{range_address(sheet.name, *sheet.filtered)}"/>'
        for sheet in book.sheets.values()
        if sheet.filtered is not None
    )
    return f"<table:database-ranges>{ranges}</table:database-ranges>"


def _tints(sheet: WorkbookSheet) -> str:
    entries = "".join(
        "<calcext:conditional-format calcext:target-range-address="
        f'"{range_address(sheet.name, tint.first, tint.last)}"><calcext:color-scale>'
        + "".join(
            f'<calcext:color-scale-entry calcext:value="{end}" calcext:type="number" '
            f'calcext:color="{colour}"/>'
            for end, colour in zip((0, 100), tint.colours, strict=True)
        )
        + "</calcext:color-scale></calcext:conditional-format>"
        for tint in sheet.tints
    )
    return (
        f"<calcext:conditional-formats>{entries}</calcext:conditional-formats>" if entries else ""
    )


# --- what is frozen -----------------------------------------------------------------------------


def _settings(book: ResultWorkbook) -> str:
    tables = "".join(
        f'<config:config-item-map-entry config:name="{sheet.name}">'
        + "".join(_setting(*entry) for entry in _view(sheet))
        + "</config:config-item-map-entry>"
        for sheet in book.sheets.values()
    )
    view = (
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed '
        'config:name="Views"><config:config-item-map-entry>'
        + _setting("ViewId", "string", "view1")
        + f'<config:config-item-map-named config:name="Tables">{tables}'
        "</config:config-item-map-named>"
        + _setting("ActiveTable", "string", next(iter(book.sheets)))
        + "</config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set>"
    )
    more = ' xmlns:ooo="http://openoffice.org/2004/office"'
    return document("office:document-settings", f"<office:settings>{view}</office:settings>", more)


def _view(sheet: WorkbookSheet) -> Iterator[tuple[str, str, object]]:
    row, column = sheet.frozen
    for way, place in (("Horizontal", column), ("Vertical", row)):
        # A split of mode 2 is frozen.
        yield f"{way}SplitMode", "short", 2 if place else 0
        yield f"{way}SplitPosition", "int", place
    yield "ActiveSplitRange", "short", 3 if row and column else 2
    yield "PositionRight", "int", column
    yield "PositionBottom", "int", row
    yield "ShowGrid", "boolean", "false"


def _setting(name: str, kind: str, value: object) -> str:
    return (
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}'
        "</config:config-item>"
    )
