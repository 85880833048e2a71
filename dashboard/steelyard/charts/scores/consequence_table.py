"""The consequence table: every value in a cell, with its range and confidence.

One row per option, best first; one column per criterion, all equally
wide. The stronger the colour, the better the value; the number is always written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import altair as alt

from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import Chart
from steelyard.charts.drawing import vega
from steelyard.charts.drawing.heads import HEADS, Head, head_layers, head_rows, place_heads
from steelyard.charts.drawing.text import text_width
from steelyard.charts.drawing.vega import Datasets, DrawingForm, Labels, Rows, Spec
from steelyard.charts.theme import LABEL, SMALL, VALUE
from steelyard.model import Assessment, CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import criterion_name, option_label
from steelyard.results.words.numbers import OF_TOTAL, one_decimal
from steelyard.results.words.scores.cells import UNKNOWN_IN_TOTALS
from steelyard.results.words.scores.ranking import (
    describe_profile,
    describe_ranking,
    rank_labels,
    size_words,
)
from steelyard.results.words.scores.scales import (
    best_end,
    goodness_words,
    printed_extent,
    printed_score,
)
from steelyard.results.words.text import listing, plain
from steelyard.results.words.weights import weight_labels

Assessments = Mapping[tuple[str, str], Assessment | None]
"""Option and criterion → the file's assessment; `None` where it has none."""

Disputed = Mapping[tuple[str, str], str]
"""Option and criterion of a disputed score → the file's score, as printed."""

DOTS = {"low": 1, "moderate": 2, "high": 3}
"""How many of three dots are full; a cell without a stated confidence has none at all.

They are drawn, not written: the typeface has no such characters.
"""


def consequence_table_title(criteria_set: CriteriaSet, evaluation: Evaluation, *_: object) -> str:
    """Return on how many criteria the leader is best and last, and how many cells are unknown.

    See `describe_profile` for ties and unknown cells.
    """
    return describe_profile(criteria_set, evaluation)


def consequence_table_alt(criteria_set: CriteriaSet, evaluation: Evaluation, *_: object) -> str:
    """Return the consequence table in words, for readers who cannot see it."""
    names = [criterion_name(criteria_set, c) for c in evaluation.criteria]
    ranking = describe_ranking(criteria_set, evaluation)
    title = consequence_table_title(criteria_set, evaluation)
    return (
        f"Table of scores, {size_words(evaluation)}. {title}. {ranking} Criteria: {listing(names)}."
    )


def consequence_table_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, assessments: Assessments, *_: object
) -> Rows:
    """Return the table's numbers, one row per option and criterion, unrounded.

    Options from best to worst, criteria in the order of the file. Columns: `rank`,
    `option_id`, `option`, `total`, `criterion_id`, `criterion`, `weight` (0 to 1), `value`,
    `value_low`, `value_high` (0 to 100, 100 is good), `contribution` (points of the total),
    `is_unknown`, and as the file has them, in the criterion's own unit, `score_low`,
    `score_likely`, `score_high` (empty if unknown), `confidence` and `reason` (empty where not
    given).
    """
    return [
        {
            "rank": evaluation.ranks[option],
            "option_id": option,
            "option": criteria_set.options[option].name,
            "total": evaluation.totals[option],
            **vega.cell_columns(criteria_set, evaluation, option, criterion),
            "score_low": score.low if score else None,
            "score_likely": score.likely if score else None,
            "score_high": score.high if score else None,
            "confidence": assessment.confidence if assessment else None,
            "reason": assessment.reason if assessment else "",
        }
        for option in evaluation.ranking
        for criterion in evaluation.criteria
        for assessment in [assessments[option, criterion]]
        for score in [assessment.score if assessment and assessment.score.known else None]
    ]


