"""The sheets *Contributions* and *Values*: weight × value for every cell, and the values.

Totals, ranks and places are formulas; the list and the chart of *Ranking* read them here.
Below *Contributions* is the table the chart is drawn from, one column for each colour.
*Values* is three tables: likely, low and high. Each of its cells looks its value up on
*Scores* by the two ids, so that sorting or filtering the scores changes nothing.
"""

from __future__ import annotations

from steelyard.charts.theme import option_colours, palette
from steelyard.export.safe_text import as_label, shorten_apart
from steelyard.export.workbook import book as at
from steelyard.export.workbook.book import (
    Bars,
    ResultWorkbook,
    Tint,
    WorkbookSheet,
    absolute,
    longest,
    quoted,
    relative,
    row_fixed,
    titles,
)

_TIE = "0.000000001"
MOST_BARS = 30
"""Bars of the chart."""

_START, _END = 24, 17
_LONGEST = _START + 1 + _END
"""Letters shown of a name beside a bar: beginning and end, since names often differ at the end."""


def write_parts(book: ResultWorkbook) -> None:
    """Fill the sheet *Contributions*."""
    sheet, criteria_set = book.sheets["Contributions"], book.result.criteria_set
    titles(
        sheet,
        "Contributions",
        "Weight × value for every option and criterion; a total is the sum of its row.",
        "Low and High: the total with every score at its low, and at its high, end. "
        "Options whose totals lie within a billionth share a rank.",
    )
    options = [criteria_set.options[o].name for o in book.options]
    names = [criteria_set.criteria[c].label for c in book.criteria]
    sheet.heads(3, 0, ["Id", "Option"])
    sheet.heads(3, at.PARTS_TOTAL, ["Total", "Rank", "Place", "Low", "High"], "head_right")
    sheet.heads(3, at.PARTS_FIRST, names, "head_right")
    sheet.heads(3, book.exported_column, ["Total at export"], "head_right")
    for column, criterion in enumerate(book.criteria, start=at.PARTS_FIRST):
        sheet.text(4, column, criterion, "id")
    _write_weights(book, sheet)
    _write_rows(book, sheet)
    _write_bars(book, sheet)
    sheet.widths([12, longest(options, 20, 48), 8, 6, 6, 6, 6])
    sheet.widths([11] * (len(names) + 1), at.PARTS_FIRST)
    sheet.frozen = (at.PARTS_TOP, at.PARTS_FIRST)


def _write_weights(book: ResultWorkbook, sheet: WorkbookSheet) -> None:
    row, ranking = at.PARTS_TOP - 1, book.sheets["Ranking"]
    sheet.text(row, at.PARTS_NAME, "Weight")
    for place, criterion in enumerate(book.criteria):
        source = ranking.cell(at.RANKING_TOP + place, at.WEIGHT)
        weight = book.result.evaluation.weights[criterion]
        sheet.formula(row, at.PARTS_FIRST + place, source, weight, "percent")


def _write_rows(book: ResultWorkbook, sheet: WorkbookSheet) -> None:
    evaluation, criteria_set = book.result.evaluation, book.result.criteria_set
    last = at.PARTS_TOP + len(book.options) - 1
    right = at.PARTS_FIRST + len(book.criteria) - 1
    weights = f"{absolute(at.PARTS_TOP - 1, at.PARTS_FIRST)}:{absolute(at.PARTS_TOP - 1, right)}"
    totals = f"{absolute(at.PARTS_TOP, at.PARTS_TOTAL)}:{absolute(last, at.PARTS_TOTAL)}"
    places = {option: place for place, option in enumerate(evaluation.ranking, start=1)}
    for index, option in enumerate(book.options):
        row = at.PARTS_TOP + index
        sheet.text(row, at.PARTS_ID, option, "id")
        sheet.text(row, at.PARTS_NAME, criteria_set.options[option].name, "strong")
        cells = f"{relative(row, at.PARTS_FIRST)}:{relative(row, right)}"
        sheet.formula(row, at.PARTS_TOTAL, f"SUM({cells})", evaluation.totals[option], "total")
        sheet.number(row, book.exported_column, evaluation.totals[option], "tenth")
        # One more than the number of options ahead, as in 1-2-2-4.
        ahead = f'COUNTIF({totals},">"&({relative(row, at.PARTS_TOTAL)}+{_TIE}))+1'
        sheet.formula(row, at.PARTS_RANK, ahead, evaluation.ranks[option], "rank")
        own = relative(row, at.PARTS_RANK)
        above = f"{absolute(at.PARTS_TOP, at.PARTS_RANK)}:{own}"
        place = f"{own}+COUNTIF({above},{own})-1"
        sheet.formula(row, at.PARTS_PLACE, place, places[option], "rank")
        for block, column in ((1, at.PARTS_LOW), (2, at.PARTS_HIGH)):
            values = _values(book, block, index)
            end = evaluation.ranges[option][block - 1]
            sheet.formula(row, column, f"SUMPRODUCT({weights},{values})", end)
        _write_cells(book, sheet, row, index, option)


