"""Totals as straight lines from one end to another: as a weight grows, or a reading counts more.

The leader's line is thick, and a circle marks each change of leader. Rows have `option_id`,
`option`, `colour`, `total`, `leads`, `is_crossing`, `is_now` and the share, 0 to 1, that grows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

import altair as alt

from steelyard.charts.drawing import vega
from steelyard.charts.drawing.placing import spread
from steelyard.charts.drawing.text import text_width
from steelyard.charts.drawing.vega import DrawingForm, Labels, Rows, Spec
from steelyard.charts.theme import BOLD, SEMIBOLD, VALUE
from steelyard.results.words.numbers import one_decimal, percent

LEFT, CONNECTOR, ABOVE, BELOW, LABEL_STEP = 34.0, 18.0, 18, 19, 17.0
HEIGHT, COMPACT_HEIGHT = 290.0, 260.0
NEAR = 0.04
"""Share of the axis from an end within which a circle's label begins or ends at the circle."""

MOST_LABELS = 14
"""With more options than this, only those that lead somewhere are labelled."""

MOST_BELOW = 3
"""The largest number of lines of a text below the axis."""

_Ends = Sequence[tuple[str, Literal["left", "center", "right"]]]
"""Columns with a text below the axis, each with the side it is aligned to."""


def lines_form(
    labels: Mapping[str, str], leading: Sequence[str], below: Sequence[str], width: float
) -> DrawingForm:
    """Return the measures of lines with these labels; options that lead are always labelled.

    `below`: the texts below the axis, whose height is `row`.
    """
    form = DrawingForm(width, names=LEFT)
    shown = _labelled(labels, leading, form)
    longest = max(text_width(labels[option], VALUE, SEMIBOLD) for option in shown)
    room = min(10.0 * math.ceil(longest / 10), (0.36 if form.is_phone else 0.25) * width)
    form = DrawingForm(width, names=LEFT, notes=CONNECTOR + 2 + room, lines=len(shown))
    lines = max(text.count("\n") + 1 for text in texts_below(below, form))
    return replace(form, row=vega.NAME_STEP * lines)


def texts_below(texts: Sequence[str], form: DrawingForm) -> list[str]:
    """Return the texts below the axis, wrapped: one in the middle, or one at each end."""
    room = form.plot / 2 - 6 if len(texts) > 1 else form.plot + 2 * min(form.names, form.notes) - 8
    named = dict(enumerate(texts))
    return list(vega.cut_names(named, room, VALUE, most=MOST_BELOW, strong=named).values())


def line_labels(
    rows: Rows, across: str, labels: Mapping[str, str], form: DrawingForm, **constant: str
) -> Labels:
    """Return the texts and places of rows; `constant`: columns with the same text in all rows."""
    height = _height(form)
    low, high = _extent([row["total"] for row in rows])

    def down(total: float) -> float:
        return (high - total) / (high - low) * height

    leading = [row["option_id"] for row in rows if row["leads"]]
    begins, ends = (
        {row["option_id"]: row["total"] for row in rows if row[across] == end} for end in (0, 1)
    )
    # Labels of lines that end together are in the order of where the lines begin.
    shown = sorted(_labelled(labels, leading, form), key=lambda o: (-ends[o], -begins[o]))
    heights = spread([down(ends[o]) for o in shown], LABEL_STEP, 4, height)
    places = dict(zip(shown, heights, strict=True))
    room = form.notes - CONNECTOR
    cut = vega.cut_names({o: labels[o] for o in shown}, room, VALUE, strong=labels)
    changes = [(row[across], row["total"]) for row in rows if row["is_crossing"] and row["leads"]]
    crossings = _crossing_places(changes, form, down)
    return {
        "end_label": lambda row: cut.get(row["option_id"], ""),
        "end_place": lambda row: places.get(row["option_id"]),
        "across_label": lambda row: percent(row[across]),
        "crossing_label": lambda row: row["across_label"],
        "crossing_place": lambda row: crossings.get(row[across]),
        "total_label": lambda row: one_decimal(row["total"]),
        "least_place": low,
        "most_place": high,
        "says": lambda row: f"{row['option']}: {row['total_label']} at {row['across_label']}",
        **constant,
    }


