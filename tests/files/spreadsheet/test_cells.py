"""Sheets of every country and kind are read into the same cells, or refused with a sentence."""

from __future__ import annotations

import datetime
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from steelyard.files.spreadsheet.cells import SheetError, column_letter, read_spreadsheet

ROWS = (("Option", "Coût", "Nutzen, groß"), ("À", "40", "20/40/60"), ("B", None, "x"))
TEXT = 'Option;Coût;"Nutzen, groß"\r\nÀ;40;20/40/60\r\nB;;x\r\n'


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TEXT, "utf-8"),
        (TEXT, "utf-8-sig"),
        (TEXT, "utf-16"),
        (TEXT, "cp1252"),
        (TEXT.replace("\r\n", "\n"), "utf-8"),
        (TEXT.replace("\r\n", "\r"), "utf-8"),
        (TEXT.replace(";", "\t"), "utf-16"),
        (TEXT.replace(";", ","), "utf-8-sig"),
        (TEXT.replace(";", "; "), "utf-8"),
        (TEXT.replace("\r\n", ";;;\r\n") + ";;;\r\n;;\r\n", "utf-8"),
    ],
)
def test_a_csv_of_any_country_is_the_same_sheet(tmp_path: Path, text: str, encoding: str) -> None:
    """Comma, semicolon or tab; UTF-8 or 16 or older Windows; empty rows and columns behind."""
    file = tmp_path / "sheet.csv"
    file.write_bytes(text.encode(encoding))
    sheet = read_spreadsheet(file)
    assert sheet.rows == ROWS
    assert bool(sheet.notices) == (encoding == "cp1252")


def test_a_line_that_names_the_sign_is_obeyed_and_counted(tmp_path: Path) -> None:
    """Excel's own `sep=` line stays row 1, so that rows keep their numbers."""
    file = tmp_path / "sheet.csv"
    file.write_text("sep=|\nOption|A, b; c\nX|1\n", encoding="utf-8")
    assert read_spreadsheet(file).rows == ((None, None), ("Option", "A, b; c"), ("X", "1"))


def book(tmp_path: Path, rows: list[list[object]]) -> Path:
    """Return a workbook with one sheet of these rows."""
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    for row in rows:
        workbook.active.append(row)
    file = tmp_path / "book.xlsx"
    workbook.save(file)
    return file


def test_a_workbook_gives_numbers_texts_and_gaps(tmp_path: Path) -> None:
    """Numbers as numbers, dates and true as texts that no score is made of."""
    day = datetime.datetime(2026, 2, 1)
    rows: list[list[object]] = [
        ["Option", " Cost "],
        ["A", 40],
        ["B", None],
        ["C", day],
        ["D", True],
    ]
    sheet = read_spreadsheet(book(tmp_path, rows))
    assert sheet.rows[:3] == (("Option", "Cost"), ("A", 40.0), ("B", None))
    assert sheet.rows[3][1] == "the date 2026-02-01 00:00:00"
    assert sheet.rows[4][1] == "true"


def test_a_percentage_is_read_as_it_is_shown(tmp_path: Path) -> None:
    """The sheet shows 40 % and holds 0.4."""
    file = book(tmp_path, [["Option", "Share"], ["A", 0.4]])
    workbook = openpyxl.load_workbook(file)
    workbook.active["B2"].number_format = "0%"
    workbook.save(file)
    assert read_spreadsheet(file).rows[1] == ("A", 40.0)


def test_a_formula_without_a_result_is_a_gap(tmp_path: Path) -> None:
    """Nothing is ever computed; a program that saved the file may have kept the result."""
    assert read_spreadsheet(book(tmp_path, [["Option", "Cost"], ["A", "=1+1"], ["B", 1]])).rows[
        1
    ] == (
        "A",
        None,
    )


