"""The consequence table: every value in a cell, with its range and how sure it is.

One row per option, best first; one column per criterion, heaviest first, all equally
wide. The stronger the colour, the better the value; the number is always written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.chart import Chart
from steelyard.charts.drawing.canvas import Canvas, Sheet
from steelyard.charts.drawing.contrast import text_on
from steelyard.charts.drawing.heads import Head, draw_heads, head_height, place_heads
from steelyard.charts.drawing.text import text_width, wrap
from steelyard.charts.theme import Mode
from steelyard.model import Assessment, CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.numbers import OF_HUNDRED, integer
from steelyard.results.words.scores.ranking import describe_profile, describe_ranking, rank_labels
from steelyard.results.words.scores.scales import best_end, printed_extent, printed_score
from steelyard.results.words.text import listing, plain
from steelyard.results.words.weights import heaviest_first, weight_labels

Assessments = Mapping[tuple[str, str], Assessment | None]
"""Option and criterion → what the file says of the score; `None` where it says nothing."""

DOTS = {"low": 1, "moderate": 2, "high": 3}
"""How many of three dots are full; a cell without a stated confidence has none at all.

They are drawn, not written: the typeface has no such signs.
"""


def consequence_table(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    assessments: Assessments,
    mode: Mode,
    width: float = 1000,
) -> Sheet:
    """Return the scores of an evaluation as a table, wider than `width` where numbers need it.

    Numbers are scores on their criteria's own scales, colours values of 0 to 100, 100 always
    the good end; below a number is its range,
    where low and high differ, and the confidence of its assessment. An unknown cell is
    hatched, marked `?`, and has the full range. Text is black or white, whichever reads
    better on its cell, never below 4.5 to 1.
    """
    weights = weight_labels(evaluation)
    criteria = heaviest_first(evaluation)
    names = {o: plain(criteria_set.options[o].name) for o in evaluation.ranking}
    table = Table(
        mode=mode,
        ranks=[rank_labels(evaluation)[option] for option in evaluation.ranking],
        options=list(names.values()),
        shorts=[plain(criteria_set.options[o].label) for o in evaluation.ranking],
        totals=[integer(evaluation.totals[option]) for option in evaluation.ranking],
        leaders=len(evaluation.leaders),
        weights=[
            f"{weights[c]}, {best_end(criteria_set, criteria_set.criteria[c], is_plain=True)}"
            if len(criteria) <= MOST_SAID
            else weights[c]
            for c in criteria
        ],
        criteria=[plain(criteria_set.criteria[criterion].name) for criterion in criteria],
        labels=[plain(criteria_set.criteria[criterion].label) for criterion in criteria],
        cells=[
            [_cell(criteria_set, evaluation, mode, assessments, (option, c)) for c in criteria]
            for option in evaluation.ranking
        ],
    )
    return _draw_table(table, max(width, NAMES + CELL * len(criteria)))


def consequence_table_title(criteria_set: CriteriaSet, evaluation: Evaluation, *_: object) -> str:
    """Return on how many criteria the leader is best and last, and how many cells are unknown.

    See `describe_profile` for ties and unknown cells.
    """
    title = describe_profile(criteria_set, evaluation)
    unknown = len(evaluation.unknown)
    if not unknown:
        return title
    cells = len(evaluation.options) * len(evaluation.criteria)
    return f"{title}; {unknown} of {cells} scores not known"


def consequence_table_alt(criteria_set: CriteriaSet, evaluation: Evaluation, *_: object) -> str:
    """Return the consequence table in words, for those who do not see it."""
    size = f"{len(evaluation.options)} options by {len(evaluation.criteria)} criteria"
    names = [plain(criteria_set.criteria[c].name) for c in heaviest_first(evaluation)]
    ranking = describe_ranking(criteria_set, evaluation)
    title = consequence_table_title(criteria_set, evaluation)
    return f"Table of scores, {size}. {title}. {ranking} Criteria by weight: {listing(names)}."


def consequence_table_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, assessments: Assessments
) -> pd.DataFrame:
    """Return the table's numbers, one row per option and criterion, unrounded.

    Options from best to worst, criteria from heaviest to lightest. Columns: `rank`,
    `option_id`, `option`, `criterion_id`, `criterion`, `weight` (0 to 1), `value`,
    `value_low`, `value_high` (0 to 100, 100 is good), `is_unknown`, and as the file has
    them, in the criterion's own unit, `score_low`, `score_likely`, `score_high` (empty if
    unknown), `confidence` and `reason` (empty where not given).
    """
    rows: list[dict[str, object]] = []
    for option in evaluation.ranking:
        for criterion in heaviest_first(evaluation):
            assessment = assessments[option, criterion]
            score = assessment.score if assessment and assessment.score.known else None
            rows.append(
                {
                    "rank": evaluation.ranks[option],
                    "option_id": option,
                    "option": criteria_set.options[option].name,
                    "criterion_id": criterion,
                    "criterion": criteria_set.criteria[criterion].name,
                    "weight": evaluation.weights[criterion],
                    "value": evaluation.values[option][criterion],
                    "value_low": evaluation.lows[option][criterion],
                    "value_high": evaluation.highs[option][criterion],
                    "is_unknown": (option, criterion) in evaluation.unknown,
                    "score_low": score.low if score else None,
                    "score_likely": score.likely if score else None,
                    "score_high": score.high if score else None,
                    "confidence": assessment.confidence if assessment else None,
                    "reason": assessment.reason if assessment else "",
                }
            )
    return pd.DataFrame(rows)


def _cell(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    mode: Mode,
    assessments: Assessments,
    cell: tuple[str, str],
) -> Cell:
    option, criterion = cell
    assessment = assessments[cell]
    confidence = (assessment.confidence if assessment else None) or "not stated"
    value = evaluation.values[option][criterion]
    is_unknown = cell in evaluation.unknown
    return Cell(
        number="?" if is_unknown else printed_score(evaluation, criteria_set, cell),
        extent=printed_extent(evaluation, criteria_set, cell),
        # The confidence of an unknown score would be read as the quality of its evidence.
        dots=0 if is_unknown else DOTS.get(confidence, 0),
        confidence=confidence,
        fill="" if is_unknown else theme.value_colour(value, mode),
        place=f"{option}.{criterion}",
    )


def _subtitle(
    criteria_set: CriteriaSet, evaluation: Evaluation, assessments: Assessments, *_: object
) -> str:
    top = plain(criteria_set.measure.top)
    parts = [
        "Number: the score, on its criterion’s own scale. Colour: how good it is; the strongest is "
        f"{top}."
    ]
    if any(assessment and assessment.confidence for assessment in assessments.values()):
        parts.append("Dots: confidence, from one (low) to three (high).")
    if any(evaluation.lows[o] != evaluation.highs[o] for o in evaluation.options):
        parts.append("Small numbers: from low to high.")
    if evaluation.unknown:
        parts.append("Hatched, with a ?: not known, counted as its full range.")
    return " ".join(parts)


MOST_SAID = 8
"""Over more columns than these there is no room to say which end of a scale is good."""

NAMES, CELL = 140, 30
"""Pixels that the table needs at least: for names and totals, and for each column."""

RANK_WIDTH, TOTAL_WIDTH, GAP = 24.0, 54.0, 3.0
HATCH = 7.0
DOT, DOT_STEP = 4.6, 7.0
DOTS_WIDTH = DOT + 2 * DOT_STEP


@dataclass(frozen=True)
class Cell:
    """One cell's texts and fill; no fill means hatched.

    An empty `extent` is left out, and so are the dots where `dots` (of three) is 0. `place`
    has the ids of option and criterion, with a dot between them.
    """

    number: str
    extent: str
    dots: int
    confidence: str
    fill: str
    place: str = ""


@dataclass(frozen=True)
class Table:
    """The table ready to print: rows from best to worst, columns from heaviest to lightest.

    `shorts` and `labels` are the names at rows and over narrow columns; the full names of
    `options` and `criteria` are in the tooltips.
    """

    mode: Mode
    ranks: list[str]
    options: list[str]
    shorts: list[str]
    totals: list[str]
    leaders: int
    weights: list[str]
    criteria: list[str]
    labels: list[str]
    cells: list[list[Cell]]


@dataclass(frozen=True)
class Measures:
    """Pixels: where cells start, how wide and high they are, and the lines in each."""

    start: float
    names: float
    cell: float
    row: float
    number: float
    step: float
    is_narrow: bool

    def lines_under(self, cell: Cell) -> int:
        """Return how many lines are below a cell's number: 0, 1, or 2 if it is narrow."""
        parts = bool(cell.extent) + bool(cell.dots)
        return parts if self.is_narrow else min(parts, 1)


