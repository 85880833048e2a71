"""The sheet *Values*: every score as a value of 0–100, where 100 is always the same end.

Three tables: likely, low and high. Each cell looks its value up on *Scores* by the two ids,
so that sorting or filtering the scores changes nothing here.
"""

from __future__ import annotations

from steelyard.charts.theme import palette
from steelyard.export.workbook import book as at
from steelyard.export.workbook.book import Book, longest, titles
from steelyard.export.workbook.sheet import Sheet, relative, row_fixed

BLOCKS = (("Likely", at.VALUE), ("Low", at.VALUE_LOW), ("High", at.VALUE_HIGH))


def write_values(book: Book) -> None:
    """Fill the sheet *Values*."""
    sheet, criteria_set = book.sheets["Values"], book.result.criteria_set
    measure = criteria_set.measure
    titles(
        sheet,
        "Values",
        f"Scores as {measure.name}, 0–100: 100 is {measure.top} on every criterion. "
        "Change a score on the sheet Scores, and its value follows.",
    )
    evaluation = book.result.evaluation
    for block, cells in enumerate((evaluation.values, evaluation.lows, evaluation.highs)):
        _write_block(book, sheet, block, cells)
    names = [criteria_set.options[o].name for o in book.options]
    sheet.widths([12, longest(names, 20, 48), *([11] * len(book.criteria))])
    sheet.raw.freeze_panes(at.VALUES_TOP, at.VALUES_FIRST)


def _write_block(book: Book, sheet: Sheet, block: int, cells: dict[str, dict[str, float]]) -> None:
    criteria_set, (name, column) = book.result.criteria_set, BLOCKS[block]
    first = book.values_row(block)
    labels = [criteria_set.criteria[c].label for c in book.criteria]
    sheet.heads(first - 2, 0, ["Id", f"{name} values"])
    sheet.heads(first - 2, at.VALUES_FIRST, labels, "head_right")
    for place, criterion in enumerate(book.criteria, start=at.VALUES_FIRST):
        sheet.text(first - 1, place, criterion, "id")
    for index, option in enumerate(book.options):
        row = first + index
        sheet.text(row, 0, option, "id")
        sheet.text(row, 1, criteria_set.options[option].name, "strong")
        for place, criterion in enumerate(book.criteria, start=at.VALUES_FIRST):
            formula = _look_up(book, row, first - 1, place, column)
            sheet.formula(row, place, formula, cells[option][criterion])
    _tint(book, sheet, first)


def _look_up(book: Book, row: int, ids: int, place: int, column: int) -> str:
    scores = book.sheets["Scores"]
    last = at.SCORES_TOP + len(book.options) * len(book.criteria) - 1
    found, keys = (scores.column(at.SCORES_TOP, last, c) for c in (column, at.KEY))
    key = f'${relative(row, 0)}&"/"&{row_fixed(ids, place)}'
    return f"INDEX({found},MATCH({key},{keys},0))"


def _tint(book: Book, sheet: Sheet, first: int) -> None:
    """Let the tint of a cell follow its value, never so dark that its number is lost."""
    ramp = palette("light").value_ramp
    last = first + len(book.options) - 1
    right = at.VALUES_FIRST + len(book.criteria) - 1
    sheet.raw.conditional_format(
        first,
        at.VALUES_FIRST,
        last,
        right,
        {
            "type": "2_color_scale",
            "min_type": "num",
            "max_type": "num",
            "min_value": 0,
            "max_value": 100,
            "min_color": ramp[0],
            "max_color": ramp[2],
        },
    )
