"""Workbooks: what is seen on a sheet is read, nothing is run or followed, nothing unfolds."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from steelyard.files.spreadsheet.opening.books import read_bytes
from steelyard.files.spreadsheet.opening.cells import (
    Book,
    Figure,
    Sheet,
    SheetError,
    Trouble,
)


def saved(rows: list[list[object]], change: Callable[[Any], None] | None = None) -> bytes:
    """Return a workbook with one sheet of these rows, changed before it is saved."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change is not None:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet_of(rows: list[list[object]], change: Callable[[Any], None] | None = None) -> Sheet:
    """Return the first sheet of such a workbook as it is read."""
    return read_bytes("a.xlsx", saved(rows, change)).sheets[0]


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return a package with its parts changed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as whole,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name in whole.namelist():
            package.writestr(name, change(name, whole.read(name)))
    return stream.getvalue()


def test_numbers_texts_gaps_and_words() -> None:
    """Numbers as numbers, white space folded, true as a word, an empty text as nothing."""
    sheet = sheet_of([["Option", " Run\nning  cost "], ["A", 40], ["B", None], ["C", True]])
    assert sheet.rows == (("Option", "Run ning cost"), ("A", 40.0), ("B", None), ("C", "true"))


def test_errors_dates_and_formulas_without_a_value_are_named() -> None:
    """None of them is a number, and none of them vanishes."""
    day = datetime.datetime(2004, 2, 3)
    rows = sheet_of([["Option", "Cost"], ["A", "#DIV/0!"], ["B", day], ["C", "=B2*2"]]).rows
    assert rows[1][1] == Trouble("#DIV/0!", "error")
    assert rows[2][1] == Trouble("2004-02-03", "date")
    assert rows[3][1] == Trouble("=B2*2", "formula")


def test_a_number_is_read_as_it_is_shown() -> None:
    """The sheet shows 40 % and holds 0.4; a sign of money is kept beside its number."""

    def change(book: Any) -> None:
        book.active["B2"].number_format = "0.0%"
        book.active["B3"].number_format = "[$€-2] #,##0"

    rows = sheet_of([["Option", "x"], ["A", 0.4], ["B", 1200], ["C", 0.4]], change).rows
    shares = [cell for _, cell in rows[1:]]
    assert shares == [40, 1200, 0.4]
    assert [getattr(cell, "unit", "") for cell in shares] == ["%", "€", ""]
    assert isinstance(shares[0], Figure)


def test_hidden_rows_columns_and_sheets_are_marked() -> None:
    """They are read, and it is known that nobody sees them."""

    def change(book: Any) -> None:
        book.active.row_dimensions[2].hidden = True
        book.active.column_dimensions["C"].hidden = True
        book.create_sheet("Old").sheet_state = "veryHidden"

    book = read_bytes("a.xlsx", saved([["Option", "x", "y"], ["A", 1, 2], ["B", 3, 4]], change))
    assert (book.sheets[0].hidden_rows, book.sheets[0].hidden_columns) == ({2}, {3})
    assert [sheet.is_hidden for sheet in book.sheets] == [False, True]


def test_merged_cells_keep_their_area() -> None:
    """First and last cell, from 1."""
    sheet = sheet_of([["a", None], [1, 2]], lambda book: book.active.merge_cells("A1:B1"))
    assert sheet.merged == (((1, 1), (1, 2)),)


ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    "<office:body><office:spreadsheet>"
    '<table:table table:name="Scores"><table:table-column table:number-columns-repeated="2"/>'
    '<table:table-column table:visibility="collapse"/>'
)
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"


