"""The sheet *Judges*: several people beside the set, their group, and where they disagree."""

from __future__ import annotations

from steelyard.export.workbook.book import (
    JUDGES_SHEET,
    ResultWorkbook,
    WorkbookSheet,
    longest,
    titles,
)
from steelyard.results.words.judges import judge_lines, result_lines, spread_words
from steelyard.results.words.judging.beside import HEADING, whose_lines
from steelyard.results.words.names import cell_name
from steelyard.results.words.text import plain


def write_judges(book: ResultWorkbook) -> None:
    """Fill the sheet if a closed round of judges is shown beside the result."""
    found = book.result.group
    if found is None:
        return
    sheet, made = book.sheets[JUDGES_SHEET], found.criteria_set
    lines = whose_lines(found)
    titles(sheet, HEADING, "Fixed numbers: they do not follow changes in this file.")
    row = 3
    for line in lines:
        sheet.text(row, 0, line, "note")
        row += 1
    row = _table(sheet, row + 1, "The group", result_lines(found))
    row = _table(sheet, row, "Each judge's leader and weights", judge_lines(found))
    sheet.text(row, 0, "Every cell and its spread, in points of value", "section")
    heads = ["Cell", "Judges", "Lowest", "Mean", "Highest", "What the spread could do"]
    sheet.heads(row + 1, 0, heads)
    for place, spread in enumerate(found.spreads, start=row + 2):
        values = [*spread.values.values()]
        sheet.prose(place, 0, plain(cell_name(made, spread.cell)))
        sheet.number(place, 1, len(values), "number")
        if (ends := found.ends(spread)) is not None:
            sheet.number(place, 2, ends[0], "exact")
            sheet.number(place, 3, spread.mean, "exact")
            sheet.number(place, 4, ends[1], "exact")
        sheet.prose(place, 5, spread_words(made, spread))
    names = [cell_name(made, spread.cell) for spread in found.spreads]
    sheet.widths([longest(names, 28, 60), 14, 12, 12, 12, 60])


def _table(sheet: WorkbookSheet, row: int, title: str, lines: list[list[str]]) -> int:
    """Write a table of printed cells; return the row below it, and a row left free."""
    heads, *rows = lines
    sheet.text(row, 0, title, "section")
    sheet.heads(row + 1, 0, [head[:1].upper() + head[1:] for head in heads])
    for place, cells in enumerate(rows, start=row + 2):
        for column, cell in enumerate(cells):
            sheet.prose(place, column, cell)
    return row + len(rows) + 3
