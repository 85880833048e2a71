"""The first sheet: swings to change on the left, the ranking and its chart on the right.

Everything but the swings and the line *At export* is a formula, from swings to weights to
the sorted list and the chart. Ties share a rank and keep the order of the file. In the
chart each option keeps its colour wherever it is ranked: every colour is a series of its
own, empty but at that option's place. Empty bars carry no number.
"""

from __future__ import annotations

from string import Formatter

from steelyard.export.safe_text import as_label, shorten_label
from steelyard.export.stamps.provenance import origin_line
from steelyard.export.workbook import book as at
from steelyard.export.workbook.book import (
    BarChart,
    InputCheck,
    ResultWorkbook,
    WorkbookSheet,
    absolute,
    longest,
    quoted,
    relative,
)
from steelyard.export.workbook.parts_sheet import MOST_BARS, bar_series, bars_top
from steelyard.results.words.lead.verdict import TEMPLATES
from steelyard.results.words.numbers import as_written, one_decimal, whole

_HINT = "Change the tinted swings: all else follows"
_SAME = "Swings and totals are those of the export."
_MOVED = (
    "Exploratory: the swings differ from those of the export; "
    "what the sheet Robustness says holds for the exported ones."
)
_RESCORED = (
    "Exploratory: the totals differ from those of the export, as a score or value was changed; "
    "what the sheet Robustness says holds for the exported ones."
)
_UNKNOWN_TOO = " (with what is unknown in the middle of its scale)"
_NO_SWING = "Every swing is 0, so all criteria count the same. "


def write_ranking(book: ResultWorkbook) -> None:
    """Fill the sheet *Ranking* but for its chart."""
    sheet, result = book.sheets["Ranking"], book.result
    criteria_set, verdict = result.criteria_set, result.verdict
    sheet.text(0, 0, criteria_set.title, "title")
    sheet.text(1, 0, criteria_set.question, "note")
    _write_now(book, sheet)
    sheet.text(
        3,
        0,
        f"At export: {verdict.sentence}. {verdict.because} {verdict.packages}".rstrip(),
        "note",
    )
    state = f"IF({_swings_differ(book)},{quoted(_MOVED, 400)},IF({_totals_differ(book)}," + (
        f"{quoted(_RESCORED, 400)},{quoted(_SAME)}))"
    )
    sheet.formula(4, 0, state, _SAME, "note")
    sheet.text(5, 0, origin_line(result), "note")
    measure = criteria_set.measure
    sheet.text(6, 0, _HINT, "section")
    sheet.text(6, at.PLACE, f"{measure.name.capitalize()} 0–100, 100 is {measure.top}", "section")
    sheet.heads(7, 0, ["Criterion"])
    sheet.heads(7, at.SWING, ["Swing", "Weight", "At export"], "head_right")
    sheet.heads(7, at.PLACE, ["Rank", "Option"])
    sheet.heads(7, at.TOTAL, ["Total", "Low", "High"], "head_right")
    sheet.heads(7, at.ID, ["Id"], "head_aside")
    _write_weights(book, sheet)
    _write_list(book, sheet)
    criteria = [criteria_set.criteria[c].name for c in book.criteria]
    options = [criteria_set.options[o].name for o in book.options]
    sheet.widths([longest(criteria, 16, 40), 8, 8, 9, 2])
    sheet.widths([6, longest(options, 20, 48), 7, 6, 6, 12], at.PLACE)
    sheet.row_heights |= {0: 24, 2: 21, 6: 24}
    sheet.frozen = (at.RANKING_TOP, 0)
    sheet.repeated = 7


