"""The sheet *Scores*: one row for every option and criterion, from score to value.

Low, likely and high are on the criterion's own scale and can be changed. The three values
follow by formulas that Excel, LibreOffice and Numbers all understand: they compute what
`analysis.values` computes, through the two ends of the scale or the corners of a value
function. Nothing newer than Excel 2010 is used, and no array formulas.
"""

from __future__ import annotations

import itertools

from steelyard.analysis.values import ValueSpan
from steelyard.export.workbook import book as at
from steelyard.export.workbook.book import ResultWorkbook, WorkbookSheet, longest, relative, titles
from steelyard.model import UNKNOWN, Assessment, Criterion
from steelyard.results.words.text import unit_words

_UNIT, _CONFIDENCE, _BY, _REMARK = 12, 13, 14, 15


def write_scores(book: ResultWorkbook) -> None:
    """Fill the sheet *Scores*."""
    sheet, result = book.sheets["Scores"], book.result
    criteria_set = result.criteria_set
    titles(
        sheet,
        "Scores",
        "Where each option stands on each criterion's own scale; the tinted cells can be changed.",
        "Write unknown where nobody knows: the value is then in the middle of its scale.",
    )
    sheet.heads(3, 0, ["Key", "Option", "Criterion"])
    names = ["Worst end", "Best end", "Low", "Likely", "High", "Shift", "Value, low", "Value",
             "Value, high"]  # fmt: skip
    sheet.heads(3, at.WORST, names, "head_right")
    sheet.heads(3, _UNIT, ["Unit", "Confidence", "Judged by", "Remark"])
    row = at.SCORES_TOP
    for option in book.options:
        for criterion in book.criteria:
            _write_cell(book, sheet, row, option, criterion)
            row += 1
    options = [criteria_set.options[o].name for o in book.options]
    criteria = [criteria_set.criteria[c].name for c in book.criteria]
    sheet.widths([14, longest(options, 20, 44), longest(criteria, 16, 34)])
    sheet.widths([8] * 9, at.WORST)
    sheet.widths([10, 12, 18, 50], _UNIT)
    if result.choice.scenario is None:
        sheet.hidden.add(at.SHIFT)
    sheet.frozen = (at.SCORES_TOP, at.WORST)
    sheet.filtered = ((3, 0), (row - 1, _REMARK))
    sheet.repeated = 3


def _write_cell(
    book: ResultWorkbook, sheet: WorkbookSheet, row: int, option: str, criterion: str
) -> None:
    result = book.result
    criteria_set, entry = result.criteria_set, result.criteria_set.criteria[criterion]
    assessment = result.find_assessment(option, criterion)
    sheet.text(row, at.KEY, f"{option}/{criterion}", "id")
    sheet.text(row, 1, criteria_set.options[option].name, "strong")
    sheet.text(row, 2, entry.name)
    ends = (entry.scale.from_, entry.scale.to)
    worst, best = ends if entry.better == "higher" else ends[::-1]
    sheet.number(row, at.WORST, worst, "exact")
    sheet.number(row, at.BEST, best, "exact")
    _write_score(sheet, row, assessment)
    shift = _shift(book, option, criterion)
    sheet.number(row, at.SHIFT, shift, "exact")
    _write_values(book, sheet, row, option, criterion)
    sheet.text(row, _UNIT, unit_words(entry.scale.unit))
    sheet.text(row, _CONFIDENCE, (assessment and assessment.confidence) or "")
    sheet.text(row, _BY, (assessment and assessment.by) or "")
    sheet.text(row, _REMARK, _remark(book, option, criterion))


def _write_score(sheet: WorkbookSheet, row: int, assessment: Assessment | None) -> None:
    score = assessment.score if assessment is not None else UNKNOWN
    for column, number in zip((at.SCORE_LOW, at.SCORE, at.SCORE_HIGH), score[:3], strict=True):
        if score.known:
            sheet.number(row, column, number, "score")
        else:
            sheet.text(row, column, "unknown", "score")


def _write_values(
    book: ResultWorkbook, sheet: WorkbookSheet, row: int, option: str, criterion: str
) -> None:
    evaluation = book.result.evaluation
    cells = (evaluation.lows, evaluation.values, evaluation.highs)
    results = [found[option][criterion] for found in cells]
    entry = book.result.criteria_set.criteria[criterion]
    columns = (at.VALUE_LOW, at.VALUE, at.VALUE_HIGH)
    if (option, criterion) in book.result.choice.disputes or not has_formula(entry):
        for column, value in zip(columns, results, strict=True):
            sheet.number(row, column, value)
        return
    formulas = _formulas(entry, row, book.result.unknown_span(criterion))
    for column, formula, value in zip(columns, formulas, results, strict=True):
        sheet.formula(row, column, formula, value)


