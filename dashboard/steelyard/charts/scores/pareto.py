"""Two aims at once: the options that none surpasses on both.

A scatter of two criteria or groups with the range of each option as a cross. Options on
the dashed line are not surpassed; in the shaded area another is at least as high on both
and higher on one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import HALF, Chart, has_rivals
from steelyard.charts.drawing import vega
from steelyard.charts.drawing.placing import Point
from steelyard.charts.drawing.scatter_labels import BOTTOM, DOT, LEFT, RIGHT, TOP, place_labels
from steelyard.charts.drawing.text import text_width
from steelyard.charts.drawing.vega import DrawingForm, Labels, Rows, Spec
from steelyard.charts.scores.pareto_words import (
    Shown,
    find_front,
    pareto_alt,
    pareto_subtitle,
    pareto_title,
    told,
)
from steelyard.charts.theme import AXIS, REGULAR, SEMIBOLD, VALUE
from steelyard.charts.weights.two_way_maps import opening_parts, parts_of
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import part_name
from steelyard.results.words.numbers import integer
from steelyard.results.words.scores.ranking import scale_words
from steelyard.results.words.scores.scales import (
    score_at,
)
from steelyard.results.words.text import plain

MOST_LABELS, MOST_LABELS_NARROW = 20, 8
MOST_CROSSES, MOST_CROSSES_NARROW = 7, 4
"""More crosses than these cannot be distinguished and leave no room for names."""


def pareto_rows(criteria_set: CriteriaSet, evaluation: Evaluation, across: Part, up: Part) -> Rows:
    """Return the plotted values, one row per option, from best to worst total, unrounded.

    Columns: `option_id`, `option`, `colour` (its name), `total`, `across`, `up` (names of
    the parts), `across_value`, `across_low`, `across_high`, `up_value`, `up_low`,
    `up_high` (0 to 100, 100 is good), `is_on_front`.
    """
    front = find_front(evaluation, across, up)
    ends = {"value": evaluation.values, "low": evaluation.lows, "high": evaluation.highs}
    means = {
        f"{axis}_{end}": part.means(evaluation, values)
        for axis, part in (("across", across), ("up", up))
        for end, values in ends.items()
    }
    return [
        {
            **vega.option_columns(criteria_set, option),
            "total": evaluation.totals[option],
            "across": part_name(criteria_set, across),
            "up": part_name(criteria_set, up),
            **{column: found[option] for column, found in means.items()},
            "is_on_front": option in front,
        }
        for option in evaluation.ranking
    ]


def _cell(option: str, across: Part, up: Part) -> str | None:
    """Return the two cells of a dot; `None` where a value is that of several criteria."""
    if len(across.criteria) > 1 or len(up.criteria) > 1:
        return None
    return " ".join(f"{option}.{part.criteria[0]}" for part in (across, up))


SMALL_DOT, TALLEST = 9.0, 460.0


def _form(
    criteria_set: CriteriaSet, _: Evaluation, across: Part, up: Part, width: float
) -> DrawingForm:
    left = vega.room_for(_ticks(criteria_set, up), width, AXIS, REGULAR) + TICK_GAP
    right = text_width(_ticks(criteria_set, across)[-1], AXIS) / 2
    return DrawingForm(width, names=max(LEFT, left), notes=max(RIGHT, right))


TICKS, TICK_GAP = (0, 20, 40, 60, 80, 100), 7.0
"""The values with a number on the axes, and pixels from a number to the plot."""


def _ticks(criteria_set: CriteriaSet, part: Part) -> list[str]:
    """Return the numbers on an axis: scores of a criterion, but weighted means of several."""
    if len(part.criteria) > 1:
        return [integer(value) for value in TICKS]
    return [score_at(criteria_set.criteria[part.criteria[0]], value) for value in TICKS]


def _height(form: DrawingForm) -> float:
    return min(TALLEST, form.plot * (1 if form.is_phone else 0.7))


def _names(
    criteria_set: CriteriaSet, evaluation: Evaluation, across: Part, up: Part, form: DrawingForm
) -> tuple[dict[str, str], set[str], dict[str, Point]]:
    """Return labels of at most twenty options (eight on a phone), those with a cross, and places.

    Options on the front come first, then the best totals. The first of them have crosses, the
    others a label where there is room for one; an option without a place is left out.
    """
    rows = pareto_rows(criteria_set, evaluation, across, up)
    most, crosses = (
        (MOST_LABELS_NARROW, MOST_CROSSES_NARROW) if form.is_phone else (MOST_LABELS, MOST_CROSSES)
    )
    named = [row["option_id"] for row in sorted(rows, key=lambda row: not row["is_on_front"])]
    labels = vega.cut_option_names(
        criteria_set, named[:most], 0.4 * form.width, VALUE, strong=named
    )
    ranged = {
        row["option_id"]
        for row in rows
        if row["across_low"] < row["across_high"] or row["up_low"] < row["up_high"]
    }
    crossed = ranged & {*named[:crosses]}
    places = place_labels(rows, labels, crossed, form.plot, _height(form))
    return labels, crossed & places.keys(), places


def _labels(
    criteria_set: CriteriaSet, evaluation: Evaluation, across: Part, up: Part, form: DrawingForm
) -> Labels:
    """Return the texts; an option without a place for its label is grey."""
    labels, crossed, places = _names(criteria_set, evaluation, across, up, form)
    axes = _axis_names(criteria_set, (across, up), form)

    def said(row: vega.Row, part: Part) -> tuple[str, str]:
        return told(criteria_set, evaluation, part, row["option_id"])

    def with_range(row: vega.Row, part: Part) -> str:
        number, extent = said(row, part)
        return f"{number} ({extent})" if extent else number

    return {
        "option_label": lambda row: labels[row["option_id"]] if row["option_id"] in places else "",
        "has_cross": lambda row: row["option_id"] in crossed,
        "x_place": lambda row: places.get(row["option_id"], NOWHERE)[0],
        "y_place": lambda row: places.get(row["option_id"], NOWHERE)[1],
        **dict(zip(("across_label", "up_label"), axes, strict=True)),
        "across_ticks_label": "|".join(_ticks(criteria_set, across)),
        "up_ticks_label": "|".join(_ticks(criteria_set, up)),
        "across_value_label": lambda row: with_range(row, across),
        "up_value_label": lambda row: with_range(row, up),
        "cell": lambda row: _cell(row["option_id"], across, up),
        "says": lambda row: (
            f"{row['option']}: {said(row, across)[0]} across, {said(row, up)[0]} up"
        ),
    }


NOWHERE = (None, None)


def _axis_names(criteria_set: CriteriaSet, parts: Sequence[Part], form: DrawingForm) -> list[str]:
    """Return the names of the axes, with the scale of the numbers on them."""
    scales = [
        scale_words(criteria_set, criteria_set.criteria[part.criteria[0]])
        if len(part.criteria) == 1
        else f"weighted mean, 100 is {plain(criteria_set.measure.top)}"
        for part in parts
    ]
    room = form.width - RIGHT - max(text_width(f": {scale}", VALUE, SEMIBOLD) for scale in scales)
    names = {place: part_name(criteria_set, part) for place, part in enumerate(parts)}
    cut = vega.cut_names(names, room, VALUE, strong=names).values()
    return [f"{name}: {scale}" for name, scale in zip(cut, scales, strict=True)]


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return the scatter with the front of the options not surpassed, and the area below it."""
    height = _height(form)
    scale = alt.Scale(domain=[0, 100], nice=False)
    axis = alt.Axis(title=None, values=list(TICKS), domain=False, ticks=False, labels=False)

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, axis=axis)

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=scale, axis=axis)

    rows = alt.Chart().transform_calculate(
        is_labelled="!isValid(datum.option_label) || datum.option_label != ''",
        is_crossed=vega.said("has_cross", "1"),
    )
    rows = rows.transform_calculate(fill="datum.is_labelled ? datum.colour : 'grey'")
    front = (
        alt.Chart()
        .transform_filter("datum.is_on_front")
        .transform_calculate(zero="0")
        .transform_window(
            place="row_number()", sort=[alt.SortField("across_value"),
                                        alt.SortField("up_value", "descending")],
        )
    )  # fmt: skip
    first = front.transform_filter("datum.place == 1")
    last = front.transform_joinaggregate(count="count()").transform_filter(
        "datum.place == datum.count"
    )
    stairs: Any = {"interpolate": "step-before", "aria": False}
    ends: Any = {"style": "front", "aria": False}
    dots = reversed_order(rows)
    labelled = rows.transform_filter("datum.is_labelled && isValid(datum.x_place)")
    layers = [
        first.mark_rect(style="surpassed", aria=False).encode(
            x=x("zero"), x2=alt.X2("across_value:Q"), y=y("up_value"), y2=alt.Y2("zero:Q")),
        front.mark_area(style="surpassed", **stairs).encode(
            x=x("across_value"), y=y("up_value"), order=alt.Order("place:Q")),
        first.mark_rule(**ends).encode(
            x=x("zero"), x2=alt.X2("across_value:Q"), y=y("up_value")),
        front.mark_line(style="front", **stairs).encode(
            x=x("across_value"), y=y("up_value"), order=alt.Order("place:Q")),
        last.mark_rule(**ends).encode(
            x=x("across_value"), y=y("up_value"), y2=alt.Y2("zero:Q")),
        *(
            rows.transform_filter("datum.is_crossed")
            .mark_rule(strokeWidth=1.4, opacity=vega.either("datum.is_on_front", "0.9", "0.45"),
                       aria=False)
            .encode(**ends_of, color=vega.option_colour("fill"))
            for ends_of in (
                {"x": x("across_low"), "x2": alt.X2("across_high:Q"), "y": y("up_value")},
                {"x": x("across_value"), "y": y("up_low"), "y2": alt.Y2("up_high:Q")},
            )
        ),
        dots.mark_point(style="dot", filled=True, shape="circle", aria=False,
                        size=vega.either("datum.is_crossed", f"{DOT**2}", f"{SMALL_DOT**2}"))
        .encode(x=x("across_value"), y=y("up_value"), color=vega.option_colour("fill")),
        *(
            vega.text(labelled, ["dense-name", look], "option_label", x="datum.x_place",
                      y="datum.y_place", fill=fill,
                      fontWeight=vega.either("datum.is_on_front", "semibold"))
            for look, fill in (("halo", None), ("to-left", vega.name_colour()))
        ),
        *_axis_texts(form, x("value"), y("value"), height),
        rows.mark_point(style="unseen", shape="circle", size=20**2, filled=True)
        .encode(x=x("across_value"), y=y("up_value"), detail=alt.Detail("cell:N"),
                description=alt.Description("says:N"), tooltip=_TOOLTIP),
    ]  # fmt: skip
    return vega.finished(layers, form, height, below=BOTTOM)


