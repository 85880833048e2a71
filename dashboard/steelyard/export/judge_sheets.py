"""A judge's sheet to fill in: as a workbook (XLSX, ODS) or as one table (CSV).

It holds this judge's questions, and about other judges only what the round shows to everybody. The
stamp, on a hidden sheet, names the round, the judge and the version of the set.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast
from xml.sax.saxutils import escape, quoteattr

from steelyard.export.safe_text import as_prose
from steelyard.files.judgements.sheet_table import (
    ANSWER_COLUMNS,
    NUMBERS,
    AskedSheet,
    AskedTable,
    SheetRow,
)
from steelyard.model.judgements import MOST_RANKS
from steelyard.results.words.numbers import as_written

if TYPE_CHECKING:
    import xlsxwriter.format
    import xlsxwriter.worksheet

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MIME: Final = "application/vnd.oasis.opendocument.spreadsheet"
_SPACE: Final = "urn:oasis:names:tc:opendocument:xmlns"
_FORMULAS: Final = f'xmlns:of="{_SPACE}:of:1.2"'
STAMP_SHEET: Final = "Stamp"
FIRST_SHEET: Final = "Read first"
_WIDE: Final = {
    "name": 28, "about": 40, "evidence": 50, "reason": 50, "from the worst": 32,
    "to the best": 32, "all answers": 24, "earlier answer": 18,
}  # fmt: skip


def to_judge_workbook(asked: AskedSheet) -> bytes:
    """Return the sheet as XLSX: one page per criterion, one for swings, with cell validation."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        open_ = book.add_format(
            {"text_wrap": True, "valign": "top", "bg_color": "#F3F4F9", "border": 1}
        )
        first = book.add_worksheet(FIRST_SHEET)
        first.set_column(0, 0, 100, wrapped)
        for line, text in enumerate(asked.lines):
            first.write_string(line, 0, as_prose(text), bold if line == 0 else wrapped)
        for table in asked.tables:
            sheet = book.add_worksheet(table.name)
            _write_table(sheet, table, {"": wrapped, "head": bold, "open": open_})
        stamp = book.add_worksheet(STAMP_SHEET)
        for line, (key, value) in enumerate(asked.stamp.items()):
            stamp.write_string(line, 0, key)
            stamp.write_string(line, 1, value)
        stamp.hide()
    return out.getvalue()


def _write_table(
    sheet: xlsxwriter.worksheet.Worksheet,
    table: AskedTable,
    formats: Mapping[str, xlsxwriter.format.Format],
) -> None:
    for line, cells in enumerate(table.lines):
        for column, text in enumerate(cells):
            sheet.write_string(line, column, as_prose(text), formats["head" if not line else ""])
    top = len(table.lines) + 1
    for column, name in enumerate(table.columns):
        sheet.set_column(column, column, _WIDE.get(name, 12), formats[""])
        sheet.write_string(top, column, name, formats["head"])
        last = top + len(table.rows)
        for line, row in enumerate(table.rows, top + 1):
            text = str(row.get(name, ""))
            style = formats["open" if name in ANSWER_COLUMNS else ""]
            if text:
                sheet.write_string(line, column, as_prose(text), style)
            else:
                sheet.write_blank(line, column, None, style)
        if (check := _check(name, table)) is not None:
            sheet.data_validation(top + 1, column, last, column, check)
    sheet.freeze_panes(top + 1, table.columns.index("name") + 1)


def _check(column: str, table: AskedTable) -> dict[str, object] | None:
    """Return the validation rule of the cells in a column; invalid input is refused on entry."""
    if column in NUMBERS and table.criterion is not None:
        scale = table.criterion.scale
        return _between(scale.from_, scale.to)
    if column == "swing":
        return _between(0, 100)
    if column == "rank":
        return _between(1, MOST_RANKS) | {"validate": "integer", "error_title": "Not a rank"}
    lists = {"confidence": ["low", "moderate", "high"], "cannot judge": ["x"]}
    if column in lists:
        return {"validate": "list", "source": lists[column]}
    return None


def _between(low: float, high: float) -> dict[str, object]:
    message = f"a number from {as_written(low)} to {as_written(high)}"
    return {
        "validate": "decimal", "criteria": "between", "minimum": low, "maximum": high,
        "error_title": "Not on the scale", "error_message": message,
    }  # fmt: skip


def _flat(asked: AskedSheet) -> Iterator[list[str]]:
    """Yield the rows of the whole sheet as one table."""
    for key, value in asked.stamp.items():
        yield [key, value]
    yield []
    yield from ([line] for line in asked.lines)
    for table in asked.tables:
        yield []
        yield from _table_rows(table)


def _table_rows(table: AskedTable) -> Iterator[list[str]]:
    yield from (list(cells) for cells in table.lines)
    yield []
    yield list(table.columns)
    yield from ([_cell(row, column) for column in table.columns] for row in table.rows)


def _cell(row: SheetRow, column: str) -> str:
    return str(row.get(column, ""))


