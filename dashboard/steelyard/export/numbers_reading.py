"""Numbers of ours read back from CSV and JSON, for whoever checks them.

The files may have been made, or changed, by anybody: sizes are bounded, every number has to
be finite, and parts that contradict each other are a fault that is named.
"""

from __future__ import annotations

import csv
import io
import json
import math
from typing import Any

from steelyard.export.drawings.chart_stamps import CSV_LINE
from steelyard.export.numbers import COLUMNS, TOTAL

MOST_BYTES = 64 * 2**20
_CLOSE = 1e-6


def figures_of_numbers_csv(data: bytes) -> dict[str, float]:
    """Return option id → total of the table.

    Raises ValueError for what is no such table, or where the rows of an option disagree
    about its total or do not add up to it.
    """
    rows, columns = _table(data)
    totals: dict[str, float] = {}
    parts: dict[str, list[float]] = {}
    for row in rows:
        option = row[columns["option"]]
        total = _finite(row[columns[TOTAL]], f"the total of {option[:60]}")
        if totals.setdefault(option, total) != total:
            raise ValueError(f"the rows of {option[:60]} give different totals")
        part = _finite(row[columns["contribution"]], f"a contribution to {option[:60]}")
        parts.setdefault(option, []).append(part)
    for option, total in totals.items():
        if abs(math.fsum(parts[option]) - total) > _CLOSE:
            raise ValueError(f"the contributions to {option[:60]} do not add up to its total")
    return totals


def figures_of_numbers_json(data: bytes) -> dict[str, float]:
    """Return option id → total.

    Raises ValueError for what is no such file, or where the contributions to an option do
    not add up to its total.
    """
    found = _object(data)
    totals, contributions = found.get("totals"), found.get("contributions")
    if not isinstance(totals, dict) or not isinstance(contributions, dict) or not totals:
        raise ValueError("the file holds no totals")
    figures = {}
    for option, total in totals.items():
        figures[option] = _finite(total, f"the total of {option[:60]}")
        row = contributions.get(option)
        if not isinstance(row, dict):
            raise ValueError(f"the file holds no contributions to {option[:60]}")
        parts = [_finite(part, f"a contribution to {option[:60]}") for part in row.values()]
        if abs(math.fsum(parts) - figures[option]) > _CLOSE:
            raise ValueError(f"the contributions to {option[:60]} do not add up to its total")
    return figures


def _table(data: bytes) -> tuple[list[list[str]], dict[str, int]]:
    """Return the rows, and column name → place."""
    if len(data) > MOST_BYTES:
        raise ValueError(f"the table is larger than {MOST_BYTES // 2**20} MiB")
    try:
        text = data.partition(CSV_LINE.encode())[0].decode("utf-8-sig").removesuffix('"')
        heads, *rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        raise ValueError("not a table of ours: CSV in UTF-8 with commas") from error
    if tuple(heads[: len(COLUMNS)]) != COLUMNS:
        raise ValueError(f"not a table of ours: its columns begin with {', '.join(COLUMNS[:3])}")
    if not rows or any(len(row) != len(heads) for row in rows):
        raise ValueError("a row of the table has too few or too many cells")
    return rows, {head: place for place, head in enumerate(heads)}


def _object(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data) if len(data) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ValueError("not a file of our numbers in JSON")
    return found


def _finite(number: object, what: str) -> float:
    try:
        found = float(number) if isinstance(number, str | int | float) else math.nan
    except (ValueError, OverflowError):
        found = math.nan
    if isinstance(number, bool) or not math.isfinite(found):
        raise ValueError(f"{what} is no number")
    return found