def reversed_order(rows: alt.Chart) -> alt.Chart:
    """Return rows from last to first, so that the best option is drawn on top of the others."""
    return rows.transform_window(place="row_number()").transform_window(
        turn="row_number()", sort=[alt.SortField("place", "descending")]
    )


def _axis_texts(form: DrawingForm, x: alt.X, y: alt.Y, height: float) -> list[alt.Chart]:
    values = "|".join(map(str, TICKS))
    one = vega.first(alt.Chart()).transform_calculate(
        rightwards=vega.said("across_label", "datum.across"),
        upwards=vega.said("up_label", "datum.up"),
        value=f"[{', '.join(map(str, TICKS))}]",
        across_tick=f"split({vega.said('across_ticks_label', repr(values))}, '|')",
        up_tick=f"split({vega.said('up_ticks_label', repr(values))}, '|')",
    )
    ticks = one.transform_flatten(["value", "across_tick", "up_tick"])
    return [
        vega.text(one, "aim", "upwards", x=-form.names, y=8 - TOP),
        vega.text(one, ["aim", "to-right"], "rightwards", x=form.plot, y=height + 34),
        vega.text(ticks, ["note", "centred"], "across_tick", x=x, y=height + 13),
        vega.text(ticks, ["note", "to-right"], "up_tick", x=-TICK_GAP, y=y),
    ]