def ods(rows: str) -> bytes:
    """Return an ODS file of these rows."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", ODS_HEAD + rows + ODS_TAIL)
        package.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return stream.getvalue()


def ods_text(text: str) -> str:
    """Return a cell with a text."""
    return (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


def ods_number(value: str, kind: str = "float", shown: str = "") -> str:
    """Return a cell with a number."""
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{value}">'
        f"<text:p>{shown or value}</text:p></table:table-cell>"
    )


def test_an_ods_file_is_read_like_any_other() -> None:
    """Numbers, percentages, hidden rows and columns, and errors."""
    rows = (
        f"<table:table-row>{ods_text('Option')}{ods_text('Cost')}</table:table-row>"
        f"<table:table-row>{ods_text('A')}{ods_number('0.4', 'percentage', '40 %')}"
        f"</table:table-row>"
        f'<table:table-row table:visibility="collapse">{ods_text("B")}{ods_number("3")}'
        f"</table:table-row>"
        f'<table:table-row>{ods_text("C")}<table:table-cell office:value-type="string" '
        'calcext:value-type="error" table:formula="of:=1/0"><text:p>#DIV/0!</text:p>'
        "</table:table-cell></table:table-row>"
    )
    sheet = read_bytes("a.ods", ods(rows)).sheets[0]
    assert sheet.rows[:3] == (("Option", "Cost"), ("A", 40), ("B", 3))
    assert sheet.rows[3] == ("C", Trouble("#DIV/0!", "error"))
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {3})


def test_an_ods_file_that_repeats_a_row_a_million_times_is_refused() -> None:
    """The counts are looked at before anything of that size is built."""
    row = f'<table:table-row table:number-rows-repeated="1000000">{ods_text("A")}</table:table-row>'
    with pytest.raises(SheetError, match="more than 10,000 rows"):
        read_bytes("a.ods", ods(row))


def test_a_cell_far_away_is_no_trap() -> None:
    """One cell at the far end does not unfold into millions; other sheets are read."""

    def change(book: Any) -> None:
        book.create_sheet("Far")["XFD1048576"] = 1

    raw = saved([["Option", "x"], ["A", 1]], lambda book: book.active.cell(1_048_576, 3, 1))
    with pytest.raises(SheetError, match="more than 10,000 rows"):
        read_bytes("a.xlsx", raw)
    book: Book = read_bytes("a.xlsx", saved([["Option", "x"], ["A", 1]], change))
    assert [sheet.name for sheet in book.sheets] == ["Sheet"]
    assert book.notices == ("a.xlsx: the sheet Far is too large and was not read",)


def test_a_package_that_unfolds_is_refused() -> None:
    """A few hundred kilobytes that declare hundreds of megabytes are not unpacked."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b" " * 120_000_000)
    assert len(stream.getvalue()) < 200_000
    with pytest.raises(SheetError, match="larger than any sheet"):
        read_bytes("bomb.xlsx", stream.getvalue())


def test_a_size_declared_falsely_gains_nothing() -> None:
    """What unpacks to more than it says is damaged."""
    raw = saved([["Option", "x"], ["A", 1]])
    big = repacked(raw, lambda name, part: part + b" " * 500_000 if "sheet1" in name else part)
    at = big.rfind(b"PK\x01\x02", 0, big.find(b"xl/worksheets/sheet1.xml", len(big) // 2))
    lying = bytearray(big)
    lying[at + 24 : at + 28] = (100).to_bytes(4, "little")
    with pytest.raises(SheetError, match="not a workbook inside"):
        read_bytes("a.xlsx", bytes(lying))


def test_names_that_stand_for_names_are_refused() -> None:
    """Nothing is expanded, in whatever part it is declared."""
    entity = b'<!DOCTYPE a [<!ENTITY n "lol">]>'

    def change(name: str, part: bytes) -> bytes:
        return entity + part if name.endswith("theme1.xml") else part

    raw = saved([["Option", "x"], ["A", 1]])
    with pytest.raises(SheetError, match="declares types of its own"):
        read_bytes("a.xlsx", repacked(raw, change))


def test_macros_and_links_are_named_and_left_alone() -> None:
    """The values stored in the file count."""
    stream = io.BytesIO(saved([["Option", "x"], ["A", 1]]))
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
        package.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    book = read_bytes("a.xlsm", stream.getvalue())
    assert book.sheets[0].rows[1] == ("A", 1)
    assert [notice.partition(" ")[2][:12] for notice in book.notices] == [
        "holds macros", "refers to ot",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw[: len(raw) // 2],
        lambda raw: repacked(raw, lambda n, part: b"" if "sheet1" in n else part),
        lambda raw: repacked(raw, lambda n, part: b"<a>" if "workbook.xml" in n else part),
        lambda raw: b"\xd0\xcf\x11\xe0" + b"nothing" * 200,
        lambda raw: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
    ],
    ids=["cut", "empty sheet", "broken", "not xls", "password"],
)
def test_a_damaged_or_protected_workbook_is_one_sentence(change: Callable[[bytes], bytes]) -> None:
    """Whatever the library stumbles over, nobody sees a traceback."""
    with pytest.raises(SheetError, match=r"a\.xlsx (is|is not|is protected)"):
        read_bytes("a.xlsx", change(saved([["Option", "x"], ["A", 1]])))