def _formulas(entry: Criterion, row: int, unknown: ValueSpan) -> tuple[str, str, str]:
    """Return the formulas of low, likely and high value; low and high swap if low is good."""
    worst, best = f"${relative(row, at.WORST)}", f"${relative(row, at.BEST)}"
    shift = f"${relative(row, at.SHIFT)}"
    low, likely, high = (
        value_formula(entry, f"(${relative(row, column)}+{shift})", worst, best)
        for column in (at.SCORE_LOW, at.SCORE, at.SCORE_HIGH)
    )

    def known(column: int, formula: str, otherwise: float) -> str:
        return f"IF(ISNUMBER({relative(row, column)}),{formula},{otherwise!r})"

    return (
        known(at.SCORE_LOW, f"MIN({low},{high})", unknown.low),
        known(at.SCORE, likely, unknown.likely),
        known(at.SCORE_HIGH, f"MAX({low},{high})", unknown.high),
    )


def _shift(book: ResultWorkbook, option: str, criterion: str) -> float:
    scenario = book.result.choice.scenario
    if scenario is None:
        return 0.0
    return book.result.criteria_set.scenarios[scenario].shifts.get(option, {}).get(criterion, 0.0)


def _remark(book: ResultWorkbook, option: str, criterion: str) -> str:
    result = book.result
    choice, criteria_set = result.choice, result.criteria_set
    reading = choice.reading
    if (option, criterion) in choice.disputes:
        return "Exploratory: the value was put in by hand; the score is the file's and not used."
    parts = []
    if reading and criterion in criteria_set.readings[reading].assessments.get(option, {}):
        parts.append(f"From the reading {criteria_set.readings[reading].name}.")
    if choice.scenario and _shift(book, option, criterion):
        parts.append(f"Shifted in the scenario {criteria_set.scenarios[choice.scenario].name}.")
    if (option, criterion) in result.evaluation.unknown:
        parts.append("Unknown: its value is in the middle of its scale, low and high at the ends.")
    if not has_formula(criteria_set.criteria[criterion]):
        parts.append("The value function of this criterion is not in the sheet.")
    return " ".join(parts)


_LARGEST = 1e100
"""Beyond this the difference of two ends may overflow in a spreadsheet."""

_MOST_LETTERS = 8_000
"""Excel takes a formula of 8,192 letters at most."""


def has_formula(criterion: Criterion) -> bool:
    """Return whether the values of a criterion can be computed in a cell."""
    if max(abs(criterion.scale.from_), abs(criterion.scale.to)) > _LARGEST:
        return False
    points = criterion.value
    heights = [height for _, height in points]
    rises = heights in (sorted(heights), sorted(heights, reverse=True))
    apart = all(first[0] < last[0] for first, last in itertools.pairwise(points))
    return rises and apart and len(value_formula(criterion, "$AA$9999", "A1", "A1")) < _MOST_LETTERS


def value_formula(criterion: Criterion, score: str, worst: str, best: str) -> str:
    """Return the formula for the value, 0–100, of the score in a cell.

    `score`, `worst` and `best` are addresses, the last two of the ends of the scale; a
    piecewise function has its corners in the formula itself, and adds up what each stretch
    contributes. Scores beyond an end take that end's value.

    >>> value_formula(Criterion(name="Risk"), "G5", "D5", "E5")
    'MAX(0,MIN(100,100*(G5-D5)/(E5-D5)))'
    >>> bent = Criterion(name="Risk", value=[(0, 0), (50, 70), (100, 100)])
    >>> value_formula(bent, "G5", "D5", "E5")
    '0+70*MAX(0,MIN(1,(G5-0)/50))+30*MAX(0,MIN(1,(G5-50)/50))'
    """
    if not criterion.value:
        return f"MAX(0,MIN(100,100*({score}-{worst})/({best}-{worst})))"
    parts = [
        f"{_number(y1 - y0)}*MAX(0,MIN(1,({score}-{_number(x0)})/{_number(x1 - x0)}))"
        for (x0, y0), (x1, y1) in itertools.pairwise(criterion.value)
    ]
    return "+".join([_number(criterion.value[0][1]), *parts])


def _number(number: float) -> str:
    """Return a number in formula syntax; a negative one in parentheses."""
    text = repr(int(number)) if float(number).is_integer() and abs(number) < 1e15 else repr(number)
    return f"({text})" if number < 0 else text
