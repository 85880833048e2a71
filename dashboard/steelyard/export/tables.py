"""Tables as CSV files that a spreadsheet opens as data, never as formulas."""

from __future__ import annotations

import pandas as pd

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(table: pd.DataFrame) -> bytes:
    """Return a table as CSV in UTF-8, with a byte-order mark so that Excel reads accents.

    A text that a spreadsheet would take for a formula gets an apostrophe in front;
    numbers stay as they are, unrounded.
    """
    safe = table.copy()
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            safe[column] = safe[column].map(_defuse)
    safe.columns = [str(_defuse(column)) for column in safe.columns]
    return ("\ufeff" + safe.to_csv(index=False, lineterminator="\r\n")).encode()


def _defuse(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