def _draw_table(table: Table, width: float) -> Sheet:
    """Return the table as a chart `width` pixels wide."""
    measures = _measure(table, width)
    heads = place_heads(_heads(table, measures, width))
    top = head_height(heads)
    canvas = Canvas(width, top + measures.row * len(table.options), table.mode)
    draw_heads(canvas, heads, top)
    for index in range(len(table.options)):
        _draw_row(canvas, table, measures, index, top + measures.row * index)
    return canvas.sheet()


def _measure(table: Table, width: float) -> Measures:
    longest = max(text_width(name, theme.LABEL, theme.SEMIBOLD) for name in table.shorts)
    names = min(max(longest, 70.0), 0.22 * width)
    start = RANK_WIDTH + names + 12
    cell = (width - TOTAL_WIDTH - start) / len(table.criteria)
    is_narrow = cell < 72
    number, step = (12.0, 12.0) if is_narrow else (15.0, 14.0)
    flat = Measures(start, names, cell, 0, number, step, is_narrow)
    lines = max(flat.lines_under(cell) for row in table.cells for cell in row)
    return replace(flat, row=max(number + 14 + lines * step, 26.0))


def _heads(table: Table, measures: Measures, width: float) -> list[Head]:
    starts = [measures.start + index * measures.cell for index in range(len(table.criteria))]
    columns = zip(starts, table.weights, table.criteria, table.labels, strict=True)
    heads = [
        Head(x, x + measures.cell - GAP, measures.cell - GAP - 3, weight, name, label)
        for x, weight, name, label in columns
    ]
    return [
        *heads,
        Head(width - TOTAL_WIDTH, width, TOTAL_WIDTH - 4, "Total", OF_HUNDRED, "", True),
    ]


