"""Why one option is ahead of another: what each criterion adds to the difference.

A staircase of weighted differences, from the criterion that speaks most for the first
option to the one that speaks most for the second, and their sum. It explains totals as
they are; the other charts show how firm they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt

from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import HALF, Chart, has_rivals
from steelyard.charts.drawing import vega
from steelyard.charts.drawing.text import elide, text_width
from steelyard.charts.drawing.vega import DrawingForm, Labels, Rows, Spec
from steelyard.charts.theme import AXIS, GREY, LABEL, SEMIBOLD, VALUE, option_slots
from steelyard.model import CriteriaSet
from steelyard.results.words.names import criterion_name, option_label
from steelyard.results.words.numbers import number_of_points, signed_tenth
from steelyard.results.words.scores.pair import (
    PAIR_TEMPLATES,
    difference_subtitle,
    difference_title,
    list_steps,
    scores_and_weight,
    totals_beside,
)


def why_alt(criteria_set: CriteriaSet, evaluation: Evaluation, first: str, second: str) -> str:
    """Return every criterion's part of the difference in words, the largest gain first."""
    names = option_label(criteria_set, first), option_label(criteria_set, second)
    parts = [
        f"{criterion_name(criteria_set, step.criterion)} "
        f"{signed_tenth(step.difference)}" for step in list_steps(evaluation, first, second)
    ]  # fmt: skip
    title = difference_title(criteria_set, evaluation, first, second)
    return (
        f"Difference between {names[0]} and {names[1]} by criterion. {title}. "
        f"In points for {names[0]}: {', '.join(parts)}."
    )


