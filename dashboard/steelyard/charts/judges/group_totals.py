"""The group's totals: a bar at the mean, a ring for each judge's own, a line for the ranges.

Next to them are the total by the other rule, how many judges put the option first, and the pooled
lead share.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt

from steelyard.charts.chart import Chart
from steelyard.charts.drawing import vega
from steelyard.charts.drawing.vega import DrawingForm, Labels, Rows, Spec
from steelyard.charts.judges.closed_group import (
    GroupChoice,
    along_hundred,
    beside,
    has_group,
    read_group,
)
from steelyard.charts.theme import VALUE
from steelyard.results.judges.group_result import GroupResult
from steelyard.results.words.judges import result_lines
from steelyard.results.words.judging.group_charts import totals_subtitle, totals_title, totals_words

ROW, PHONE_ROW, RING = 34, 52, 8.0
RANK, COLUMN, COLUMNS = 24.0, 62.0, 4
WIDTH = 700


def totals_rows(found: GroupResult) -> Rows:
    """Return a row for every judge's total of every option, best option first, unrounded.

    Columns: `option_id`, `option`, `rank`, `answer` (from 1, the lowest total first; the judge is
    not revealed), `judge_total`, `total` (by the rule of the round), `other_total` (by the other
    rule), `low`, `high` (union of the ranges), `first_for` (judges who put it first),
    `lead_share` (pooled, 0 to 1; empty where nothing can be sampled), `colour`.
    """
    group = found.group
    try:
        shares = found.pool.lead_shares
    except ValueError:
        shares = {}
    return [
        {
            **vega.option_columns(found.criteria_set, option),
            "rank": group.ranks[option],
            "place": place,
            "answer": k,
            "judge_total": total,
            "total": group.totals[option],
            "other_total": found.other.totals[option],
            "low": group.ranges[option][0],
            "high": group.ranges[option][1],
            "first_for": found.firsts[option],
            "lead_share": shares.get(option),
        }
        for place, option in enumerate(group.ranking, 1)
        for k, total in enumerate(
            sorted(each.totals[option] for each in found.panel.evaluations.values()), 1
        )
    ]


def _form(found: GroupResult, width: float) -> DrawingForm:
    count = len(found.group.ranking)
    if width < vega.NARROWEST_WIDE:
        return DrawingForm(width, lines=count, row=PHONE_ROW)
    labels = vega.cut_option_names(found.criteria_set, found.group.ranking, 0.28 * width, VALUE)
    names = RANK + vega.room_for([*labels.values()], 0.28 * width, VALUE) + 12
    return DrawingForm(width, names, COLUMN * COLUMNS, lines=count, row=ROW)


def _labels(found: GroupResult, form: DrawingForm) -> Labels:
    ranking = found.group.ranking
    room = form.width - 130 if form.is_phone else form.names - RANK - 10
    names = vega.cut_option_names(found.criteria_set, ranking, room, VALUE, strong=ranking)
    _, *lines = result_lines(found)
    printed = dict(zip(ranking, lines, strict=True))
    return {
        "rank_label": lambda row: printed[row["option_id"]][0],
        "option_label": lambda row: names[row["option_id"]],
        "total_label": lambda row: printed[row["option_id"]][2],
        "other_label": lambda row: printed[row["option_id"]][3],
        "first_label": lambda row: printed[row["option_id"]][4],
        "share_label": lambda row: printed[row["option_id"]][5],
        "says": lambda row: (
            f"{row['option']}: total {row['total_label']}, by the other rule {row['other_label']}, "
            f"first for {row['first_label']}, pooled lead share {row['share_label']}"
        ),
    }


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return a line for each option, its figures to the right; on a phone, name and total above."""
    is_phone, row = form.is_phone, form.row
    x = along_hundred([0, 20, 40, 60, 80, 100])
    shared = alt.Chart().transform_calculate(
        y_place=f"(datum.place - 0.5) * {row} {'+ 9' if is_phone else ''}",
        name=vega.said("option_label", "datum.option"),
        number=vega.said("rank_label", "datum.rank"),
        own=vega.said("total_label", "format(datum.total, '.1f')"),
        other=vega.said("other_label", "format(datum.other_total, '.1f')"),
        firsts=vega.said("first_label", "datum.first_for"),
        share=vega.said("share_label", "format(datum.lead_share, '.0%')"),
        is_first="datum.rank == 1",
    )
    rows = alt.Chart()
    options, y = vega.first(rows, "option_id"), vega.at(y="datum.y_place")
    half, left = 11, -form.names
    bar = vega.at(y=f"datum.y_place - {half}", y2=f"datum.y_place + {half}")
    strong = vega.either("datum.is_first", "semibold")
    layers: list[Any] = [
        options.mark_rule(style="range", aria=False).encode(x=x("low"), x2=alt.X2("high:Q"), **y),
        options.mark_rule(style="now-edge", strokeWidth=9, aria=False).encode(x=x("total"), **bar),
        options.mark_rule(strokeWidth=6, aria=False)
        .encode(x=x("total"), **bar, color=vega.option_colour()),
        *(
            rows.mark_point(style=look, shape="circle", filled=filled, size=RING**2, aria=False)
            .encode(x=x("judge_total"), **y)
            for look, filled in (("disc", True), ("ring", False))
        ),
        vega.line_above(options.transform_filter("datum.place > 1"), form, row, "faint-line"),
    ]  # fmt: skip
    if is_phone:
        layers += [
            vega.text(options, "dense-name", "name", x=0, y="datum.y_place - 23",
                      fontWeight=strong),
            vega.text(options, ["amount", "to-right"], "own", x=form.plot, y="datum.y_place - 23"),
        ]  # fmt: skip
    else:
        ends = [form.plot + COLUMN * k for k in range(1, COLUMNS + 1)]
        heads = ("Total", "by the\nother rule", "First for\njudges", "Pooled\nlead share")
        layers += [
            vega.text(options, "faint", "number", x=left, y="datum.y_place"),
            vega.text(options, "dense-name", "name", x=left + RANK, y="datum.y_place",
                      fontWeight=strong),
            vega.text(options, ["amount", "to-right"], "own", x=ends[0], y="datum.y_place"),
            *(
                vega.text(options, ["note", "to-right"], field, x=end, y="datum.y_place")
                for field, end in zip(("other", "firsts", "share"), ends[1:], strict=True)
            ),
            *(
                vega.text(vega.first(rows), ["note", "to-right"], alt.TextValue(head), x=end,
                          y=-9 - 13 * head.count("\n"), lineBreak="\n", lineHeight=13)
                for head, end in zip(heads, ends, strict=True)
            ),
        ]  # fmt: skip
    line = vega.at(y=f"(datum.place - 1) * {row}", y2=f"datum.place * {row}")
    layers.append(vega.unseen(options, _TOOLTIP, **vega.across(form), **line))
    return vega.finished(layers, form, form.lines * row, rows=shared)


_TOOLTIP = vega.tips(Option="option", Total="own", Other="other", First="firsts", Share="share")

CHART: Chart[GroupChoice, GroupResult] = Chart(
    id="group-totals",
    name="Group totals",
    place=520,
    width=WIDTH,
    read=read_group,
    title=totals_title,
    subtitle=totals_subtitle,
    words=totals_words,
    rows=totals_rows,
    form=_form,
    spec=_spec,
    labels=_labels,
    applies=has_group,
    opening=beside,
)