def _draw_row(canvas: Canvas, table: Table, measures: Measures, index: int, y: float) -> None:
    colours = theme.palette(table.mode)
    middle = y + (measures.row - GAP) / 2
    weight = theme.SEMIBOLD if index < table.leaders else theme.REGULAR
    size = theme.LABEL if measures.row >= 34 else theme.VALUE
    most = 2 if measures.row >= 34 else 1
    canvas.text(0, middle, table.ranks[index], theme.AXIS, colours.faint)
    lines = wrap(table.shorts[index], measures.names, size, weight, most=most)
    canvas.lines(RANK_WIDTH, middle, lines, size * 1.15, size, colours.ink, weight=weight)
    for column, cell in enumerate(table.cells[index]):
        x = measures.start + column * measures.cell
        _draw_cell(canvas, measures, cell, x, y)
        _add_hover(canvas, table, measures, index, column, x, y)
    canvas.text(
        canvas.width, middle, table.totals[index], theme.VALUE + 3, colours.ink,
        weight=theme.BOLD, align="right",
    )  # fmt: skip


def _draw_cell(canvas: Canvas, measures: Measures, cell: Cell, x: float, y: float) -> None:
    x2, y2 = x + measures.cell - GAP, y + measures.row - GAP
    colours = theme.palette(canvas.mode)
    if cell.fill:
        canvas.box("cells", x, y, x2, y2, cell.fill)
        ink = text_on(cell.fill)
    else:
        for x_a, y_a, x_b, y_b in hatching(x, y, x2, y2):
            canvas.line("hatching", x_a, y_a, x_b, y_b, colours.rule)
        canvas.frame("outlines", x + 0.5, y + 0.5, x2 - 0.5, y2 - 0.5, colours.faint)
        ink = colours.ink
    centre, middle = (x + x2) / 2, (y + y2) / 2
    lines = measures.lines_under(cell)
    number_y = middle - measures.step * lines / 2
    canvas.text(
        centre, number_y, cell.number, measures.number, ink, weight=theme.SEMIBOLD, align="center"
    )
    under = number_y + (measures.number + measures.step) / 2 + 1
    if lines == 2:
        canvas.text(centre, under, cell.extent, theme.SMALL, ink, align="center")
        _draw_dots(canvas, cell, centre - DOTS_WIDTH / 2, under + measures.step - 1, ink)
    elif lines == 1:
        _draw_side_by_side(canvas, cell, centre, under, ink)