def test_other_sheets_are_told(tmp_path: Path) -> None:
    """The first one that can be seen is read."""
    workbook = openpyxl.Workbook()
    hidden, shown = workbook.active, workbook.create_sheet("Scores")
    assert hidden is not None
    hidden.sheet_state = "hidden"
    shown.append(["Option", "Cost"])
    workbook.create_sheet("Notes")
    workbook.save(tmp_path / "book.xlsx")
    sheet = read_spreadsheet(tmp_path / "book.xlsx")
    assert sheet.rows == (("Option", "Cost"),)
    assert sheet.notices == ("the workbook has 2 sheets; only 'Scores' was read",)


def test_a_cell_far_away_is_no_trap(tmp_path: Path) -> None:
    """One cell at the far end of a sheet does not unfold into millions."""
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active["A1"] = "Option"
    workbook.active["XFD1048576"] = 1
    workbook.save(tmp_path / "far.xlsx")
    assert read_spreadsheet(tmp_path / "far.xlsx").rows == (("Option",),)


def test_a_package_that_unfolds_is_refused(tmp_path: Path) -> None:
    """A few kilobytes that declare hundreds of megabytes are not unpacked."""
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    assert file.stat().st_size < 100_000
    with pytest.raises(SheetError, match="larger than any sheet"):
        read_spreadsheet(file)


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("none.csv", None, "there is no file"),
        ("a.xls", b"", "is of a kind that is not read"),
        ("a.csv", b"PK\x03\x04", "give it the ending .xlsx"),
        ("a.csv", "a,b".encode("utf-16-le"), "UTF-16 without its mark"),
        ("a.csv", "a,b".encode("utf-32"), "UTF-32"),
        ("a.csv", b"a,\x00b" + b"x" * 2000, "UTF-16 without"),
        ("a.csv", b"a," + b"x" * 2000 + b"\x00", "null characters"),
        ("a.csv", b"a,\x81\xff", "encoding that cannot be told"),
        ("a.csv", b"x" * 3_000_000, "larger than 2 MiB"),
        ("a.csv", b"a,b\n" * 1500, "more than 1,000 rows"),
        ("a.csv", b"a," * 300 + b"a", "or 200 columns"),
        ("a.csv", b'a,"' + b"x" * 200_000, "cannot be split into cells"),
        ("a.xlsx", b"not a zip", "not an .xlsx file inside"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    tmp_path: Path, name: str, raw: bytes | None, said: str
) -> None:
    """Each says what to do instead."""
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    with pytest.raises(SheetError, match=said):
        read_spreadsheet(tmp_path / name)


def test_a_damaged_workbook_is_one_sentence(tmp_path: Path) -> None:
    """A package without a workbook in it, and one cut short."""
    file = tmp_path / "bad.xlsx"
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("hello.txt", "hello")
    with pytest.raises(SheetError, match="damaged or protected"):
        read_spreadsheet(file)
    whole = book(tmp_path, [["a", "b"]]).read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SheetError, match=r"not an \.xlsx file inside"):
        read_spreadsheet(file)
    with pytest.raises(SheetError, match="is not a file"):
        read_spreadsheet(tmp_path)


def test_a_workbook_whose_text_unfolds_is_refused(tmp_path: Path) -> None:
    """Names that stand for ten names each, nine times over, end in a sentence."""
    file = book(tmp_path, [["Option", "x"], ["A", 1]])
    names = "".join(f'<!ENTITY n{i} "{(f"&n{i - 1};" if i else "lol") * 10}">' for i in range(10))
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(bomb, "w") as package:
        for name in whole.namelist():
            part = whole.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"<t>x</t>", b"<t>&n9;</t>")
                part = f"<!DOCTYPE a [{names}]>".encode() + part.split(b"?>")[-1]
            package.writestr(name, part)
    with pytest.raises(SheetError, match="damaged or protected"):
        read_spreadsheet(bomb)


def test_without_its_package_a_workbook_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence says how to get it, or how to do without."""
    file = book(tmp_path, [["a", "b"]])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(SheetError, match=r"pip install 'steelyard\[office\]'; or save"):
        read_spreadsheet(file)


def test_column_letters() -> None:
    """As spreadsheets name their columns."""
    assert [column_letter(column) for column in (1, 26, 27, 702, 703)] == [
        "A", "Z", "AA", "ZZ", "AAA",
    ]  # fmt: skip