def lines_spec(form: DrawingForm, across: str, ends: _Ends) -> Spec:
    """Return the lines over the share `across`, with names at their ends."""
    height = _height(form)
    x_axis = alt.Axis(
        title=None, format="%", values=[0, 0.25, 0.5, 0.75, 1], grid=False, domain=False,
        labelFlush=False, tickSize=4, labelPadding=4,
    )  # fmt: skip
    y_axis = alt.Axis(title=None, format="d", tickMinStep=10, tickCount=6, domain=False,
                      ticks=False, labelPadding=7)  # fmt: skip

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", axis=x_axis, scale=alt.Scale(domain=[0, 1], nice=False))

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", axis=y_axis, scale=alt.Scale(zero=False, nice=False))

    shared = (
        alt.Chart()
        .transform_calculate(lead="datum.leads ? 1 : 0")
        .transform_joinaggregate(ever="max(lead)", groupby=["option_id"])
        .transform_calculate(
            shade="datum.ever ? datum.colour : 'grey'",
            end=vega.said("end_label", "datum.option"),
            low=vega.said("least_place", "0"),
            high=vega.said("most_place", "100"),
        )
    )
    rows = alt.Chart()
    edge = (
        rows.transform_window(
            next_share=f"lead({across})", next_total="lead(total)", next_leads="lead(leads)",
            groupby=["option_id"], sort=[alt.SortField(across)],
        )
        .transform_filter("datum.leads && datum.next_leads")
    )  # fmt: skip
    # If several are level along a stretch, the first one's line is thick.
    edge = vega.first(edge, across)
    now = vega.first(rows.transform_filter("datum.is_now"))
    change = vega.first(rows.transform_filter("datum.is_crossing && datum.leads"), across)
    change = change.transform_calculate(
        label=vega.said("crossing_label", f"format(datum.{across}, '.0%')")
    )
    names = rows.transform_filter(f"datum.{across} == 1 && datum.end != ''")
    place = "(isValid(datum.end_place) ? datum.end_place : scale('y', datum.total))"
    beside = f"datum.{across} < {NEAR} ? 'left' : datum.{across} > {1 - NEAR} ? 'right' : 'center'"
    over: Any = {
        "align": alt.ExprRef(beside),
        "dy": alt.ExprRef(f"isValid(datum.crossing_place) ? datum.crossing_place : -{ABOVE}"),
    }  # fmt: skip
    far: Any = {
        "align": alt.ExprRef(f"datum.{across} > 0.8 ? 'right' : 'left'"),
        "dx": alt.ExprRef(f"datum.{across} > 0.8 ? -4 : 4"),
    }  # fmt: skip
    tooltip = vega.tips(Option="option", Total="total_label", At="across_label")  # fmt: skip
    layers = [
        vega.first(rows).mark_rule(style="unseen", strokeOpacity=0, aria=False)
        .encode(y=y("low"), y2=alt.Y2("high:Q"), **vega.at(x=0)),
        *(
            rows.transform_filter(test).mark_line(strokeWidth=thick, opacity=opacity, aria=False)
            .encode(x=x(across), y=y("total"), detail=alt.Detail("option_id:N"),
                    color=vega.option_colour("shade"))
            for test, thick, opacity in (("!datum.ever", 1.2, 0.7), ("datum.ever", 2, 1))
        ),
        edge.mark_rule(strokeWidth=5, aria=False).encode(
            x=x(across), x2=alt.X2("next_share:Q"), y=y("total"), y2=alt.Y2("next_total:Q"),
            color=vega.option_colour("shade")),
        now.mark_rule(style="present", aria=False)
        .encode(x=x(across), **vega.at(y=-6, y2=height)),
        vega.text(now, ["note", "strong", "ink"], "now_label", x=x(across), y=-12, **far),
        *(
            change.mark_point(style=look, filled=look == "disc", shape="circle", size=size,
                              aria=False).encode(x=x(across), y=y("total"))
            for look, size in (("disc", 150), ("ring", 121))
        ),
        *(
            vega.text(change, ["name", "bold", *look], "label", x=x(across), y=y("total"), **over)
            for look in (["halo"], [])
        ),
        names.mark_rule(style="leader", aria=False)
        .encode(**vega.at(x=form.plot + 3, x2=form.plot + CONNECTOR - 3,
                          y="scale('y', datum.total)", y2=place)),
        vega.text(names, "dense-name", "end", x=form.plot + CONNECTOR, y=place,
                  fill=vega.name_colour("shade"), fontWeight=vega.either("datum.ever", "semibold")),
        *(
            vega.text(vega.first(rows).transform_calculate(text=vega.said(field, "''")), "aim",
                      "text", x=_ALONG[side] * form.plot, y=height + 36, align=side,
                      lineBreak="\n", lineHeight=vega.NAME_STEP)
            for field, side in ends
        ),
        rows.mark_point(style="unseen", shape="circle", size=20**2, filled=True)
        .encode(x=x(across), y=y("total"), description=alt.Description("says:N"), tooltip=tooltip),
    ]  # fmt: skip
    return vega.finished(layers, form, height, below=46 - vega.NAME_STEP + form.row, rows=shared)


_ALONG = {"left": 0.0, "center": 0.5, "right": 1.0}


def _height(form: DrawingForm) -> float:
    return max(COMPACT_HEIGHT if form.is_phone else HEIGHT, LABEL_STEP * form.lines)


def _labelled(labels: Mapping[str, str], leading: Sequence[str], form: DrawingForm) -> list[str]:
    """Return the options to label: all if they are few and there is room, else those that lead."""
    is_roomy = not form.is_phone and len(labels) <= MOST_LABELS
    return [option for option in labels if is_roomy or option in leading]


def _extent(totals: Sequence[float]) -> tuple[float, float]:
    """Return the multiples of ten that enclose all totals; never the same number twice."""
    low = 10.0 * math.floor(round(min(totals) / 10, 9))
    high = 10.0 * math.ceil(round(max(totals) / 10, 9))
    if high > low:
        return low, high
    return (low - 10, high) if high >= 100 else (low, high + 10)


def _crossing_places(
    changes: Sequence[tuple[float, float]], form: DrawingForm, down: Any
) -> dict[float, float]:
    """Return share → pixels from a circle to its label: above, or below where one is in the way."""
    places: dict[float, float] = {}
    taken = -math.inf
    for share, total in sorted(changes):
        if share in places:
            continue
        width = text_width(percent(share), VALUE + 1, BOLD) + 4
        begin = share * form.plot - width * _before(share)
        is_above = begin > taken and down(total) - ABOVE > 0
        places[share] = -ABOVE if is_above else BELOW
        taken = begin + width if is_above else taken
    return places


def _before(share: float) -> float:
    """Return the share of a label to the left of its circle: all of it at the right end."""
    return 0.0 if share < NEAR else 1.0 if share > 1 - NEAR else 0.5