_TOOLTIP = vega.tips(Option="option", Across="across_value_label", Up="up_value_label")


def _subtitle(
    criteria_set: CriteriaSet, evaluation: Evaluation, across: Part, up: Part, width: float
) -> str:
    form = _form(criteria_set, evaluation, across, up, width)
    _, crossed, places = _names(criteria_set, evaluation, across, up, form)
    ends = [
        (part.means(evaluation, evaluation.lows), part.means(evaluation, evaluation.highs))
        for part in (across, up)
    ]
    ranged = {o for o in evaluation.options if any(low[o] < high[o] for low, high in ends)}
    shown = Shown(len(evaluation.options), len(places), len(ranged), len(crossed & ranged))
    return pareto_subtitle(criteria_set, across, up, shown)


@dataclass(frozen=True)
class Aims:
    """The two parts by whose values the options are placed."""

    across: Part
    up: Part


def opening_aims(result: Result) -> tuple[str, str]:
    """Return the keys of the two parts shown first: two groups, else the heaviest criteria.

    Raises ValueError where there are not two parts.
    """
    groups = [name for name, part in parts_of(result).items() if part.group is not None]
    first, second, *_ = groups if len(groups) > 1 else opening_parts(result, 2)
    return first, second


def _opening(result: Result) -> Aims:
    parts = parts_of(result)
    return Aims(*(parts[name] for name in opening_aims(result)))


CHART = Chart(
    id="two-aims",
    name="Two aims",
    place=140,
    width=HALF,
    read=lambda result, aims: (result.criteria_set, result.evaluation, aims.across, aims.up),
    title=pareto_title,
    subtitle=_subtitle,
    words=pareto_alt,
    rows=pareto_rows,
    form=_form,
    spec=_spec,
    labels=_labels,
    applies=lambda result: has_rivals(result) and len(parts_of(result)) > 1,
    opening=_opening,
)