def _write_now(book: ResultWorkbook, sheet: WorkbookSheet) -> None:
    """Write which option currently leads, by the verdict's rule for close calls."""
    evaluation, measure = book.result.evaluation, book.result.criteria_set.measure
    top = at.RANKING_TOP
    first, second = relative(top, at.NAME), relative(top + 1, at.NAME)
    total = relative(top, at.TOTAL)
    leads = "leads" if measure.top == "best" else "is_top"
    measure_top = shorten_label(as_label(measure.top), 60)
    totals = sorted(evaluation.totals.values(), reverse=True)
    name = _label(book, evaluation.ranking[0])
    on = whole(totals[0])
    if len(totals) == 1:
        sheet.formula(
            2,
            0,
            _in_cells("only_option", option=first, total=f"ROUND({total},0)"),
            TEMPLATES["only_option"].format(option=name, total=on),
            "headline",
        )
        return
    gap = f"({total}-{relative(top + 1, at.TOTAL)})"
    limit = book.result.criteria_set.verdict.close_call - 1e-9
    ties = f"COUNTIF({_ranks(book)},1)"
    cells = {
        "leader": first,
        "rival": second,
        "gap": f"ROUND({gap},1)",
        "total": f"ROUND({total},1)",
        "rival_total": f"ROUND({relative(top + 1, at.TOTAL)},1)",
        "top": quoted(measure_top),
    }
    level = _in_cells("tie", leaders=f'{ties}&" options"', total=f"ROUND({total},0)")
    zero = f'IF(SUM({_swings(book)})=0,{quoted(_NO_SWING)},"")'
    formula = (
        f'"Now: "&{zero}&IF({ties}>1,{level},'
        f"IF({gap}<{limit!r},{_in_cells('close_call', **cells)},{_in_cells(leads, **cells)}))"
        f'&IF({_counts_unknown(book)}>0,{quoted(_UNKNOWN_TOO)},"")'
    )
    margin, other = totals[0] - totals[1], _label(book, evaluation.ranking[1])
    result = TEMPLATES["close_call" if margin < limit else leads].format(
        leader=name,
        rival=other,
        gap=_shown(margin),
        total=_shown(totals[0]),
        rival_total=_shown(totals[1]),
        top=measure_top,
    )
    if len(evaluation.leaders) > 1:
        result = TEMPLATES["tie"].format(leaders=f"{len(evaluation.leaders)} options", total=on)
    start = _NO_SWING if evaluation.is_unweighted else ""
    end = _UNKNOWN_TOO if _has_unknown(book) else ""
    sheet.formula(2, 0, formula, f"Now: {start}{result}{end}", "headline")


def _in_cells(template: str, **formulas: str) -> str:
    """Return a sentence of the verdict as a formula, its gaps filled by formulas."""
    pieces: list[str] = []
    for words, gap, *_ in Formatter().parse(TEMPLATES[template]):
        pieces += [quoted(words)] if words else []
        pieces += [formulas[gap]] if gap else []
    return "&".join(pieces)


def _counts_unknown(book: ResultWorkbook) -> str:
    last = at.SCORES_TOP + len(book.options) * len(book.criteria) - 1
    scores = book.sheets["Scores"].column(at.SCORES_TOP, last, at.SCORE)
    return f'COUNTIF({scores},"unknown")'


def _has_unknown(book: ResultWorkbook) -> bool:
    """Return whether a score on *Scores* reads unknown, also where its value is disputed."""
    cells = (
        book.result.find_assessment(option, criterion)
        for option in book.options
        for criterion in book.criteria
    )
    return any(found is None or not found.score.known for found in cells)


def _write_weights(book: ResultWorkbook, sheet: WorkbookSheet) -> None:
    evaluation, criteria = book.result.evaluation, book.result.criteria_set.criteria
    swings = _swings(book)
    most = max([100.0, *evaluation.swings.values()])
    for row, criterion in enumerate(book.criteria, start=at.RANKING_TOP):
        sheet.text(row, 0, criteria[criterion].name)
        sheet.number(row, at.SWING, evaluation.swings[criterion], "input")
        own = relative(row, at.SWING)
        formula = f"IF(SUM({swings})=0,1/ROWS({swings}),{own}/SUM({swings}))"
        sheet.formula(row, at.WEIGHT, formula, evaluation.weights[criterion], "percent")
        sheet.number(row, at.EXPORTED, evaluation.swings[criterion], "exact")
    sheet.checks.append(
        InputCheck(
            (at.RANKING_TOP, at.SWING),
            (at.RANKING_TOP + len(book.criteria) - 1, at.SWING),
            most,
            "Swing",
            "How much going from the worst to the best end of this scale matters.",
            f"A swing is a number from 0 to {as_written(most)}.",
        )
    )