def _draw_side_by_side(canvas: Canvas, cell: Cell, centre: float, y: float, ink: str) -> None:
    extent = text_width(cell.extent, theme.SMALL)
    dots = DOTS_WIDTH if cell.dots else 0.0
    between = 6.0 if extent and dots else 0.0
    left = centre - (extent + between + dots) / 2
    if cell.extent:
        canvas.text(left, y, cell.extent, theme.SMALL, ink)
    if cell.dots:
        _draw_dots(canvas, cell, left + extent + between, y, ink)


def _draw_dots(canvas: Canvas, cell: Cell, left: float, y: float, ink: str) -> None:
    for index in range(3):
        x = left + DOT / 2 + index * DOT_STEP
        canvas.dot(x, y, ink, DOT, is_filled=index < cell.dots)


def hatching(x: float, y: float, x2: float, y2: float) -> Iterator[tuple[float, ...]]:
    """Yield rising diagonal lines, 7 pixels apart, cut off at the edges of a rectangle.

    >>> [tuple(round(end) for end in line) for line in hatching(0, 0, 10, 10)]
    [(0, 7, 7, 0), (4, 10, 10, 4)]
    """
    width, height = x2 - x, y2 - y
    offset = HATCH
    while offset < width + height:
        left, right = max(0.0, offset - height), min(offset, width)
        yield x + left, y + offset - left, x + right, y + offset - right
        offset += HATCH


def _add_hover(
    canvas: Canvas, table: Table, measures: Measures, row: int, column: int, x: float, y: float
) -> None:
    cell = table.cells[row][column]
    option, criterion = table.options[row], table.criteria[column]
    details = {
        "Option": option,
        "Criterion": criterion,
        "Weight": table.weights[column],
        "Value": "not known" if cell.number == "?" else cell.number,
        "Range": cell.extent or cell.number,
        "Confidence": cell.confidence,
    }
    says = f"{option}, {criterion}: {details['Value']}, confidence {cell.confidence}"
    canvas.hover(x, y, x + measures.cell, y + measures.row, says, details, cell.place)


def _read(result: Result, _: None) -> tuple[CriteriaSet, Evaluation, Assessments]:
    evaluation = result.evaluation
    assessments = {
        (option, criterion): result.find_assessment(option, criterion)
        for option in evaluation.options
        for criterion in evaluation.criteria
    }
    return result.criteria_set, evaluation, assessments


CHART = Chart(
    id="values",
    name="Values",
    place=120,
    read=_read,
    title=consequence_table_title,
    subtitle=_subtitle,
    words=consequence_table_alt,
    rows=consequence_table_rows,
    draw=consequence_table,
)
