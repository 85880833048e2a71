"""Stacked totals: what each group of criteria adds to every option.

At most four segments, in shades of the option's own colour; without groups the three
heaviest criteria and the rest. The line across the end is the range of the total.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import altair as alt

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import HALF, Chart
from steelyard.charts.drawing import vega
from steelyard.charts.drawing.heads import HEADS, Head, head_layers, head_rows, place_heads
from steelyard.charts.drawing.text import text_width
from steelyard.charts.drawing.vega import Datasets, DrawingForm, Labels, Rows, Spec
from steelyard.charts.scores.scorecard import has_range
from steelyard.charts.theme import AXIS, LABEL, SEMIBOLD, VALUE
from steelyard.model import CriteriaSet
from steelyard.results.words.names import option_label, part_name
from steelyard.results.words.numbers import number_of_points, one_decimal, percents
from steelyard.results.words.scores.ranking import describe_ranking
from steelyard.results.words.text import plain

MOST_SEGMENTS = 4
SHADES = (1.0, 0.74, 0.54, 0.38)
"""The opacity of each segment, the heaviest first."""

ROW, LOW_ROW, NARROW_ROW, NARROW_BAR, TOTAL_WIDTH = 38, 30, 54, 16, 40.0


def group_bars_alt(criteria_set: CriteriaSet, evaluation: Evaluation, finding: str) -> str:
    """Return the bars in words, for readers who cannot see them; `finding` is the verdict's."""
    parts = group_parts(criteria_set, evaluation)
    leader = evaluation.ranking[0]
    made_of = ", ".join(
        f"{part_name(criteria_set, part)} {one_decimal(_points(evaluation, leader, part))}"
        for part in parts
    )
    name = option_label(criteria_set, leader)
    title = _title(criteria_set, evaluation, finding)
    ranking = describe_ranking(criteria_set, evaluation)
    return f"Stacked bars of totals. {title}. {ranking} {name} is made of {made_of}."


def group_bars_rows(criteria_set: CriteriaSet, evaluation: Evaluation, *_: object) -> Rows:
    """Return one row per option and segment, unrounded, in the order of the picture.

    Columns: `rank`, `option_id`, `option`, `colour` (its name), `total`, `total_low`,
    `total_high` (0 to 100), `part` (its name), `criterion_ids` (with `; ` between),
    `weight` (0 to 1), `contribution` (points; those of an option add up to its total).
    """
    return [
        {
            **vega.total_columns(criteria_set, evaluation, option),
            "part": part_name(criteria_set, part),
            "criterion_ids": "; ".join(part.criteria),
            "weight": _weight(evaluation, part),
            "contribution": _points(evaluation, option, part),
        }
        for option in evaluation.ranking
        for part in group_parts(criteria_set, evaluation)
    ]


def group_parts(criteria_set: CriteriaSet, evaluation: Evaluation) -> list[Part]:
    """Return the segments: groups in view, heaviest first, or else criteria; at most four.

    Criteria without a group are separate parts alongside the groups. Where there are more
    than four, the first three are kept and the others form the rest.
    """
    whole: dict[str, Part] = {}
    for criterion in evaluation.criteria:
        group = criteria_set.criteria[criterion].group
        key = f"group {group}" if group else criterion
        members = whole[key].criteria if key in whole else ()
        whole[key] = Part((*members, criterion), group)
    parts = sorted(whole.values(), key=lambda part: -_weight(evaluation, part))
    if len(parts) <= MOST_SEGMENTS:
        return parts
    kept = parts[: MOST_SEGMENTS - 1]
    rest = tuple(criterion for part in parts[MOST_SEGMENTS - 1 :] for criterion in part.criteria)
    return [*kept, Part(rest)]


def _weight(evaluation: Evaluation, part: Part) -> float:
    return math.fsum(evaluation.weights[criterion] for criterion in part.criteria)


def _points(evaluation: Evaluation, option: str, part: Part) -> float:
    row = evaluation.contributions[option]
    return math.fsum(row[criterion] for criterion in part.criteria)


def _form(criteria_set: CriteriaSet, evaluation: Evaluation, _: str, width: float) -> DrawingForm:
    if width < vega.NARROWEST_WIDE:
        return DrawingForm(width, row=NARROW_ROW)
    labels = [option_label(criteria_set, option) for option in evaluation.options]
    row = ROW if len(labels) <= 14 else LOW_ROW
    return DrawingForm(
        width, names=vega.room_for(labels, 0.24 * width) + 14, notes=TOTAL_WIDTH, row=row
    )


def _labels(criteria_set: CriteriaSet, evaluation: Evaluation, _: str, form: DrawingForm) -> Labels:
    room = form.width - TOTAL_WIDTH if form.is_phone else form.names - 14
    size = VALUE if form.row == LOW_ROW else LABEL
    names = vega.cut_option_names(criteria_set, evaluation.options, room, size)
    return {
        "option_lines": lambda row: names[row["option_id"]],
        "total_label": lambda row: one_decimal(row["total"]),
        "points_label": lambda row: one_decimal(row["contribution"]),
        # A segment too narrow for its number has none.
        "segment_label": lambda row: (
            row["points_label"]
            if _fits(row["points_label"], row["contribution"] * form.plot / 100)
            else ""
        ),
        "has_range": lambda row: has_range(row["total_low"], row["total_high"]),
        "is_first": lambda row: row["option_id"] in evaluation.leaders,
        "says": lambda row: (
            f"{row['option']}, {row['part']}: {number_of_points(row['points_label'])}"
        ),
    }


