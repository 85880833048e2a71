"""Text files of every country are read into the same cells, or refused with a sentence."""

from __future__ import annotations

import pytest

from steelyard.files.spreadsheet.opening.books import read_bytes
from steelyard.files.spreadsheet.opening.cells import SheetError

ROWS = (("Option", "Coût", "Nutzen, groß"), ("À", "40", "20/40/60"), ("B", None, "x"))
TEXT = 'Option;Coût;"Nutzen, groß"\r\nÀ;40;20/40/60\r\nB;;x\r\n'


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TEXT, "utf-8"),
        (TEXT, "utf-8-sig"),
        (TEXT, "utf-16"),
        (TEXT, "utf-32"),
        (TEXT, "cp1252"),
        (TEXT.replace("\r\n", "\n"), "utf-8"),
        (TEXT.replace("\r\n", "\r"), "utf-8"),
        (TEXT.replace(";", "\t"), "utf-16"),
        (TEXT.replace(";", ","), "utf-8-sig"),
        (TEXT.replace(";", "; "), "utf-8"),
        (TEXT.replace("\r\n", ";;;\r\n") + ";;;\r\n;;\r\n", "utf-8"),
    ],
)
def test_a_csv_of_any_country_is_the_same_sheet(text: str, encoding: str) -> None:
    """Comma, semicolon or tab; any Unicode or older Windows; empty rows and columns behind."""
    book = read_bytes("sheet.csv", text.encode(encoding))
    assert book.sheets[0].rows == ROWS
    assert bool(book.notices) == (encoding == "cp1252")


def test_another_script_is_told_from_its_bytes() -> None:
    """Russian as older Windows writes it is read as that, and the encoding is named."""
    text = "Вариант;Стоимость;Польза для города\nСтроить новый мост через реку;40;3\nЖдать;5;2\n"
    book = read_bytes("sheet.csv", text.encode("cp1251"))
    assert book.sheets[0].rows[0][1] == "Стоимость"
    assert "read as cp1251" in book.notices[0]


def test_a_title_over_the_table_does_not_hide_the_sign() -> None:
    """The sign is that which parts most rows alike, whatever the first row holds."""
    book = read_bytes("a.csv", b"Our options, as of May\n\nOption;Cost\nA;1,5\nB;2,5\n")
    assert book.sheets[0].rows[3] == ("A", "1,5")


def test_a_line_that_names_the_sign_is_obeyed_and_counted() -> None:
    """Excel's own `sep=` line stays row 1, so that rows keep their numbers."""
    book = read_bytes("a.csv", b"sep=|\nOption|A, b; c\nX|1\n")
    assert book.sheets[0].rows == ((None, None), ("Option", "A, b; c"), ("X", "1"))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"a," + b"x" * 3000 + b"\x00", "null characters"),
        (b"a,b\n" * 11_000, "more than 10,000 rows"),
        (b"a," * 600 + b"a", "500 columns"),
        (b"a," * 400 + b"a\n" + (b"1," * 400 + b"1\n") * 1500, "500,000 cells"),
        (b"x" * 11_000_000, "larger than 10 MiB"),
        (b'a,"' + b"x" * 200_000, "cannot be split into cells"),
        (b"%PDF-1.7", "a PDF file"),
        (b"\x89PNG\r\n", "a picture"),
        (b"<html><table>", "a web page"),
        (b'<?xml version="1.0"?><xmcda:XMCDA>', "an XMCDA file"),
        (b"<data/>", "an XML file"),
        (b'{"criteria": {}, "performanceTable": []}', "the JSON of another program"),
        (b'{"a": 1, "usermeta": {}}', "JSON as Steelyard writes it"),
        (b"format: 1\ntitle: x\ncriteria:\n", "a criteria file already"),
    ],
)
def test_what_is_no_sheet_is_one_sentence(raw: bytes, said: str) -> None:
    """Each names what the file is, and most say what to do instead."""
    with pytest.raises(SheetError, match=said):
        read_bytes("a.csv", raw)


DMSY = """\
dmsy: {dm_type: discrete-dm, version: 1}
data:
  matrix:
  - [12.5, 3]
  - [9.0, 5]
  objectives: [-1, 1]
  weights: [2.0, 1.0]
  alternatives: [North, South]
  criteria: [cost, quality]
"""


def test_a_decision_matrix_in_yaml_becomes_a_sheet() -> None:
    """DMSY has weights and directions, which become rows."""
    rows = read_bytes("town.dmsy", DMSY.encode()).sheets[0].rows
    assert rows[:3] == (
        ("option", "cost", "quality"),
        ("weight", 2, 1),
        ("direction", "min", "max"),
    )
    assert rows[3] == ("North", 12.5, 3)
    for unknown in (".nan", "null"):
        raw = DMSY.replace("12.5", unknown).encode()
        assert read_bytes("town.dmsy", raw).sheets[0].rows[3] == ("North", None, 3)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  - [9.0, 5]\n", "", "does not fit"),
        ("  - [9.0, 5]\n", "  - [9.0]\n", "does not fit"),
        ("  criteria: [cost, quality]\n", "", "lacks a matrix"),
        ("data:", "date:", "has no data"),
    ],
)
def test_a_decision_matrix_that_does_not_fit_is_refused(old: str, new: str, said: str) -> None:
    """Nothing is guessed of a file of a fixed form."""
    with pytest.raises(SheetError, match=said):
        read_bytes("town.dmsy", DMSY.replace(old, new).encode())