def to_judge_csv(asked: AskedSheet) -> bytes:
    """Return the sheet as one CSV file in UTF-8, tables below each other."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    width = max(len(table.columns) for table in asked.tables)
    for cells in _flat(asked):
        writer.writerow([_harmless(as_prose(text)) for text in cells] + [""] * (width - len(cells)))
    return ("\ufeff" + out.getvalue()).encode()


def _harmless(text: str) -> str:
    """Return a text escaped so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def to_judge_ods(asked: AskedSheet) -> bytes:
    """Return the sheet as ODS: the same pages, with the same cell validation."""
    checks = _OdsChecks()
    first = [[line] for line in asked.lines]
    last = [[key, value] for key, value in asked.stamp.items()]
    tables = _ods_table(FIRST_SHEET, first, {})
    for table in asked.tables:
        rows, filled = list(_table_rows(table)), len(table.rows)
        checked = {
            (line, column): name
            for column, head in enumerate(table.columns)
            if (check := _check(head, table)) is not None
            for name in [checks.name(check)]
            for line in range(len(rows) - filled, len(rows))
        }
        tables += _ods_table(table.name, rows, checked)
    tables += _ods_table(STAMP_SHEET, last, {}, is_hidden=True)
    styles = (
        '<style:style style:name="hidden" style:family="table"><style:table-properties '
        'table:display="false"/></style:style>'
    )
    spaces = " ".join(
        f'xmlns:{name}="{_SPACE}:{name}:1.0"' for name in ("office", "style", "table", "text")
    )
    content = (
        f'{_HEAD}<office:document-content {spaces} {_FORMULAS} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{checks.entries}{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", _MIME), ("content.xml", "text/xml"))
    )
    space = f'xmlns:manifest="{_SPACE}:manifest:1.0" manifest:version="1.3"'
    manifest = f"{_HEAD}<manifest:manifest {space}>{entries}</manifest:manifest>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        # The media type comes first and uncompressed, so that programs recognise the file.
        package.writestr(zipfile.ZipInfo("mimetype"), _MIME)
        for path, part in (("content.xml", content), ("META-INF/manifest.xml", manifest)):
            package.writestr(zipfile.ZipInfo(path), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@dataclass
class _OdsChecks:
    """The validation rules of an ODS file, each with one name."""

    known: dict[str, str] = field(default_factory=dict)

    def name(self, check: Mapping[str, object]) -> str:
        """Return the name of a rule; equal rules share one."""
        return self.known.setdefault(_ods_check(check), f"check{len(self.known)}")

    @property
    def entries(self) -> str:
        """The rules as XML, to be placed before the tables."""
        entries = "".join(
            f'<table:content-validation table:name="{name}" {said}</table:content-validation>'
            for said, name in self.known.items()
        )
        return f"<table:content-validations>{entries}</table:content-validations>"


def _ods_check(check: Mapping[str, object]) -> str:
    """Return a validation rule as ODF XML: its condition, and the message if it fails."""
    if check["validate"] == "list":
        words = ";".join(f'"{word}"' for word in cast("list[str]", check["source"]))
        condition, shown = f"of:cell-content-is-in-list({words})", ' table:display-list="unsorted"'
    else:
        kind = "whole" if check["validate"] == "integer" else "decimal"
        ends = f"{check['minimum']!r},{check['maximum']!r}"
        condition = f"of:cell-content-is-{kind}-number() and cell-content-is-between({ends})"
        shown = ""
    title = quoteattr(str(check.get("error_title", "Not in the list")))
    message = escape(str(check.get("error_message", "choose a word of the list")))
    return (
        f'table:condition={quoteattr(condition)} table:allow-empty-cell="true"{shown}>'
        f'<table:error-message table:title={title} table:message-type="stop" '
        f'table:display="true"><text:p>{message}</text:p></table:error-message>'
    )


def _ods_table(
    name: str,
    rows: list[list[str]],
    checked: Mapping[tuple[int, int], str],
    *,
    is_hidden: bool = False,
) -> str:
    style = ' table:style-name="hidden"' if is_hidden else ""
    lines = "".join(
        "<table:table-row>{}</table:table-row>".format(
            "".join(
                _ods_cell(text, checked.get((line, column), "")) for column, text in enumerate(row)
            )
            or "<table:table-cell/>"
        )
        for line, row in enumerate(rows)
    )
    return f'<table:table table:name="{escape(name)}"{style}>{lines}</table:table>'


def _ods_cell(text: str, check: str) -> str:
    checked = f' table:content-validation-name="{check}"' if check else ""
    if not text:
        return f"<table:table-cell{checked}/>"
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in as_prose(text).split("\n"))
    return f'<table:table-cell{checked} office:value-type="string">{paragraphs}</table:table-cell>'


SHEET_FORMS: Final[Mapping[str, Callable[[AskedSheet], bytes]]] = {
    ".xlsx": to_judge_workbook,
    ".ods": to_judge_ods,
    ".csv": to_judge_csv,
}
"""File extension → the function that writes a judge's sheet in that format."""