def _fits(number: str, room: float) -> bool:
    return room > text_width(number, AXIS, SEMIBOLD) + 9


def _beside(
    criteria_set: CriteriaSet, evaluation: Evaluation, _: str, form: DrawingForm
) -> Datasets:
    """Return the heads of the segments, placed over those of the best option."""
    leader, x = evaluation.ranking[0], form.names
    right = form.names + form.plot
    parts = group_parts(criteria_set, evaluation)
    weights = percents([_weight(evaluation, part) for part in parts])
    heads = []
    for part, weight in zip(parts, weights, strict=True):
        long = _points(evaluation, leader, part) / 100 * form.plot
        name = part_name(criteria_set, part)
        room = right - x if part is parts[-1] else long - 6
        heads.append(Head(x, x + max(long, 1.0), max(room, 1.0), name, name, weight))
        x += long
    return {HEADS: head_rows(place_heads(heads), form.names)}


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return a bar of 0 to 100 for each option in shades of its colour, with its range below."""
    y = vega.bands("option_id")
    begin, low, high = (
        alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, 100], nice=False))
        for field in ("begin", "total_low", "total_high")
    )
    bar, down, up = (NARROW_BAR, 9, -12) if form.is_phone else (form.row - 14, 0, 0)
    rows = (
        alt.Chart()
        .transform_window(of_option="row_number()", groupby=["option_id"])
        .transform_stack(
            stack="contribution", as_=["begin", "end"], groupby=["option_id"],
            sort=[alt.SortField("of_option")],
        )
    )  # fmt: skip
    shade = alt.Opacity(
        "of_option:Q", scale=alt.Scale(domain=[1, 2, 3, 4], range=list(SHADES)), legend=None
    )
    looks = vega.shaded("scale('color', datum.colour)", "scale('opacity', datum.of_option)")
    first = rows.transform_filter("datum.of_option == 1").transform_calculate(
        name=vega.said("option_lines", "datum.option"),
        sum=vega.said("total_label", "format(datum.total, '.0f')"),
    )
    spans = first.transform_filter("datum.has_range")
    place: Any = {"yOffset": down, "height": bar}
    under: Any = {"yOffset": down + bar / 2 + 4, "aria": False}
    style = "dense-name" if form.row == LOW_ROW else "name"
    layers = [
        first.mark_bar(style="track", cornerRadius=2, aria=False, **place)
        .encode(y=y, **vega.at(x=0, x2=form.plot)),
        rows.mark_bar(style="segment", **place)
        .encode(x=begin, x2=alt.X2("end:Q"), y=y, color=vega.option_colour(), opacity=shade,
                tooltip=_TOOLTIP, description=alt.Description("says:N")),
        vega.text(rows, "on-segment", "segment_label", x=begin, y=y, on=looks, dx=5, dy=down),
        vega.names(first, form, y, "name", "datum.is_first", style=style, dy=up),
        vega.text(first, "total", "sum", x=form.plot + form.notes, y=y, dy=up),
        spans.mark_rule(style="range", **under).encode(x=low, x2=alt.X2("total_high:Q"), y=y),
        *(
            spans.mark_tick(style="range", thickness=1.4, size=6, **under).encode(x=at_end, y=y)
            for at_end in (low, high)
        ),
        *head_layers(),
    ]  # fmt: skip
    return vega.finished(layers, form, alt.Step(form.row))


_TOOLTIP = vega.tips(Option="option", Part="part", Points="points_label", Total="total_label")


def _title(_criteria_set: CriteriaSet, _evaluation: Evaluation, finding: str) -> str:
    return plain(finding)


def _subtitle(criteria_set: CriteriaSet, evaluation: Evaluation, *_: object) -> str:
    parts = group_parts(criteria_set, evaluation)
    measure = plain(criteria_set.measure.top)
    subtitle = (
        f"Points of the total, 0 to 100, where 100 is {measure}: weight × value, by "
        + ("group" if any(part.group for part in parts) else "criterion")
        + ". At the top: names and weights."
    )
    if any(has_range(*evaluation.ranges[option]) for option in evaluation.options):
        subtitle += " Line: from every score at its low to every score at its high end."
    return subtitle


CHART: Chart[None, CriteriaSet, Evaluation, str] = Chart(
    id="totals-by-group",
    name="Totals by group",
    place=130,
    width=HALF,
    read=lambda result, _: (result.criteria_set, result.evaluation, result.verdict.finding),
    title=_title,
    subtitle=_subtitle,
    words=group_bars_alt,
    rows=group_bars_rows,
    form=_form,
    spec=_spec,
    labels=_labels,
    beside=_beside,
    applies=lambda result: bool(result.evaluation.subtotals),
)
