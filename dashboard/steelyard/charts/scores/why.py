"""Why one option is ahead of another: what each criterion adds to the difference.

A staircase of weighted differences, from the criterion that speaks most for the first
option to the one that speaks most for the second, and their sum. It explains totals as
they are; how firm they are is for the other charts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import HALF, Chart, has_rivals
from steelyard.charts.drawing.canvas import NARROWEST_WIDE
from steelyard.charts.drawing.form import (
    ROWS,
    Datasets,
    Form,
    Spec,
    as_rows,
    broken,
    finished,
    hover,
    lines,
    name_colour,
    option_colour,
    room_for,
    said,
)
from steelyard.charts.drawing.text import text_width
from steelyard.charts.theme import AXIS, GREY, LABEL, VALUE, option_slots
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.numbers import number_of_points, signed_tenth
from steelyard.results.words.pair import (
    PAIR_TEMPLATES,
    difference_subtitle,
    difference_title,
    list_steps,
    scores_and_weight,
    totals_beside,
)
from steelyard.results.words.text import plain


def why_alt(criteria_set: CriteriaSet, evaluation: Evaluation, first: str, second: str) -> str:
    """Return every criterion's part of the difference in words, the largest gain first."""
    names = _label(criteria_set, first), _label(criteria_set, second)
    parts = [
        f"{plain(criteria_set.criteria[step.criterion].name)} "
        f"{signed_tenth(step.difference)}" for step in list_steps(evaluation, first, second)
    ]  # fmt: skip
    title = difference_title(criteria_set, evaluation, first, second)
    return (
        f"Difference between {names[0]} and {names[1]} by criterion. {title}. "
        f"In points for {names[0]}: {', '.join(parts)}."
    )


def why_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, first: str, second: str
) -> pd.DataFrame:
    """Return one row per criterion, from most for `first` to most against, unrounded.

    Columns: `criterion_id`, `criterion`, `weight` (0 to 1), `first`, `second` (the options),
    `value_first`, `value_second` (0 to 100), `total_first`, `total_second`, `difference`
    (weight × difference of the values, points of total), `begin`, `end` (sums before and
    after it), `colour` (name of that of the option it speaks for; neither's where it is
    printed as nothing). Unknown scores count as the middle of their range. Raises ValueError
    for an option the evaluation does not have, or twice the same.
    Source of the form: the waterfall of additive differences, as in ValueCharts
    (Carenini & Loyd 2004).
    """
    steps = list_steps(evaluation, first, second)
    slots = option_slots(criteria_set)
    return pd.DataFrame(
        {
            "criterion_id": step.criterion,
            "criterion": criteria_set.criteria[step.criterion].name,
            "weight": evaluation.weights[step.criterion],
            "first": _label(criteria_set, first),
            "second": _label(criteria_set, second),
            "value_first": evaluation.values[first][step.criterion],
            "value_second": evaluation.values[second][step.criterion],
            "total_first": evaluation.totals[first],
            "total_second": evaluation.totals[second],
            "difference": step.difference,
            "begin": step.begin,
            "end": step.end,
            "colour": _colour(slots, step.difference, first, second),
            "colour_first": slots[first],
            "colour_second": slots[second],
        }
        for step in steps
    )


def _colour(slots: Mapping[str, str], difference: float, first: str, second: str) -> str:
    if signed_tenth(difference)[0] == "0":
        return GREY
    return slots[first if difference > 0 else second]


def _label(criteria_set: CriteriaSet, option: str) -> str:
    return plain(criteria_set.options[option].label)


ROW, COMPACT_ROW = 31, 46
HEAD, BESIDE, AMOUNT = 22, 6, 44
"""Pixels: above the bars, from a bar to its amount, and for one such as −100.0."""

NOTE_GAP = 14
"""Pixels before a note such as `scores 80 and 24, weight 50%`, with the space at its end."""


def _form(criteria_set: CriteriaSet, evaluation: Evaluation, *shown: Any) -> Form:
    width = float(shown[-1])
    if width < NARROWEST_WIDE:
        return Form(width, notes=AMOUNT)
    first, second = shown[:2]
    names = [plain(criteria_set.criteria[c].name) for c in evaluation.criteria]
    notes = [
        scores_and_weight(criteria_set, evaluation, criterion, first, second)
        for criterion in evaluation.criteria
    ]
    note = max(
        text_width(text, AXIS) for text in (*notes, totals_beside(evaluation, first, second))
    )
    return Form(width, names=room_for(names, 0.26 * width) + 14, notes=AMOUNT + note + NOTE_GAP)


def _data(
    criteria_set: CriteriaSet, evaluation: Evaluation, first: str, second: str, form: Form
) -> Datasets:
    frame = why_rows(criteria_set, evaluation, first, second)
    together, totals = PAIR_TEMPLATES["all_together"], totals_beside(evaluation, first, second)
    net = evaluation.totals[first] - evaluation.totals[second]
    amounts = [signed_tenth(d) for d in frame["difference"]]
    notes = [
        scores_and_weight(criteria_set, evaluation, c, first, second) for c in frame["criterion_id"]
    ]
    names = [_fitting(criteria_set, c, note, form)
             for c, note in zip(frame["criterion_id"], notes, strict=True)]  # fmt: skip
    count = len(frame)
    return {
        ROWS: as_rows(
            frame,
            criterion_lines=names,
            difference_label=amounts,
            note_label=notes,
            together_label=[together] * count,
            net_label=[signed_tenth(net)] * count,
            totals_label=[totals] * count,
            cell=[f"{first}.{c} {second}.{c}" for c in frame["criterion_id"]],
            says=[
                f"{name}: {number_of_points(amount)}, {note}"
                for name, amount, note in zip(frame["criterion"], amounts, notes, strict=True)
            ],
        )
    }


