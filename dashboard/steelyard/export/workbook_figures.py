"""The totals that a spreadsheet of ours shows, read back from its cells.

For whoever checks a file against its criteria file. What counts is the result stored in
each cell, also where Excel or LibreOffice has saved the file again. The file may have been
made by anybody: `read_parts` bounds its size and refuses entities before openpyxl sees it,
and only so many rows of two sheets are read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from steelyard.export.office_stamp import read_parts

MOST_ROWS = 2_000
_RANKING = ("Ranking", "Option", "Id", "Total")
_PARTS = ("Contributions", "Option", "Id", "Total")
_CLOSE = 1e-9


def figures_of_workbook(data: bytes) -> dict[str, float]:
    """Return option id → total, as the cells of *Ranking* show it.

    Raises ValueError where the file cannot be read safely, is no workbook of ours, shows no
    number where a total belongs, or shows another total on *Contributions*; ImportError,
    saying what to install, without the extra `office`.
    """
    read_parts(data)
    book = _open(data)
    try:
        shown, summed = (dict(_totals(book, *where)) for where in (_RANKING, _PARTS))
    finally:
        book.close()
    for option, total in shown.items():
        if option not in summed or abs(summed[option] - total) > _CLOSE:
            raise ValueError(f"the sheets Ranking and Contributions disagree about {option}")
    if not shown or len(shown) != len(summed):
        raise ValueError("the sheets Ranking and Contributions list different options")
    return shown


def _open(data: bytes) -> Any:
    try:
        from openpyxl import load_workbook
    except ImportError as missing:
        raise ImportError(
            "reading a spreadsheet needs the extra `office`: pip install 'steelyard[office]'"
        ) from missing
    try:
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    # Of a damaged file openpyxl raises whatever the part it stumbled over raised.
    except Exception as error:
        raise ValueError("the spreadsheet cannot be read") from error


def _totals(
    book: Any, sheet: str, option_head: str, id_head: str, total_head: str
) -> Iterator[tuple[str, float]]:
    """Yield id and total of each row below the heads, down to the first row without an id."""
    columns: tuple[int, int] | None = None
    for row in _rows(book, sheet):
        if columns is None:
            if {option_head, id_head, total_head} <= set(row):
                columns = row.index(id_head), row.index(total_head)
            continue
        option, total = (row[column] if column < len(row) else None for column in columns)
        if not isinstance(option, str) or not option:
            if total is None:
                continue
            return
        if isinstance(total, bool) or not isinstance(total, int | float):
            raise ValueError(f"the sheet {sheet} shows no number as the total of {option[:60]}")
        yield option, float(total)


def _rows(book: Any, sheet: str) -> Iterator[tuple[Any, ...]]:
    if sheet not in book.sheetnames:
        raise ValueError(f"the spreadsheet has no sheet called {sheet}")
    try:
        yield from book[sheet].iter_rows(max_row=MOST_ROWS, max_col=60, values_only=True)
    except Exception as error:
        raise ValueError(f"the sheet {sheet} cannot be read") from error
