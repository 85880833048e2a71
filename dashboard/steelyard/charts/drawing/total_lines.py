"""Totals as straight lines from one end to another: as a weight grows, or a reading counts more.

The leader's line is thick, a circle stands where that changes. Rows have `option_id`, `option`,
`colour`, `total`, `leads`, `is_crossing`, `is_now` and the share of 0 to 1 that grows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import altair as alt
import pandas as pd

from steelyard.charts.drawing import vega
from steelyard.charts.drawing.placing import spread
from steelyard.charts.drawing.text import elide, text_width
from steelyard.charts.drawing.vega import DrawingForm, Rows, Spec
from steelyard.charts.theme import BOLD, SEMIBOLD, VALUE
from steelyard.results.words.numbers import one_decimal, percent

LEFT, CONNECTOR, ABOVE, BELOW, LABEL_STEP = 34.0, 18.0, 18, 19, 17.0
HEIGHT, COMPACT_HEIGHT = 330.0, 260.0
NEAR = 0.04
"""So near to an end of the axis, labels of circles begin or end at theirs."""

MOST_LABELS = 14
"""With more options than this only those that lead somewhere are named."""

Ends = Sequence[tuple[str, Literal["left", "center", "right"]]]
"""Column with a text below the axis, and its side."""


def lines_form(labels: Mapping[str, str], leading: Sequence[str], width: float) -> DrawingForm:
    """Return the measures of lines with so many labels, those that lead in any case."""
    form = DrawingForm(width, names=LEFT)
    shown = _labelled(labels, leading, form)
    longest = max(text_width(labels[option], VALUE, SEMIBOLD) for option in shown)
    room = min(10.0 * math.ceil(longest / 10), (0.36 if form.is_phone else 0.25) * width)
    return DrawingForm(width, names=LEFT, notes=CONNECTOR + 2 + room, lines=len(shown))


def line_rows(
    frame: pd.DataFrame, across: str, labels: Mapping[str, str], form: DrawingForm, **constant: str
) -> Rows:
    """Return rows with their texts and places; `constant`: columns of one text for all rows."""
    height, shares = _height(form), [percent(share) for share in frame[across]]
    low, high = _extent(list(frame["total"]))

    def down(total: float) -> float:
        return (high - total) / (high - low) * height

    leading = list(dict.fromkeys(frame[frame["leads"]]["option_id"]))
    ends = frame[frame[across] == 1].set_index("option_id")["total"]
    begins = frame[frame[across] == 0].set_index("option_id")["total"]
    # Lines that end together are named in the order they come in.
    shown = sorted(_labelled(labels, leading, form), key=lambda o: (-ends[o], -begins[o]))
    heights = spread([down(ends[o]) for o in shown], LABEL_STEP, 4, height)
    places = dict(zip(shown, heights, strict=True))
    room = form.notes - CONNECTOR
    cut = {o: elide(labels[o], room, VALUE, SEMIBOLD) if o in shown else "" for o in labels}
    crossings = _crossing_places(frame[frame["is_crossing"] & frame["leads"]], across, form, down)
    totals = [one_decimal(total) for total in frame["total"]]
    return vega.as_rows(
        frame,
        end_label=[cut[option] for option in frame["option_id"]],
        end_place=[places.get(option) for option in frame["option_id"]],
        crossing_label=shares,
        crossing_place=[crossings.get(share) for share in frame[across]],
        total_label=totals,
        across_label=shares,
        least_place=[low] * len(frame),
        most_place=[high] * len(frame),
        says=[
            f"{name}: {total} at {share}"
            for name, total, share in zip(frame["option"], totals, shares, strict=True)
        ],
        **{column: [text] * len(frame) for column, text in constant.items()},
    )


def lines_spec(form: DrawingForm, across: str, ends: Ends) -> Spec:
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
        # Of several that are level along a stretch, the first one's line is thick.
        .transform_window(turn="row_number()", groupby=[across])
        .transform_filter("datum.turn == 1")
    )  # fmt: skip
    now = _first(rows.transform_filter("datum.is_now"))
    change = _first(rows.transform_filter("datum.is_crossing && datum.leads"), across)
    change = change.transform_calculate(
        label=vega.said("crossing_label", f"format(datum.{across}, '.0%')")
    )
    names = rows.transform_filter(f"datum.{across} == 1 && datum.end != ''")
    place = "(isValid(datum.end_place) ? datum.end_place : scale('y', datum.total))"
    beside = f"datum.{across} < {NEAR} ? 'left' : datum.{across} > {1 - NEAR} ? 'right' : 'center'"
    over: Any = {
        "align": alt.ExprRef(beside), "aria": False,
        "dy": alt.ExprRef(f"isValid(datum.crossing_place) ? datum.crossing_place : -{ABOVE}"),
    }  # fmt: skip
    far: Any = {
        "align": alt.ExprRef(f"datum.{across} > 0.8 ? 'right' : 'left'"), "aria": False,
        "dx": alt.ExprRef(f"datum.{across} > 0.8 ? -4 : 4"),
    }  # fmt: skip
    tooltip = vega.tips(Option="option", Total="total_label", At="across_label")  # fmt: skip
    layers = [
        _first(rows).mark_rule(style="unseen", strokeOpacity=0, aria=False)
        .encode(x=alt.value(0), y=y("low"), y2="high:Q"),
        *(
            rows.transform_filter(test).mark_line(strokeWidth=thick, opacity=opacity, aria=False)
            .encode(x=x(across), y=y("total"), detail="option_id:N",
                    color=vega.option_colour("shade"))
            for test, thick, opacity in (("!datum.ever", 1.2, 0.7), ("datum.ever", 2, 1))
        ),
        edge.mark_rule(strokeWidth=5, aria=False).encode(
            x=x(across), x2="next_share:Q", y=y("total"), y2="next_total:Q",
            color=vega.option_colour("shade")),
        now.mark_rule(style="present", aria=False)
        .encode(x=x(across), y=alt.value(-6), y2=alt.value(height)),
        now.mark_text(style=["note", "strong", "ink"], **far)
        .encode(x=x(across), y=alt.value(-12), text="now_label:N"),
        *(
            change.mark_point(style=look, filled=look == "disc", shape="circle", size=size,
                              aria=False).encode(x=x(across), y=y("total"))
            for look, size in (("disc", 150), ("ring", 121))
        ),
        *(
            change.mark_text(style=["name", "bold", *look], **over)
            .encode(x=x(across), y=y("total"), text="label:N")
            for look in (["halo"], [])
        ),
        names.mark_rule(style="leader", aria=False)
        .encode(x=alt.value(form.plot + 3), x2=alt.value(form.plot + CONNECTOR - 3),
                y=vega.at("scale('y', datum.total)"), y2=vega.at(place)),
        names.mark_text(style="dense-name", fontWeight=vega.either("datum.ever", "semibold"),
                        aria=False)
        .encode(x=alt.value(form.plot + CONNECTOR), y=vega.at(place), text="end:N",
                fill=vega.name_colour("shade")),
        *(
            _first(rows).transform_calculate(text=vega.said(field, "''"))
            .mark_text(style="aim", align=side, aria=False)
            .encode(x=alt.value(_ALONG[side] * form.plot), y=alt.value(height + 36), text="text:N")
            for field, side in ends
        ),
        rows.mark_point(style="unseen", shape="circle", size=20**2, filled=True)
        .encode(x=x(across), y=y("total"), description="says:N", tooltip=tooltip),
    ]  # fmt: skip
    return vega.finished(layers, form, height, below=46, rows=shared)


_ALONG = {"left": 0.0, "center": 0.5, "right": 1.0}


def _first(rows: alt.Chart, of: str = "") -> alt.Chart:
    """Return the first row, or the first of each value of a column."""
    numbered = rows.transform_window(turn="row_number()", groupby=[of] if of else [])
    return numbered.transform_filter("datum.turn == 1")


def _height(form: DrawingForm) -> float:
    return max(COMPACT_HEIGHT if form.is_phone else HEIGHT, LABEL_STEP * form.lines)


def _labelled(labels: Mapping[str, str], leading: Sequence[str], form: DrawingForm) -> list[str]:
    """Return the options that are named: all if few and there is room, else those that lead."""
    is_roomy = not form.is_phone and len(labels) <= MOST_LABELS
    return [option for option in labels if is_roomy or option in leading]


def _extent(totals: Sequence[float]) -> tuple[float, float]:
    """Return the tens between which all totals lie; flat lines on a ten have a span as well."""
    low = 10.0 * math.floor(round(min(totals) / 10, 9))
    high = 10.0 * math.ceil(round(max(totals) / 10, 9))
    if high > low:
        return low, high
    return (low - 10, high) if high >= 100 else (low, high + 10)


def _crossing_places(
    changes: pd.DataFrame, across: str, form: DrawingForm, down: Any
) -> dict[float, float]:
    """Return share → pixels from a circle to its label: above, or below where one is in the way."""
    places: dict[float, float] = {}
    taken = -math.inf
    for share, total in sorted(zip(changes[across], changes["total"], strict=True)):
        if share in places:
            continue
        width = text_width(percent(share), VALUE + 1, BOLD) + 4
        begin = share * form.plot - width * _before(share)
        is_above = begin > taken and down(total) - ABOVE > 0
        places[share] = -ABOVE if is_above else BELOW
        taken = begin + width if is_above else taken
    return places


def _before(share: float) -> float:
    """Return how much of a label is left of its circle: all of it at the right end."""
    return 0.0 if share < NEAR else 1.0 if share > 1 - NEAR else 0.5