def why_rows(criteria_set: CriteriaSet, evaluation: Evaluation, first: str, second: str) -> Rows:
    """Return one row per criterion, from most for `first` to most against, unrounded.

    Columns: `criterion_id`, `criterion`, `weight` (0 to 1), `first`, `second` (the options),
    `value_first`, `value_second` (0 to 100), `total_first`, `total_second`, `difference`
    (weight × difference of the values, points of total), `begin`, `end` (sums before and
    after it), `colour` (the name of the colour of the option it speaks for; grey where the
    difference is printed as 0). Unknown scores count as the middle of their range. Raises
    ValueError for an option the evaluation does not have, or for the same option twice.
    Source of the form: the waterfall of additive differences, as in ValueCharts
    (Carenini & Loyd 2004).
    """
    steps = list_steps(evaluation, first, second)
    slots = option_slots(criteria_set)
    return [
        {
            "criterion_id": step.criterion,
            "criterion": criteria_set.criteria[step.criterion].name,
            "weight": evaluation.weights[step.criterion],
            "first": option_label(criteria_set, first),
            "second": option_label(criteria_set, second),
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
    ]


def _colour(slots: Mapping[str, str], difference: float, first: str, second: str) -> str:
    if signed_tenth(difference)[0] == "0":
        return GREY
    return slots[first if difference > 0 else second]


ROW, LOW_ROW, TALL_ROW, COMPACT_ROW = 31, 26, 38, 46
"""Height of a row: normal, one of many, with a two-line name, or with the name above the bar."""

_FEW = 10
"""More criteria than these are shown in lower rows."""

HEAD, BESIDE, AMOUNT = 22, 6, 44
"""Pixels: above the bars, from a bar to its amount, and for one such as −100.0."""

NOTE_GAP = 14
"""Pixels before a note such as `scores 80 and 24, weight 50%`, with the space at its end."""


def _form(criteria_set: CriteriaSet, evaluation: Evaluation, *shown: Any) -> DrawingForm:
    width = float(shown[-1])
    if width < vega.NARROWEST_WIDE:
        return DrawingForm(width, notes=AMOUNT, row=COMPACT_ROW)
    first, second = shown[:2]
    criteria = [step.criterion for step in list_steps(evaluation, first, second)]
    names = [criterion_name(criteria_set, c) for c in criteria]
    notes = [scores_and_weight(criteria_set, evaluation, c, first, second) for c in criteria]
    note = max(
        text_width(text, AXIS) for text in (*notes, totals_beside(evaluation, first, second))
    )
    room = vega.room_for(names, 0.26 * width) + 14
    row = LOW_ROW if len(criteria) > _FEW else ROW
    if max(text_width(name, LABEL) for name in names) > room - 13:
        row = TALL_ROW
    return DrawingForm(width, names=room, notes=AMOUNT + note + NOTE_GAP, row=row)


def _labels(
    criteria_set: CriteriaSet, evaluation: Evaluation, first: str, second: str, form: DrawingForm
) -> Labels:
    net = evaluation.totals[first] - evaluation.totals[second]
    heads = [
        f"for {option_label(criteria_set, first)} →", f"← for {option_label(criteria_set, second)}"
    ]  # fmt: skip
    widths = [text_width(head, AXIS, SEMIBOLD) for head in heads]
    # The shorter of two heads gives its spare room to the other.
    room = form.plot + AMOUNT - 12
    for turn, other in ((0, 1), (1, 0)):
        most = max(room / 2, room - widths[other])
        heads[turn] = elide(heads[turn], most, AXIS, SEMIBOLD)
    notes = {
        criterion: scores_and_weight(criteria_set, evaluation, criterion, first, second)
        for criterion in evaluation.criteria
    }
    names = _names(criteria_set, notes, form)
    return {
        "difference_label": lambda row: signed_tenth(row["difference"]),
        "note_label": lambda row: notes[row["criterion_id"]],
        "criterion_lines": lambda row: names[row["criterion_id"]],
        "first_label": heads[0],
        "second_label": heads[1],
        "together_label": PAIR_TEMPLATES["all_together"],
        "net_label": signed_tenth(net),
        "totals_label": totals_beside(evaluation, first, second),
        "cell": lambda row: f"{first}.{row['criterion_id']} {second}.{row['criterion_id']}",
        "says": lambda row: (
            f"{row['criterion']}: {number_of_points(row['difference_label'])}, " + row["note_label"]
        ),
    }


def _names(
    criteria_set: CriteriaSet, notes: Mapping[str, str], form: DrawingForm
) -> dict[str, str]:
    """Return the names of criteria in lines, or on one line beside their notes."""
    if form.is_phone:
        room = form.width - max(text_width(note, AXIS) for note in notes.values()) - 10
        return vega.criterion_names(criteria_set, notes, room, VALUE)
    names = {criterion: criterion_name(criteria_set, criterion) for criterion in notes}
    return vega.cut_names(names, form.names - 13, LABEL, most=2)


NET = "all together"


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return the staircase: a bar per criterion, and their sum under a rule."""
    step = form.row
    down, size, up = (8, 13, -10) if form.is_phone else (0, 18, 0)
    y = vega.bands("line")
    begin, end, right = (
        alt.X(f"{field}:Q", axis=None, scale=alt.Scale(zero=True, nice=False))
        for field in ("from", "to", "right")
    )
    # Under the last step there is one more line, their sum.
    with_sum = (
        alt.Chart()
        .transform_window(number="row_number()", next="lead(criterion_id)")
        .transform_joinaggregate(count="count()", net="sum(difference)")
        .transform_calculate(part="datum.number == datum.count ? [0, 1] : [0]")
        .transform_flatten(["part"])
        .transform_calculate(
            line=f"datum.part ? '{NET}' : datum.criterion_id",
            below=f"isValid(datum.next) ? datum.next : '{NET}'",
            to="datum.part ? datum.net : datum.end",
            shade="!datum.part ? datum.colour : "
            "datum.net >= 0 ? datum.colour_first : datum.colour_second",
            **{"from": "datum.part ? 0 : datum.begin"},
        )
        .transform_calculate(
            right="max(datum.from, datum.to)",
            amount=_by_part(
                "difference_label", "net_label", "format(datum.to - datum.from, '+.1f')"
            ),
            name=_by_part("criterion_lines", "together_label", "datum.line"),
            note=_by_part("note_label", "totals_label", "''"),
        )
    )  # fmt: skip
    rows = alt.Chart()
    note_x = form.plot + (form.notes if form.is_phone else AMOUNT + 12)
    notes = ["note", "to-right" if form.is_phone else "to-left"]
    strong = vega.either("datum.part", "bold", "semibold")
    layers = [
        rows.mark_bar(cornerRadius=2, height=size, yOffset=down, aria=False, **vega.sliver("shade"))
        .encode(x=begin, x2=alt.X2("to:Q"), y=y, color=vega.option_colour("shade")),
        vega.text(rows, "amount", "amount", x=right, y=y, dx=BESIDE, dy=down, fontWeight=strong),
        vega.lines(rows, "dense-name" if form.is_phone else "name", "name", dy=up,
              fontWeight=vega.either("datum.part", "bold"))
        .encode(y=y, **vega.at(x=-form.names)),
        vega.text(rows, notes, "note", x=note_x, y=y, dy=up),
        _heads(form),
        rows.transform_filter("datum.part")
        .mark_rule(style="thin-line", aria=False, yOffset=-step / 2 + 1)
        .encode(**vega.across(form), y=y),
        vega.hover(form, y, _TOOLTIP, rows=rows.transform_filter("!datum.part")),
    ]  # fmt: skip
    if not form.is_phone:
        steps = rows.transform_filter("!datum.part").mark_rule(style="thin-line", aria=False)
        layers.insert(0, steps.encode(x=end, y=y, y2=alt.Y2("below:N")))
    return vega.finished(layers, form, alt.Step(step), rows=with_sum, key="line")


def _by_part(step: str, net: str, otherwise: str) -> str:
    """Return the expression that has one value at a step and another at the sum of all steps."""
    return f"datum.part ? ({vega.said(net, otherwise)}) : ({vega.said(step, otherwise)})"


FOR_FIRST, FOR_SECOND = "'for ' + datum.first + ' →'", "'← for ' + datum.second"


def _heads(form: DrawingForm) -> Any:
    """Return the names of the two options, above the bars, one on each side."""
    right = form.width if form.is_phone else form.plot + AMOUNT
    return (
        alt.Chart()
        .transform_aggregate(
            count="count()", groupby=["first", "second", "first_label", "second_label",
                                       "colour_first", "colour_second"]
        )
        .transform_calculate(side="[0, 1]")
        .transform_flatten(["side"])
        .transform_calculate(
            text=f"datum.side ? ({vega.said('first_label', FOR_FIRST)}) : "
            f"({vega.said('second_label', FOR_SECOND)})",
            shade="datum.side ? datum.colour_first : datum.colour_second",
        )
        .mark_text(style="head", aria=False, y=8 - HEAD,
                   align=vega.either("datum.side", "'right'", "'left'"))
        .encode(text=alt.Text("text:N"), fill=vega.name_colour("shade"),
                **vega.at(x=f"{right} * datum.side"))
    )  # fmt: skip


_TOOLTIP = vega.tips(Criterion="criterion", Points="difference_label", Scores="note_label")


@dataclass(frozen=True)
class Pair:
    """The two options whose totals are compared."""

    first: str
    second: str


CHART = Chart(
    id="difference",
    name="Difference",
    place=210,
    width=HALF,
    read=lambda result, pair: (result.criteria_set, result.evaluation, pair.first, pair.second),
    title=difference_title,
    subtitle=lambda *shown: difference_subtitle(*shown[:4]),
    words=why_alt,
    rows=why_rows,
    form=_form,
    spec=_spec,
    labels=_labels,
    applies=has_rivals,
    opening=lambda result: Pair(*result.leader_and_rival),
)