def _subtitle(
    criteria_set: CriteriaSet, evaluation: Evaluation, assessments: Assessments,
    disputed: Disputed, *_: object,
) -> str:  # fmt: skip
    top = plain(criteria_set.measure.top)
    parts = [
        "Number: the score, on its criterion’s own scale. Colour: "
        f"{goodness_words(criteria_set)}; what stands out most is {top}."
    ]
    if any(assessment and assessment.confidence for assessment in assessments.values()):
        parts.append("Dots: confidence, from one (low) to three (high).")
    if any(evaluation.lows[o] != evaluation.highs[o] for o in evaluation.options):
        parts.append("Small numbers: from low to high.")
    if disputed:
        parts.append("Ringed: disputed, with the score that it was.")
    if evaluation.unknown:
        parts.append(f"Hatched, with a ?: not known, {UNKNOWN_IN_TOTALS}.")
    return " ".join(parts)


MOST_SAID = 8
"""With more columns than this there is no room to say which end of a scale is good."""

NAMES, CELL = 140, 30
"""The fewest pixels that the table needs: for names and totals, and for each column."""

RANK_WIDTH, TOTAL_WIDTH, GAP = 24.0, 54.0, 3.0
NARROW_CELL, HATCH, NAME_SHARE = 72, 7.0, 0.22
DOT_STEP = 7


def _form(
    criteria_set: CriteriaSet, evaluation: Evaluation, assessments: Assessments,
    disputed: Disputed, width: float,
) -> DrawingForm:  # fmt: skip
    """Return the measures, wider than `width` where numbers need it."""
    columns = len(evaluation.criteria)
    rows = consequence_table_rows(criteria_set, evaluation, assessments)
    under = [(_under(criteria_set, evaluation, disputed, row), _dots(row)) for row in rows]
    longest = max(text_width(extent, SMALL) for extent, _ in under) + GAP + 1
    if longest > CELL:
        # Ranges such as 80–100 need more than numbers, beside the names' share of the width.
        width = max(width, (longest * columns + RANK_WIDTH + 12 + TOTAL_WIDTH) / (1 - NAME_SHARE))
    width = max(width, NAMES + CELL * columns)
    labels = [option_label(criteria_set, option) for option in evaluation.options]
    # No word is cut, as long as the cells still have enough room.
    words = [word for label in labels for word in label.split()]
    least = min(vega.room_for(words, 0.3 * width), width - RANK_WIDTH - 12 - TOTAL_WIDTH
                - max(longest, CELL) * columns)  # fmt: skip
    names_ = RANK_WIDTH + max(vega.room_for(labels, NAME_SHARE * width), 70.0, least) + 12
    form = DrawingForm(width, names=names_, notes=TOTAL_WIDTH, columns=columns)
    most = max(bool(extent) + bool(dots) for extent, dots in under)
    return replace(form, lines=most if _is_narrow(form) else min(most, 1))


def _is_narrow(form: DrawingForm) -> bool:
    return form.plot / form.columns < NARROW_CELL


def _row_height(form: DrawingForm) -> float:
    number, step = _steps(form)
    return max(number + 14 + form.lines * step, 26)


def _steps(form: DrawingForm) -> tuple[float, float]:
    """Return the height of a number and of a line under it."""
    return (12, 12) if _is_narrow(form) else (15, 14)


def _range(criteria_set: CriteriaSet, evaluation: Evaluation, row: vega.Row) -> str:
    """Return the range under a number, where low and high differ."""
    return printed_extent(evaluation, criteria_set, (row["option_id"], row["criterion_id"]))


def _under(
    criteria_set: CriteriaSet, evaluation: Evaluation, disputed: Disputed, row: vega.Row,
    room: float = 0.0,
) -> str:  # fmt: skip
    """Return the text under a number: the original of a disputed score, else the range."""
    was = disputed.get((row["option_id"], row["criterion_id"]))
    if was is None:
        return _range(criteria_set, evaluation, row)
    told = f"was {was}"
    return told if text_width(told, SMALL) <= room else f"({was})"


def _dots(row: vega.Row) -> int:
    """Return how many dots are full; none for an unknown score, which rests on nothing."""
    return 0 if row["is_unknown"] else DOTS.get(row["confidence"], 0)


