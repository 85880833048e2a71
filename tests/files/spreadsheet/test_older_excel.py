"""Workbooks of older Excel: what is seen is read, what is hidden is known, rings end."""

from __future__ import annotations

import contextlib
import struct
import time
from pathlib import Path

import pytest

from steelyard.files.spreadsheet.model import Wishes
from steelyard.files.spreadsheet.opening.books import read_bytes
from steelyard.files.spreadsheet.opening.cells import SheetError, Trouble
from steelyard.files.spreadsheet.understanding.understand import understand

RAW = Path(__file__).with_name("older.xls").read_bytes()
"""A sheet of ours that LibreOffice has saved as .xls."""

SECTOR, FIRST_TABLE = 512, 76


def test_what_is_seen_is_read() -> None:
    """Numbers with their signs, dates and errors as troubles, true as a word."""
    sheet = read_bytes("older.xls", RAW).sheets[0]
    assert [row[1] for row in sheet.rows] == [
        None, "Cost", 120.5, 90, Trouble("#DIV/0!", "error"), Trouble("2004-02-03", "date"), "true",
    ]  # fmt: skip
    assert [row[2] for row in sheet.rows[2:]] == [40, 20, 35, 90, 50]
    assert [getattr(sheet.rows[2][column], "unit", "") for column in (1, 2, 3)] == ["€", "%", ""]


def test_what_is_hidden_is_known() -> None:
    """A row that somebody has hidden was not meant to be compared, here no more than in .xlsx."""
    book = read_bytes("older.xls", RAW)
    assert (book.sheets[0].hidden_rows, book.sheets[0].hidden_columns) == ({4}, {4})
    assert book.sheets[0].merged == (((1, 1), (1, 4)),)
    assert [sheet.is_hidden for sheet in book.sheets] == [False, True]
    found = understand(book, Wishes())
    assert [option.name for option in found.options] == [
        "Night boat", "Fast boat", "Bridge", "Tunnel",
    ]  # fmt: skip
    assert book.notices == ()


def test_a_chain_that_is_a_ring_ends() -> None:
    """Every sector of the container that points to itself is a damaged file, and soon."""
    table = SECTOR * (struct.unpack_from("<I", RAW, FIRST_TABLE)[0] + 1)
    for sector in range(min(SECTOR // 4, len(RAW) // SECTOR - 1)):
        raw = bytearray(RAW)
        struct.pack_into("<I", raw, table + 4 * sector, sector)
        started = time.monotonic()
        with contextlib.suppress(SheetError):
            read_bytes("older.xls", bytes(raw))
        assert time.monotonic() - started < 5


@pytest.mark.parametrize("count", [9, 600, 2000, 5000])
def test_a_part_of_one_is_one_sentence(count: int) -> None:
    """A download that broke off."""
    with pytest.raises(SheetError, match="damaged"):
        read_bytes("older.xls", RAW[:count])