def _fitting(criteria_set: CriteriaSet, criterion: str, note: str, form: Form) -> str:
    name = plain(criteria_set.criteria[criterion].name)
    if not form.is_phone:
        return broken(name, form.names - 13, LABEL)
    room = form.width - text_width(note, AXIS) - 10
    short = plain(criteria_set.criteria[criterion].label)
    return broken(short if text_width(name, VALUE) > room else name, room, VALUE, most=1)


NET = "all together"


@cache
def _spec(form: Form) -> Spec:
    """Return the staircase: a bar per criterion, and their sum under a rule."""
    step = COMPACT_ROW if form.is_phone else ROW
    y = alt.Y("criterion_id:N", sort=None, axis=None, scale=alt.Scale(padding=0))
    # A step begins where the one above it ended.
    down: Any = {"y": 8, "size": 13} if form.is_phone else {"y": 0, "size": 18}
    begin, end, right_end = (
        alt.X(f"{field}:Q", axis=None, scale=alt.Scale(zero=True, nice=False))
        for field in ("begin", "end", "right")
    )
    text_y: Any = {"dy": -10} if form.is_phone else {}
    right, side = form.plot + form.notes, "to-right" if form.is_phone else "to-left"
    steps = alt.Chart().transform_calculate(
        amount=said("difference_label", "format(datum.difference, '+.1f')"),
        name=said("criterion_lines", "datum.criterion"),
        note=said("note_label", "''"),
        right="max(datum.begin, datum.end)",
    )
    net = (
        alt.Chart()
        .transform_aggregate(
            end="sum(difference)",
            groupby=["colour_first", "colour_second", "together_label", "net_label",
                     "totals_label"],
        )
        .transform_calculate(
            criterion_id=f"'{NET}'",
            begin="0",
            colour="datum.end >= 0 ? datum.colour_first : datum.colour_second",
            amount=said("net_label", "format(datum.end, '+.1f')"),
            name=said("together_label", f"'{NET}'"),
            note=said("totals_label", "''"),
            right="max(0, datum.end)",
        )
    )  # fmt: skip
    layers: list[alt.Chart] = []
    if not form.is_phone:
        layers.append(
            steps.transform_window(next="lead(criterion_id)")
            .transform_calculate(next=f"isValid(datum.next) ? datum.next : '{NET}'")
            .mark_rule(style="thin-line", aria=False)
            .encode(x=end, y=y, y2=alt.Y2("next:N"))
        )
    for rows, weight in ((steps, "strong"), (net, "bold")):
        own = [] if rows is steps else ["bold"]
        bars: Any = {"cornerRadius": 2, "height": down["size"], "yOffset": down["y"], "aria": False}
        tick: Any = {"thickness": 1.5, "size": down["size"], "yOffset": down["y"], "aria": False}
        layers += [
            rows.mark_bar(**bars).encode(x=begin, x2="end:Q", y=y, color=option_colour()),
            rows.mark_tick(**tick).encode(x=end, y=y, color=option_colour()),
            rows.mark_text(style=["amount", weight], dx=BESIDE, dy=down["y"], aria=False)
            .encode(x=right_end, y=y, text="amount:N"),
            lines(rows, ["dense-name" if form.is_phone else "name", *own], "name", **text_y)
            .encode(x=alt.value(-form.names), y=y),
            rows.mark_text(style=["note", side], aria=False, **text_y)
            .encode(x=alt.value(right if form.is_phone else form.plot + AMOUNT + 12), y=y,
                    text="note:N"),
        ]  # fmt: skip
    layers += _heads(form)
    layers.append(
        net.mark_rule(style="thin-line", aria=False, yOffset=-step / 2 + 1)
        .encode(x=alt.value(-form.names), x2=alt.value(right), y=y)
    )  # fmt: skip
    tooltip = [
        alt.Tooltip("criterion:N", title="Criterion"),
        alt.Tooltip("difference_label:N", title="Points"),
        alt.Tooltip("note_label:N", title="Scores"),
    ]
    layers.append(hover(form, y, tooltip))
    chart = alt.layer(*layers).properties(height=alt.Step(step))
    return finished(chart, form)


def _heads(form: Form) -> list[alt.Chart]:
    """Return the names of the options to both sides of the bars, above them."""
    one = (
        alt.Chart()
        .transform_aggregate(
            count="count()", groupby=["first", "second", "colour_first", "colour_second"]
        )
        .transform_calculate(to="'for ' + datum.first + ' →'", back="'← for ' + datum.second")
    )
    room = (form.plot + AMOUNT) / 2 - 6
    right = form.width if form.is_phone else form.plot + AMOUNT
    return [
        one.mark_text(style=["head", side], aria=False, limit=room, y=8 - HEAD)
        .encode(x=alt.value(x), text=f"{field}:N", fill=name_colour(colour))
        for x, field, colour, side in (
            (0.0, "back", "colour_second", "to-left"),
            (right, "to", "colour_first", "to-right"),
        )
    ]  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """The two options whose totals are compared."""

    first: str
    second: str


def _read(result: Result, pair: Pair) -> tuple[CriteriaSet, Evaluation, str, str]:
    return result.criteria_set, result.evaluation, pair.first, pair.second


CHART = Chart(
    id="difference",
    name="Difference",
    place=210,
    width=HALF,
    read=_read,
    title=difference_title,
    subtitle=lambda *shown: difference_subtitle(*shown[:4]),
    words=why_alt,
    rows=why_rows,
    form=_form,
    spec=_spec,
    data=_data,
    applies=has_rivals,
    opening=lambda result: Pair(*result.leader_and_rival),
)