def _labels(
    criteria_set: CriteriaSet, evaluation: Evaluation, _: Assessments, disputed: Disputed,
    form: DrawingForm,
) -> Labels:  # fmt: skip
    under = form.plot / form.columns - GAP - 2
    weights, ranks = weight_labels(evaluation), rank_labels(evaluation)
    size, most = (VALUE, 1) if _row_height(form) < 34 else (LABEL, 2)
    room = form.names - RANK_WIDTH - 12
    names = vega.cut_option_names(criteria_set, evaluation.options, room, size, most=most)
    return {
        "rank_label": lambda row: ranks[row["option_id"]],
        "option_lines": lambda row: names[row["option_id"]],
        "total_label": lambda row: one_decimal(row["total"]),
        "weight_label": lambda row: weights[row["criterion_id"]],
        "told_label": lambda row: vega.told_score(criteria_set, evaluation, row),
        "value_label": lambda row: "?" if row["is_unknown"] else row["told_label"],
        "range_label": lambda row: _range(criteria_set, evaluation, row),
        "under_label": lambda row: _under(criteria_set, evaluation, disputed, row, under),
        "is_disputed": lambda row: (row["option_id"], row["criterion_id"]) in disputed,
        "dots": _dots,
        "told_range_label": lambda row: row["range_label"] or row["told_label"],
        "confidence_label": lambda row: row["confidence"] or "not stated",
        "cell": lambda row: f"{row['option_id']}.{row['criterion_id']}",
        "says": lambda row: (
            f"{row['option']}, {row['criterion']}: {row['told_label']}, "
            f"{row['under_label'] + ', ' if row['is_disputed'] else ''}"
            f"confidence {row['confidence_label']}"
        ),
    }


def _beside(
    criteria_set: CriteriaSet, evaluation: Evaluation, _: Assessments, _disputed: Disputed,
    form: DrawingForm,
) -> Datasets:  # fmt: skip
    return {HEADS: _heads(criteria_set, evaluation, form)}