def _write_cells(
    book: ResultWorkbook, sheet: WorkbookSheet, row: int, index: int, option: str
) -> None:
    source = book.sheets["Values"]
    for place, criterion in enumerate(book.criteria):
        column = at.PARTS_FIRST + place
        weight = row_fixed(at.PARTS_TOP - 1, column)
        value = source.cell(book.values_row(0, index), at.VALUES_FIRST + place)
        contribution = book.result.evaluation.contributions[option][criterion]
        sheet.formula(row, column, f"{weight}*{value}", contribution, "tenth")


def _values(book: ResultWorkbook, block: int, index: int) -> str:
    source, row = book.sheets["Values"], book.values_row(block, index)
    right = at.VALUES_FIRST + len(book.criteria) - 1
    return f"{source.cell(row, at.VALUES_FIRST)}:{absolute(row, right)}"


def bars_top(book: ResultWorkbook) -> int:
    """Return the first row of the table the chart is drawn from."""
    return at.PARTS_TOP + len(book.options) + 4


def bar_series(book: ResultWorkbook) -> tuple[Bars, ...]:
    """Return the columns of that table.

    Every coloured option has one, so that it keeps its colour at every place; the grey
    ones share the last.
    """
    criteria_set, grey = book.result.criteria_set, palette("light").grey
    colours = option_colours(criteria_set, "light")
    coloured = [
        (as_label(criteria_set.options[option].label), colour, (option,))
        for option, colour in colours.items()
        if colour != grey
    ]
    rest = tuple(option for option, colour in colours.items() if colour == grey)
    series = [*coloured, ("Others", grey, rest)] if rest else coloured
    return tuple(
        Bars(name, column, colour, options)
        for column, (name, colour, options) in enumerate(series, start=at.PARTS_FIRST)
    )


def _write_bars(book: ResultWorkbook, sheet: WorkbookSheet) -> None:
    evaluation, criteria_set = book.result.evaluation, book.result.criteria_set
    ranking = book.sheets["Ranking"]
    top, series = bars_top(book), bar_series(book)
    sheet.text(top - 2, at.PARTS_NAME, "What the chart of Ranking is drawn from", "section")
    sheet.heads(top - 1, at.PARTS_NAME, ["Option"])
    sheet.heads(
        top - 1, at.PARTS_FIRST, shorten_apart([bars.name for bars in series], 60), "head_right"
    )
    for index, option in enumerate(evaluation.ranking[:MOST_BARS]):
        row, place = top + index, at.RANKING_TOP + index
        name, cell = as_label(criteria_set.options[option].name), ranking.cell(place, at.NAME)
        formula = (
            f'IF(LEN({cell})>{_LONGEST},LEFT({cell},{_START})&"…"&RIGHT({cell},{_END}),{cell})'
        )
        shown = name if len(name) <= _LONGEST else f"{name[:_START]}…{name[-_END:]}"
        sheet.formula(row, at.PARTS_NAME, formula, shown, "text")
        total, own = ranking.cell(place, at.TOTAL), ranking.cell(place, at.ID)
        for bars in series:
            formula = f"IF({own}={quoted(bars.options[0])},{total},0)"
            if len(bars.options) > 1:
                left = f"${relative(row, at.PARTS_FIRST)}:{relative(row, bars.column - 1)}"
                formula = f"{total}-SUM({left})"
            bar = evaluation.totals[option] if option in bars.options else 0.0
            sheet.formula(row, bars.column, formula, bar)


BLOCKS = (("Likely", at.VALUE), ("Low", at.VALUE_LOW), ("High", at.VALUE_HIGH))


def write_values(book: ResultWorkbook) -> None:
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
    sheet.frozen = (at.VALUES_TOP, at.VALUES_FIRST)


def _write_block(
    book: ResultWorkbook, sheet: WorkbookSheet, block: int, cells: dict[str, dict[str, float]]
) -> None:
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


def _look_up(book: ResultWorkbook, row: int, ids: int, place: int, column: int) -> str:
    scores = book.sheets["Scores"]
    last = at.SCORES_TOP + len(book.options) * len(book.criteria) - 1
    found, keys = (scores.column(at.SCORES_TOP, last, c) for c in (column, at.KEY))
    key = f'${relative(row, 0)}&"/"&{row_fixed(ids, place)}'
    return f"INDEX({found},MATCH({key},{keys},0))"


def _tint(book: ResultWorkbook, sheet: WorkbookSheet, first: int) -> None:
    """Tint cells by value, never so dark that the number becomes unreadable."""
    ramp = palette("light").value_ramp
    last = first + len(book.options) - 1
    right = at.VALUES_FIRST + len(book.criteria) - 1
    sheet.tints.append(Tint((first, at.VALUES_FIRST), (last, right), (ramp[0], ramp[2])))
