"""Tables as CSV: numbers stay numbers, texts stay texts."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from steelyard.export.safe_text import to_csv


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_is_no_formula(text: str) -> None:
    """What a spreadsheet would take for a formula begins with an apostrophe, also as a head."""
    table = to_csv(pd.DataFrame({text: [text, "plain"]}))
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert rows == [[f"'{text}"], [f"'{text}"], ["plain"]]


def test_numbers_stay_in_full() -> None:
    """A negative number is no formula, and nothing is rounded."""
    table = to_csv(pd.DataFrame({"total": [-1.5, 0.1 + 0.2]})).decode("utf-8-sig")
    assert table == "total\r\n-1.5\r\n0.30000000000000004\r\n"


def test_a_spreadsheet_reads_the_accents() -> None:
    """The file begins with a byte-order mark."""
    assert to_csv(pd.DataFrame({"é": ["ü"]})).startswith(b"\xef\xbb\xbf")