def _heads(criteria_set: CriteriaSet, evaluation: Evaluation, form: DrawingForm) -> Rows:
    weights, cell = weight_labels(evaluation), form.plot / form.columns
    criteria = evaluation.criteria
    heads = [
        Head(
            left, left + cell - GAP, cell - GAP - 3,
            criterion_name(criteria_set, criterion),
            plain(criteria_set.criteria[criterion].label),
            f"{weights[criterion]}, {best_end(criteria_set, entry, is_plain=True)}"
            if len(criteria) <= MOST_SAID
            else weights[criterion],
        )
        for index, criterion in enumerate(criteria)
        for left in [form.names + index * cell + GAP / 2]
        for entry in [criteria_set.criteria[criterion]]
    ]  # fmt: skip
    start, right = form.width - TOTAL_WIDTH, form.width
    total = Head(start, right, TOTAL_WIDTH - 4, "Total", "Total", OF_TOTAL, is_from_right=True)
    return head_rows(place_heads([*heads, total]), form.names)


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return the table: cells on a ramp, unknown ones hatched, with ranges and confidence."""
    cell, row = form.plot / form.columns, _row_height(form)
    x = alt.X("criterion_id:N", sort=None, axis=None, scale=alt.Scale(padding=0))
    y = vega.bands("option_id")
    number, step = _steps(form)
    is_narrow = _is_narrow(form)
    rows = alt.Chart().transform_calculate(
        number=vega.said("value_label", "datum.is_unknown ? '?' : format(datum.score_likely, ',')"),
        extent=vega.said("under_label", "''"),
        dots=vega.said("dots", "0"),
    )
    rows = rows.transform_calculate(
        under="(datum.extent != '') + (datum.dots > 0)"
        if is_narrow
        else "min((datum.extent != '') + (datum.dots > 0), 1)",
    )
    known, unknown = (
        rows.transform_filter(test) for test in ("!datum.is_unknown", "datum.is_unknown")
    )
    size: Any = {"width": cell - GAP, "height": row - GAP}
    up = f"-{step / 2} * datum.under"
    below = f"{up} + {(number + step) / 2 + 1}"
    # Side by side, a range and its dots are centred together.
    left, dots_left = ("0", "0") if is_narrow else (
        "datum.dots > 0 ? -13 : 0", "datum.extent != '' ? 18 : 0"
    )  # fmt: skip
    upper: Any = {"dy": alt.ExprRef(expr=up)}
    lower: Any = {"dx": alt.ExprRef(expr=left), "dy": alt.ExprRef(expr=below)}
    last = f"{below} + (datum.extent != '' ? {step - 1} : 0)" if is_narrow else below
    dotted = known.transform_filter("datum.dots > 0").transform_calculate(dot="sequence(3)")
    dotted = dotted.transform_flatten(["dot"])
    across = alt.ExprRef(expr=f"({dots_left}) + (datum.dot - 1) * {DOT_STEP}")
    ramped = "scale('color', datum.value)"
    ink = alt.ExprRef(expr=vega.INK_ON.format(colour=ramped))
    value = "dense-number" if is_narrow else "number"
    one = vega.first(alt.Chart(), "option_id").transform_calculate(
        name=vega.said("option_lines", "datum.option"),
        place=vega.said("rank_label", "datum.rank"),
        sum=vega.said("total_label", "format(datum.total, '.0f')"),
    )
    hatches = hatching(
        -cell / 2 + GAP / 2, -row / 2 + GAP / 2, cell / 2 - GAP / 2, row / 2 - GAP / 2
    )
    path = "".join(
        f"M{x1},{y1}L{x2},{y2}"
        for x1, y1, x2, y2 in ([round(end, 2) for end in hatch] for hatch in hatches)
    )
    dense = "name" if row >= 34 else "dense-name"
    layers = [
        known.mark_rect(**size, cornerRadius=2, aria=False)
        .encode(x=x, y=y, color=vega.ramp("heatmap", "value")),
        # At size 4 a path is drawn in pixels.
        unknown.mark_point(shape=path, size=4, style="hatching", aria=False).encode(x=x, y=y),
        unknown.mark_rect(**size, style="outline", cornerRadius=2, aria=False).encode(x=x, y=y),
        rows.transform_filter("datum.is_disputed").mark_rect(
            **size, style="best", cornerRadius=2, aria=False).encode(x=x, y=y),
        vega.text(unknown, value, "number", x=x, y=y, **upper),
        vega.text(known, value, "number", x=x, y=y, on=ramped, **upper),
        vega.text(unknown, "small", "extent", x=x, y=y, **lower),
        vega.text(known, "small", "extent", x=x, y=y, on=ramped, **lower),
        *(
            dotted.transform_filter(test)
            .mark_point(style="confidence", shape="circle", size=21, filled=is_full, color=ink,
                        xOffset=across, yOffset=alt.ExprRef(expr=last), aria=False)
            .encode(x=x, y=y)
            for test, is_full in (("datum.dot < datum.dots", True),
                                  ("datum.dot >= datum.dots", False))
        ),
        vega.names(one, form, y, "name", "datum.rank == 1", style=dense, left=RANK_WIDTH),
        vega.text(one, "faint", "place", x=-form.names, y=y),
        vega.text(one, "total", "sum", x=form.plot + TOTAL_WIDTH, y=y),
        *head_layers(),
        vega.hover(form, y, _TOOLTIP, whole=False).encode(x=x),
    ]  # fmt: skip
    return vega.finished(layers, form, alt.Step(row))


_TOOLTIP = vega.tips(
    Option="option",
    Criterion="criterion",
    Weight="weight_label",
    Score="told_label",
    Range="told_range_label",
    Confidence="confidence_label",
)


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


def _read(result: Result, _: None) -> tuple[CriteriaSet, Evaluation, Assessments, Disputed]:
    evaluation, disputes = result.evaluation, result.choice.disputes
    before = result.change(disputes={}).evaluation if disputes else evaluation
    disputed = {
        cell: printed_score(before, result.criteria_set, cell)
        for cell in disputes
        if cell[0] in evaluation.options and cell[1] in evaluation.criteria
    }
    assessments = {
        (option, criterion): result.find_assessment(option, criterion)
        for option in evaluation.options
        for criterion in evaluation.criteria
    }
    return result.criteria_set, evaluation, assessments, disputed


CHART = Chart(
    id="values",
    name="Scores",
    place=120,
    read=_read,
    title=consequence_table_title,
    subtitle=_subtitle,
    words=consequence_table_alt,
    rows=consequence_table_rows,
    form=_form,
    spec=_spec,
    labels=_labels,
    beside=_beside,
)