def _write_list(book: ResultWorkbook, sheet: WorkbookSheet) -> None:
    """Write the sorted list: the option at each place."""
    evaluation, top = book.result.evaluation, at.RANKING_TOP
    parts, count = book.sheets["Contributions"], len(book.options)
    last = at.PARTS_TOP + count - 1

    def looked_up(row: int, column: int) -> str:
        # Counted on another sheet: some programs call a range with the formula's own cell circular.
        place = f"ROWS({parts.column(at.PARTS_TOP, at.PARTS_TOP + row - top, at.PARTS_ID)})"
        places = parts.column(at.PARTS_TOP, last, at.PARTS_PLACE)
        return f"INDEX({parts.column(at.PARTS_TOP, last, column)},MATCH({place},{places},0))"

    for row, option in enumerate(evaluation.ranking, start=top):
        low, high = evaluation.ranges[option]
        rank, total = evaluation.ranks[option], evaluation.totals[option]
        name = _label(book, option)
        sheet.formula(row, at.PLACE, looked_up(row, at.PARTS_RANK), rank, "rank")
        sheet.formula(row, at.NAME, looked_up(row, at.PARTS_NAME), name, "strong")
        sheet.formula(row, at.TOTAL, looked_up(row, at.PARTS_TOTAL), total, "total")
        sheet.formula(row, at.LOW, looked_up(row, at.PARTS_LOW), low)
        sheet.formula(row, at.HIGH, looked_up(row, at.PARTS_HIGH), high)
        sheet.formula(row, at.ID, looked_up(row, at.PARTS_ID), option, "id")


def _swings_differ(book: ResultWorkbook) -> str:
    last = at.RANKING_TOP + len(book.criteria) - 1
    now = _swings(book)
    then = f"{absolute(at.RANKING_TOP, at.EXPORTED)}:{absolute(last, at.EXPORTED)}"
    # An empty cell is not a number and would be skipped in the comparison.
    return f"OR(COUNT({now})<ROWS({now}),SUMXMY2({now},{then})>0)"


def _totals_differ(book: ResultWorkbook) -> str:
    parts, last = book.sheets["Contributions"], at.PARTS_TOP + len(book.options) - 1
    now = parts.column(at.PARTS_TOP, last, at.PARTS_TOTAL)
    return f"SUMXMY2({now},{parts.column(at.PARTS_TOP, last, book.exported_column)})>1E-12"


def _swings(book: ResultWorkbook) -> str:
    last = at.RANKING_TOP + len(book.criteria) - 1
    return f"{absolute(at.RANKING_TOP, at.SWING)}:{absolute(last, at.SWING)}"


def _ranks(book: ResultWorkbook) -> str:
    last = at.RANKING_TOP + len(book.options) - 1
    return f"{absolute(at.RANKING_TOP, at.PLACE)}:{absolute(last, at.PLACE)}"


def _label(book: ResultWorkbook, option: str) -> str:
    return as_label(book.result.criteria_set.options[option].name)


def _shown(number: float) -> str:
    """Return a number as a spreadsheet joins it to a text: one decimal, or none if it is 0."""
    return f"{whole(number * 10) / 10:g}"


def add_chart(book: ResultWorkbook) -> None:
    """Put the chart of totals on *Ranking*, to the right of the list."""
    first, measure = bars_top(book), book.result.criteria_set.measure
    # XlsxWriter takes a name that looks like a reference for one; ours begins with a word.
    scale = shorten_label(as_label(f"Total {measure.name}, 0–100: 100 is {measure.top}"), 90)
    last = first + min(len(book.options), MOST_BARS) - 1
    book.sheets["Ranking"].chart = BarChart(first, last, bar_series(book), scale, _words(book))


def _words(book: ResultWorkbook) -> str:
    """Return the chart in words, as it is at the time of export."""
    evaluation, criteria_set = book.result.evaluation, book.result.criteria_set
    first = [
        f"{as_label(criteria_set.options[option].label)} {one_decimal(evaluation.totals[option])}"
        for option in evaluation.ranking[:5]
    ]
    return f"Bar chart of the totals in the list beside it, best first: {', '.join(first)}."[:1000]
